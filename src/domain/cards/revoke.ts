import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { listedId } from './format/envelope.ts'

/**
 * Makes every card of a person worthless at once; answers how many there were. Whoever ends or moves a home does so first and calls
 * this after: a card asked for at the same moment is then either refused or revoked.
 */
export async function revokeCards(ctx: Context, person: string): Promise<number> {
  const revoked = await sql<{ card_id: string; expires_at: Date }>`update card set revoked_at = ${ctx.now}
    where person_id = ${person} and expires_at > ${ctx.now} and revoked_at is null returning card_id, expires_at`.execute(ctx.db)
  for (const row of revoked.rows) await revokeCard(ctx, row.card_id, row.expires_at)
  return revoked.rows.length
}

/** Takes away all that is kept of a person's cards, revoked first; for who is erased. */
export async function forgetCards(ctx: Context, person: string): Promise<void> {
  await revokeCards(ctx, person)
  await sql`delete from card where person_id = ${person}`.execute(ctx.db)
}

/** Makes one card worthless: that of an application by the application's id. `expiresAt`: when the last card with this id ends. */
export async function revokeCard(ctx: Context, cardId: string, expiresAt: Date): Promise<void> {
  await sql`insert into card_revocation (card_id, revoked_at, expires_at) values (${listedId(cardId)}, ${ctx.now}, ${expiresAt})
    on conflict on constraint card_revocation_pk do update set expires_at = greatest(card_revocation.expires_at, excluded.expires_at)`.execute(ctx.db)
}

/** Listed ids of all cards revoked and not yet ended. */
export async function revokedIds(ctx: Context): Promise<string[]> {
  const found = await sql<{ card_id: string }>`select card_id from card_revocation where expires_at > ${ctx.now} order by card_id`.execute(ctx.db)
  return found.rows.map((row) => row.card_id)
}

/** The clock's part: revocations of ended cards go at once. Answers how many. */
export async function sweepRevocations(ctx: Context): Promise<number> {
  const swept = await sql`delete from card_revocation where expires_at <= ${ctx.now}`.execute(ctx.db)
  return Number(swept.numAffectedRows ?? 0n)
}
