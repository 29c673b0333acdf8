import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'

/** What the room holds about a person, for himself; and how it is forgotten. */

export async function messagesFor(ctx: Context, person: string): Promise<{ code: string; params: Record<string, unknown>; at: string; readAt: string | null }[]> {
  const found = await sql<{ code: string; params: Record<string, unknown>; at: Date; read_at: Date | null }>`select code, params, at, read_at from inbox
    where person_id = ${person} order by message_id desc limit 1000`.execute(ctx.db)
  return found.rows.map(({ code, params, at, read_at }) => ({ code, params, at: at.toISOString(), readAt: read_at?.toISOString() ?? null }))
}

export async function forgetInbox(ctx: Context, person: string): Promise<void> {
  await sql`delete from inbox where person_id = ${person}`.execute(ctx.db)
}

/** What the acting tenant has written to a person, delivered or not. */
export async function forgetOutbox(ctx: Context, person: string): Promise<void> {
  await sql`delete from outbox where tenant_id = ${ctx.tenant} and person_id = ${person}`.execute(ctx.db)
}
