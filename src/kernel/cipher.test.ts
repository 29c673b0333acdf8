import { createCipheriv, createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CipherAlgorithm, createFieldCipher, createKeyring, generateKeyFile, type KeyFile, parseKeyFile, rotateKeyFile } from './cipher.ts'
import { openAesGcm, sealAesGcm } from './cipher/aesGcm.ts'
import { hmacSm3, lengthPrefixed, openSm4, sealSm4, sm4Keys } from './cipher/sm4.ts'

const algorithms: CipherAlgorithm[] = ['aes-256-gcm', 'sm4-cbc-hmac-sm3']
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

describe('public vectors', () => {
  test('SM4, one block: GB/T 32907-2016, appendix A, example 1', () => {
    const key = hex('0123456789abcdeffedcba9876543210')
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false)
    expect(Buffer.concat([cipher.update(key), cipher.final()]).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })

  test('SM4-CBC: draft-ribose-cfrg-sm4, A.2.2.1', () => {
    const cipher = createCipheriv('sm4-cbc', hex('0123456789abcdeffedcba9876543210'), hex('000102030405060708090a0b0c0d0e0f')).setAutoPadding(false)
    const plain = hex('aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb')
    expect(Buffer.concat([cipher.update(plain), cipher.final()]).toString('hex')).toBe('78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d')
  })

  test('SM3: GB/T 32905-2016, appendix A, both examples', () => {
    const sm3 = (text: string) => createHash('sm3').update(text).digest('hex')
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  test('HMAC-SM3: GM/T 0042-2015, appendix D.3, both examples', () => {
    const key = (length: number) => Buffer.from(Array.from({ length }, (_, index) => index + 1))
    const text = Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2))
    expect(hmacSm3(key(32), text).toString('hex')).toBe('ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a')
    expect(hmacSm3(key(37), Buffer.alloc(50, 0xcd)).toString('hex')).toBe('220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae')
  })

  test('AES-256-GCM: test case 16 of the GCM specification given to NIST', () => {
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
    const nonce = hex('cafebabefacedbaddecaf888')
    const plain = hex('d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39')
    const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
    const sealed = sealAesGcm(key, plain, aad, nonce)
    expect(sealed.toString('hex')).toBe(
      'cafebabefacedbaddecaf888' + '76fc6ece0f4e1768cddf8853bb2d551b' +
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662')
    expect(openAesGcm(key, sealed, aad)).toEqual(plain)
  })

  test('our SM4 sealing is SM4-CBC with derived keys and HMAC-SM3 over the lengths and parts', () => {
    const secret = Buffer.alloc(32, 7)
    const [iv, bound, plain] = [Buffer.alloc(16, 1), Buffer.from('where'), Buffer.from('13800000000')]
    const cipher = createCipheriv('sm4-cbc', hmacSm3(secret, Buffer.from('field cipher: sm4-cbc key')).subarray(0, 16), iv)
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    const mac = hmacSm3(hmacSm3(secret, Buffer.from('field cipher: hmac-sm3 key')), lengthPrefixed(bound, iv, body))
    const sealed = sealSm4(sm4Keys(secret), plain, bound, iv)
    expect(sealed).toEqual(Buffer.concat([iv, body, mac]))
    expect(openSm4(sm4Keys(secret), sealed, bound)).toEqual(plain)
  })
})

describe.each(algorithms)('field cipher %s', (algorithm) => {
  const file = generateKeyFile(algorithm)
  const cipher = createFieldCipher(file.keys[0]!)

  test('opens what it sealed, with the same aad only', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (plain, aad, other) => {
      const sealed = cipher.seal(plain, aad)
      expect(sealed).toMatch(new RegExp(`^v1\\.${cipher.id}\\.[A-Za-z0-9_-]+$`))
      expect(cipher.open(sealed, aad)).toBe(plain)
      if (other !== aad) expect(() => cipher.open(sealed, other)).toThrow('belongs elsewhere')
    }))
  })

  test('never seals one text alike twice', () => {
    expect(new Set(Array.from({ length: 200 }, () => cipher.seal('13800000000', 'person.phone'))).size).toBe(200)
  })

  test('refuses a change of any character, and of any byte', () => {
    const sealed = cipher.seal('330106199001011234', 'person.idNumber')
    for (let at = 0; at < sealed.length; at++) {
      for (const wrong of ['A', 'b', '-', '=', '.']) {
        const changed = sealed.slice(0, at) + wrong + sealed.slice(at + 1)
        if (changed !== sealed) expect(() => cipher.open(changed, 'person.idNumber'), `character ${at}`).toThrow()
      }
    }
    const head = `v1.${cipher.id}.`
    const bytes = Buffer.from(sealed.slice(head.length), 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1 << (at % 8)
      expect(() => cipher.open(head + changed.toString('base64url'), 'person.idNumber'), `byte ${at}`).toThrow('damaged')
    }
    for (let length = 0; length < bytes.length; length++) expect(() => cipher.open(head + bytes.subarray(0, length).toString('base64url'), 'person.idNumber')).toThrow()
  })

  test('accepts one spelling of the bytes only', () => {
    const sealed = cipher.seal('x', 'a')
    for (const other of [`${sealed}=`, `${sealed} `, ` ${sealed}`, `${sealed}\n`, sealed.toUpperCase()]) expect(() => cipher.open(other, 'a')).toThrow()
  })
})

describe('keyring', () => {
  const old = generateKeyFile('aes-256-gcm')
  const rotated = rotateKeyFile(old, 'sm4-cbc-hmac-sm3')

  test('after a rotation the new key seals and the old one still opens', () => {
    const before = createKeyring(old)
    const after = createKeyring(rotated)
    const sealed = before.seal('13800000000', 'person.phone')
    expect(after.open(sealed, 'person.phone')).toBe('13800000000')
    expect([before.isStale(sealed), after.isStale(sealed)]).toEqual([false, true])
    const again = after.seal('13800000000', 'person.phone')
    expect(again.startsWith(`v1.${rotated.primary}.`)).toBe(true)
    expect(after.isStale(again)).toBe(false)
    expect(() => before.open(again, 'person.phone')).toThrow(`No key "${rotated.primary}"`)
    expect(after.lookup('phone', '13800000000')).toBe(before.lookup('phone', '13800000000'))
  })

  test('a text cannot be passed from one key to another', () => {
    const two = rotateKeyFile(old, 'aes-256-gcm')
    const ring = createKeyring(two)
    const sealed = ring.seal('x', 'a')
    expect(() => ring.open(sealed.replace(two.primary, old.primary), 'a')).toThrow('damaged')
  })

  test('refuses what was never sealed', () => {
    const ring = createKeyring(old)
    for (const text of ['', '13800000000', 'v1..x', 'v2.a.b', 'v1.a', 'v1.a.', 'v1.UP.b']) expect(() => ring.open(text, '')).toThrow('not sealed')
  })

  test('looks up by a keyed hash that tells kinds apart and does not change', () => {
    const ring = createKeyring({ ...old, lookupSecret: Buffer.alloc(32, 1).toString('base64') })
    expect(ring.lookup('phone', '13800000000')).toBe('_dSL8FdwaJFswVfRIG_429uEAAVGosD0dBrG4y7t5fg')
    expect(ring.lookup('phone', '13800000000')).not.toBe(ring.lookup('idNumber', '13800000000'))
    expect(ring.lookup('a', 'bc')).not.toBe(ring.lookup('ab', 'c'))
    expect(ring.lookup('a', 'b')).not.toBe(ring.mac('a', 'b'))
  })

  test('verifies its own tags and no others', () => {
    const ring = createKeyring(old)
    const mac = ring.mac('device', 'token')
    expect(ring.verifyMac('device', 'token', mac)).toBe(true)
    for (const wrong of ['', mac.slice(1), `${mac}A`, ring.mac('poster', 'token'), ring.mac('device', 'tokem'), '站'.repeat(mac.length)]) expect(ring.verifyMac('device', 'token', wrong)).toBe(false)
  })
})

describe('key file', () => {
  const good = generateKeyFile()
  const parse = (change: Record<string, unknown>) => () => parseKeyFile(JSON.stringify({ ...good, ...change }))

  test('reads back what was generated', () => {
    const file: KeyFile = rotateKeyFile(good, 'sm4-cbc-hmac-sm3')
    expect(parseKeyFile(JSON.stringify(file))).toEqual(file)
  })

  test('says in one sentence what is wrong, without a secret', () => {
    const key = good.keys[0]!
    expect(() => parseKeyFile(`{"keys": "${key.secret}`)).toThrow(/^The key file is not a JSON object\.$/)
    expect(() => parseKeyFile('[]')).toThrow('not a JSON object')
    expect(parse({ keys: [] })).toThrow('has no "keys"')
    expect(parse({ keys: [null] })).toThrow('key 1 is not an object')
    expect(parse({ keys: [{ ...key, id: 'A.b' }] })).toThrow('key 1 needs an "id"')
    expect(parse({ keys: [key, key] })).toThrow('two keys with the id')
    expect(parse({ keys: [{ ...key, algorithm: 'rot13' }] })).toThrow('aes-256-gcm or sm4-cbc-hmac-sm3')
    expect(parse({ keys: [{ ...key, secret: 'c2hvcnQ=' }] })).toThrow('must be 32 bytes in base64')
    expect(parse({ primary: 'other' })).toThrow('"primary" must be the id of one of its keys')
    expect(parse({ lookupSecret: undefined })).toThrow('"lookupSecret" must be 32 bytes')
    expect(parse({ macSecret: key.secret })).toThrow('uses one secret twice')
  })
})
