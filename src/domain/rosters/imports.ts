import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Place } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { nodeAt } from '../organisations/queries.ts'
import type { CellProblem, ImportState, RowState, SheetColumns, SkipReason, TwinOf } from './model.ts'

/** An import and its rows as they lie in the database. */

export interface ImportRow {
  readonly tenant_id: number
  readonly import_id: string
  readonly path: string
  readonly file_name: string
  readonly state: ImportState
  readonly rows: number
  readonly good: number
  readonly bad: number
  readonly twins: number
  readonly done: number
  readonly columns: SheetColumns
  readonly fault: string | null
  readonly created_by: string
  readonly created_at: Date
  readonly finished_at: Date | null
}

export interface StagedRow {
  readonly row_no: number
  readonly state: RowState
  readonly fields_sealed: string
  readonly name_keys: readonly string[]
  readonly phone_hash: string | null
  readonly doc_hash: string | null
  readonly birth_year: number | null
  readonly problems: readonly CellProblem[]
  /** What it repeats; once it is settled, what came of it. */
  readonly twin_of: (Partial<TwinOf> & { readonly skipped?: SkipReason; readonly made?: { person: boolean; document: boolean }; readonly before?: { endedOn: string; endReason: string } | null; readonly at?: string }) | null
  readonly person_id: string | null
}

/** An import; held until the transaction ends where asked, or, with `free`, only if nobody else holds it. */
export async function importRow(ctx: Context, tenant: number, id: string, hold?: 'wait' | 'free'): Promise<ImportRow | null> {
  const lock = hold === undefined ? sql`` : hold === 'wait' ? sql`for update` : sql`for update skip locked`
  const found = await sql<ImportRow>`select * from roster_import where tenant_id = ${tenant} and import_id = ${id} ${lock}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/** Place of an import. Refuses `rosters.unknown`. */
export async function placeOfImport(ctx: Context, input: { tenant?: number | undefined; import: string }): Promise<Place> {
  const tenant = input.tenant ?? ctx.tenant
  const found = await importRow(ctx, tenant, input.import)
  if (!found) throw refuse('rosters.unknown')
  return { tenant, path: found.path }
}

/** Place of a union. Refuses `organisations.unknown`. */
export async function placeOfUnion(ctx: Context, { path }: { path: string }): Promise<Place> {
  const found = await nodeAt(ctx, path)
  if (!found) throw refuse('organisations.unknown', { path })
  return { tenant: found.tenant, path }
}

/** Holds an import in one of the states, so that only one does the next step. Refuses `rosters.wrong_state` with the state it is in. */
export async function holdImport(ctx: Context, id: string, states: readonly ImportState[]): Promise<ImportRow> {
  const held = await importRow(ctx, ctx.tenant, id, 'wait')
  if (!held) throw refuse('rosters.unknown')
  if (!states.includes(held.state)) throw refuse('rosters.wrong_state', { state: held.state })
  return held
}

/** Leads an import into its next state; what counts the rows done begins anew with each work, and stands when one is over. */
export async function turnImport(ctx: Context, id: string, state: ImportState): Promise<void> {
  const over = state === 'done' || state === 'undone'
  await sql`update roster_import set state = ${state}, done = ${over ? sql`done` : 0}, finished_at = ${over ? ctx.now : null}
    where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(ctx.db)
}

export function sealCells(id: string, rowNo: number, cells: readonly string[]): string {
  return keys().seal(JSON.stringify(cells), `roster_row.fields:${id}:${rowNo}`)
}

export function openCells(id: string, row: Pick<StagedRow, 'row_no' | 'fields_sealed'>): string[] {
  return JSON.parse(keys().open(row.fields_sealed, `roster_row.fields:${id}:${row.row_no}`)) as string[]
}

export const ROW = sql`row_no, state, fields_sealed, name_keys, phone_hash, doc_hash, birth_year, problems, twin_of, person_id`

/** Rows of an import in a state, from the first after a row. */
export async function stagedRows(ctx: Context, id: string, states: readonly RowState[], after: number, most: number): Promise<StagedRow[]> {
  const found = await sql<StagedRow>`select ${ROW} from roster_row
    where tenant_id = ${ctx.tenant} and import_id = ${id} and state = any(${states}::text[]) and row_no > ${after} order by row_no limit ${most}`.execute(ctx.db)
  return found.rows
}

/** The next rows in a state that nobody else is working on, held until the transaction ends: several lanes work side by side. */
export async function claimRows(ctx: Context, id: string, state: RowState, most: number): Promise<StagedRow[]> {
  const found = await sql<StagedRow>`select ${ROW} from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id} and state = ${state}
    order by row_no limit ${most} for update skip locked`.execute(ctx.db)
  return found.rows
}

/** Whether rows in a state are left, those under way in another lane included. */
export async function anyLeft(ctx: Context, id: string, state: RowState): Promise<boolean> {
  const found = await sql`select 1 from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id} and state = ${state} limit 1`.execute(ctx.db)
  return found.rows.length > 0
}

/** Counts rows done; false where the import is no longer in that state, so that the lane undoes its chunk. */
export async function countDone(ctx: Context, id: string, state: ImportState, rows: number): Promise<boolean> {
  const counted = await sql`update roster_import set done = done + ${rows}::integer where tenant_id = ${ctx.tenant} and import_id = ${id} and state = ${state}`.execute(ctx.db)
  return counted.numAffectedRows === 1n
}

/**
 * Bounds a join with the rows of a chunk. Without it the planner, which knows nothing of a sheet that has just come, reads the
 * whole sheet for each chunk.
 */
export function withinChunk(rows: readonly number[]) {
  return sql`r.row_no between ${Math.min(...rows)}::integer and ${Math.max(...rows)}::integer`
}

/** What came of rows. */
export async function settleRows(ctx: Context, id: string, rows: readonly { row: number; state: RowState; whose: string | null; twin_of: object | null }[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update roster_row r set state = g.state, person_id = g.whose, twin_of = g.twin_of from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g("row" integer, state text, whose uuid, twin_of jsonb)
    where r.tenant_id = ${ctx.tenant} and r.import_id = ${id} and r.row_no = g."row" and ${withinChunk(rows.map(({ row }) => row))}`.execute(ctx.db)
}
