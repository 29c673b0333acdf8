import type { Card, PublicJwk } from '../model.ts'
import type { Bytes } from './cbor.ts'
import { fromBase64url, listedId, readCard } from './envelope.ts'

/** What a verifier knows: fetched while there was signal, kept for when there is none. */
export interface Known {
  readonly prefix: string
  readonly keys: readonly PublicJwk[]
  /** Listed ids; empty also where no list is known: how old it is, is said beside the verdict. */
  readonly revoked: ReadonlySet<string>
}

export const VERDICTS = ['valid', 'expired', 'revoked', 'unreadable'] as const
export type VerdictState = (typeof VERDICTS)[number]

/** Why a card is not understood. */
export type Unreadable = 'not_a_card' | 'unknown_key' | 'bad_signature' | 'not_yet'

export interface Verdict {
  readonly state: VerdictState
  readonly why: Unreadable | null
  /** Only what a good signature vouches for. */
  readonly card: Card | null
}

export type CheckSignature = (publicKey: Bytes, signed: Bytes, signature: Bytes) => boolean | Promise<boolean>

// A phone's clock may go wrong by this much before a card seems to come from the future.
const SKEW_MS = 5 * 60_000

/** Judges a scanned or typed text. Runs the same on the server and in a browser without signal. */
export async function judge(text: string, known: Known, now: Date, check: CheckSignature): Promise<Verdict> {
  const read = readCard(text, known.prefix)
  if (!read) return unreadable('not_a_card')
  const key = known.keys.find(({ kid }) => kid === read.keyId)
  if (!key) return unreadable('unknown_key')
  if (!(await check(fromBase64url(key.x), read.signed, read.signature))) return unreadable('bad_signature')
  const { card } = read
  if (card.issuedAt.getTime() > now.getTime() + SKEW_MS) return { state: 'unreadable', why: 'not_yet', card }
  if (known.revoked.has(listedId(card.id))) return { state: 'revoked', why: null, card }
  return { state: card.expiresAt <= now ? 'expired' : 'valid', why: null, card }
}

function unreadable(why: Unreadable): Verdict {
  return { state: 'unreadable', why, card: null }
}
