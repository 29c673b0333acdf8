/** Base45 (RFC 9285): bytes in the 45 letters that a QR code packs tightest. */

import type { Bytes } from './cbor.ts'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    const value = pair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!
    text += LETTERS[value % 45]! + LETTERS[Math.floor(value / 45) % 45]!
    if (pair) text += LETTERS[Math.floor(value / 2025)]!
  }
  return text
}

/** Throws RangeError on a letter outside of the alphabet, a length that cannot be, or a group beyond two bytes. */
export function fromBase45(text: string): Bytes {
  if (text.length % 3 === 1) throw new RangeError('A base45 text has no such length.')
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), (letter) => LETTERS.indexOf(letter))
    if (digits.includes(-1)) throw new RangeError('A base45 text has a letter that is none.')
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (value >= (digits.length === 3 ? 0x10000 : 0x100)) throw new RangeError('A base45 group is too large.')
    if (digits.length === 3) bytes.push(value >> 8)
    bytes.push(value & 255)
  }
  return Uint8Array.from(bytes)
}
