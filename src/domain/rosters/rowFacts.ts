import type { Day } from '#kernel/calendar.ts'
import type { DocumentFacts } from '../identity/idNumber.ts'
import { isDemoPhone, normalisePhone } from '../identity/model.ts'
import { bare, isLost, readDate, readDocumentCell, readName, readSex, readTrades, type Wrong } from './cells.ts'
import type { CellProblem, RosterField, SheetColumns } from './model.ts'

/** What a row says about a person. */
export interface RowFacts {
  readonly name: string
  readonly phone: string | null
  readonly document: DocumentFacts | null
  readonly trades: readonly string[]
  readonly sex: 'female' | 'male' | null
  readonly joinedOn: Day | null
  readonly employer: string | null
  readonly platforms: readonly string[]
}

export interface RowRead {
  readonly facts: RowFacts | null
  readonly problems: readonly CellProblem[]
}

/** The text of a field in a row; '' where the sheet has no such column. */
export function cellOf(cells: readonly string[], columns: SheetColumns, field: RosterField): string {
  const at = columns.fields[field]
  return at === undefined ? '' : bare(cells[at] ?? '')
}

/**
 * Reads a row by the columns: the facts, or everything that is wrong with it. A person needs a name, a trade, and a document
 * or a phone. `demo` lets numbers for demonstration pass.
 */
export function readRow(cells: readonly string[], columns: SheetColumns, { today, demo }: { today: Day; demo: boolean }): RowRead {
  const problems: CellProblem[] = []
  const cell = (field: RosterField) => cellOf(cells, columns, field)
  function take<T>(field: RosterField, read: T | Wrong): T | null {
    if (!isWrong(read)) return read
    problems.push({ field, rule: read.rule })
    return null
  }
  function optional<T>(field: RosterField, reader: (text: string) => T | Wrong): T | null {
    const text = cell(field)
    return text === '' ? null : take(field, reader(text))
  }
  const name = cell('name') === '' ? take<string>('name', { rule: 'missing' }) : take('name', readName(cell('name')))
  const phone = optional('phone', (text) => readPhone(text, demo))
  const document = optional('document', (text) => readDocumentCell(text, cell('documentKind'), today))
  const trades = cell('trade') === '' ? take<string[]>('trade', columns.trade === null ? { rule: 'missing' } : [columns.trade]) : take('trade', readTrades(cell('trade'), columns.trades))
  const sex = optional('sex', readSex)
  const joinedOn = optional('joinedOn', (text) => readDate(text, today))
  const employer = optional<string>('employer', (text) => (text.length > 80 ? { rule: 'too_long' } : text))
  const platforms = optional('platform', (text) => text.split(/[,，、;；/|+]/).map((part) => part.trim().slice(0, 40)).filter((part) => part !== ''))
  if (cell('phone') === '' && cell('document') === '') problems.push({ field: 'document', rule: 'phone_or_document' })
  if (problems.length > 0 || name === null || trades === null) return { facts: null, problems }
  return { facts: { name, phone, document, trades, sex: document?.sex ?? sex, joinedOn, employer, platforms: platforms ?? [] }, problems }
}

function isWrong(read: unknown): read is Wrong {
  return typeof read === 'object' && read !== null && 'rule' in read
}

function readPhone(text: string, demo: boolean): string | Wrong {
  if (isLost(text)) return { rule: 'excel_number' }
  // Two numbers in one cell: the first is the one to call.
  const first = text.split(/[,，、;；/|]/)[0]!
  const phone = normalisePhone(first)
  return phone && (demo || !isDemoPhone(phone)) ? phone : { rule: 'phone_form' }
}
