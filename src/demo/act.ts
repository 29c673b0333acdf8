import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { grantsOf } from '#domain/identity/enter.ts'
import { personByPhone, tenantsUsed } from '#domain/identity/people.ts'
import { ANYONE, memberGrant, ownGrant } from '#domain/roles.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'

const DAY_MS = 86_400_000

/** A context in which nobody acts: for the rooms' plain functions. */
export function nobodyIn(db: Db, tenant: number, now: Date): Context {
  return { db, actor: { person: null, pseudonym: null, session: null, grants: [ANYONE] }, tenant, locale: 'zh-CN', now, key: null, device: null, addressHash: '', requestId: newId() }
}

/** As somebody of the demonstration who has signed in; `member`: he has his home in the context's tenant. */
export async function asPerson(ctx: Context, person: string, member = false): Promise<Context> {
  const found = await sql<{ pseudonym: string }>`select pseudonym from person where person_id = ${person}`.execute(ctx.db)
  const grants = member ? [memberGrant(ctx.tenant)] : await grantsOf(ctx.db, person, await tenantsUsed(ctx.db, person))
  return { ...ctx, actor: { person, pseudonym: found.rows[0]!.pseudonym, session: null, grants: [ownGrant(person), ANYONE, ...grants] } }
}

export async function asPhone(ctx: Context, phone: string, member = false): Promise<Context> {
  return asPerson(ctx, (await personByPhone(ctx.db, phone))!, member)
}

/** The same, so many days earlier. */
export function daysAgo(ctx: Context, days: number): Context {
  return { ...ctx, now: new Date(ctx.now.getTime() - days * DAY_MS) }
}
