import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { settings } from '#kernel/settings.ts'
import { birthYear, documentHash } from '../identity/documents.ts'
import { phoneHash } from '../identity/people.ts'
import { membersAlike } from '../membership/likeness.ts'
import { nameKeys } from '../membership/nameKeys.ts'
import { anyLeft, claimRows, countDone, importRow, openCells, stagedRows, turnImport, withinChunk, type ImportRow, type StagedRow } from './imports.ts'
import type { TwinOf, TwinReason } from './model.ts'
import { readRow } from './rowFacts.ts'

/**
 * Looks at the rows of a sheet in two rounds: each by itself, then against the others and against the members. Works in chunks
 * and goes on where it stopped; `done` counts the rows of both rounds.
 */

const CHUNK = 1_000
const PAGE = 2_000

/** One chunk; false when nothing is left for this lane. */
export function checkChunk(ctx: Context, id: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const inner = { ...ctx, db: trx }
    const seen = await importRow(inner, ctx.tenant, id)
    if (seen?.state !== 'reading') return false
    const raw = await claimRows(inner, id, 'raw', CHUNK)
    if (raw.length > 0) return lookAt(inner, seen, raw)
    // Another lane may still be at its last chunk of the first round.
    if (await anyLeft(inner, id, 'raw')) return false
    return compareNext(inner, id)
  })
}

/** Each row by itself. */
async function lookAt(ctx: Context, { import_id: id, columns }: ImportRow, raw: readonly StagedRow[]): Promise<boolean> {
  const about = { today: dayOf(ctx.now), demo: settings().mode === 'demo' }
  const rows = raw.map((row) => {
    const { facts, problems } = readRow(openCells(id, row), columns, about)
    const marks = facts && {
      name_keys: nameKeys(ctx.tenant, facts.name), phone_hash: facts.phone === null ? null : phoneHash(facts.phone),
      doc_hash: facts.document && documentHash(facts.document.kind, facts.document.number), birth_year: facts.document && birthYear(facts.document),
    }
    return { row_no: row.row_no, state: facts ? 'good' : 'bad', problems, name_keys: [], ...marks }
  })
  await sql`update roster_row r set state = g.state, problems = g.problems, name_keys = g.name_keys, phone_hash = g.phone_hash, doc_hash = g.doc_hash, birth_year = g.birth_year, twin_of = null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(row_no integer, state text, problems jsonb, name_keys text[], phone_hash text, doc_hash text, birth_year integer)
    where r.tenant_id = ${ctx.tenant} and r.import_id = ${id} and r.row_no = g.row_no and ${withinChunk(rows.map(({ row_no }) => row_no))}`.execute(ctx.db)
  return countDone(ctx, id, 'reading', rows.length)
}

/** The second round, one lane at a time since it seldom writes: first the rows against one another, then a page against the members. */
async function compareNext(ctx: Context, id: string): Promise<boolean> {
  const held = await importRow(ctx, ctx.tenant, id, 'free')
  if (held?.state !== 'reading') return false
  if (held.done <= held.rows) for (const [why, columns] of LIKENESSES) await markRepeated(ctx, id, why, columns)
  // Beyond the count of the first round, `done` says up to which row the second has come.
  const after = Math.max(0, held.done - held.rows - 1)
  const rows = await stagedRows(ctx, id, ['good', 'twin'], after, PAGE)
  if (rows.length === 0) {
    await countRows(ctx, id)
    await turnImport(ctx, id, 'ready')
    return false
  }
  const marks = rows.filter(({ twin_of }) => twin_of?.why !== 'same_id').map((row) => ({ at: row.row_no, doc: row.doc_hash, phone: row.phone_hash, name: row.name_keys[0] ?? null, birthYear: row.birth_year }))
  const twins = [...(await membersAlike(ctx, marks)).values()].map(({ at, person, why }) => ({ at, twin_of: { why, row: null, member: person } }))
  await markTwins(ctx, id, twins)
  await sql`update roster_import set done = rows + 1 + ${rows.at(-1)!.row_no}::integer where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(ctx.db)
  return true
}

const LIKENESSES = [['same_id', ['doc_hash']], ['same_phone', ['phone_hash']], ['like_name_and_birth', ['name_key', 'birth_year']]] as const

/** The first row of equal ones stays; the others say which one they repeat. */
async function markRepeated(ctx: Context, id: string, why: TwinReason, columns: readonly string[]): Promise<void> {
  const key = sql.join(columns.map((column) => (column === 'name_key' ? sql`name_keys[1]` : sql.ref(column))))
  const known = sql.join(columns.map((column) => (column === 'name_key' ? sql`true` : sql`${sql.ref(column)} is not null`)), sql` and `)
  // Read first and written page by page: in one statement, a planner without statistics makes the groups anew for every row.
  const found = await sql<{ at: number; first: number }>`select row_no as at, first from (
      select row_no, min(row_no) over (partition by ${key}) as first from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id} and state = 'good' and ${known}) g
    where first < row_no order by row_no`.execute(ctx.db)
  const twins = found.rows.map(({ at, first }) => ({ at, twin_of: { why, row: first, member: null } }))
  for (let from = 0; from < twins.length; from += PAGE) await markTwins(ctx, id, twins.slice(from, from + PAGE))
}

async function markTwins(ctx: Context, id: string, twins: readonly { at: number; twin_of: TwinOf }[]): Promise<void> {
  if (twins.length === 0) return
  await sql`update roster_row r set state = 'twin', twin_of = g.twin_of from jsonb_to_recordset(${JSON.stringify(twins)}::jsonb) as g(at integer, twin_of jsonb)
    where r.tenant_id = ${ctx.tenant} and r.import_id = ${id} and r.row_no = g.at and ${withinChunk(twins.map(({ at }) => at))}`.execute(ctx.db)
}

export async function countRows(ctx: Context, id: string): Promise<void> {
  const found = await sql<{ state: string; count: number }>`select state, count(*)::integer as count from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id} group by state`.execute(ctx.db)
  const of = (state: string) => found.rows.find((row) => row.state === state)?.count ?? 0
  await sql`update roster_import set good = ${of('good')}, bad = ${of('bad')}, twins = ${of('twin')} where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(ctx.db)
}
