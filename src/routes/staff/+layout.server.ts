import { covers, may } from '#kernel/access.ts'
import { me } from '#domain/identity/queries.ts'
import { above } from '#domain/organisations/model.ts'
import { nodeAt, placeNames } from '#domain/organisations/queries.ts'
import { tree } from '#domain/stations/tree.ts'
import en from '#lib/i18n/en/desk.ts'
import identityEn from '#lib/i18n/en/identity.ts'
import { formatCount } from '#lib/i18n/format.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/desk.ts'
import identityZh from '#lib/i18n/zh-CN/identity.ts'
import { standingAt, unionsWith } from './desk.ts'
import type { LayoutServerLoad } from './$types'

/** Rooms of the desk, and what one must be allowed to enter. */
const ROOMS = [
  { name: 'joining', needs: 'joining.decide' },
  { name: 'members', needs: 'members.read' },
  { name: 'rosters', needs: 'rosters.import' },
  { name: 'moves', needs: 'members.read' },
  { name: 'elections', needs: 'elections.read' },
  { name: 'unions', needs: 'founding.read' },
  { name: 'proposals', needs: 'proposals.answer' },
  { name: 'figures', needs: 'figures.read' },
  { name: 'partners', needs: 'partners.edit' }
] as const

/** Where I stand, where else I may stand (above and below in my own tree), who I am. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const here = standingAt(locals, url)
  const mine = unionsWith(ctx, 'stations.oversee')
  const [{ here: node, items }, person] = await Promise.all([tree(ctx, { path: here.path }), me(ctx, {})])
  const names = await placeNames(ctx, mine)
  const href = (path: string) => `?path=${encodeURIComponent(path)}`
  const over = above(here.path)
  const wider = over !== null && mine.some((place) => covers(place.path, over)) ? await nodeAt(ctx, over) : null
  const others = mine
    .map((place, at) => ({ path: place.path, name: names[at]?.name ?? place.path }))
    .filter(({ path }) => path !== here.path && path !== over)
  const role = person.roles.find((held) => held.tenant === here.tenant && covers(held.path, here.path))?.role
  return {
    staff: {
      place: node.name,
      places: [
        ...(wider ? [{ name: t.up(wider.node.name), href: href(wider.node.path) }] : []),
        ...others.map(({ path, name }) => ({ name, href: href(path) })),
        ...items
          .filter((child) => child.stations > 0)
          .map((child) => ({ name: t.below(child.name, formatCount(locale, child.stations)), href: href(child.path) }))
      ],
      who: { name: person.name ?? person.phone, role: role === undefined ? '' : texts(locale, identityZh, identityEn).role(role) }
    },
    desk: { path: here.path, people: may(ctx, 'roles.read', here), rooms: ROOMS.filter(({ needs }) => may(ctx, needs, here)).map(({ name }) => name as string) }
  }
}
