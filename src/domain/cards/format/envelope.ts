import type { Card, CardKind } from '../model.ts'
import { fromBase45, toBase45 } from './base45.ts'
import { decode, encode, isArray, isMap, isTagged, type Bytes, type Cbor } from './cbor.ts'

/** A card as COSE_Sign1 (RFC 9052) around CWT claims (RFC 8392), written in base45 behind a prefix. The format in words: docs/domain/cards.md. */

const COSE_SIGN1 = 18
const HEADER = { algorithm: 1, keyId: 4 } as const
const EDDSA = -8
const CLAIM = { issuer: 1, expires: 4, issuedAt: 6, id: 7, card: -65537 } as const
const FIELD = { kind: 1, union: 2, trade: 3, tradeName: 4, initials: 5 } as const
const KINDS: readonly CardKind[] = ['valid', 'provisional']
const ID_BYTES = 16
const SIGNATURE_BYTES = 64
/** Far above the largest card: nothing longer is looked at. */
export const TEXT_MOST = 1200

/** What is signed (RFC 9052, section 4.4). */
interface ToSign {
  readonly protectedHeader: Bytes
  readonly payload: Bytes
  readonly bytes: Bytes
}

/** A card that could be read: nothing in it is believed before its signature is. */
export interface ReadCard {
  readonly card: Card
  readonly keyId: string
  /** The bytes that the signature is about. */
  readonly signed: Bytes
  readonly signature: Bytes
}

export function toSign(card: Card, keyId: string): ToSign {
  const protectedHeader = encode(new Map<number, Cbor>([[HEADER.algorithm, EDDSA], [HEADER.keyId, fromBase64url(keyId)]]))
  const payload = encode(new Map<number, Cbor>([
    [CLAIM.issuer, card.issuer],
    [CLAIM.expires, seconds(card.expiresAt)],
    [CLAIM.issuedAt, seconds(card.issuedAt)],
    [CLAIM.id, idBytes(card.id)],
    [CLAIM.card, new Map<number, Cbor>([
      [FIELD.kind, KINDS.indexOf(card.kind)],
      [FIELD.union, card.union],
      [FIELD.trade, card.trade],
      [FIELD.tradeName, card.tradeName],
      [FIELD.initials, card.initials],
    ])],
  ]))
  return { protectedHeader, payload, bytes: structure(protectedHeader, payload) }
}

export function writeCard(prefix: string, signed: ToSign, signature: Bytes): string {
  return prefix + toBase45(encode({ tag: COSE_SIGN1, value: [signed.protectedHeader, new Map(), signed.payload, signature] }))
}

/** null for anything that is not a card of this format, whatever is wrong with it. */
export function readCard(text: string, prefix: string): ReadCard | null {
  // A blank is a letter of base45, but never the last one.
  const plain = text.trim().replace(/[\r\n\t]+/g, '')
  if (plain.length > TEXT_MOST || !plain.startsWith(prefix)) return null
  try {
    return readEnvelope(decode(fromBase45(plain.slice(prefix.length))))
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

function readEnvelope(item: Cbor): ReadCard | null {
  if (!isTagged(item) || item.tag !== COSE_SIGN1 || !isArray(item.value) || item.value.length !== 4) return null
  const [protectedHeader, open, payload, signature] = item.value
  if (!isBytes(protectedHeader) || !isMap(open) || !isBytes(payload) || !isBytes(signature)) return null
  if (open.size > 0 || signature.length !== SIGNATURE_BYTES) return null
  const header = decode(protectedHeader)
  if (!isMap(header) || header.size !== 2 || header.get(HEADER.algorithm) !== EDDSA) return null
  const keyId = header.get(HEADER.keyId)
  const card = readClaims(decode(payload))
  return card && isBytes(keyId) ? { card, keyId: toBase64url(keyId), signed: structure(protectedHeader, payload), signature } : null
}

function readClaims(claims: Cbor): Card | null {
  if (!isMap(claims)) return null
  const [issuer, expires, issuedAt, id, fields] = [CLAIM.issuer, CLAIM.expires, CLAIM.issuedAt, CLAIM.id, CLAIM.card].map((key) => claims.get(key))
  if (typeof issuer !== 'string' || typeof expires !== 'number' || typeof issuedAt !== 'number' || !isBytes(id) || id.length !== ID_BYTES || !isMap(fields)) return null
  const kind = KINDS.find((_, at) => at === fields.get(FIELD.kind))
  const texts = [FIELD.union, FIELD.trade, FIELD.tradeName, FIELD.initials].map((key) => fields.get(key))
  if (!kind || !texts.every((text) => typeof text === 'string')) return null
  const [union, trade, tradeName, initials] = texts as [string, string, string, string]
  return { issuer, issuedAt: new Date(issuedAt * 1000), expiresAt: new Date(expires * 1000), id: uuidOf(id), kind, union, trade, tradeName, initials }
}

function isBytes(value: Cbor | undefined): value is Bytes {
  return value instanceof Uint8Array
}

function structure(protectedHeader: Bytes, payload: Bytes): Bytes {
  return encode(['Signature1', protectedHeader, new Uint8Array(), payload])
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}

function idBytes(uuid: string): Bytes {
  const hex = uuid.replaceAll('-', '')
  return Uint8Array.from({ length: ID_BYTES }, (_, at) => parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

function uuidOf(bytes: Bytes): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const LISTED_BYTES = 9

/** What a revocation list holds of a card: the first nine bytes of its id, 12 letters. */
export function listedId(card: string): string {
  return toBase64url(idBytes(card).slice(0, LISTED_BYTES))
}

/** Not Buffer: this runs in browsers too. */
export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Throws a DOMException for what is none. */
export function fromBase64url(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
}
