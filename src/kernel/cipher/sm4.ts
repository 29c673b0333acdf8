import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const IV_BYTES = 16
const MAC_BYTES = 32

export interface Sm4Keys {
  readonly cipherKey: Buffer
  readonly macKey: Buffer
}

/** Two uses, two keys: each is derived from the secret under its own label. */
export function sm4Keys(secret: Buffer): Sm4Keys {
  return {
    cipherKey: hmacSm3(secret, Buffer.from('field cipher: sm4-cbc key')).subarray(0, 16),
    macKey: hmacSm3(secret, Buffer.from('field cipher: hmac-sm3 key')),
  }
}

/**
 * SM4-CBC (GB/T 32907), then HMAC-SM3 (GB/T 32905) over everything: OpenSSL in Node has no SM4-GCM.
 * Answers iv | ciphertext | mac; the iv is given only by tests.
 */
export function sealSm4(keys: Sm4Keys, plain: Buffer, bound: Buffer, iv = randomBytes(IV_BYTES)): Buffer {
  const cipher = createCipheriv('sm4-cbc', keys.cipherKey, iv)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, body, mac(keys, bound, iv, body)])
}

/** Throws, before anything is decrypted, when a byte of the sealed text, the key or what it is bound to differs. */
export function openSm4(keys: Sm4Keys, sealed: Buffer, bound: Buffer): Buffer {
  if (sealed.length < IV_BYTES + MAC_BYTES) throw new Error('too short')
  const iv = sealed.subarray(0, IV_BYTES)
  const body = sealed.subarray(IV_BYTES, -MAC_BYTES)
  if (!timingSafeEqual(sealed.subarray(-MAC_BYTES), mac(keys, bound, iv, body))) throw new Error('wrong mac')
  const decipher = createDecipheriv('sm4-cbc', keys.cipherKey, iv)
  return Buffer.concat([decipher.update(body), decipher.final()])
}

export function hmacSm3(key: Buffer, text: Buffer): Buffer {
  return createHmac('sm3', key).update(text).digest()
}

function mac(keys: Sm4Keys, bound: Buffer, iv: Buffer, body: Buffer): Buffer {
  return hmacSm3(keys.macKey, lengthPrefixed(bound, iv, body))
}

/** Joins parts so that no two lists of parts give the same bytes: each with its length (32 bits) before it. */
export function lengthPrefixed(...parts: Buffer[]): Buffer {
  return Buffer.concat(parts.flatMap((part) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    return [length, part]
  }))
}
