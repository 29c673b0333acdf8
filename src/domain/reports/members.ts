import { sql } from 'kysely'
import { query } from '#kernel/act.ts'
import { dayOf, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import type * as z from 'zod'
import { TRADES } from '../membership/trades.ts'
import { nodesBelow } from '../organisations/queries.ts'
import { figuresInput, memberFiguresOutput } from './inputs.ts'
import { hereOf, nameOf, placeOfFigures } from './place.ts'

/** Members of a union and all below it: persons, each counted once, by what the roster says of them today. */

const MONTHS = 24

interface Group {
  readonly kind: 'home' | 'guest'
  readonly trade: string
  readonly sex: 'female' | 'male' | null
  readonly day: Day
  readonly members: number
  readonly documents: number
}

/** The roster grouped by plain columns alone: months are summed here, for an expression in the key of a million rows costs more than the scan. */
async function groupsOf(ctx: Context, path: string): Promise<Group[]> {
  const rows = await sql<Group>`select kind, trade, sex, joined_on as day, count(*)::integer as members, count(doc_kind)::integer as documents from member
    where tenant_id = ${ctx.tenant} and state = 'active' and (path = ${path} or path like ${path + '/%'}) group by kind, trade, sex, joined_on`.execute(ctx.db)
  return rows.rows
}

/** Home members by union; which child of the node a union lies in, its path says. */
async function pathsOf(ctx: Context, path: string): Promise<{ path: string; members: number }[]> {
  const rows = await sql<{ path: string; members: number }>`select path, count(*)::integer as members from member
    where tenant_id = ${ctx.tenant} and state = 'active' and kind = 'home' and (path = ${path} or path like ${path + '/%'}) group by path`.execute(ctx.db)
  return rows.rows
}

function sum<T extends { readonly members: number }>(groups: readonly T[], of: (group: T) => number = (group) => group.members): number {
  return groups.reduce((total, group) => total + of(group), 0)
}

export type MemberFigures = z.infer<typeof memberFiguresOutput>

export const memberFigures = query({
  name: 'reports.members',
  permission: 'figures.read',
  summary: 'Members of a union and all below it by trade, sex, area and month of joining: persons with a home membership in force, guests apart.',
  input: figuresInput,
  output: memberFiguresOutput,
  refusals: ['stations.organisation_unknown'],
  at: placeOfFigures,
  async run(ctx, input): Promise<MemberFigures> {
    const path = hereOf(ctx, input)
    const [groups, paths] = await Promise.all([groupsOf(ctx, path), pathsOf(ctx, path)])
    const home = groups.filter((group) => group.kind === 'home')
    const newForm = new Set(TRADES.filter((trade) => trade.newForm).map((trade) => trade.code))
    const members = sum(home)
    const inNewForm = sum(home.filter((group) => newForm.has(group.trade)))
    return {
      path, name: await nameOf(ctx, path), at: ctx.now.toISOString(),
      members, realName: sum(home, (group) => group.documents), guests: sum(groups) - members,
      newForm: { members: inNewForm, others: members - inNewForm },
      byTrade: tradesOf(home, newForm),
      bySex: ([['female'], ['male'], [null]] as const).map(([sex]) => ({ sex, members: sum(home.filter((group) => group.sex === sex)) })),
      byArea: await areasOf(ctx, path, paths),
      ...monthsOf(home, dayOf(ctx.now).slice(0, 7)),
    }
  },
})

function tradesOf(home: readonly Group[], newForm: ReadonlySet<string>): MemberFigures['byTrade'] {
  return [...Map.groupBy(home, (group) => group.trade)]
    .map(([code, groups]) => ({ code, newForm: newForm.has(code), members: sum(groups) }))
    .toSorted((a, b) => b.members - a.members || a.code.localeCompare(b.code))
}

/** The children of the node that have members, and the node itself for those who are its own. */
async function areasOf(ctx: Context, path: string, paths: readonly { path: string; members: number }[]): Promise<MemberFigures['byArea']> {
  const names = new Map((await nodesBelow(ctx, path, ctx.tenant)).map((node) => [node.path, node.name]))
  const childOf = (node: string) => (node === path ? path : node.split('/').slice(0, path.split('/').length + 1).join('/'))
  const own = await nameOf(ctx, path)
  return [...Map.groupBy(paths, (one) => childOf(one.path))]
    .map(([child, unions]) => ({ path: child, name: child === path ? own : (names.get(child) ?? child), members: sum(unions) }))
    .toSorted((a, b) => b.members - a.members || a.path.localeCompare(b.path))
}

/** The last two years month by month, the newest first; who joined before them is one figure. */
function monthsOf(home: readonly Group[], last: string): Pick<MemberFigures, 'byMonth' | 'earlier'> {
  const sums = new Map([...Map.groupBy(home, (group) => group.day.slice(0, 7))].map(([month, groups]) => [month, sum(groups)]))
  const byMonth = Array.from({ length: MONTHS }, (_, back) => monthBefore(last, back)).map((month) => ({ month, members: sums.get(month) ?? 0 }))
  return { byMonth, earlier: sum(home) - sum(byMonth) }
}

function monthBefore(month: string, back: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - back
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
