import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { phoneHash } from './people.ts'

/**
 * Two persons found to be one: what leads to the one is led to the other, so that he cannot join a second time. A document is
 * always led over; a phone opens the door to a person, so it is led only to one who has no phone of his own.
 */

export interface Rebound {
  readonly from: string
  readonly to: string
  readonly phone: string | null
  readonly documents: readonly string[]
  /** Home of `from`, given up; null: there was none. */
  readonly home: { readonly tenant: number; readonly path: string; readonly since: string } | null
}

interface Known {
  readonly phone_sealed: string
}

async function ownPhone(ctx: Context, person: string): Promise<string | null> {
  const found = await sql<Known>`select phone_sealed from person where person_id = ${person}`.execute(ctx.db)
  const phone = found.rows[0] ? keys().open(found.rows[0].phone_sealed, `person.phone:${person}`) : ''
  if (phone === '') return null
  const bound = await sql`select 1 from phone where key_hash = ${phoneHash(phone)} and person_id = ${person}`.execute(ctx.db)
  return bound.rows.length > 0 ? phoneHash(phone) : null
}

/** Leads `from` to `to` and gives up the home of `from` at the acting tenant. */
export async function rebind(ctx: Context, from: string, to: string): Promise<Rebound> {
  const phone = (await ownPhone(ctx, to)) === null ? await ownPhone(ctx, from) : null
  if (phone !== null) await lead(ctx, 'phone', [phone], from, to)
  const shown = await sql<{ key_hash: string }>`select key_hash from person_document where person_id = ${from}`.execute(ctx.db)
  const documents = shown.rows.map((row) => row.key_hash)
  await lead(ctx, 'document', documents, from, to)
  const home = await sql<{ tenant_id: number; path: string; since: Date }>`select tenant_id, path, since from home where person_id = ${from} and tenant_id = ${ctx.tenant} for update`.execute(ctx.db)
  await sql`update home set state = 'none', tenant_id = null, path = null, since = null, transfer_id = null, changed_at = ${ctx.now} where person_id = ${from} and tenant_id = ${ctx.tenant}`.execute(ctx.db)
  // Whoever is signed in as the one that goes signs in anew, as the one that stays where the phone leads there.
  if (phone !== null) await sql`update session set revoked_at = ${ctx.now} where person_id = ${from} and revoked_at is null`.execute(ctx.db)
  const held = home.rows[0]
  return { from, to, phone, documents, home: held ? { tenant: held.tenant_id, path: held.path, since: held.since.toISOString() } : null }
}

/** Leads everything back; false where the person has taken another home since. */
export async function rebindBack(ctx: Context, { from, to, phone, documents, home }: Rebound): Promise<boolean> {
  if (phone !== null) await lead(ctx, 'phone', [phone], to, from)
  await lead(ctx, 'document', documents, to, from)
  if (home === null) return true
  const back = await sql`update home set state = 'active', tenant_id = ${home.tenant}, path = ${home.path}, since = ${home.since}::timestamptz, changed_at = ${ctx.now}
    where person_id = ${from} and state = 'none'`.execute(ctx.db)
  return back.numAffectedRows === 1n
}

async function lead(ctx: Context, table: 'phone' | 'document', hashes: readonly string[], from: string, to: string): Promise<void> {
  await sql`update ${sql.table(table)} set person_id = ${to} where key_hash = any(${hashes}::text[]) and person_id = ${from}`.execute(ctx.db)
}
