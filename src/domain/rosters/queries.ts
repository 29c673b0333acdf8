import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { may } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { membersById } from '../membership/named.ts'
import { bare } from './cells.ts'
import { importRow, openCells, placeOfImport, placeOfUnion, ROW, stagedRows, type ImportRow, type StagedRow } from './imports.ts'
import { importInput, importOutput, listInput, rowsInput } from './inputs.ts'
import { rowsOutput, tradesOutput } from './outputs.ts'
import { cellOf } from './rowFacts.ts'
import { ROSTER_FIELDS, type CellProblem, type ImportState, type RosterField, type RowState, type SheetColumns, type SkipReason, type TwinReason } from './model.ts'

export interface ImportView {
  readonly tenant: number
  readonly import: string
  readonly path: string
  readonly fileName: string
  readonly state: ImportState
  readonly rows: number
  readonly good: number
  readonly bad: number
  readonly twins: number
  /** Rows that the work under way has dealt with. */
  readonly done: number
  readonly taken: number
  readonly skipped: number
  readonly columns: SheetColumns
  readonly fault: string | null
  readonly createdAt: string
  readonly finishedAt: string | null
}

function viewOf(row: ImportRow, taken: number, skipped: number): ImportView {
  return {
    tenant: row.tenant_id, import: row.import_id, path: row.path, fileName: row.file_name, state: row.state, rows: row.rows, good: row.good, bad: row.bad, twins: row.twins,
    done: row.done, taken, skipped, columns: row.columns, fault: row.fault, createdAt: row.created_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** An import with the counts of what came of it. Refuses `rosters.unknown`. */
export async function importView(ctx: Context, id: string): Promise<ImportView> {
  const row = await importRow(ctx, ctx.tenant, id)
  if (!row) throw refuse('rosters.unknown')
  const found = await sql<{ state: string; count: number }>`select state, count(*)::integer as count from roster_row
    where tenant_id = ${ctx.tenant} and import_id = ${id} and state in ('taken', 'skipped') and row_no > ${row.columns.headingRow ?? 0} group by state`.execute(ctx.db)
  const of = (state: string) => found.rows.find((one) => one.state === state)?.count ?? 0
  return viewOf(row, of('taken'), of('skipped'))
}

export const one = query({
  name: 'rosters.one',
  permission: 'rosters.import',
  summary: 'A sheet being taken over: what was read of it, how far the work is.',
  input: importInput,
  output: importOutput,
  refusals: ['rosters.unknown'],
  at: placeOfImport,
  run: (ctx, { import: id }) => importView(ctx, id),
})

export const list = query({
  name: 'rosters.list',
  permission: 'rosters.import',
  summary: 'Sheets of a union and all below it, the newest first.',
  input: listInput,
  output: z.object({ items: z.array(importOutput.omit({ taken: true, skipped: true })), next: z.null() }),
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  async run(ctx, { path, limit }) {
    const found = await sql<ImportRow>`select * from roster_import where tenant_id = ${ctx.tenant} and (path = ${path} or path like ${path + '/%'}) order by import_id desc limit ${limit}`.execute(ctx.db)
    return { items: found.rows.map((row) => viewOf(row, 0, 0)), next: null }
  },
})

export interface RowView {
  readonly row: number
  readonly state: RowState
  /** What the sheet says, field by field; of documents and phones no more than their ends, unless that is what is wrong. */
  readonly cells: Readonly<Partial<Record<RosterField, string>>>
  readonly problems: readonly CellProblem[]
  readonly twin: { readonly why: TwinReason; readonly row: number | null; readonly member: { readonly person: string; readonly name: string; readonly number: string } | null } | null
  readonly skipped: SkipReason | null
}

export const rows = query({
  name: 'rosters.rows',
  permission: 'rosters.import',
  summary: 'Rows of a sheet in a state, with what is wrong in which column, or whom they repeat; numbers masked.',
  input: rowsInput,
  output: rowsOutput,
  refusals: ['rosters.unknown'],
  at: placeOfImport,
  async run(ctx, { import: id, state, why, after, limit }) {
    const { columns } = await importView(ctx, id)
    const staged = await rowsWhy(ctx, id, state, why, Math.max(after, columns.headingRow ?? 0), limit)
    const members = await membersById(ctx, staged.flatMap(({ twin_of }) => twin_of?.member ?? []))
    // A member of a union that is not the reader's is told as such, without name or number.
    for (const [person, { path }] of members) if (!may(ctx, 'members.read', { tenant: ctx.tenant, path })) members.delete(person)
    return { items: staged.map((row) => rowView(id, row, columns, members)), next: staged.length === limit ? staged.at(-1)!.row_no : null }
  },
})

async function rowsWhy(ctx: Context, id: string, state: RowState, why: TwinReason | undefined, after: number, limit: number): Promise<StagedRow[]> {
  if (!why) return stagedRows(ctx, id, [state], after, limit)
  const found = await sql<StagedRow>`select ${ROW} from roster_row
    where tenant_id = ${ctx.tenant} and import_id = ${id} and state = ${state} and row_no > ${after} and twin_of ->> 'why' = ${why} order by row_no limit ${limit}`.execute(ctx.db)
  return found.rows
}

function rowView(id: string, row: StagedRow, columns: SheetColumns, members: Awaited<ReturnType<typeof membersById>>): RowView {
  const cells = openCells(id, row)
  const twin = row.twin_of
  const member = twin?.member ? members.get(twin.member) : undefined
  return {
    row: row.row_no,
    state: row.state,
    cells: Object.fromEntries(ROSTER_FIELDS.flatMap((field) => {
      const text = cellOf(cells, columns, field)
      return text === '' ? [] : [[field, field === 'document' || field === 'phone' ? ends(text) : text]]
    })),
    problems: row.problems,
    twin: twin?.why ? { why: twin.why, row: twin.row ?? null, member: member ? { person: twin.member!, name: member.name, number: member.number } : null } : null,
    skipped: twin?.skipped ?? null,
  }
}

function ends(text: string): string {
  return text.length <= 6 ? text : text.slice(0, 3) + '*'.repeat(text.length - 6) + text.slice(-3)
}

/** Words in the trade column that the house does not know, the most frequent first: for the clerk to say what they stand for. */
export const unknownTrades = query({
  name: 'rosters.unknown_trades',
  permission: 'rosters.import',
  summary: 'Words and codes in the trade column that are not known, with how many of the first bad rows have them.',
  input: importInput,
  output: tradesOutput,
  refusals: ['rosters.unknown'],
  at: placeOfImport,
  async run(ctx, { import: id }) {
    const { columns } = await importView(ctx, id)
    const counts = new Map<string, number>()
    const found = await sql<StagedRow>`select ${ROW} from roster_row
      where tenant_id = ${ctx.tenant} and import_id = ${id} and state = 'bad' and problems @> '[{"rule": "trade_unknown"}]'::jsonb order by row_no limit 5000`.execute(ctx.db)
    for (const row of found.rows) {
      const word = bare(cellOf(openCells(id, row), columns, 'trade')).slice(0, 60)
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    return { items: [...counts].sort((a, b) => b[1] - a[1]).slice(0, 50).map(([word, count]) => ({ word, count })), next: null }
  },
})
