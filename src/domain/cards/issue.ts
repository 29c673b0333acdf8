import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { settings } from '#kernel/settings.ts'
import { initials } from '../membership/model.ts'
import { tradeName } from '../membership/trades.ts'
import { toSign, writeCard } from './format/envelope.ts'
import { signWith } from './keys.ts'
import { CARD_HOURS, type Card } from './model.ts'

export interface CardGiven {
  /** null: the provisional card of an application, which is not kept in `card`. */
  readonly person: string | null
  /** Of a provisional card: the id of its application, by which it can be revoked. */
  readonly id?: string
  readonly tenant: number
  /** Name of the union. */
  readonly union: string
  /** Code of the trade. */
  readonly trade: string
  /** Full name: only its initials go into the card. */
  readonly name: string
  readonly provisional: boolean
}

export interface IssuedCard {
  /** What the QR code says. */
  readonly text: string
  readonly cardId: string
  readonly issuedAt: Date
  readonly expiresAt: Date
}

/** How long a person sees which cards he had. */
const KEPT_MS = 30 * 86_400_000

/** Issues a card for a day, under the running act's authority. */
export async function issueCard(ctx: Context, given: CardGiven): Promise<IssuedCard> {
  const cardId = given.id ?? randomUUID()
  // Whole seconds, as the card says them: a card made again from its row is the same card.
  const issuedAt = new Date(Math.floor(ctx.now.getTime() / 1000) * 1000)
  const expiresAt = new Date(issuedAt.getTime() + CARD_HOURS * 3_600_000)
  if (given.person !== null) {
    await sql`delete from card where person_id = ${given.person} and expires_at < ${new Date(ctx.now.getTime() - KEPT_MS)}`.execute(ctx.db)
    await sql`insert into card (person_id, card_id, tenant_id, provisional, issued_at, expires_at)
      values (${given.person}, ${cardId}, ${given.tenant}, ${given.provisional}, ${issuedAt}, ${expiresAt})`.execute(ctx.db)
  }
  return { text: await cardText(ctx, given, { cardId, issuedAt, expiresAt }), cardId, issuedAt, expiresAt }
}

/** The text of a card issued before, signed by the key of the moment. */
export async function cardText(ctx: Context, given: Omit<CardGiven, 'id' | 'tenant' | 'person'>, issued: Omit<IssuedCard, 'text'>): Promise<string> {
  const card: Card = {
    issuer: settings().origin,
    issuedAt: issued.issuedAt,
    expiresAt: issued.expiresAt,
    id: issued.cardId,
    kind: given.provisional ? 'provisional' : 'valid',
    union: given.union,
    trade: given.trade,
    tradeName: tradeName(given.trade, 'zh-CN'),
    initials: initials(given.name),
  }
  const { signed, signature } = await signWith(ctx, (keyId) => toSign(card, keyId))
  return writeCard(settings().cardPrefix, signed, Uint8Array.from(signature))
}
