import { readCreditCode, type CreditCodeMistake } from './creditCode.ts'

/** An employer as it is pasted: name, then after a comma or tab its credit code. Browser-safe. */

export interface EmployerLine {
  /** Number of the line as its writer sees it, from 1. */
  readonly line: number
  readonly name: string
  readonly creditCode: string | null
  readonly mistake: CreditCodeMistake | { readonly rule: 'name'; readonly position: 0; readonly found: string; readonly expected: null } | null
}

const NAME_LEAST = 2
const NAME_MOST = 80

/** Reads a line; null for an empty one. */
export function readEmployerLine(text: string, line: number): EmployerLine | null {
  const [first = '', second = ''] = text.normalize('NFC').split(/[\t,，;；|]/, 2).map((part) => part.trim())
  if (first === '' && second === '') return null
  const name = first.replace(/\s+/g, ' ')
  if (name.length < NAME_LEAST || name.length > NAME_MOST) return { line, name, creditCode: null, mistake: { rule: 'name', position: 0, found: String(name.length), expected: null } }
  if (second === '') return { line, name, creditCode: null, mistake: null }
  const code = readCreditCode(second)
  return typeof code === 'string' ? { line, name, creditCode: code, mistake: null } : { line, name, creditCode: null, mistake: code }
}
