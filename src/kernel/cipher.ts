import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto'
import { openAesGcm, sealAesGcm } from './cipher/aesGcm.ts'
import { lengthPrefixed, openSm4, sealSm4, sm4Keys } from './cipher/sm4.ts'

/** Seals single fields of personal data (R-P2, R-P3: the cipher is pluggable). */
export interface FieldCipher {
  /** The key's id, the middle part of 'v1.<keyId>.<base64url>'. */
  readonly id: string
  /** `aad` says where the text belongs (table, column, row): it is bound, not stored. */
  seal(plain: string, aad: string): string
  /** Throws when the sealed text or its aad was changed. */
  open(sealed: string, aad: string): string
}

export interface Keyring {
  /** Id of the key that seals. */
  readonly primary: string
  seal(plain: string, aad: string): string
  /** Opens with the key named inside; throws an Error without any content of the text. */
  open(sealed: string, aad: string): string
  /** True when another key than the primary sealed it: seal it again when next written. */
  isStale(sealed: string): boolean
  /** Keyed hash for equality look-up (HMAC-SHA-256, base64url, 43 characters); kinds never collide. */
  lookup(kind: string, value: string): string
  /** Tag of a text for one purpose (HMAC-SHA-256, base64url): signed tokens. */
  mac(purpose: string, text: string): string
  /** Compares in constant time. */
  verifyMac(purpose: string, text: string, mac: string): boolean
}

export type CipherAlgorithm = 'aes-256-gcm' | 'sm4-cbc-hmac-sm3'

export interface KeyEntry {
  /** Stands inside every text sealed with the key: 1–32 of a–z, 0–9 and '-'. */
  readonly id: string
  readonly algorithm: CipherAlgorithm
  /** 32 random bytes, base64. */
  readonly secret: string
}

export interface KeyFile {
  /** Id of the key that seals; all keys open. */
  readonly primary: string
  readonly keys: readonly KeyEntry[]
  /** 32 random bytes, base64: look-up hashes; it cannot be changed without recomputing them. */
  readonly lookupSecret: string
  /** 32 random bytes, base64: signed tokens. */
  readonly macSecret: string
}

const SECRET_BYTES = 32
const ALGORITHMS: readonly string[] = ['aes-256-gcm', 'sm4-cbc-hmac-sm3'] satisfies CipherAlgorithm[]
const VERSION = 'v1'

export function createKeyring(file: KeyFile): Keyring {
  const ciphers = new Map(file.keys.map((key) => [key.id, createFieldCipher(key)]))
  const primary = ciphers.get(file.primary)
  if (!primary) throw new Error(`The key file's primary key "${file.primary}" is not among its keys.`)
  // As key objects: Node takes five times as long with bare bytes.
  const lookupSecret = createSecretKey(file.lookupSecret, 'base64')
  const macSecret = createSecretKey(file.macSecret, 'base64')
  return {
    primary: primary.id,
    seal: primary.seal,
    open(sealed, aad) {
      const cipher = ciphers.get(keyIdOf(sealed))
      if (!cipher) throw new Error(`No key "${keyIdOf(sealed)}" in the key file.`)
      return cipher.open(sealed, aad)
    },
    isStale: (sealed) => keyIdOf(sealed) !== primary.id,
    lookup: (kind, value) => tag(lookupSecret, kind, value).toString('base64url'),
    mac: (purpose, text) => tag(macSecret, purpose, text).toString('base64url'),
    verifyMac(purpose, text, mac) {
      const expected = Buffer.from(tag(macSecret, purpose, text).toString('base64url'))
      const given = Buffer.from(mac)
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}

export function createFieldCipher(key: KeyEntry): FieldCipher {
  const bytesCipher = bytesCipherOf(key)
  return {
    id: key.id,
    seal(plain, aad) {
      return `${VERSION}.${key.id}.${bytesCipher.seal(Buffer.from(plain), boundTo(key.id, aad)).toString('base64url')}`
    },
    open(sealed, aad) {
      if (keyIdOf(sealed) !== key.id) throw new Error(`This text was sealed with key "${keyIdOf(sealed)}", not "${key.id}".`)
      const text = sealed.slice(VERSION.length + key.id.length + 2)
      const bytes = Buffer.from(text, 'base64url')
      // Node skips characters that are not base64url, and spare bits: only one spelling of the bytes is accepted.
      if (bytes.toString('base64url') !== text) throw new Error('A sealed text is damaged.')
      try {
        return bytesCipher.open(bytes, boundTo(key.id, aad)).toString()
      } catch {
        throw new Error('A sealed text is damaged or belongs elsewhere.')
      }
    },
  }
}

export function generateKeyFile(algorithm: CipherAlgorithm = 'aes-256-gcm'): KeyFile {
  const key = { id: newKeyId(), algorithm, secret: newSecret() }
  return { primary: key.id, keys: [key], lookupSecret: newSecret(), macSecret: newSecret() }
}

/** A key file whose new key seals from now on; what older keys sealed still opens. */
export function rotateKeyFile(file: KeyFile, algorithm: CipherAlgorithm = 'aes-256-gcm'): KeyFile {
  const key = { id: newKeyId(), algorithm, secret: newSecret() }
  return { ...file, primary: key.id, keys: [key, ...file.keys] }
}

/** Reads the text of a key file. Throws an Error with one sentence that names what is wrong, never a secret. */
export function parseKeyFile(text: string): KeyFile {
  const file = parseObject(text)
  if (!Array.isArray(file.keys) || file.keys.length === 0) throw new Error('The key file has no "keys".')
  const keys = file.keys.map(readEntry)
  const ids = keys.map((key) => key.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`The key file has two keys with the id "${twice}".`)
  if (typeof file.primary !== 'string' || !ids.includes(file.primary)) throw new Error(`The key file's "primary" must be the id of one of its keys: ${ids.join(', ')}.`)
  const lookupSecret = readSecret(file.lookupSecret, '"lookupSecret"')
  const macSecret = readSecret(file.macSecret, '"macSecret"')
  const secrets = [...keys.map((key) => key.secret), lookupSecret, macSecret]
  if (new Set(secrets).size !== secrets.length) throw new Error('The key file uses one secret twice; each needs its own.')
  return { primary: file.primary, keys, lookupSecret, macSecret }
}

interface BytesCipher {
  seal(plain: Buffer, bound: Buffer): Buffer
  open(sealed: Buffer, bound: Buffer): Buffer
}

function bytesCipherOf(key: KeyEntry): BytesCipher {
  const secret = Buffer.from(key.secret, 'base64')
  switch (key.algorithm) {
    case 'aes-256-gcm': {
      const key = createSecretKey(secret)
      return { seal: (plain, bound) => sealAesGcm(key, plain, bound), open: (sealed, bound) => openAesGcm(key, sealed, bound) }
    }
    case 'sm4-cbc-hmac-sm3': {
      const keys = sm4Keys(secret)
      return { seal: (plain, bound) => sealSm4(keys, plain, bound), open: (sealed, bound) => openSm4(keys, sealed, bound) }
    }
  }
}

function keyIdOf(sealed: string): string {
  const id = /^v1\.([a-z0-9-]{1,32})\.[A-Za-z0-9_-]+$/.exec(sealed)?.[1]
  if (id === undefined) throw new Error('A text is not sealed: it does not read v1.<key id>.<base64url>.')
  return id
}

function boundTo(keyId: string, aad: string): Buffer {
  return lengthPrefixed(Buffer.from(VERSION), Buffer.from(keyId), Buffer.from(aad))
}

function tag(secret: KeyObject, kind: string, text: string): Buffer {
  return createHmac('sha256', secret).update(lengthPrefixed(Buffer.from(kind), Buffer.from(text))).digest()
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // The parser's own message would quote the file, secrets and all.
  }
  throw new Error('The key file is not a JSON object.')
}

function readEntry(value: unknown, index: number): KeyEntry {
  const where = `key ${index + 1}`
  if (typeof value !== 'object' || value === null) throw new Error(`The key file's ${where} is not an object.`)
  const { id, algorithm, secret } = value as Record<string, unknown>
  if (typeof id !== 'string' || !/^[a-z0-9-]{1,32}$/.test(id)) throw new Error(`The key file's ${where} needs an "id" of 1 to 32 lower-case letters, digits and dashes.`)
  if (typeof algorithm !== 'string' || !isAlgorithm(algorithm)) throw new Error(`The key file's key "${id}" needs an "algorithm": ${ALGORITHMS.join(' or ')}.`)
  return { id, algorithm, secret: readSecret(secret, `key "${id}"`) }
}

function readSecret(value: unknown, where: string): string {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0)
  if (bytes.length !== SECRET_BYTES || bytes.toString('base64') !== value) throw new Error(`The key file's ${where} must be ${SECRET_BYTES} bytes in base64.`)
  return value
}

function isAlgorithm(text: string): text is CipherAlgorithm {
  return ALGORITHMS.includes(text)
}

function newKeyId(): string {
  return `k${randomBytes(4).toString('hex')}`
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64')
}
