import { refuse } from '#domain/refusals.ts'
import type { Context } from '#kernel/context.ts'
import { federationsFor, ladderOf, townsAt, unionsOfEmployer, type UnionFound } from '../organisations/cover.ts'
import { divisionOf, NATION, upwards } from '../organisations/model.ts'
import { divisionName, nodeOfDivision, requireDivision, tenantOf } from '../organisations/queries.ts'
import { stationByCode } from '../stations/queries.ts'
import { ceremonyByCode, type Ceremony } from './ceremony.ts'
import type { ApplicationSource, Candidate, RouteReason } from './model.ts'

/** Which union should act: nobody has to know how unions are built to join one. */

export interface PlaceGiven {
  readonly division?: string | undefined
  /** Code of the station whose QR code was used. */
  readonly station?: string | undefined
  /** {tenant}.{code} */
  readonly ceremony?: string | undefined
  /** Union of the person's own choice. */
  readonly union?: string | undefined
}

export interface WorkPlace {
  /** Whose application it becomes. */
  readonly tenant: number
  /** The union node nearest to where the person works. */
  readonly node: string
  readonly division: string
  readonly station: string | null
  readonly ceremony: Ceremony | null
}

/**
 * Where an application belongs. Refuses `joining.no_union_here` where no union runs a budget yet, `joining.union_unknown` for a
 * chosen one that is not there or has ended, and what an unknown division, station or ceremony is refused with.
 */
export async function placeOf(ctx: Context, given: PlaceGiven): Promise<WorkPlace> {
  const place = await nearestNode(ctx, given)
  const tenant = place.ceremony?.tenant ?? (await tenantOf(ctx, given.union ?? place.node))
  if (given.union !== undefined && (tenant === 0 || (await ladderOf(ctx, tenant, given.union))[0]?.path !== given.union)) throw refuse('joining.union_unknown', { path: given.union })
  if (tenant === 0) throw refuse('joining.no_union_here', { division: place.division, place: await divisionName(ctx, place.division) })
  return { ...place, tenant }
}

async function nearestNode(ctx: Context, { division, station, ceremony }: PlaceGiven): Promise<Omit<WorkPlace, 'tenant'>> {
  if (ceremony !== undefined) {
    const held = await ceremonyByCode(ctx, ceremony)
    return { node: held.path, division: divisionOf(held.path) ?? NATION, station: null, ceremony: held }
  }
  if (station !== undefined) {
    const found = await stationByCode(ctx, station)
    // A city's station stands in one of its counties: the deeper node of the two says more.
    const ofDivision = await nodeOfDivision(ctx, found.division)
    const node = ofDivision?.startsWith(found.path + '/') ? ofDivision : found.path
    return { node, division: found.division, station: found.code, ceremony: null }
  }
  const code = division ?? NATION
  await requireDivision(ctx, code)
  const node = await nodeOfDivision(ctx, code)
  if (node === null) throw refuse('joining.no_union_here', { division: code, place: await divisionName(ctx, code) })
  return { node, division: code, station: null, ceremony: null }
}

export interface Wish {
  readonly trade: string
  readonly employer?: string | null | undefined
  readonly union?: string | undefined
  readonly source?: ApplicationSource
}

const MOST_CANDIDATES = 12

/** The unions that could act, each with its reason; the first is the one that should. */
export async function route(ctx: Context, place: WorkPlace, wish: Wish): Promise<Candidate[]> {
  const { tenant, node } = place
  const found: Candidate[] = []
  const add = (why: RouteReason, unions: readonly UnionFound[]) => {
    for (const { path, name } of unions) if (!found.some((each) => each.path === path)) found.push({ path, name, why })
  }
  const nearest = await ladderOf(ctx, tenant, node)
  if (place.ceremony) {
    add('ceremony', nearest.slice(0, 1))
    return found
  }
  if (wish.union !== undefined) add(wish.source === 'partner' ? 'partner' : 'chosen', (await ladderOf(ctx, tenant, wish.union)).slice(0, 1))
  // A union chosen elsewhere: who else there is stands in the books of another tenant.
  if (nearest.length === 0) return found
  if (wish.employer) add('employer', await unionsOfEmployer(ctx, tenant, wish.employer))
  add('federation', await federationsFor(ctx, tenant, wish.trade, node))
  add('town', await townOf(ctx, tenant, node))
  add('county', generalOf(nearest, node))
  return found.slice(0, MOST_CANDIDATES)
}

/** The town that the place lies in; where only its county is known, the county's town if it has but one. */
async function townOf(ctx: Context, tenant: number, node: string): Promise<UnionFound[]> {
  const towns = await townsAt(ctx, tenant, node)
  const around = towns.filter((town) => upwards(node).includes(town.path))
  const isCounty = /\/\d{6}$/.test(node)
  return around.length > 0 ? around.slice(-1) : isCounty && towns.length === 1 ? towns : []
}

/** The union of the county; where the county has none, that of the city. */
function generalOf(nearest: readonly UnionFound[], node: string): UnionFound[] {
  const area = nearest.find(({ path }) => /\/(\d{2}|\d{4}|\d{6})$|^\/cn$/.test(path)) ?? nearest.at(-1)
  return area && upwards(node).includes(area.path) ? [area] : []
}
