import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { refuse } from '#domain/refusals.ts'
import type { Locale } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { settings } from '#kernel/settings.ts'
import { isDemoPhone, maskPhone, normalisePhone } from './model.ts'

/** Eleven digits of what was typed. Refuses `identity.phone_invalid`, outside demo mode also for demonstration numbers. */
export function readPhoneNumber(typed: string): string {
  const phone = normalisePhone(typed)
  if (!phone || (isDemoPhone(phone) && settings().mode !== 'demo')) throw refuse('identity.phone_invalid')
  return phone
}

/** Keyed hash under which a phone is looked up. */
export function phoneHash(phone: string): string {
  return keys().lookup('phone', phone)
}

/** Id of the person with this phone; null where nobody has signed in with it. */
export async function personByPhone(db: Db, phone: string): Promise<string | null> {
  const found = await sql<{ person_id: string }>`select person_id from phone where key_hash = ${phoneHash(phone)}`.execute(db)
  return found.rows[0]?.person_id ?? null
}

/**
 * The person of a phone, made when there is none. Two callers at once make one: the phone's row is written first, and the
 * second waits on it until the first has committed the person too.
 */
export async function personOfPhone(db: Db, phone: string, given: MakeGiven): Promise<string> {
  return (await makePerson(db, phone, given)).person
}

interface MakeGiven {
  readonly locale: Locale
  readonly now: Date
  readonly name?: string
  readonly sample?: boolean
}

/** As `personOfPhone`; `made` says that nobody can have given that person anything yet. */
export async function makePerson(db: Db, phone: string, given: MakeGiven): Promise<{ person: string; made: boolean }> {
  const person = newId()
  const bound = await sql`insert into phone (key_hash, person_id, created_at) values (${phoneHash(phone)}, ${person}, ${given.now})
    on conflict on constraint phone_pk do nothing`.execute(db)
  if (bound.numAffectedRows !== 1n) return { person: (await personByPhone(db, phone))!, made: false }
  await sql`insert into person (person_id, pseudonym, name_sealed, phone_sealed, locale, sample, created_at)
    values (${person}, ${randomUUID()}, ${given.name === undefined ? null : sealName(person, given.name)}, ${keys().seal(phone, `person.phone:${person}`)},
      ${given.locale}, ${given.sample ?? false}, ${given.now})`.execute(db)
  return { person, made: true }
}

export function sealName(person: string, name: string): string {
  return keys().seal(name, `person.name:${person}`)
}

export interface Sealed {
  readonly person_id: string
  readonly name_sealed: string | null
  readonly phone_sealed: string
}

/** Name, and phone with its middle hidden. */
export function opened(row: Sealed): { person: string; name: string | null; phone: string } {
  return {
    person: row.person_id,
    name: row.name_sealed === null ? null : keys().open(row.name_sealed, `person.name:${row.person_id}`),
    phone: maskPhone(fullPhone(row)),
  }
}

/** The whole phone: its reader has to be written into the audit. */
export function fullPhone(row: Pick<Sealed, 'person_id' | 'phone_sealed'>): string {
  return keys().open(row.phone_sealed, `person.phone:${row.person_id}`)
}

export async function sealedPerson(db: Db, person: string): Promise<Sealed | null> {
  const found = await sql<Sealed>`select person_id, name_sealed, phone_sealed from person where person_id = ${person}`.execute(db)
  return found.rows[0] ?? null
}

/** Gives a person a role, as the system's own doing or that of `by` (a pseudonym). False when the person holds it already. */
export async function grantDirect(db: Db, grant: { tenant: number; person: string; role: string; path: string; by: string | null; now: Date }): Promise<boolean> {
  const given = await sql`insert into role_grant (tenant_id, person_id, role, path, granted_by, granted_at)
    values (${grant.tenant}, ${grant.person}, ${grant.role}, ${grant.path}, ${grant.by}, ${grant.now}) on conflict on constraint role_grant_pk do nothing`.execute(db)
  await usesTenant(db, grant.person, grant.tenant, grant.now)
  return given.numAffectedRows === 1n
}

/** Notes that a person has a row in a tenant: where to look for what is his. */
export async function usesTenant(db: Db, person: string, tenant: number, now: Date): Promise<void> {
  await sql`insert into person_tenant (person_id, tenant_id, since) values (${person}, ${tenant}, ${now}) on conflict on constraint person_tenant_pk do nothing`.execute(db)
}

/** Tenants in which a person has, or had, rows. */
export async function tenantsUsed(db: Db, person: string): Promise<number[]> {
  const found = await sql<{ tenant_id: number }>`select tenant_id from person_tenant where person_id = ${person} order by since, tenant_id`.execute(db)
  return found.rows.map((row) => row.tenant_id)
}

/** Gives a person a name where he has none yet. */
export async function nameIfUnnamed(db: Db, person: string, name: string): Promise<void> {
  await sql`update person set name_sealed = ${sealName(person, name)} where person_id = ${person} and name_sealed is null`.execute(db)
}

/** The name that a person is called by from now on. */
export async function rename(db: Db, person: string, name: string): Promise<void> {
  await sql`update person set name_sealed = ${sealName(person, name)} where person_id = ${person}`.execute(db)
}
