import type { Context } from '#kernel/context.ts'
import { divisionOf } from '#domain/organisations/model.ts'
import { division, listDivisions, unionsUnder } from '#domain/organisations/queries.ts'
import { FACILITIES, STATION_KINDS, VEHICLE_CLASSES } from '#domain/stations/catalogue.ts'
import type { Node } from '../desk.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

const UNIONS_MOST = 2_000

/** What the station form lets choose, in the reader's language: kinds, my unions, the districts around, facilities, vehicles. */
export async function choicesOf(ctx: Context, mine: readonly Node[], near: string) {
  const name = (one: { zh: string; en: string }) => (ctx.locale === 'en' ? one.en : one.zh)
  const trees = await Promise.all(mine.map((place) => unionsUnder(ctx, place.tenant, place.path, UNIONS_MOST)))
  const groups = [...new Set(FACILITIES.map((one) => one.group))]
  return {
    kinds: STATION_KINDS.map((one) => ({ value: one.code, label: name(one) })),
    unions: trees.flat().map(({ path, name }) => ({
      value: path,
      label: `${'　'.repeat(Math.max(0, path.split('/').length - mine[0]!.path.split('/').length))}${name}`
    })),
    divisions: await divisionsAround(ctx, near),
    facilities: groups.map((group) => ({
      group,
      items: FACILITIES.filter((one) => one.group === group).map((one) => ({
        code: one.code,
        name: name(one),
        needsPlace: one.needsPlace ?? false
      }))
    })),
    vehicles: VEHICLE_CLASSES.map((one) => ({ code: one.code, name: name(one) }))
  }
}

export type Choices = Awaited<ReturnType<typeof choicesOf>>

/** Districts to choose from: those of the prefecture that a node lies in; of a province all its prefectures'. */
async function divisionsAround(ctx: Context, path: string): Promise<Option[]> {
  const code = divisionOf(path)
  const option = (one: { code: string; name: string }) => ({ value: one.code, label: `${one.name} ${one.code}` })
  if (code === null) return (await listDivisions(ctx, {})).items.map(option)
  const county = !code.endsWith('00')
  const here = await division(ctx, { code: county ? ((await division(ctx, { code })).parent ?? code) : code })
  const { items } = await listDivisions(ctx, { parent: here.code })
  if (here.level !== 'province') return [...items, here].map(option)
  const below = await Promise.all(items.filter((one) => one.level === 'prefecture').map((one) => listDivisions(ctx, { parent: one.code })))
  return [...items.filter((one) => one.level === 'county'), ...below.flatMap((list) => list.items)].map(option)
}
