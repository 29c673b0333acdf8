import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { isTrade } from '../membership/trades.ts'
import { countRows } from './check.ts'
import { plain, readHeadings } from './headings.ts'
import { holdImport, openCells, placeOfImport, placeOfUnion, sealCells, stagedRows, turnImport } from './imports.ts'
import { importInput, importOutput, judgeInput, mapInput, rowsInput, uploadInput } from './inputs.ts'
import { SHEET_LIMITS, type SheetColumns } from './model.ts'
import { exportOutput } from './outputs.ts'
import { importView, type ImportView } from './queries.ts'
import { openSheet } from './sheet/open.ts'

export const upload = command({
  name: 'rosters.upload',
  permission: 'rosters.import',
  summary: 'Reads a sheet of members (XLSX, CSV; at most 200,000 rows, 50 MB) for a look; nothing is entered into the roster yet.',
  input: uploadInput,
  output: importOutput,
  refusals: ['organisations.unknown', 'rosters.file_unreadable', 'rosters.too_many_rows', 'rosters.file_too_large'],
  at: placeOfUnion,
  subjects: (_input, output: ImportView | null) => (output ? [output.import] : []),
  async run(ctx, { path, fileName, sheet }): Promise<ImportView> {
    const { bytes } = sheet
    if (bytes.byteLength > SHEET_LIMITS.bytes) throw refuse('rosters.file_too_large', { mostBytes: SHEET_LIMITS.bytes })
    const id = newId()
    await sql`insert into roster_import (tenant_id, import_id, path, file_name, state, rows, good, bad, twins, done, columns, created_by, created_at)
      values (${ctx.tenant}, ${id}, ${path}, ${fileName}, 'reading', 0, 0, 0, 0, 0, '{}'::jsonb, ${ctx.actor.pseudonym ?? ''}, ${ctx.now})`.execute(ctx.db)
    let columns: SheetColumns | null = null
    for await (const rows of openSheet(bytes)) {
      columns ??= readHeadings(rows)
      await stage(ctx, id, rows)
    }
    if (!columns) throw refuse('rosters.file_unreadable', { rule: 'empty' })
    await beginReading(ctx, id, columns)
    return importView(ctx, id)
  },
})

async function stage(ctx: Context, id: string, rows: readonly (readonly [number, readonly string[]])[]): Promise<void> {
  const sealed = rows.map(([row_no, cells]) => ({ row_no, fields_sealed: sealCells(id, row_no, cells) }))
  await sql`insert into roster_row (import_id, row_no, tenant_id, state, fields_sealed, name_keys, problems)
    select ${id}::uuid, s.row_no, ${ctx.tenant}::integer, 'raw', s.fields_sealed, '{}', '[]'::jsonb from jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb) as s(row_no integer, fields_sealed text)`.execute(ctx.db)
}

/** All rows below the headings wait to be looked at, by the columns given. */
async function beginReading(ctx: Context, id: string, columns: SheetColumns): Promise<void> {
  const first = columns.headingRow ?? 0
  const rows = await sql<{ count: number }>`select count(*)::integer as count from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id} and row_no > ${first}`.execute(ctx.db)
  const count = rows.rows[0]!.count
  if (count === 0) throw refuse('rosters.file_unreadable', { rule: 'empty' })
  if (count > SHEET_LIMITS.rows) throw refuse('rosters.too_many_rows', { most: SHEET_LIMITS.rows })
  await sql`update roster_row set state = case when row_no > ${first}::integer then 'raw' else 'skipped' end, twin_of = null where tenant_id = ${ctx.tenant} and import_id = ${id}
    and (twin_of is not null or state <> case when row_no > ${first}::integer then 'raw' else 'skipped' end)`.execute(ctx.db)
  await sql`update roster_import set columns = ${JSON.stringify(columns)}::jsonb, rows = ${count}, good = 0, bad = 0, twins = 0 where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(ctx.db)
  await turnImport(ctx, id, 'reading')
}

export const map = command({
  name: 'rosters.map',
  permission: 'rosters.import',
  summary: 'Corrects which column of a sheet is read as what; all rows are looked at again.',
  input: mapInput,
  output: importOutput,
  refusals: ['rosters.unknown', 'rosters.wrong_state', 'rosters.name_column', 'membership.trade_unknown'],
  at: placeOfImport,
  subjects: (input) => [input.import],
  async run(ctx, { import: id, headingRow, fields, trade, trades }) {
    const held = await holdImport(ctx, id, ['ready'])
    if (fields.name === undefined || (fields.phone === undefined && fields.document === undefined)) throw refuse('rosters.name_column')
    const unknown = [trade, ...Object.values(trades)].find((code) => code !== null && !isTrade(code))
    if (unknown) throw refuse('membership.trade_unknown', { trade: unknown })
    const heading = headingRow === undefined ? held.columns.headingRow : headingRow
    const titles = heading === held.columns.headingRow ? held.columns.titles : await titlesAt(ctx, id, heading, held.columns.titles.length)
    await beginReading(ctx, id, { headingRow: heading, titles, fields, trade, trades: Object.fromEntries(Object.entries(trades).map(([word, code]) => [plain(word), code])) })
    return importView(ctx, id)
  },
})

/** The words of the row that the clerk calls the headings. */
async function titlesAt(ctx: Context, id: string, rowNo: number | null, width: number): Promise<string[]> {
  const [row] = rowNo === null ? [] : await stagedRows(ctx, id, ['raw', 'good', 'bad', 'twin', 'skipped'], rowNo - 1, 1)
  const cells = row?.row_no === rowNo && row ? openCells(id, row) : []
  return Array.from({ length: width }, (_, at) => cells[at] ?? '')
}

export const judge = command({
  name: 'rosters.judge',
  permission: 'rosters.import',
  summary: 'Decides about rows that repeat somebody: taken over as people of their own, or left out. Rows with the document of another row or of a member are never taken.',
  input: judgeInput,
  output: importOutput,
  refusals: ['rosters.unknown', 'rosters.wrong_state'],
  at: placeOfImport,
  subjects: (input) => [input.import],
  async run(ctx, { import: id, rows, take }) {
    await holdImport(ctx, id, ['ready', 'done'])
    const chosen = rows ? sql`and row_no = any(${rows}::integer[])` : sql``
    await (take
      ? sql`update roster_row set state = 'good' where tenant_id = ${ctx.tenant} and import_id = ${id} and state = 'twin' and twin_of ->> 'why' <> 'same_id' ${chosen}`
      : sql`update roster_row set state = 'skipped', twin_of = twin_of || '{"skipped": "left_out"}'::jsonb where tenant_id = ${ctx.tenant} and import_id = ${id} and state = 'twin' ${chosen}`
    ).execute(ctx.db)
    await countRows(ctx, id)
    return importView(ctx, id)
  },
})

export const takeOver = command({
  name: 'rosters.take_over',
  permission: 'rosters.import',
  summary: 'Makes members of the good rows; goes on by itself, a chunk at a time, with progress.',
  input: importInput,
  output: importOutput,
  refusals: ['rosters.unknown', 'rosters.wrong_state', 'rosters.nothing_good'],
  at: placeOfImport,
  subjects: (input) => [input.import],
  async run(ctx, { import: id }) {
    // A take-over may go on after its end, with rows judged since; the row is held, so that two never begin at once.
    await holdImport(ctx, id, ['ready', 'done'])
    await countRows(ctx, id)
    if ((await importView(ctx, id)).good === 0) throw refuse('rosters.nothing_good')
    await turnImport(ctx, id, 'running')
    return importView(ctx, id)
  },
})

export const undo = command({
  name: 'rosters.undo',
  permission: 'rosters.import',
  summary: 'Takes a whole import back: every row to which nothing has happened since; the others stay and are named.',
  input: importInput,
  output: importOutput,
  refusals: ['rosters.unknown', 'rosters.wrong_state', 'rosters.too_late'],
  at: placeOfImport,
  subjects: (input) => [input.import],
  async run(ctx, { import: id }) {
    await holdImport(ctx, id, ['done'])
    if ((await importView(ctx, id)).taken === 0) throw refuse('rosters.too_late')
    await turnImport(ctx, id, 'undoing')
    return importView(ctx, id)
  },
})

export const discard = command({
  name: 'rosters.discard',
  permission: 'rosters.import',
  summary: 'Throws a sheet away that was only looked at; its rows are deleted at once.',
  input: importInput,
  output: z.undefined(),
  refusals: ['rosters.unknown', 'rosters.wrong_state'],
  at: placeOfImport,
  subjects: (input) => [input.import],
  async run(ctx, { import: id }) {
    await holdImport(ctx, id, ['reading', 'ready', 'failed'])
    await sql`delete from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(ctx.db)
    await sql`delete from roster_import where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(ctx.db)
  },
})

const EXPORT_MOST = 20_000

export const exportRows = command({
  name: 'rosters.export_rows',
  permission: 'rosters.import',
  summary: 'Rows of a sheet as they came, with what is wrong with them, to be mended and sent again. It is written into the audit.',
  input: rowsInput.pick({ tenant: true, import: true, state: true }),
  output: exportOutput,
  refusals: ['rosters.unknown'],
  at: placeOfImport,
  subjects: (input) => [input.import, `rows:${input.state}`],
  async run(ctx, { import: id, state }) {
    const view = await importView(ctx, id)
    const rows = await stagedRows(ctx, id, [state], view.columns.headingRow ?? 0, EXPORT_MOST)
    return { fileName: view.fileName, columns: view.columns, rows: rows.map((row) => ({ row: row.row_no, cells: openCells(id, row), problems: row.problems, twin: row.twin_of })) }
  },
})
