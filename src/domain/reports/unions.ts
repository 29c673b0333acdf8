import { sql } from 'kysely'
import { query } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import type * as z from 'zod'
import type { UnionKind } from '../organisations/model.ts'
import { nodesBelow } from '../organisations/queries.ts'
import { figuresInput, unionFiguresOutput, unionListInput, unionListOutput } from './inputs.ts'
import { hereOf, nameOf, placeOfFigures } from './place.ts'

/** Grass-roots unions by type: 86 = 65 single + 21 joint. Unions of unions (general) are none of them; dissolved ones neither. */

interface Part {
  readonly segment: string
  readonly kind: UnionKind
  readonly area: boolean
  readonly unions: number
  readonly registered: number
  readonly sample: number
}

async function partsOf(ctx: Context, path: string): Promise<Part[]> {
  const rows = await sql<Part>`select split_part(substr(path, ${path.length + 2}::integer), '/', 1) as segment, kind, area,
      count(*)::integer as unions, count(credit_code)::integer as registered, (count(*) filter (where sample))::integer as sample
    from local_union where tenant_id = ${ctx.tenant} and (path = ${path} or path like ${path + '/%'}) and kind <> 'general' and ended_on is null group by 1, 2, 3`.execute(ctx.db)
  return rows.rows
}

function sum(parts: readonly Part[], of: (part: Part) => number = (part) => part.unions): number {
  return parts.reduce((total, part) => total + of(part), 0)
}

function kindsOf(parts: readonly Part[]) {
  const of = (kind: UnionKind) => sum(parts.filter((part) => part.kind === kind))
  return { total: sum(parts), single: of('single'), joint: of('joint'), industryFederation: of('industry_federation') }
}

export type UnionFigures = z.infer<typeof unionFiguresOutput>

export const unionFigures = query({
  name: 'reports.unions',
  permission: 'figures.read',
  summary: 'Grass-roots unions at a union and below by type, and below each of its children.',
  input: figuresInput,
  output: unionFiguresOutput,
  refusals: ['stations.organisation_unknown'],
  at: placeOfFigures,
  async run(ctx, input): Promise<UnionFigures> {
    const path = hereOf(ctx, input)
    const [parts, below] = [await partsOf(ctx, path), await nodesBelow(ctx, path, ctx.tenant)]
    // Grass-roots unions right below are the rows themselves: areas are the unions of unions.
    const areas = below.filter((node) => node.kind === 'general')
    const under = (segment: string) => parts.filter((part) => part.segment === segment)
    return {
      path, name: await nameOf(ctx, path), at: ctx.now.toISOString(),
      ...kindsOf(parts), jointOfArea: sum(parts.filter((part) => part.kind === 'joint' && part.area)),
      registered: sum(parts, (part) => part.registered), sample: sum(parts, (part) => part.sample),
      byArea: areas.map((node) => ({ path: node.path, name: node.name, ...kindsOf(under(node.path.slice(path.length + 1))) })),
    }
  },
})

interface Row {
  readonly path: string
  readonly name: string
  readonly kind: UnionKind
  readonly area: boolean
  readonly trade: string | null
  readonly creditCode: string | null
  readonly formedOn: string | null
  readonly claimedMembers: number | null
  readonly sample: boolean
}

export type UnionList = z.infer<typeof unionListOutput>

export const unionList = query({
  name: 'reports.union_list',
  permission: 'figures.read',
  summary: 'The grass-roots unions behind a figure, each with its members counted here and as reported elsewhere, its employers and the end of its term.',
  input: unionListInput,
  output: unionListOutput,
  refusals: ['stations.organisation_unknown'],
  at: placeOfFigures,
  async run(ctx, input): Promise<UnionList> {
    const { kind, q, registered, offset, limit } = input
    const path = hereOf(ctx, input)
    const where = sql`tenant_id = ${ctx.tenant} and (path = ${path} or path like ${path + '/%'}) and kind <> 'general' and ended_on is null
      and (${kind ?? null}::text is null or kind = ${kind ?? null}) and (${q ?? null}::text is null or position(lower(${q ?? null}::text) in lower(name)) > 0)
      and (${registered ?? null}::text is null or (credit_code is not null) = (${registered ?? null}::text = 'yes'))`
    const counted = await sql<{ total: number }>`select count(*)::integer as total from local_union where ${where}`.execute(ctx.db)
    const found = await sql<Row>`select path, name, kind, area, trade, credit_code as "creditCode", formed_on as "formedOn", claimed_members as "claimedMembers", sample
      from local_union where ${where} order by sample, kind, name, path offset ${offset} limit ${limit}`.execute(ctx.db)
    const total = counted.rows[0]!.total
    return { items: await countedRows(ctx, found.rows), total, next: offset + limit < total ? String(offset + limit) : null }
  },
})

async function countedRows(ctx: Context, rows: readonly Row[]): Promise<UnionList['items']> {
  const paths = rows.map((row) => row.path)
  const today = dayOf(ctx.now)
  const members = await sql<{ path: string; count: number }>`select path, count(*)::integer as count from member
    where tenant_id = ${ctx.tenant} and path = any(${paths}::text[]) and state = 'active' and kind = 'home' group by path`.execute(ctx.db)
  const employers = await sql<{ path: string; count: number }>`select path, count(*)::integer as count from covered_employer
    where tenant_id = ${ctx.tenant} and path = any(${paths}::text[]) and (until_on is null or until_on >= ${today}) group by path`.execute(ctx.db)
  const terms = await sql<{ path: string; until: string }>`select path, max(until_on)::text as until from office
    where tenant_id = ${ctx.tenant} and path = any(${paths}::text[]) and kind in ('committee', 'chair') and ended_on is null group by path`.execute(ctx.db)
  const of = (list: readonly { path: string; count: number }[], path: string) => list.find((one) => one.path === path)?.count ?? 0
  return rows.map((row) => ({
    ...row, members: of(members.rows, row.path), employers: of(employers.rows, row.path), termUntil: terms.rows.find((one) => one.path === row.path)?.until ?? null,
  }))
}
