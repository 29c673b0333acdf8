import type { DocumentKind } from './model.ts'

/** How the numbers of identity documents are read (R-O7). */

export interface DocumentFacts {
  readonly kind: DocumentKind
  /** As it is kept: upper case, without spaces. */
  readonly number: string
  /** Day of birth, YYYY-MM-DD; null where the number does not say. */
  readonly born: string | null
  readonly sex: 'female' | 'male' | null
}

/** Which rule a number breaks. */
export type DocumentMistake = 'form' | 'birth' | 'check_digit'

const RESIDENT = /^[1-9]\d{16}[\dX]$/
const FORMS: Readonly<Record<Exclude<DocumentKind, 'resident_id' | 'hkmt_residence'>, RegExp>> = {
  // Mainland travel permit of Hong Kong (H) and Macau (M) residents: 8 digits, old cards with 2 more for the renewals.
  hkm_permit: /^[HM]\d{8}(\d{2})?$/,
  // Mainland travel permit of Taiwan residents: 8 digits.
  taiwan_permit: /^\d{8}$/,
  // Foreigner's permanent residence: 2017 form three letters and 12 digits; 2023 form 9 and 17 as a resident number.
  permanent_residence: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
  passport: /^[A-Z0-9]{5,17}$/,
}

/** Reads a number as people type it: full-width characters, spaces and small letters are understood. */
export function readDocument(kind: DocumentKind, typed: string, today: string): DocumentFacts | DocumentMistake {
  const number = typed.normalize('NFKC').toUpperCase().replace(/[\s\-()]/g, '')
  if (kind === 'resident_id' || kind === 'hkmt_residence' || (kind === 'permanent_residence' && /^9\d{16}/.test(number))) return readNational(kind, number, today)
  return FORMS[kind].test(number) ? { kind, number, born: null, sex: null } : 'form'
}

/** GB 11643: place 6, birth 8, sequence 3 (odd: male), check digit by ISO 7064 MOD 11-2. */
function readNational(kind: DocumentKind, number: string, today: string): DocumentFacts | DocumentMistake {
  if (!RESIDENT.test(number)) return 'form'
  // Residence permits of Hong Kong, Macau and Taiwan residents begin with 81, 82 and 83; no mainland place does.
  if ((kind === 'hkmt_residence') !== /^8[123]0000/.test(number) || (kind === 'resident_id' && number.startsWith('9'))) return 'form'
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isPastDay(born, today)) return 'birth'
  if (number[17] !== checkDigit(number)) return 'check_digit'
  return { kind, number, born, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

/** Check digit over the first 17 digits. */
export function checkDigit(number: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += Number(number[at]) * (2 ** (17 - at) % 11)
  return '10X98765432'[sum % 11]!
}

function isPastDay(day: string, today: string): boolean {
  const read = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === day && day >= '1900-01-01' && day <= today
}

/** 330***********123X: the first three and the last four; short numbers show the last two. */
export function maskDocument(number: string): string {
  const [head, tail] = number.length >= 15 ? [3, 4] : [1, 2]
  return number.slice(0, head) + '*'.repeat(Math.max(0, number.length - head - tail)) + number.slice(-tail)
}
