import type { Cookies } from '@sveltejs/kit'
import { PATH, ROOT } from '#domain/organisations/model.ts'
import { nodeOfDivision, placeNames, tenantOf, tenantsByNumber } from '#domain/organisations/queries.ts'
import { STATES, TOPICS } from '#domain/proposals/model.ts'
import { list, mine } from '#domain/proposals/queries.ts'
import { tree } from '#domain/stations/tree.ts'
import type { Context } from '#kernel/context.ts'
import { PLACE_COOKIE } from '../../place.server.ts'
import { homeTenant } from './standing.server.ts'
import type { PageServerLoad } from './$types'

export const csr = false

const PAGE = 20

/** Proposals where I am a member, or of the union that the address names; mine with `?mine=made` or `seconded`. */
export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { ctx } = locals
  const home = await homeTenant(ctx)
  const asked = url.searchParams.get('path')
  const path = asked !== null && PATH.test(asked) ? asked : (home?.path ?? (await keptPlace(ctx, cookies)) ?? ROOT)
  const own = ctx.actor.person === null ? null : (['made', 'seconded'] as const).find((one) => one === url.searchParams.get('mine')) ?? null
  const topic = TOPICS.find((one) => one === url.searchParams.get('topic')) ?? null
  const state = (['any', ...STATES] as const).find((one) => one === url.searchParams.get('state')) ?? 'live'
  const cursor = url.searchParams.get('cursor')
  const frame = { member: home !== null, own, topic, state, cursor, at: path === asked && path !== home?.path ? asked : null }
  if (own !== null) return { ...frame, where: null, items: (await mine(ctx, { seconded: own === 'seconded' })).items, next: null, places: null }
  const tenant = await tenantOf(ctx, path)
  if (tenant === 0) return { ...frame, where: null, items: [], next: null, places: await below(ctx, path) }
  const [{ items, next }, [place]] = await Promise.all([list(ctx, { path, state, limit: PAGE, ...(topic && { topic }), ...(cursor && { cursor }) }), placeNames(ctx, [{ tenant, path }])])
  return { ...frame, where: place?.name ?? null, items, next, places: null }
}

/** The tenant of the place that this browser remembers. */
async function keptPlace(ctx: Context, cookies: Cookies): Promise<string | null> {
  const code = cookies.get(PLACE_COOKIE)
  const node = code !== undefined && /^\d{6}$/.test(code) ? await nodeOfDivision(ctx, code) : null
  const tenant = node === null ? 0 : await tenantOf(ctx, node)
  return tenant === 0 ? null : ((await tenantsByNumber(ctx, [tenant]))[0]?.path ?? null)
}

/** Unions to choose from where no union with a budget of its own is named yet. */
async function below(ctx: Context, path: string): Promise<{ path: string; name: string }[]> {
  const { items } = await tree(ctx, { path })
  return items.map(({ path: node, name }) => ({ path: node, name }))
}
