import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { CARD_HOURS, KEY_DAYS, type PublicJwk } from './model.ts'

/** Ed25519 keys that sign cards and lists. What others know of them is /.well-known/jwks.json. */

const DAY_MS = 86_400_000
const KEY_ID_BYTES = 6

interface KeyRow {
  readonly key_id: string
  readonly private_sealed: string
}

/** Signs bytes with the key of the moment; the first one is made when it is needed. `bytesOf` is told the key, which a header may name. */
export async function signWith<T extends { readonly bytes: Uint8Array }>(ctx: Context, bytesOf: (keyId: string) => T): Promise<{ keyId: string; signed: T; signature: Buffer }> {
  const key = await signingKey(ctx)
  const signed = bytesOf(key.key_id)
  const secret = createPrivateKey({ key: Buffer.from(keys().open(key.private_sealed, boundTo(key.key_id)), 'base64'), format: 'der', type: 'pkcs8' })
  return { keyId: key.key_id, signed, signature: sign(null, signed.bytes, secret) }
}

/**
 * Signs the UTF-8 bytes of a text; the signature is base64url. No text can be taken for a card: what a card signs begins with 0x84,
 * which no UTF-8 text does.
 */
export async function signText(ctx: Context, text: string): Promise<{ keyId: string; signature: string }> {
  const { keyId, signature } = await signWith(ctx, () => ({ bytes: Buffer.from(text, 'utf8') }))
  return { keyId, signature: signature.toString('base64url') }
}

/** Whether a text was signed by that key of ours, however long ago: also by one that is no longer published. */
export async function verifyText(ctx: Context, text: string, keyId: string, signature: string): Promise<boolean> {
  const jwk = await publicJwk(ctx, keyId)
  if (!jwk) return false
  return verify(null, Buffer.from(text, 'utf8'), createPublicKey({ key: { ...jwk }, format: 'jwk' }), Buffer.from(signature, 'base64url'))
}

/** A public key of ours, however old; null for an unknown one. */
export async function publicJwk(ctx: Context, keyId: string): Promise<PublicJwk | null> {
  const found = await sql<{ public_jwk: PublicJwk }>`select public_jwk from card_key where key_id = ${keyId}`.execute(ctx.db)
  return found.rows[0]?.public_jwk ?? null
}

/** Every key whose cards may be shown now, and the next one. */
export async function publishedKeys(ctx: Context): Promise<PublicJwk[]> {
  const found = await sql<{ public_jwk: PublicJwk }>`select public_jwk from card_key where published_until > ${ctx.now} order by signs_from, key_id`.execute(ctx.db)
  return found.rows.map((row) => row.public_jwk)
}

async function signingKey(ctx: Context): Promise<KeyRow> {
  const found = await sql<KeyRow>`select key_id, private_sealed from card_key
    where signs_from <= ${ctx.now} and signs_until > ${ctx.now} order by signs_from, key_id limit 1`.execute(ctx.db)
  return found.rows[0] ?? makeKey(ctx, ctx.now)
}

// Two processes may make a key at the same moment: both are published, so the cards of both are good.
async function makeKey(ctx: Context, signsFrom: Date): Promise<KeyRow> {
  const pair = generateKeyPairSync('ed25519')
  const { x } = pair.publicKey.export({ format: 'jwk' })
  const keyId = createHash('sha256').update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x })).digest().subarray(0, KEY_ID_BYTES).toString('base64url')
  const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: x!, kid: keyId, use: 'sig', alg: 'EdDSA' }
  const secret = keys().seal(pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'), boundTo(keyId))
  const signsUntil = new Date(signsFrom.getTime() + KEY_DAYS.signs * DAY_MS)
  const publishedUntil = new Date(signsUntil.getTime() + CARD_HOURS * 3_600_000 + KEY_DAYS.after * DAY_MS)
  await sql`insert into card_key (key_id, public_jwk, private_sealed, signs_from, signs_until, published_until, created_at)
    values (${keyId}, ${JSON.stringify(jwk)}::jsonb, ${secret}, ${signsFrom}, ${signsUntil}, ${publishedUntil}, ${ctx.now})`.execute(ctx.db)
  return { key_id: keyId, private_sealed: secret }
}

/** The clock's part: there is a key for today, and for tomorrow; one that signs no more forgets its private half. Answers how many were made. */
export async function rotateKeys(ctx: Context): Promise<number> {
  const newest = await sql<{ until: Date | null }>`select max(signs_until) as until from card_key`.execute(ctx.db)
  const until = newest.rows[0]?.until ?? null
  const enough = until !== null && until.getTime() - ctx.now.getTime() > KEY_DAYS.ahead * DAY_MS
  if (!enough) await makeKey(ctx, until === null || until < ctx.now ? ctx.now : until)
  await sql`update card_key set private_sealed = '' where signs_until <= ${ctx.now} and private_sealed <> ''`.execute(ctx.db)
  return enough ? 0 : 1
}

function boundTo(keyId: string): string {
  return `card_key.private:${keyId}`
}
