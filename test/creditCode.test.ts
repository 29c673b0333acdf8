import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditCheckLetter, readCreditCode, readUnionCode } from '#domain/organisations/creditCode.ts'

/** Codes that stand in public: the worked example of the standard (its check letter is 3) and test data of public libraries. */
const PUBLIC = ['91350100M000100Y43', '91370000728611939A', '531000005000160090', '52410000663412719U', '91110108551385082Q', '91310110666007217T', '91230184MA1BUFLT44', '92371000MA3MXH0E3W']

test.each(PUBLIC)('%s is a credit code', (code) => {
  expect(readCreditCode(code)).toBe(code)
  expect(readCreditCode(` ${code.slice(0, 8).toLowerCase()} ${code.slice(8).toLowerCase()}-`)).toBe(code)
})

test('the standard names its own wrong one: the last is 3, not Z', () => {
  expect(creditCheckLetter('91350100M000100Y4')).toBe('3')
  expect(readCreditCode('91350100M000100Y4Z')).toEqual({ rule: 'letter', position: 18, found: 'Z', expected: null })
  expect(readCreditCode('91350100M000100Y44')).toEqual({ rule: 'check', position: 18, found: '4', expected: '3' })
})

test('each mistake says which rule and which character', () => {
  expect(readCreditCode('')).toEqual({ rule: 'length', position: 1, found: '0', expected: '18' })
  expect(readCreditCode('91350100M000100Y4')).toEqual({ rule: 'length', position: 18, found: '17', expected: '18' })
  expect(readCreditCode('91350100M000100Y433')).toEqual({ rule: 'length', position: 19, found: '19', expected: '18' })
  expect(readCreditCode('9135O100M000100Y43')).toEqual({ rule: 'letter', position: 5, found: 'O', expected: null })
  expect(readCreditCode('9135A100M000100Y43')).toEqual({ rule: 'division', position: 5, found: 'A', expected: null })
  expect(readCreditCode('９１350100Ｍ000100Y43')).toBe('91350100M000100Y43')
})

const letters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const bodies = fc.tuple(fc.constantFrom('81', '91', '52'), fc.array(fc.constantFrom(...'0123456789'), { minLength: 6, maxLength: 6 }), fc.array(fc.constantFrom(...letters), { minLength: 9, maxLength: 9 }))
  .map(([kind, division, body]) => kind + division.join('') + body.join(''))

test('generated codes hold, and one changed character never passes', () => {
  fc.assert(fc.property(bodies, fc.nat(16), fc.constantFrom(...letters), (body, at, letter) => {
    const code = body + creditCheckLetter(body)
    expect(readCreditCode(code)).toBe(code)
    if (code[at] === letter) return
    expect(readCreditCode(code.slice(0, at) + letter + code.slice(at + 1))).toHaveProperty('rule')
  }))
})

test("a union's code begins with 81", () => {
  const code = '81330502MC1234567'
  const union = code + creditCheckLetter(code)
  expect(readUnionCode(union)).toBe(union)
  expect(readUnionCode('91350100M000100Y43')).toEqual({ rule: 'union', position: 1, found: '9', expected: '81' })
  expect(readUnionCode(union.slice(0, 17) + (union[17] === '0' ? '1' : '0'))).toMatchObject({ rule: 'check', position: 18 })
  expect(readUnionCode('813305')).toMatchObject({ rule: 'length' })
})
