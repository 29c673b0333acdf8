// Reads a sheet in a thread of its own: the process goes on answering, and a sheet that grows too large ends only the thread.
import { Readable } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import type { CellValue } from 'exceljs'
import { SHEET_LIMITS } from '../model.ts'
import { decodeText, readTable } from './csv.ts'
import { BadArchive, workbookStream } from './zip.ts'

export type SheetRow = readonly [rowNo: number, cells: readonly string[]]
export type SheetFault = 'unreadable' | 'old_or_locked' | 'too_many_rows' | 'empty'
export type FromThread = { readonly rows: readonly SheetRow[] } | { readonly end: true } | { readonly fault: SheetFault }

const BATCH = 2_000
const port = parentPort!

function fileKind(bytes: Buffer): 'workbook' | 'old' | 'text' {
  if (bytes.readUInt32BE(0) === 0x504b0304) return 'workbook'
  return bytes.readUInt32BE(0) === 0xd0cf11e0 ? 'old' : 'text'
}

async function* rowsOf(bytes: Buffer): AsyncGenerator<SheetRow> {
  if (fileKind(bytes) === 'workbook') {
    yield* workbookRows(workbookStream(bytes))
    return
  }
  const text = decodeText(bytes)
  if (text === null || text.includes('\0')) throw new BadArchive('no text')
  let rowNo = 0
  for (const cells of readTable(text)) yield [++rowNo, cells]
}

/** Rows of the first sheet that is not empty. */
async function* workbookRows(source: Readable): AsyncGenerator<SheetRow> {
  // A text table needs no reader of workbooks.
  const { default: ExcelJS } = await import('exceljs')
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(source, { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore' })
  for await (const sheet of reader) {
    let any = false
    for await (const row of sheet) {
      const values = row.values as readonly CellValue[]
      any = true
      yield [row.number, Array.from({ length: Math.min(values.length - 1, SHEET_LIMITS.columns) }, (_, at) => textOf(values[at + 1]))]
    }
    if (any) return
  }
}

/** A cell as text; a number that has lost its last digits keeps the form that shows it. */
function textOf(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Math.abs(value) >= 1e15 ? value.toExponential() : String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('result' in value) return textOf(value.result as CellValue)
  if ('text' in value) return textOf(value.text as CellValue)
  return ''
}

async function main(): Promise<void> {
  const bytes = Buffer.from(workerData as Uint8Array)
  if (bytes.length < 4) return port.postMessage({ fault: 'empty' } satisfies FromThread)
  if (fileKind(bytes) === 'old') return port.postMessage({ fault: 'old_or_locked' } satisfies FromThread)
  let batch: SheetRow[] = []
  let rows = 0
  for await (const [rowNo, cells] of rowsOf(bytes)) {
    const cut = cells.slice(0, SHEET_LIMITS.columns).map((cell) => cell.trim().slice(0, SHEET_LIMITS.cellLetters))
    if (cut.every((cell) => cell === '')) continue
    // The headings and a few lines of titles are no people.
    if (++rows > SHEET_LIMITS.rows + 20) return port.postMessage({ fault: 'too_many_rows' } satisfies FromThread)
    batch.push([rowNo, cut])
    if (batch.length < BATCH) continue
    await send(batch)
    batch = []
  }
  if (rows === 0) return port.postMessage({ fault: 'empty' } satisfies FromThread)
  if (batch.length > 0) await send(batch)
  port.postMessage({ end: true } satisfies FromThread)
}

/** Waits until the rows were taken: never more than one batch under way. */
function send(rows: readonly SheetRow[]): Promise<void> {
  return new Promise((resolve) => {
    port.once('message', () => resolve())
    port.postMessage({ rows } satisfies FromThread)
  })
}

try {
  await main()
} catch {
  // Whatever the readers throw is about the file; their messages may quote it.
  port.postMessage({ fault: 'unreadable' } satisfies FromThread)
}
port.close()
