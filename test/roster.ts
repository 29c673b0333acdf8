import { newId } from '#kernel/ids.ts'
import type { Context } from '#kernel/context.ts'
import type { Db } from '#db/open.ts'
import { enrol, type Enrolment } from '#domain/membership/enrol.ts'
import { homeOf } from '#domain/identity/home.ts'
import { clockContext } from '../src/jobs.ts'
import { addPerson, as, HANGZHOU, LANZHOU, WEDNESDAY, type Person } from './world.ts'

/** People on the rosters of the small union. */

export interface Enrolled extends Person {
  readonly ctx: Context
  readonly number: string
}

/** The clock's context in a tenant, at a moment. */
export function clockAt(db: Db, tenant: number, now: Date = WEDNESDAY): Context {
  return { ...clockContext(db, tenant), now }
}

/** A grass-roots union below a county. */
export async function addUnion(db: Db, where: typeof HANGZHOU, segment: string, name: string): Promise<string> {
  const path = `${where.county}/${segment}`
  await db.insertInto('local_union').values({ tenant_id: where.tenant, union_id: newId(), path, name, level: 'grassroots', kind: 'joint', division: where.division, formed_on: null, sample: true, area: false, created_at: WEDNESDAY }).execute()
  return path
}

/** A home member; `joined_on` is the day of the test's Wednesday unless said otherwise. */
export async function addMember(db: Db, where: { tenant: number; path: string }, given: Partial<Enrolment> = {}): Promise<Enrolled> {
  const person = await addPerson(db)
  const ctx = clockAt(db, where.tenant)
  await db.transaction().execute((trx) => enrol({ ...ctx, db: trx }, {
    person: person.id, path: where.path, name: '李示例', phone: null, document: null, trade: 'courier', source: 'self', joinedOn: '2026-11-18', sample: true, ...given,
  }))
  return { ...person, ctx: as(db, person, []), number: (await homeOf(ctx, person.id))!.number }
}

export const IN_LANZHOU = { tenant: LANZHOU.tenant, path: LANZHOU.county }
export const IN_HANGZHOU = { tenant: HANGZHOU.tenant, path: HANGZHOU.county }
