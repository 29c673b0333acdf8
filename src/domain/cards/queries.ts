import { createPublicKey, verify } from 'node:crypto'
import { sql } from 'kysely'
import * as z from 'zod'
import { ownPlace, PUBLIC } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { settings } from '#kernel/settings.ts'
import { renew } from './commands.ts'
import { toBase64url } from './format/envelope.ts'
import { judge, type CheckSignature } from './format/verdict.ts'
import * as inputs from './inputs.ts'
import { cardText, type IssuedCard } from './issue.ts'
import { publishedKeys } from './keys.ts'
import { LIST_MINUTES, RENEW_BELOW_HOURS, type MyCard, type PublicJwk, type RevocationList } from './model.ts'
import { memberFacts, toMyCard, type CardFacts } from './myCard.ts'
import { revokedIds } from './revoke.ts'

export const mine = query({
  name: 'cards.mine',
  permission: 'self.read',
  summary: 'My card: the same one while it is good for twelve more hours, else a new one.',
  input: inputs.mineInput,
  output: inputs.myCard,
  refusals: ['cards.none', 'access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx): Promise<MyCard> {
    const facts = await memberFacts(ctx, ctx.actor.person!)
    const kept = facts && (await keptCard(ctx, facts))
    return kept ? toMyCard(ctx, kept, facts) : renew(ctx, {})
  },
})

/** The newest card that is good for a while. Its text is not stored: Ed25519 signs the same words alike, whenever it does. */
async function keptCard(ctx: Context, facts: CardFacts): Promise<IssuedCard | null> {
  const found = await sql<{ card_id: string; issued_at: Date; expires_at: Date }>`select card_id, issued_at, expires_at from card
    where person_id = ${facts.person} and tenant_id = ${facts.tenant} and not provisional and revoked_at is null
      and expires_at > ${new Date(ctx.now.getTime() + RENEW_BELOW_HOURS * 3_600_000)} order by expires_at desc, card_id limit 1`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) return null
  const issued = { cardId: row.card_id, issuedAt: row.issued_at, expiresAt: row.expires_at }
  return { ...issued, text: await cardText(ctx, facts, issued) }
}

export interface KeptCard {
  readonly tenant: number
  readonly provisional: boolean
  readonly issuedAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

/** Cards of a person in the last month, the newest first: for his own data. */
export async function cardsOf(ctx: Context, person: string): Promise<KeptCard[]> {
  const found = await sql<KeptCard>`select tenant_id as tenant, provisional, issued_at as "issuedAt", expires_at as "expiresAt", revoked_at as "revokedAt"
    from card where person_id = ${person} order by issued_at desc, card_id`.execute(ctx.db)
  return found.rows
}

export const keySet = query({
  name: 'cards.keys',
  permission: 'public.read',
  summary: 'Public keys of cards and signed lists, as a JSON Web Key Set (RFC 7517, RFC 8037).',
  input: z.object({}),
  output: inputs.jwks,
  at: () => PUBLIC,
  run: async (ctx): Promise<{ keys: PublicJwk[] }> => ({ keys: await publishedKeys(ctx) }),
})

export const revocations = query({
  name: 'cards.revocations',
  permission: 'public.read',
  summary: 'Cards revoked before they ended: the first nine bytes of each id, base64url. Nobody’s name.',
  input: z.object({}),
  output: inputs.revocationList,
  at: () => PUBLIC,
  async run(ctx): Promise<RevocationList> {
    const next = new Date(ctx.now.getTime() + LIST_MINUTES * 60_000)
    return { issuer: settings().origin, generatedAt: ctx.now.toISOString(), next: next.toISOString(), revoked: await revokedIds(ctx) }
  },
})

export const verifyCard = query({
  name: 'cards.verify',
  permission: 'public.read',
  summary: 'Judges a card for whoever cannot do it himself. Nothing of it is kept.',
  input: inputs.verifyInput,
  output: inputs.verdict,
  at: () => PUBLIC,
  async run(ctx, { text }) {
    const known = { prefix: settings().cardPrefix, keys: await publishedKeys(ctx), revoked: new Set(await revokedIds(ctx)) }
    const { state, why, card } = await judge(text, known, ctx.now, checkByNode)
    return { state, why, card: card && { ...withoutId(card), issuedAt: card.issuedAt.toISOString(), expiresAt: card.expiresAt.toISOString() }, checkedAt: ctx.now.toISOString() }
  },
})

function withoutId<T extends { readonly id: string }>({ id: _id, ...rest }: T): Omit<T, 'id'> {
  return rest
}

const checkByNode: CheckSignature = (publicKey, signed, signature) =>
  verify(null, signed, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: toBase64url(publicKey) }, format: 'jwk' }), signature)
