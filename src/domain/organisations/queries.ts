import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { PUBLIC, type Place } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { divisionCode, divisionOutput, listDivisionsInput, listDivisionsOutput } from './inputs.ts'
import { upwards, type Division, type Level, type UnionKind } from './model.ts'

export interface NodeRow {
  readonly path: string
  readonly name: string
  readonly level: Level
  readonly kind: UnionKind
  readonly division: string
  readonly sample: boolean
}

/** A node of the tree and the tenant in whose care it is; null where there is none. */
export async function nodeAt(ctx: Context, path: string): Promise<{ node: NodeRow; tenant: number } | null> {
  const upper = await sql<NodeRow & { steward_tenant: number }>`select path, name, level, kind, division, sample, steward_tenant
    from organisation where path = ${path}`.execute(ctx.db)
  if (upper.rows[0]) return { node: upper.rows[0], tenant: upper.rows[0].steward_tenant }
  const tenant = await tenantOf(ctx, path)
  const lower = await sql<NodeRow>`select path, name, level, kind, division, sample
    from local_union where tenant_id = ${tenant} and path = ${path}`.execute(ctx.db)
  return lower.rows[0] ? { node: lower.rows[0], tenant } : null
}

/** The tenant whose tree a path lies in: that of the nearest organisation above. 0 where no union with a budget of its own is above. */
export async function tenantOf(ctx: Context, path: string): Promise<number> {
  const nearest = await sql<{ steward_tenant: number }>`select steward_tenant from organisation
    where path = any(${upwards(path)}::text[]) order by length(path) desc limit 1`.execute(ctx.db)
  return nearest.rows[0]?.steward_tenant ?? 0
}

/** Place of an organisation or union that may answer for something. Refuses `stations.organisation_unknown`. */
export async function ownerOf(ctx: Context, path: string): Promise<Place> {
  const found = await nodeAt(ctx, path)
  if (!found) throw refuse('stations.organisation_unknown', { path })
  return { tenant: found.tenant, path, see: 'public.read' }
}

/** Place of a union that exists; nobody learns of one that is not there before he has signed in. */
export async function placeOfUnion(ctx: Context, { path }: { path: string }): Promise<Place> {
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  const found = await nodeAt(ctx, path)
  if (!found) throw refuse('organisations.unknown', { path })
  return { tenant: found.tenant, path, see: 'public.read' }
}

/** The node of the union of a division, or of the nearest division above that has one; null where none has. */
export async function nodeOfDivision(ctx: Context, code: string): Promise<string | null> {
  const codes = [code, code.slice(0, 4) + '00', code.slice(0, 2) + '0000']
  const nearest = await sql<{ path: string }>`select path from organisation
    where division = any(${codes}::text[]) and kind = 'general' order by division desc limit 1`.execute(ctx.db)
  return nearest.rows[0]?.path ?? null
}

/** The unions right below a node. */
export async function nodesBelow(ctx: Context, path: string, tenant: number): Promise<NodeRow[]> {
  const rows = await sql<NodeRow>`
    select path, name, level, kind, division, sample from organisation where path like ${path + '/%'} and path not like ${path + '/%/%'}
    union all
    select path, name, level, kind, division, sample from local_union
      where tenant_id = ${tenant} and path like ${path + '/%'} and path not like ${path + '/%/%'}
    order by path limit 2000`.execute(ctx.db)
  return rows.rows
}

/** A node and all unions below it in the care of a tenant, by path: what a form lets choose. */
export async function unionsUnder(ctx: Context, tenant: number, path: string, most: number): Promise<{ path: string; name: string }[]> {
  const rows = await sql<{ path: string; name: string }>`
    select path, name from organisation where steward_tenant = ${tenant} and (path = ${path} or path like ${path + '/%'})
    union all
    select path, name from local_union where tenant_id = ${tenant} and (path = ${path} or path like ${path + '/%'})
    order by path limit ${most}`.execute(ctx.db)
  return rows.rows
}

export interface UnionPart {
  /** The part of the path right below the node; '' for the node itself. */
  readonly segment: string
  readonly kind: UnionKind
  readonly count: number
}

/** How many unions with members there are at a node and below each of its children, by kind. */
export async function unionsBelow(ctx: Context, path: string): Promise<UnionPart[]> {
  const rows = await sql<UnionPart>`/* across tenants: public counts of the tree */
    select segment, kind, count(*)::integer as count from (
      select split_part(substr(path, ${path.length + 2}::integer), '/', 1) as segment, kind from local_union where (path = ${path} or path like ${path + '/%'}) and ended_on is null
      union all
      select split_part(substr(path, ${path.length + 2}::integer), '/', 1) as segment, kind from organisation where path = ${path} or path like ${path + '/%'}
    ) u where kind <> 'general' group by 1, 2`.execute(ctx.db)
  return rows.rows
}

export interface NamedPlace {
  /** Name of the union, or of the nearest one above that is known. */
  readonly name: string | null
  /** Code of the station, where the place is one. */
  readonly station: string | null
}

/** Names of places, in the order asked. */
export async function placeNames(ctx: Context, places: readonly { tenant: number; path: string }[]): Promise<NamedPlace[]> {
  if (places.length === 0) return []
  const nodes = [...new Set(places.flatMap((place) => upwards(unionOf(place.path))))]
  const upper = await sql<{ path: string; name: string }>`select path, name from organisation where path = any(${nodes}::text[])`.execute(ctx.db)
  const names = new Map(upper.rows.map((row) => [row.path, row.name]))
  for (const tenant of new Set(places.map((place) => place.tenant))) {
    const lower = await sql<{ path: string; name: string }>`select path, name from local_union
      where tenant_id = ${tenant} and path = any(${nodes}::text[])`.execute(ctx.db)
    for (const row of lower.rows) names.set(row.path, row.name)
  }
  return places.map(({ path }) => ({
    name: upwards(unionOf(path)).map((node) => names.get(node)).find((name) => name !== undefined) ?? null,
    station: /\/station:([A-Za-z0-9]+)$/.exec(path)?.[1] ?? null,
  }))
}

function unionOf(path: string): string {
  return path.replace(/\/station:.*$/, '')
}

/** Unions with a budget of their own, by number. */
export async function tenantsByNumber(ctx: Context, tenants: readonly number[]): Promise<{ tenant: number; code: string; name: string; path: string }[]> {
  const rows = await sql<{ tenant: number; code: string; name: string; path: string }>`select tenant_id as tenant, code, name, path from tenant
    where tenant_id = any(${tenants}::integer[]) order by tenant_id`.execute(ctx.db)
  return rows.rows
}

interface DivisionRow extends Omit<Division, 'replacedBy' | 'within'> {
  readonly replaced: string | null
  readonly within: (string | null)[]
}

const DIVISION_COLUMNS = sql`d.code, d.name, d.level, d.parent, d.pinyin, d.initials, d.lon, d.lat, d.point_approximate as "pointApproximate",
  d.valid_from as "validFrom", d.valid_to as "validTo", d.replaced_by as replaced, array[g.name, p.name] as within`
const DIVISION_TABLES = sql`division d left join division p on p.code = d.parent left join division g on g.code = p.parent`

function divisionFrom({ replaced, within, ...row }: DivisionRow): Division {
  return { ...row, within: within.filter((name) => name !== null), replacedBy: replaced?.split(',') ?? [] }
}

export const listDivisions = query({
  name: 'organisations.list_divisions',
  permission: 'public.read',
  summary: 'Divisions in force: those right below one (the provinces when none is named), or those whose name, pinyin or initials begin with a text.',
  input: listDivisionsInput,
  output: listDivisionsOutput,
  at: () => PUBLIC,
  async run(ctx, { parent, q }) {
    const today = dayOf(ctx.now)
    const typed = q?.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
    const which = typed !== undefined
      ? sql`(starts_with(d.name, ${typed}) or starts_with(d.pinyin, ${typed}) or starts_with(d.initials, ${typed})) and (${parent ?? null}::text is null or d.parent = ${parent ?? null})`
      : parent === undefined ? sql`d.level = 'province'` : sql`d.parent = ${parent}`
    const rows = await sql<DivisionRow>`select ${DIVISION_COLUMNS} from ${DIVISION_TABLES}
      where ${which} and (d.valid_from is null or d.valid_from <= ${today}::date) and (d.valid_to is null or d.valid_to >= ${today}::date)
      order by case d.level when 'province' then 1 when 'prefecture' then 2 else 3 end, d.code limit ${typed === undefined ? 500 : 50}`.execute(ctx.db)
    return { items: rows.rows.map(divisionFrom), next: null }
  },
})

export const division = query({
  name: 'organisations.division',
  permission: 'public.read',
  summary: 'A division by its code, also an abolished one with the codes that follow it.',
  input: z.object({ code: divisionCode }),
  output: divisionOutput,
  refusals: ['organisations.division_unknown'],
  at: () => PUBLIC,
  async run(ctx, { code }) {
    const rows = await sql<DivisionRow>`select ${DIVISION_COLUMNS} from ${DIVISION_TABLES} where d.code = ${code}`.execute(ctx.db)
    if (!rows.rows[0]) throw refuse('organisations.division_unknown', { code })
    return divisionFrom(rows.rows[0])
  },
})

/** Name of a division with those above it, "浙江省 杭州市 西湖区"; null for an unknown code. */
export async function divisionName(ctx: Context, code: string): Promise<string | null> {
  const rows = await sql<{ name: string; within: (string | null)[] }>`select d.name, array[g.name, p.name] as within from ${DIVISION_TABLES} where d.code = ${code}`.execute(ctx.db)
  const row = rows.rows[0]
  return row ? [...row.within.filter((name) => name !== null), row.name].join(' ') : null
}

/** Refuses `stations.division_unknown` unless the code is in force. */
export async function requireDivision(ctx: Context, code: string): Promise<void> {
  const found = await sql`select 1 from division where code = ${code} and valid_to is null`.execute(ctx.db)
  if (found.rows.length === 0) throw refuse('stations.division_unknown', { division: code })
}

/** Level and parent of a division in force; null where there is none. */
export async function divisionInForce(ctx: Context, code: string): Promise<Pick<Division, 'level' | 'parent'> | null> {
  const rows = await sql<Pick<Division, 'level' | 'parent'>>`select level, parent from division where code = ${code} and valid_to is null`.execute(ctx.db)
  return rows.rows[0] ?? null
}
