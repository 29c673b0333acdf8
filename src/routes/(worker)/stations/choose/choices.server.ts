import { list } from '#domain/stations/queries.ts'
import { division, listDivisions } from '#domain/organisations/queries.ts'
import type { Context } from '#kernel/context.ts'
import { plainName } from '../card.ts'

export interface DivisionChoice {
  readonly code: string
  readonly name: string
  /** Names of the divisions above, "浙江省 杭州市". */
  readonly within: string
  /** Has divisions below it to choose from. */
  readonly below: boolean
}

export interface StationChoice {
  readonly code: string
  readonly name: string
  readonly address: string | null
  readonly sample: boolean
}

export interface Choices {
  /** The division whose parts are listed; null: the whole country. */
  readonly inside: DivisionChoice | null
  readonly above: string | null
  readonly divisions: readonly DivisionChoice[]
  /** Cities in which the demonstration has stations. */
  readonly demo: readonly DivisionChoice[]
}

const DEMO_CITIES = ['330100', '620100', '510100']
const STATIONS_FOUND = 20

interface Division {
  readonly code: string
  readonly name: string
  readonly level: string
  readonly within: readonly string[]
  readonly lon: number | null
}

function choice({ code, name, level, within }: Division): DivisionChoice {
  return { code, name, within: within.join(' '), below: level !== 'county' }
}

function placed(divisions: readonly Division[]): DivisionChoice[] {
  return divisions.filter((one) => one.lon !== null).map(choice)
}

/** The divisions right below one, the provinces when none is named. */
export async function chooseFrom(ctx: Context, inside: string | null, demo: boolean): Promise<Choices> {
  const here = inside === null ? null : await division(ctx, { code: inside })
  const { items } = await listDivisions(ctx, inside === null ? {} : { parent: inside })
  const cities = demo && inside === null ? await Promise.all(DEMO_CITIES.map((code) => division(ctx, { code }))) : []
  return { inside: here && choice(here), above: here?.parent ?? null, divisions: placed(items), demo: placed(cities) }
}

/** Districts by name, pinyin or initials, and stations by name or address. */
export async function lookFor(ctx: Context, q: string): Promise<{ divisions: DivisionChoice[]; stations: StationChoice[] }> {
  const [divisions, stations] = await Promise.all([listDivisions(ctx, { q }), list(ctx, { q, limit: STATIONS_FOUND })])
  return {
    divisions: placed(divisions.items),
    stations: stations.items.flatMap((one) => ('name' in one ? [{ code: one.code, name: plainName(one.name, one.sample), address: one.address, sample: one.sample }] : []))
  }
}
