import { sql } from 'kysely'
import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { birthYear, documentHash } from '../identity/documents.ts'
import type { DocumentFacts } from '../identity/idNumber.ts'
import { phoneHash, readPhoneNumber } from '../identity/people.ts'
import { nameKeys } from '../membership/nameKeys.ts'
import { applicationById, clockOf, employerOf, sealField, targetOf, writeEvents, type Application } from './application.ts'
import { startClock, type ClockDays } from './clock.ts'
import { putFirst, stepAside, takeGate } from './gate.ts'
import type { correctInput } from './inputs.ts'
import { FIXABLE, type Candidate } from './model.ts'
import { placeOf, route } from './routing.ts'
import { readDocumentGiven, requireTrade, writeClaim } from './submit.ts'

export type Correction = z.output<typeof correctInput>

/** Writes a correction into an open application whose document is held. Echoes are corrected each for itself. */
export async function change(ctx: Context, row: Application, given: Correction): Promise<void> {
  const facts = given.document ? readDocumentGiven(ctx, given.document) : null
  const phone = given.phone === undefined ? null : readPhoneNumber(given.phone)
  if (given.trade !== undefined) requireTrade(given.trade)
  const routing = await reroute(ctx, row, given)
  const docHash = facts === null ? row.doc_hash : documentHash(facts.kind, facts.number)
  const echoOf = await standFor(ctx, row, docHash)
  const id = row.application_id
  const seal = (field: 'name' | 'phone' | 'doc' | 'employer', plain: string | null | undefined, kept: string | null) => (plain ? sealField(id, field, plain) : kept)
  // What was sent back starts anew, and so does what goes to another union.
  const clock: ClockDays = row.state === 'returned' || routing.path !== row.path ? startClock(dayOf(ctx.now)) : clockOf(row)
  await sql`update application set echo_of = ${echoOf}, state = 'submitted', returned = null, path = ${routing.path}, level = ${routing.level}, chosen = ${row.chosen || given.union !== undefined},
      routed = ${JSON.stringify({ candidates: routing.candidates })}::jsonb, division = ${routing.division}, trade = ${given.trade ?? row.trade},
      name_sealed = ${seal('name', given.name, row.name_sealed)}, name_keys = ${given.name === undefined ? row.name_keys : nameKeys(ctx.tenant, given.name)},
      phone_sealed = ${seal('phone', phone, row.phone_sealed)}, phone_hash = ${phone === null ? row.phone_hash : phoneHash(phone)}, employer_sealed = ${seal('employer', given.employer, row.employer_sealed)},
      person_id = ${phone !== null && phoneHash(phone) !== row.phone_hash ? null : row.person_id}, ${documentColumns(facts, id, docHash)}
      clock_on = ${clock.clockOn}, due_on = ${clock.dueOn}, raise_on = ${clock.raiseOn}, provisional_clock = ${clock.provisional}, revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and application_id = ${id}`.execute(ctx.db)
  if (phone !== null) await moveClaim(ctx, row, phone)
  await writeEvents(ctx, [id], 'corrected', routing.path, { fields: fieldsOf(given) })
}

function documentColumns(facts: DocumentFacts | null, id: string, docHash: string) {
  if (facts === null) return sql``
  return sql`doc_kind = ${facts.kind}, doc_sealed = ${sealField(id, 'doc', facts.number)}, doc_hash = ${docHash}, birth_year = ${birthYear(facts)}, sex = ${facts.sex},`
}

interface Routing {
  readonly path: string
  readonly level: number
  readonly division: string
  readonly candidates: readonly Candidate[]
}

/** Where the corrected application belongs: unchanged unless something that decides it was. Rows never change tenant. */
async function reroute(ctx: Context, row: Application, given: Correction): Promise<Routing> {
  const division = given.division ?? row.division
  const same = given.union === undefined && division === row.division && (given.trade ?? row.trade) === row.trade && given.employer === undefined
  const kept = { path: row.path, level: row.level, division, candidates: row.routed.candidates }
  if (same || (row.ceremony_id !== null && given.union === undefined && given.division === undefined)) return kept
  const place = await placeOf(ctx, { ...(row.station !== null && division === row.division ? { station: row.station } : { division }), union: given.union })
  if (place.tenant !== ctx.tenant) throw refuse('joining.place_elsewhere', { division })
  const chosen = given.union ?? (row.chosen && given.division === undefined ? targetOf(row).path : undefined)
  const candidates = await route(ctx, place, { trade: given.trade ?? row.trade, employer: given.employer ?? employerOf(row), union: chosen })
  const target = candidates[0]!.path
  // The same union as before keeps the application where it has risen to.
  return target === targetOf(row).path ? { ...kept, candidates } : { path: target, level: 0, division, candidates }
}

/** Which application of its document it is to follow; null: it stands first itself. */
async function standFor(ctx: Context, row: Application, docHash: string): Promise<string | null> {
  const id = row.application_id
  if (docHash !== row.doc_hash) {
    await stepAside(ctx, row)
    return takePlace(ctx, docHash, id)
  }
  if (row.echo_of === null) return null
  const first = await applicationById(ctx, row.echo_of)
  if (first.state !== 'returned') return row.echo_of
  await putFirst(ctx, docHash, id)
  return null
}

async function takePlace(ctx: Context, docHash: string, id: string): Promise<string | null> {
  const first = await takeGate(ctx, docHash, id)
  return first === id ? null : first
}

async function moveClaim(ctx: Context, row: Application, phone: string): Promise<void> {
  if (phoneHash(phone) === row.phone_hash) return
  await sql`delete from application_claim where key_hash = ${row.phone_hash} and tenant_id = ${ctx.tenant} and application_id = ${row.application_id}`.execute(ctx.db)
  await writeClaim(ctx, phone, row.application_id)
}

function fieldsOf(given: Correction): string[] {
  const place = given.division !== undefined || given.union !== undefined
  return FIXABLE.filter((field) => (field === 'place' ? place : given[field] !== undefined))
}
