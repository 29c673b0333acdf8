import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { alikePairs } from '../membership/likeness.ts'
import type { TwinOf, TwinReason } from './model.ts'

/** Pairs of members who may be one person, waiting for a look. */

export interface FoundPair {
  readonly a: string
  readonly b: string
  readonly why: TwinReason
}

/** Writes pairs that are not known yet, a before b; answers how many. What was once judged stays judged. */
export async function writePairs(ctx: Context, pairs: readonly FoundPair[]): Promise<number> {
  const rows = pairs.filter(({ a, b }) => a !== b).map(({ a, b, why }) => (a < b ? { a, b, why } : { a: b, b: a, why }))
  if (rows.length === 0) return 0
  const written = await sql`insert into twin (tenant_id, a, b, why, state, found_at) select ${ctx.tenant}::integer, p.a, p.b, min(p.why), 'open', ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p(a uuid, b uuid, why text) group by p.a, p.b order by p.a, p.b on conflict on constraint twin_pk do nothing`.execute(ctx.db)
  return Number(written.numAffectedRows ?? 0n)
}

/** The pairs of rows that were taken over although they are like somebody. */
export async function notePairs(ctx: Context, id: string, taken: readonly { person: string; of: Partial<TwinOf> }[]): Promise<void> {
  const rows = taken.map(({ of }) => of.row).filter((row) => row !== null && row !== undefined)
  const found = await sql<{ row_no: number; person_id: string | null }>`select row_no, person_id from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id} and row_no = any(${rows}::integer[])`.execute(ctx.db)
  const people = new Map(found.rows.map((row) => [row.row_no, row.person_id]))
  await writePairs(ctx, taken.flatMap(({ person, of }) => {
    const other = of.member ?? (of.row ? people.get(of.row) : null)
    return other ? [{ a: person, b: other, why: of.why! }] : []
  }))
}

const PAGE = 5_000

/** The clock's part: all pairs of the tenant's members; answers how many were new. */
export async function findTwins(ctx: Context): Promise<number> {
  let written = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const pairs = await alikePairs(ctx, after, PAGE)
    written += await writePairs(ctx, pairs)
    const last = pairs.at(-1)?.a
    // A page may end amid the pairs of one member: he comes again with the next.
    if (pairs.length < PAGE || last === undefined) return written
    after = pairs.findLast(({ a }) => a !== last)?.a ?? last
  }
}
