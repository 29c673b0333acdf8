import { expect, test } from 'vitest'
import { checkDigit, maskDocument, readDocument } from './idNumber.ts'

const TODAY = '2026-11-18'

/** A number of a place that no person has, with its check digit. */
function made(first17: string): string {
  return first17 + checkDigit(first17)
}

test('the worked example of GB 11643 has the check digit X', () => {
  expect(checkDigit('11010519491231002')).toBe('X')
  expect(readDocument('resident_id', '11010519491231002X', TODAY)).toEqual({ kind: 'resident_id', number: '11010519491231002X', born: '1949-12-31', sex: 'female' })
})

test('full-width characters, spaces and a small x are understood', () => {
  expect(readDocument('resident_id', ' １１０１０５ 19491231 002x ', TODAY)).toMatchObject({ number: '11010519491231002X' })
})

test.each([
  ['resident_id', '11010519491231002', 'form'],
  ['resident_id', '110105194912310021', 'check_digit'],
  ['resident_id', made('11010519490230002'), 'birth'],
  ['resident_id', made('11010520990101002'), 'birth'],
  ['resident_id', made('81000019900101001'), 'form'],
  ['hkmt_residence', '11010519491231002X', 'form'],
  ['hkm_permit', 'A12345678', 'form'],
  ['taiwan_permit', '1234567', 'form'],
  ['permanent_residence', 'AB1234567890123', 'form'],
  ['passport', 'E1', 'form'],
] as const)('%s %s is refused by its %s', (kind, number, mistake) => {
  expect(readDocument(kind, number, TODAY)).toBe(mistake)
})

test.each([
  ['hkmt_residence', made('81000019900101001'), '1990-01-01'],
  ['hkm_permit', 'h12345678', null],
  ['hkm_permit', 'M1234567890', null],
  ['taiwan_permit', '12345678', null],
  ['permanent_residence', 'USA123456789012', null],
  ['permanent_residence', made('91103319900101001'), '1990-01-01'],
  ['passport', 'E12345678', null],
] as const)('%s %s is read', (kind, number, born) => {
  expect(readDocument(kind, number, TODAY)).toMatchObject({ kind, number: number.toUpperCase(), born })
})

test('a masked number keeps three and four characters, a short one fewer', () => {
  expect(maskDocument('11010519491231002X')).toBe('110***********002X')
  expect(maskDocument('H12345678')).toBe('H******78')
})
