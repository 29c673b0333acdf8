/** Unified social credit codes (GB 32100-2015). Browser-safe. */

/** The alphabet in the order of its values: letters that look like figures (I, O, S, V, Z) are not in it. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const LENGTH = 18
/** A union registered as a legal person: 8 for the registering authority, 1 for a union (R-O7). */
const UNION_BEGINS = '81'

/** Which rule a code breaks. */
export type CreditCodeRule = 'length' | 'letter' | 'division' | 'check' | 'union'

export interface CreditCodeMistake {
  readonly rule: CreditCodeRule
  /** First character that is wrong, counted from 1. */
  readonly position: number
  /** What stands there; of a wrong length, how many characters there are. */
  readonly found: string
  /** What should stand there, where that is known. */
  readonly expected: string | null
}

/** The code as it is kept: upper case, without spaces and dashes. Full-width characters are understood. */
export function plainCreditCode(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
}

/** Reads any credit code; the mistake where it is none. */
export function readCreditCode(typed: string): string | CreditCodeMistake {
  const code = plainCreditCode(typed)
  if (code.length !== LENGTH) return { rule: 'length', position: Math.min(code.length, LENGTH) + 1, found: String(code.length), expected: String(LENGTH) }
  for (const [at, letter] of [...code].entries()) {
    if (!ALPHABET.includes(letter)) return { rule: 'letter', position: at + 1, found: letter, expected: null }
    // Characters 3 to 8 are the division of the registering authority.
    if (at >= 2 && at <= 7 && !/\d/.test(letter)) return { rule: 'division', position: at + 1, found: letter, expected: null }
  }
  const expected = creditCheckLetter(code)
  return code[LENGTH - 1] === expected ? code : { rule: 'check', position: LENGTH, found: code[LENGTH - 1]!, expected }
}

/** Reads the credit code of a union: it begins with 81. */
export function readUnionCode(typed: string): string | CreditCodeMistake {
  const code = plainCreditCode(typed)
  const wrong = [...UNION_BEGINS].findIndex((letter, at) => code.length > at && code[at] !== letter)
  if (code.length === LENGTH && wrong >= 0) return { rule: 'union', position: wrong + 1, found: code[wrong]!, expected: UNION_BEGINS }
  return readCreditCode(code)
}

/** Check letter over the first 17: 31 less the sum of value times 3^(i-1) modulo 31, modulo 31. */
export function creditCheckLetter(code: string): string {
  let sum = 0
  let weight = 1
  for (const letter of code.slice(0, LENGTH - 1)) {
    sum += ALPHABET.indexOf(letter) * weight
    weight = (weight * 3) % ALPHABET.length
  }
  return ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length]!
}
