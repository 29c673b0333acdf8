import { PassThrough, Readable } from 'node:stream'
import ExcelJS from 'exceljs'

/** A cell as it is written: words, a figure, a moment, or nothing known. */
export type Cell = string | number | Date | null
export interface Sheet {
  readonly name: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** What a reader of the file must know: where, when, which filters, units. */
  readonly about: { readonly name: string; readonly lines: readonly (readonly [string, string])[] }
}

const SHANGHAI_MS = 8 * 3_600_000

// A spreadsheet runs a text that begins so as a formula: a quote before it makes it a text again.
const FORMULA = /^[=+\-@\t\r]/

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text =
    cell instanceof Date
      ? new Date(cell.getTime() + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ')
      : FORMULA.test(cell)
        ? `'${cell}`
        : cell
  return /[",\n\r]/.test(text) || text.startsWith("'") ? `"${text.replaceAll('"', '""')}"` : text
}

/** CSV as Excel and WPS open it: UTF-8 with its mark, lines ended by CR LF, moments in Beijing time. */
export function csv(sheet: Sheet): string {
  return '\uFEFF' + [sheet.heads, ...sheet.rows].map((row) => row.map(csvCell).join(',') + '\r\n').join('')
}

/** XLSX, written row by row; texts are typed as texts, so none is ever a formula. */
export function xlsx(sheet: Sheet): ReadableStream {
  const stream = new PassThrough()
  void write(stream, sheet).catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))))
  return Readable.toWeb(stream) as ReadableStream
}

async function write(stream: PassThrough, { name, heads, rows, about }: Sheet): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true })
  const list = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1, xSplit: 1 }] })
  list.columns = heads.map((head, at) => ({ width: widthOf([head, ...rows.slice(0, 200).map((row) => row[at] ?? null)]) }))
  list.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: heads.length } }
  const head = list.addRow(heads)
  head.font = { bold: true }
  head.commit()
  for (const row of rows) {
    // Excel keeps wall time: the moment is moved to Beijing's.
    const line = list.addRow(row.map((cell) => (cell instanceof Date ? new Date(cell.getTime() + SHANGHAI_MS) : cell)))
    row.forEach((cell, at) => {
      if (cell instanceof Date) line.getCell(at + 1).numFmt = 'yyyy-mm-dd hh:mm'
    })
    line.commit()
  }
  list.commit()
  const notes = book.addWorksheet(about.name)
  notes.columns = [{ width: 18 }, { width: 80 }]
  for (const line of about.lines) notes.addRow([...line]).commit()
  notes.commit()
  await book.commit()
}

/** Characters of the widest cell; a Chinese one is two wide. */
function widthOf(cells: readonly Cell[]): number {
  const wide = (cell: Cell) =>
    cell instanceof Date ? 17 : [...String(cell ?? '')].reduce((sum, letter) => sum + (letter > '\u2E7F' ? 2 : 1), 0)
  return Math.min(44, Math.max(8, ...cells.map(wide)) + 2)
}
