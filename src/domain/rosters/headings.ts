import { readFileSync } from 'node:fs'
import type { DocumentKind } from '../identity/model.ts'
import { TRADES } from '../membership/trades.ts'
import { ROSTER_FIELDS, type RosterField, type SheetColumns } from './model.ts'

interface Words {
  readonly headings: Readonly<Record<RosterField, readonly string[]>>
  readonly trades: Readonly<Record<string, readonly string[]>>
  readonly documents: Readonly<Record<DocumentKind, readonly string[]>>
  readonly sexes: Readonly<Record<'female' | 'male', readonly string[]>>
}

/** Words as people write them into sheets: data, so that a new one is a word in data/roster-words.json. */
const WORDS = JSON.parse(readFileSync(new URL('../../../data/roster-words.json', import.meta.url), 'utf8')) as Words

/** A word as it is compared: NFKC, small letters, without what is in brackets, spaces and marks. */
export function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[(（【[].*?[)）】\]]/g, '').replace(/[\s*:：、/_.·-]/g, '')
}

function turned<K extends string>(lists: Readonly<Record<K, readonly string[]>>): ReadonlyMap<string, K> {
  return new Map((Object.entries(lists) as [K, readonly string[]][]).flatMap(([code, words]) => words.map((word) => [plain(word), code] as const)))
}

const FIELD_OF = turned(WORDS.headings)
export const TRADE_OF: ReadonlyMap<string, string> = new Map([...turned(WORDS.trades), ...TRADES.flatMap(({ code, zh, en }) => [code, zh, en].map((word) => [plain(word), code] as const))])
export const DOCUMENT_OF = turned(WORDS.documents)
export const SEX_OF = turned(WORDS.sexes)

/** Rows above the headings that a title may take. */
const LOOKED_AT = 15

/** Which of the first rows holds the headings, and what each column is: the row with most known headings, at least a name and one more. */
export function readHeadings(rows: readonly (readonly [rowNo: number, cells: readonly string[]])[]): SheetColumns {
  const found = rows.slice(0, LOOKED_AT).map(([rowNo, cells]) => ({ rowNo, cells, fields: fieldsOf(cells) }))
  const best = found.filter(({ fields }) => fields.name !== undefined && Object.keys(fields).length > 1).sort((a, b) => Object.keys(b.fields).length - Object.keys(a.fields).length)[0]
  const width = Math.max(0, ...rows.map(([, cells]) => cells.length))
  // Without headings the first row may be a person already: its words are not kept in clear.
  if (!best) return { headingRow: null, titles: Array.from({ length: width }, () => ''), fields: {}, trade: null, trades: {} }
  return { headingRow: best.rowNo, titles: Array.from({ length: width }, (_, at) => best.cells[at] ?? ''), fields: best.fields, trade: null, trades: {} }
}

function fieldsOf(cells: readonly string[]): Partial<Record<RosterField, number>> {
  const fields: Partial<Record<RosterField, number>> = {}
  for (const [at, cell] of cells.entries()) {
    const field = [cell, ...cell.split(/[/、或\n]/)].map((words) => FIELD_OF.get(plain(words))).find((known) => known !== undefined)
    if (field && fields[field] === undefined) fields[field] = at
  }
  return fields
}

export function isRosterField(text: string): text is RosterField {
  return (ROSTER_FIELDS as readonly string[]).includes(text)
}
