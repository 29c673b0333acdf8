import { isDay, type Day } from '#kernel/calendar.ts'
import { readDocument, type DocumentFacts } from '../identity/idNumber.ts'
import type { DocumentKind } from '../identity/model.ts'
import { DOCUMENT_OF, plain, SEX_OF, TRADE_OF } from './headings.ts'
import type { CellRule } from './model.ts'

/** Cells as people write them. Each answers what it read, or the rule that the cell breaks. */

export interface Wrong {
  readonly rule: CellRule
}

/** What the spreadsheet has made a long number into: its last digits are gone for good. */
const LOST = /^\d(\.\d+)?e\+?\d{2}$/i

/** A cell without what people and programs put around its text: ="123", a leading apostrophe, spaces. */
export function bare(cell: string): string {
  return cell.replace(/^="(.*)"$/s, '$1').normalize('NFKC').replace(/^['‘’`\s]+/, '').replace(/\s+/g, ' ').trim()
}

export function isLost(cell: string): boolean {
  return LOST.test(cell.replace(/\s/g, ''))
}

export function readName(cell: string): string | Wrong {
  const name = /\p{Script=Han}/u.test(cell) ? cell.replace(/\s/g, '') : cell
  if (name.length > 40) return { rule: 'too_long' }
  return /\p{L}/u.test(name) && !/\d/.test(name) ? name : { rule: 'not_a_name' }
}

export function readSex(cell: string): 'female' | 'male' | Wrong {
  return SEX_OF.get(plain(cell)) ?? { rule: 'sex_unread' }
}

/** The kind a number can only be; null where it has to be said. */
function kindOf(number: string): DocumentKind | null {
  if (/^8[123]0000\d{11}[\dX]$/.test(number)) return 'hkmt_residence'
  if (/^9\d{16}[\dX]$/.test(number) || /^[A-Z]{3}\d{12}$/.test(number)) return 'permanent_residence'
  if (/^[HM]\d{8}(\d{2})?$/.test(number)) return 'hkm_permit'
  if (/^\d{8}$/.test(number) || /^[A-Z]{1,2}\d{7,8}$/.test(number)) return null
  return 'resident_id'
}

export function readDocumentCell(cell: string, kindCell: string, today: Day): DocumentFacts | Wrong {
  if (isLost(cell)) return { rule: 'excel_number' }
  const said = kindCell === '' ? undefined : DOCUMENT_OF.get(plain(kindCell))
  if (kindCell !== '' && !said) return { rule: 'kind_unknown' }
  const kind = said ?? kindOf(cell.toUpperCase().replace(/[\s-]/g, ''))
  if (!kind) return { rule: 'kind_needed' }
  const read = readDocument(kind, cell, today)
  return typeof read === 'string' ? { rule: read } : read
}

/** Codes of the trades in a cell: Chinese words, English codes, or what the clerk has said a word stands for; several are parted by marks. */
export function readTrades(cell: string, said: Readonly<Record<string, string>>): string[] | Wrong {
  const whole = tradeOf(cell, said)
  const parts = whole ? [whole] : cell.split(/[,，、;；/|+]/).filter((part) => part.trim() !== '').map((part) => tradeOf(part, said))
  const known = parts.filter((code) => code !== undefined)
  return known.length > 0 && known.length === parts.length ? [...new Set(known)] : { rule: 'trade_unknown' }
}

function tradeOf(word: string, said: Readonly<Record<string, string>>): string | undefined {
  const key = plain(word)
  return Object.hasOwn(said, key) ? said[key] : TRADE_OF.get(key)
}

/** Days of the usual Chinese forms (2023-5-1, 2023.05.01, 2023年5月1日, 20230501, 2023年5月) and serial numbers of Excel. */
export function readDate(cell: string, today: Day): Day | Wrong {
  const text = cell.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '').replace(/\s/g, '')
  const day = serialDay(text) ?? writtenDay(text)
  if (day === null) return { rule: 'date_unread' }
  if (day > today) return { rule: 'date_future' }
  return day < '1925-05-01' ? { rule: 'date_early' } : day
}

/** Excel counts days from 1899-12-30 (its 29 February 1900 never was). */
function serialDay(text: string): Day | null {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10)
}

function writtenDay(text: string): Day | null {
  const parts = /^(\d{4})[年./\\-]?(\d{1,2})(?:[月./\\-]?(\d{1,2})?[日号]?)?$/.exec(text)
  if (!parts) return /^\d{4}年?$/.test(text) ? `${text.slice(0, 4)}-01-01` : null
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${(parts[3] ?? '1').padStart(2, '0')}`
  return isDay(day) ? day : null
}
