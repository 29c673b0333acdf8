import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { authorise, covers, may, type Place } from '#kernel/access.ts'
import { command, query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { revokeCards } from '../cards/revoke.ts'
import { homeOf } from '../identity/home.ts'
import { rebind, rebindBack, type Rebound } from '../identity/rebind.ts'
import { holdPair, joinRows, restoreRow, type KeptRow } from '../membership/merging.ts'
import { membersById, type NamedMember } from '../membership/named.ts'
import { writeHistory } from '../membership/enrol.ts'
import { placeOfUnion } from './imports.ts'
import { mergeInput, mergesInput, pairInput, pairsInput, unmergeInput } from './inputs.ts'
import type { TwinReason } from './model.ts'
import { mergesOutput, pairsOutput } from './outputs.ts'

/** Pairs that may be one person: looked at side by side, merged so that it can be taken back, or said to be two. */

interface TwinRow {
  readonly a: string
  readonly b: string
  readonly why: TwinReason
  readonly state: 'open' | 'merged' | 'apart'
  readonly found_at: Date
}

type PairGiven = { readonly tenant?: number | undefined; readonly a: string; readonly b: string }

/** Place of a pair: the union of the first; the act asks for the second as well. Refuses `rosters.pair_unknown`. */
async function placeOfPair(ctx: Context, { tenant = ctx.tenant, a, b }: PairGiven): Promise<Place> {
  const found = await sql`select 1 from twin where tenant_id = ${tenant} and a = ${a} and b = ${b}`.execute(ctx.db)
  const member = found.rows.length > 0 ? (await membersById({ ...ctx, tenant }, [a])).get(a) : undefined
  if (!member) throw refuse('rosters.pair_unknown')
  return { tenant, path: member.path }
}

/** Holds a pair that is not judged yet, with both unions within the actor's right. Refuses `rosters.pair_decided`. */
async function holdOpen(ctx: Context, a: string, b: string): Promise<TwinRow> {
  const held = await sql<TwinRow>`select a, b, why, state, found_at from twin where tenant_id = ${ctx.tenant} and a = ${a} and b = ${b} for update`.execute(ctx.db)
  const row = held.rows[0]
  if (!row) throw refuse('rosters.pair_unknown')
  const second = (await membersById(ctx, [b])).get(b)
  if (second) authorise(ctx, 'members.edit', { tenant: ctx.tenant, path: second.path })
  if (row.state !== 'open') throw refuse('rosters.pair_decided', { state: row.state })
  return row
}

async function turnPair(ctx: Context, a: string, b: string, state: TwinRow['state']): Promise<void> {
  await sql`update twin set state = ${state}, decided_by = ${ctx.actor.pseudonym} where tenant_id = ${ctx.tenant} and a = ${a} and b = ${b}`.execute(ctx.db)
}

export const pairs = query({
  name: 'rosters.pairs',
  permission: 'members.edit',
  summary: 'Pairs of members of a union and those below it that may be one person, side by side; numbers masked.',
  input: pairsInput,
  output: pairsOutput,
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  async run(ctx, { path, state, after, limit }) {
    const items: PairView[] = []
    // Pairs of other unions are passed over, page by page.
    for (let from = after ?? '00000000-0000-0000-0000-000000000000', page = 0; page < PAGES_MOST && items.length < limit; page++) {
      const found = await sql<TwinRow>`select a, b, why, state, found_at from twin where tenant_id = ${ctx.tenant} and state = ${state} and a > ${from} order by a, b limit ${PAGE}`.execute(ctx.db)
      items.push(...(await seenPairs(ctx, path, found.rows)))
      if (found.rows.length < PAGE) break
      from = found.rows.at(-1)!.a
    }
    return { items: items.slice(0, limit), next: null }
  },
})

const PAGE = 1_000
const PAGES_MOST = 20

export interface PairView {
  readonly tenant: number
  readonly a: NamedMember
  readonly b: NamedMember
  readonly why: TwinReason
  readonly state: TwinRow['state']
  readonly foundAt: string
}

/** Those of the pairs that touch a union and lie within the reader's right; whoever has left since is no open pair any more. */
async function seenPairs(ctx: Context, path: string, rows: readonly TwinRow[]): Promise<PairView[]> {
  const members = await membersById(ctx, rows.flatMap(({ a, b }) => [a, b]))
  return rows.flatMap((row) => {
    const [a, b] = [members.get(row.a), members.get(row.b)]
    const seen = a && b && (covers(path, a.path) || covers(path, b.path)) && [a, b].every((one) => may(ctx, 'members.edit', { tenant: ctx.tenant, path: one.path }))
    if (!seen || (row.state === 'open' && (a.state !== 'active' || b.state !== 'active'))) return []
    return [{ tenant: ctx.tenant, a, b, why: row.why, state: row.state, foundAt: row.found_at.toISOString() }]
  })
}

interface Merged {
  readonly tenant: number
  readonly merge: string
  readonly kept: string
}

interface Before {
  readonly kept: KeptRow
  readonly dropped: KeptRow
  readonly revisions: { readonly kept: number; readonly dropped: number }
  readonly rebound: Rebound
}

/**
 * Merging touches the rows of two persons in one transaction, the one exception beside the import: a moment between would show
 * one of them with two homes, or none.
 */
export const merge = command({
  name: 'rosters.merge',
  permission: 'members.edit',
  summary: 'Makes one member of a pair: the other\'s entry ends as merged; both are kept as they were, so that it can be taken back. Two homes in two unions of different tenants are never merged.',
  input: mergeInput,
  output: z.object({ tenant: z.int(), merge: z.uuid(), kept: z.uuid() }),
  refusals: ['rosters.pair_unknown', 'rosters.pair_decided', 'rosters.pair_ended', 'rosters.merge_homes'],
  at: placeOfPair,
  subjects: (input, output: Merged | null) => [input.a, input.b, ...(output ? [output.merge] : [])],
  async run(ctx, { a, b, keep }): Promise<Merged> {
    const { why } = await holdOpen(ctx, a, b)
    const [kept, dropped] = keep === 'a' ? [a, b] : [b, a]
    const rows = await holdPair(ctx, kept, dropped)
    if (!rows) throw refuse('rosters.pair_ended')
    await requireOneHome(ctx, kept, dropped)
    const rebound = await rebind(ctx, dropped, kept)
    await revokeCards(ctx, dropped)
    const revisions = await joinRows(ctx, kept, dropped)
    const id = newId()
    const before = { kept: rows[0], dropped: rows[1], revisions, rebound } satisfies Before
    await sql`insert into member_merge (tenant_id, merge_id, kept, dropped, why, before_sealed, merged_by, merged_at)
      values (${ctx.tenant}, ${id}, ${kept}, ${dropped}, ${why}, ${keys().seal(JSON.stringify(before), `member_merge.before:${id}`)}, ${ctx.actor.pseudonym ?? ''}, ${ctx.now})`.execute(ctx.db)
    await turnPair(ctx, a, b, 'merged')
    for (const [person, row] of [[kept, rows[0]], [dropped, rows[1]]] as const) await writeHistory(ctx, person, String(row['path']), 'merged', { merge: id, why, kept: person === kept })
    return { tenant: ctx.tenant, merge: id, kept }
  },
})

/** Refuses `rosters.merge_homes` with the rule: other_union, transferring, or keep_home where the one that goes is the one at home. */
async function requireOneHome(ctx: Context, kept: string, dropped: string): Promise<void> {
  const [stays, goes] = [await homeOf(ctx, kept), await homeOf(ctx, dropped)]
  if (stays?.state === 'transferring' || goes?.state === 'transferring') throw refuse('rosters.merge_homes', { rule: 'transferring' })
  if (goes?.union && goes.union.tenant !== ctx.tenant) throw refuse('rosters.merge_homes', { rule: stays?.union ? 'other_union' : 'keep_home' })
  if (goes?.union && stays?.union && stays.union.tenant !== goes.union.tenant) throw refuse('rosters.merge_homes', { rule: 'other_union' })
  if (goes?.union && !stays?.union) throw refuse('rosters.merge_homes', { rule: 'keep_home' })
}

export const apart = command({
  name: 'rosters.apart',
  permission: 'members.edit',
  summary: 'Says that a pair is two people: it is not asked again.',
  input: pairInput,
  output: z.undefined(),
  refusals: ['rosters.pair_unknown', 'rosters.pair_decided'],
  at: placeOfPair,
  subjects: (input) => [input.a, input.b],
  async run(ctx, { a, b }) {
    await holdOpen(ctx, a, b)
    await turnPair(ctx, a, b, 'apart')
  },
})

interface MergeRow {
  readonly merge_id: string
  readonly kept: string
  readonly dropped: string
  readonly why: TwinReason
  readonly before_sealed: string
  readonly merged_at: Date
  readonly undone_at: Date | null
}

export const merges = query({
  name: 'rosters.merges',
  permission: 'members.edit',
  summary: 'What was merged in a union and those below it, the newest first.',
  input: mergesInput,
  output: mergesOutput,
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  async run(ctx, { path, limit }) {
    const found = await sql<MergeRow>`select * from member_merge where tenant_id = ${ctx.tenant} order by merge_id desc limit 500`.execute(ctx.db)
    const members = await membersById(ctx, found.rows.flatMap(({ kept, dropped }) => [kept, dropped]))
    const items = found.rows.flatMap((row) => {
      const [kept, dropped] = [members.get(row.kept), members.get(row.dropped)]
      if (!kept || !dropped || !covers(path, kept.path)) return []
      return [{ tenant: ctx.tenant, merge: row.merge_id, kept, dropped, why: row.why, mergedAt: row.merged_at.toISOString(), undoneAt: row.undone_at?.toISOString() ?? null }]
    })
    return { items: items.slice(0, limit), next: null }
  },
})

export const unmerge = command({
  name: 'rosters.unmerge',
  permission: 'members.edit',
  summary: 'Takes a merge back: both entries are as they were before it.',
  input: unmergeInput,
  output: z.undefined(),
  refusals: ['rosters.merge_unknown', 'rosters.merge_undone', 'rosters.changed_since'],
  at: placeOfMerge,
  subjects: (input) => [input.merge],
  async run(ctx, { merge: id }) {
    const held = await sql<MergeRow>`select * from member_merge where tenant_id = ${ctx.tenant} and merge_id = ${id} for update`.execute(ctx.db)
    const row = held.rows[0]
    if (!row) throw refuse('rosters.merge_unknown')
    if (row.undone_at !== null) throw refuse('rosters.merge_undone')
    const before = JSON.parse(keys().open(row.before_sealed, `member_merge.before:${id}`)) as Before
    for (const [person, part] of [[row.kept, 'kept'], [row.dropped, 'dropped']] as const) {
      authorise(ctx, 'members.edit', { tenant: ctx.tenant, path: String(before[part]['path']) })
      if (!(await restoreRow(ctx, person, before[part], before.revisions[part]))) throw refuse('rosters.changed_since')
      await writeHistory(ctx, person, String(before[part]['path']), 'unmerged', { merge: id })
    }
    if (!(await rebindBack(ctx, before.rebound))) throw refuse('rosters.changed_since')
    await sql`update member_merge set undone_at = ${ctx.now}, undone_by = ${ctx.actor.pseudonym} where tenant_id = ${ctx.tenant} and merge_id = ${id}`.execute(ctx.db)
    await turnPair(ctx, row.kept < row.dropped ? row.kept : row.dropped, row.kept < row.dropped ? row.dropped : row.kept, 'open')
  },
})

async function placeOfMerge(ctx: Context, { tenant = ctx.tenant, merge: id }: { tenant?: number | undefined; merge: string }): Promise<Place> {
  const found = await sql<{ kept: string }>`select kept from member_merge where tenant_id = ${tenant} and merge_id = ${id}`.execute(ctx.db)
  const kept = found.rows[0]?.kept
  const member = kept ? (await membersById({ ...ctx, tenant }, [kept])).get(kept) : undefined
  if (!member) throw refuse('rosters.merge_unknown')
  return { tenant, path: member.path }
}
