import { sql } from 'kysely'
import { covers } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { placeNames } from '../organisations/queries.ts'

/** Why staff open a sensitive field in full; kept with the reading. */
export const READING_PURPOSES = ['check_identity', 'call_about_application', 'call_about_membership', 'prove_membership', 'urgent_help'] as const
export type ReadingPurpose = (typeof READING_PURPOSES)[number]

export interface Look {
  readonly fields: readonly string[]
  readonly purpose: string
  /** Where the reader's right comes from. */
  readonly path: string
}

export interface Opened extends Look {
  /** Whose fields. */
  readonly person: string
}

/** A look as it is kept: who the acting person was when he looked. */
export interface Reading {
  readonly tenant: number
  /** Name of the reader's union. */
  readonly place: string
  readonly role: string
  /** Pseudonym. */
  readonly reader: string | null
  readonly fields: readonly string[]
  readonly purpose: string
}

export async function readingBy(ctx: Context, { fields, purpose, path }: Look): Promise<Reading> {
  const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
  const role = ctx.actor.grants.find((grant) => grant.tenant === ctx.tenant && grant.role !== 'member' && covers(grant.path, path))?.role ?? 'union_clerk'
  return { tenant: ctx.tenant, place: place?.name ?? path, role, reader: ctx.actor.pseudonym, fields, purpose }
}

export async function writeReading(ctx: Context, person: string, at: Date, { tenant, place, role, reader, fields, purpose }: Reading): Promise<void> {
  await sql`insert into reading (person_id, reading_id, at, tenant_id, place, role, reader, fields, purpose)
    values (${person}, ${newId()}, ${at}, ${tenant}, ${place}, ${role}, ${reader}, ${fields}, ${purpose})`.execute(ctx.db)
}

/** Writes that the acting person has opened somebody's fields in full: in the same transaction, where its owner will see it. */
export async function logReading(ctx: Context, { person, ...look }: Opened): Promise<void> {
  await writeReading(ctx, person, ctx.now, await readingBy(ctx, look))
}

/** The same about many people at once, where a program and no person's eyes opened their fields: `reader` is the pseudonym of who set it to work. */
export async function logReadings(ctx: Context, people: readonly string[], { fields, purpose, path, role, reader }: Omit<Opened, 'person'> & { readonly role: string; readonly reader: string }): Promise<void> {
  const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
  await sql`insert into reading (person_id, reading_id, at, tenant_id, place, role, reader, fields, purpose)
    select r.whose, r.entry, ${ctx.now}::timestamptz, ${ctx.tenant}::integer, ${place?.name ?? path}, ${role}, ${reader}, ${fields}::text[], ${purpose}
    from unnest(${people}::uuid[], ${people.map(() => newId())}::uuid[]) as r(whose, entry)`.execute(ctx.db)
}

export interface OwnReading {
  readonly at: string
  /** Name of the union of the reader. */
  readonly union: string
  readonly role: string
  readonly fields: readonly string[]
  readonly purpose: string
}

/** Every time staff opened a field of a person in full, the latest first: for himself. The reader is named by role, not by name. */
export async function readingsOf(ctx: Context, person: string): Promise<OwnReading[]> {
  const found = await sql<{ at: Date; place: string; role: string; fields: string[]; purpose: string }>`select at, place, role, fields, purpose
    from reading where person_id = ${person} order by reading_id desc limit 1000`.execute(ctx.db)
  return found.rows.map(({ at, place, role, fields, purpose }) => ({ at: at.toISOString(), union: place, role, fields, purpose }))
}
