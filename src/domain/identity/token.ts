import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A bearer token: `<person>.<session>.<secret>`; the database keeps only the SHA-256 of the secret. */
export interface Token {
  readonly person: string
  readonly session: string
  readonly secretHash: string
}

const SHAPE = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/

export function mintToken(person: string, session: string): { token: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { token: `${packId(person)}.${packId(session)}.${secret}`, secretHash: hash(secret) }
}

/** The parts of a token; null when it is not one. */
export function readToken(token: string | null): Token | null {
  const [, person, session, secret] = SHAPE.exec(token ?? '') ?? []
  if (!person || !session || !secret) return null
  return { person: unpackId(person), session: unpackId(session), secretHash: hash(secret) }
}

export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A UUID in 22 characters. */
export function packId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')
}

export function unpackId(packed: string): string {
  return Buffer.from(packed, 'base64url').toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
