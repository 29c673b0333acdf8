import { describe, expect, test } from 'vitest'
import { fromBase45, toBase45 } from './base45.ts'
import { decode, encode, type Bytes, type Cbor } from './cbor.ts'
import { checkByScript } from './oldBrowsers.ts'
import { checkerWith } from './signature.ts'

const hex = (text: string): Bytes => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))

describe('CBOR', () => {
  // RFC 8949, appendix A.
  test.each<[string, Cbor]>([
    ['00', 0], ['17', 23], ['1818', 24], ['18ff', 255], ['190100', 256], ['1903e8', 1000], ['1a000f4240', 1000000], ['1b000000e8d4a51000', 1000000000000],
    ['20', -1], ['29', -10], ['3863', -100], ['3903e7', -1000], ['40', new Uint8Array()], ['4401020304', hex('01020304')], ['60', ''], ['6449455446', 'IETF'],
    ['63e6b0b4', '水'], ['80', []], ['83010203', [1, 2, 3]], ['8301820203820405', [1, [2, 3], [4, 5]]], ['a0', new Map()],
    ['a201020304', new Map([[1, 2], [3, 4]])], ['a26161016162820203', new Map<string, Cbor>([['a', 1], ['b', [2, 3]]])], ['c11a514b67b0', { tag: 1, value: 1363896240 }],
  ])('%s is written and read', (bytes, value) => {
    expect(Buffer.from(encode(value)).toString('hex')).toBe(bytes)
    expect(decode(hex(bytes))).toEqual(value)
  })

  test('keys are written in the order of their bytes', () => {
    // RFC 8949, section 4.2.1.
    const map = new Map<number | string, Cbor>([['aa', 1], [-1, 2], ['z', 3], [100, 4], [10, 5]])
    expect(Buffer.from(encode(map)).toString('hex')).toBe('a50a05186404200261 7a0362 616101'.replaceAll(' ', ''))
  })

  test.each([
    ['not the shortest', '1800'], ['not the shortest', '190001'], ['not the shortest', '1a00000001'], ['an endless array', '9fff'], ['an endless text', '7f6161ff'], ['a float', 'f93c00'], ['true', 'f5'],
    ['bytes after it', '0000'], ['keys out of order', 'a203040102'], ['a key twice', 'a201020102'], ['too short', '44010203'], ['no UTF-8', '61ff'], ['beyond safe integers', '1bffffffffffffffff'],
    ['a length beyond the end', '5b00000000ffffffff'], ['nested too deep', '81'.repeat(40) + '00'], ['nothing', ''], ['a key that is a list', 'a18000'],
  ])('%s is refused: %s', (_, bytes) => {
    expect(() => decode(hex(bytes))).toThrow()
  })
})

describe('base45', () => {
  // RFC 9285, section 4.3 and 4.4.
  test.each([['AB', 'BB8'], ['Hello!!', '%69 VD92EX0'], ['base-45', 'UJCLQE7W581'], ['ietf!', 'QED8WEX0'], ['', '']])('%s is %s', (plain, text) => {
    expect(toBase45(Buffer.from(plain))).toBe(text)
    expect(Buffer.from(fromBase45(text)).toString()).toBe(plain)
  })

  test.each(['GGW', ':::', 'A', 'ab8', '::', 'BB8A'])('%s is refused', (text) => {
    expect(() => fromBase45(text)).toThrow(RangeError)
  })
})

describe('the browser\'s check of a signature', () => {
  // RFC 8032, section 7.1, test 3.
  const KEY = hex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025')
  const SIGNATURE = hex('6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a')

  test.each([['by the browser itself', checkerWith(async () => checkByScript)], ['by the script for old phones', checkByScript]])('%s', async (_, check) => {
    expect(await check(KEY, hex('af82'), SIGNATURE)).toBe(true)
    expect(await check(KEY, hex('af83'), SIGNATURE)).toBe(false)
    expect(await check(KEY, hex('af82'), new Uint8Array(64))).toBe(false)
    expect(await check(new Uint8Array(32).fill(255), hex('af82'), SIGNATURE)).toBe(false)
  })
})
