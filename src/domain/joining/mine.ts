import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { maskDocument } from '../identity/idNumber.ts'
import { maskPhone } from '../identity/model.ts'
import { fullPhone, phoneHash, sealedPerson } from '../identity/people.ts'
import { applicationsById, employerOf, nameOf, numberOf, phoneOf, type Application } from './application.ts'
import { publicId } from './model.ts'
import { claimsOf } from './queries.ts'
import { standpointOf } from './view.ts'

/** What the room holds about the signed-in person: applications sent with his phone; and how they are forgotten. */

async function ownRows(ctx: Context): Promise<Application[]> {
  const claims = await claimsOf(ctx)
  const rows: Application[] = []
  for (const [tenant, some] of Map.groupBy(claims, (claim) => claim.tenant)) rows.push(...(await applicationsById({ ...ctx, tenant }, some.map(({ id }) => id))))
  return rows
}

/** Applications in full, numbers masked unless `full`; the latest first. */
export async function applicationsFor(ctx: Context, full: boolean) {
  const rows = (await ownRows(ctx)).sort((a, b) => b.submitted_at.getTime() - a.submitted_at.getTime())
  return Promise.all(rows.map(async (row) => ({
    id: publicId(row.tenant_id, row.application_id), state: row.state, union: (await standpointOf({ ...ctx, tenant: row.tenant_id }, row)).union.name, name: nameOf(row),
    phone: full ? phoneOf(row) : maskPhone(phoneOf(row)), document: { kind: row.doc_kind, number: full ? numberOf(row) : maskDocument(numberOf(row)) }, trade: row.trade,
    employer: employerOf(row), source: row.source, submittedAt: row.submitted_at.toISOString(), decidedAt: row.decided_at?.toISOString() ?? null,
  })))
}

/** Tenants and ids of those that are still open. */
export async function openApplications(ctx: Context): Promise<{ tenant: number; id: string }[]> {
  return (await ownRows(ctx)).filter(({ state }) => state === 'submitted' || state === 'returned').map((row) => ({ tenant: row.tenant_id, id: publicId(row.tenant_id, row.application_id) }))
}

/** Tenants in which the person's phone has sent an application. */
export async function applicationTenants(ctx: Context): Promise<number[]> {
  return [...new Set((await claimsOf(ctx)).map(({ tenant }) => tenant))]
}

/** Empties the settled applications of the signed-in person in the acting tenant; what was decided stays as a figure. Answers how many. */
export async function forgetApplications(ctx: Context): Promise<number> {
  const rows = (await ownRows(ctx)).filter((row) => row.tenant_id === ctx.tenant && row.state !== 'submitted' && row.state !== 'returned')
  for (const { application_id: id } of rows) {
    const empty = (field: string) => keys().seal('', `application.${field}:${id}`)
    await sql`update application set name_sealed = ${empty('name')}, name_keys = '{}', phone_sealed = ${empty('phone')}, phone_hash = ${`erased:${id}`}, doc_sealed = ${empty('doc')}, doc_hash = ${`erased:${id}`},
      birth_year = null, sex = null, employer_sealed = null, revision = revision + 1, changed_at = ${ctx.now} where tenant_id = ${ctx.tenant} and application_id = ${id}`.execute(ctx.db)
  }
  return rows.length
}

/** The claims of the signed-in person's phone go: nobody finds his applications by it. */
export async function forgetClaims(ctx: Context): Promise<void> {
  const person = await sealedPerson(ctx.db, ctx.actor.person!)
  if (person) await sql`delete from application_claim where key_hash = ${phoneHash(fullPhone(person))}`.execute(ctx.db)
}

/** Applications follow their person to another phone. */
export async function followPhone(ctx: Context, from: string, to: string): Promise<void> {
  const found = await sql<{ tenant_id: number; application_id: string; at: Date }>`select tenant_id, application_id, at from application_claim where key_hash = ${from}`.execute(ctx.db)
  for (const row of found.rows) {
    await sql`insert into application_claim (key_hash, tenant_id, application_id, at) values (${to}, ${row.tenant_id}, ${row.application_id}, ${row.at})
      on conflict on constraint application_claim_pk do nothing`.execute(ctx.db)
  }
  await sql`delete from application_claim where key_hash = ${from}`.execute(ctx.db)
}
