import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { PUBLIC } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { treeInput, treeOutput } from '../organisations/inputs.ts'
import { ROOT, type TreeNode, type UnionCounts, type UnionKind } from '../organisations/model.ts'
import { nodeAt, nodesBelow, unionsBelow, type NodeRow, type UnionPart } from '../organisations/queries.ts'

/** Stands in this room because it counts stations: organisations know none. */
export const tree = query({
  name: 'organisations.tree',
  permission: 'public.read',
  summary: 'A union of the tree with the unions right below it, each with its stations and member unions.',
  input: treeInput,
  output: treeOutput,
  refusals: ['organisations.unknown'],
  at: () => PUBLIC,
  async run(ctx, { path = ROOT }) {
    const found = await nodeAt(ctx, path)
    if (!found) throw refuse('organisations.unknown', { path })
    const [below, stations, unions] = await Promise.all([nodesBelow(ctx, path, found.tenant), stationsBelow(ctx, path), unionsBelow(ctx, path)])
    const counted = (row: NodeRow, segment: string | null): TreeNode => ({
      path: row.path, name: row.name, level: row.level, kind: row.kind, division: row.division, sample: row.sample,
      stations: sum(stations.filter((part) => segment === null || part.segment === segment)),
      unions: countsOf(unions.filter((part) => segment === null || part.segment === segment)),
    })
    return { here: counted(found.node, null), items: below.map((row) => counted(row, row.path.slice(path.length + 1))), next: null }
  },
})

async function stationsBelow(ctx: Context, path: string): Promise<{ segment: string; count: number }[]> {
  const rows = await sql<{ segment: string; count: number }>`select split_part(substr(path, ${path.length + 2}::integer), '/', 1) as segment, count(*)::integer as count
    from station where (path = ${path} or path like ${path + '/%'}) and status <> 'withdrawn' group by 1`.execute(ctx.db)
  return rows.rows
}

function sum(parts: readonly { count: number }[]): number {
  return parts.reduce((total, part) => total + part.count, 0)
}

function countsOf(parts: readonly UnionPart[]): UnionCounts {
  const of = (kind: UnionKind) => sum(parts.filter((part) => part.kind === kind))
  return { total: sum(parts), single: of('single'), joint: of('joint'), industryFederation: of('industry_federation') }
}
