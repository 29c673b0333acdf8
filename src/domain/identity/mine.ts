import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { isGrantedRole } from '#domain/roles.ts'
import { placeNames } from '../organisations/queries.ts'
import { documentOf } from './documents.ts'
import { grantsOf } from './enter.ts'
import { maskDocument } from './idNumber.ts'
import { maskPhone, type DocumentKind } from './model.ts'
import { fullPhone, phoneHash, tenantsUsed } from './people.ts'

/** What the room holds about a person, for himself; and how it is forgotten. */

export interface OwnPerson {
  readonly name: string | null
  readonly phone: string
  readonly language: string
  readonly since: string
  readonly document: { readonly kind: DocumentKind; readonly number: string; readonly checkedAt: string | null } | null
  readonly sample: boolean
}

/** Name, phone and document; numbers masked unless `full`. */
export async function personFor(ctx: Context, person: string, full: boolean): Promise<OwnPerson> {
  const found = await sql<{ person_id: string; name_sealed: string | null; phone_sealed: string; locale: string; sample: boolean; created_at: Date }>`
    select person_id, name_sealed, phone_sealed, locale, sample, created_at from person where person_id = ${person}`.execute(ctx.db)
  const row = found.rows[0]!
  const [document, phone] = [await documentOf(ctx, person), fullPhone(row)]
  return {
    name: row.name_sealed === null ? null : keys().open(row.name_sealed, `person.name:${person}`),
    phone: full ? phone : maskPhone(phone),
    language: row.locale,
    since: row.created_at.toISOString(),
    document: document && { kind: document.kind, number: full ? document.number : maskDocument(document.number), checkedAt: await checkedAt(ctx, person) },
    sample: row.sample,
  }
}

/** When the union checked a person's document; null: never, or there is none. */
export async function checkedAt(ctx: Context, person: string): Promise<string | null> {
  const found = await sql<{ seen_at: Date | null }>`select seen_at from person_document where person_id = ${person}`.execute(ctx.db)
  return found.rows[0]?.seen_at?.toISOString() ?? null
}

/** Phones and browsers signed in, also those that ended. */
export async function sessionsFor(ctx: Context, person: string): Promise<{ label: string; createdAt: string; seenAt: string; endedAt: string | null }[]> {
  const found = await sql<{ label: string; created_at: Date; seen_at: Date; revoked_at: Date | null; expires_at: Date }>`select label, created_at, seen_at, revoked_at, expires_at
    from session where person_id = ${person} order by session_id desc limit 500`.execute(ctx.db)
  return found.rows.map((row) => ({
    label: row.label, createdAt: row.created_at.toISOString(), seenAt: row.seen_at.toISOString(),
    endedAt: (row.revoked_at ?? (row.expires_at <= ctx.now ? row.expires_at : null))?.toISOString() ?? null,
  }))
}

export async function passkeysFor(ctx: Context, person: string): Promise<{ label: string; createdAt: string }[]> {
  const found = await sql<{ label: string; created_at: Date }>`select label, created_at from passkey where person_id = ${person} order by created_at limit 100`.execute(ctx.db)
  return found.rows.map((row) => ({ label: row.label, createdAt: row.created_at.toISOString() }))
}

/** Roles that somebody gave. */
export async function rolesFor(ctx: Context, person: string): Promise<{ role: string; place: string | null }[]> {
  const grants = (await grantsOf(ctx.db, person, await tenantsUsed(ctx.db, person))).filter((grant) => isGrantedRole(grant.role))
  const places = await placeNames(ctx, grants.map(({ tenant, path }) => ({ tenant: tenant!, path })))
  return grants.map(({ role }, at) => ({ role, place: places[at]?.name ?? null }))
}

/**
 * Forgets a person: name, phone, document, sessions, passkeys, codes, readings. The row itself stays without them, so that what he did
 * under a pseudonym keeps its one author; his number for life is given to nobody else. The same phone makes a new person from now on.
 */
export async function forgetPerson(ctx: Context, person: string): Promise<void> {
  const found = await sql<{ person_id: string; phone_sealed: string }>`select person_id, phone_sealed from person where person_id = ${person} for update`.execute(ctx.db)
  const hash = phoneHash(fullPhone(found.rows[0]!))
  await sql`delete from phone where key_hash = ${hash} and person_id = ${person}`.execute(ctx.db)
  await sql`delete from sign_in_code where key_hash = ${hash}`.execute(ctx.db)
  const shown = await sql<{ key_hash: string }>`delete from person_document where person_id = ${person} returning key_hash`.execute(ctx.db)
  for (const row of shown.rows) await sql`delete from document where key_hash = ${row.key_hash} and person_id = ${person}`.execute(ctx.db)
  await sql`delete from passkey where person_id = ${person}`.execute(ctx.db)
  await sql`delete from session where person_id = ${person}`.execute(ctx.db)
  await sql`delete from reading where person_id = ${person}`.execute(ctx.db)
  await sql`update consent set withdrawn_at = ${ctx.now} where person_id = ${person} and withdrawn_at is null`.execute(ctx.db)
  await sql`update person set name_sealed = null, phone_sealed = ${keys().seal('', `person.phone:${person}`)} where person_id = ${person}`.execute(ctx.db)
}
