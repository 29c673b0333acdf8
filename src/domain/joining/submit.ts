import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { giveConsent } from '../identity/consents.ts'
import { birthYear, documentHash, personByDocument } from '../identity/documents.ts'
import { homeOf } from '../identity/home.ts'
import { readDocument, type DocumentFacts } from '../identity/idNumber.ts'
import type { DocumentKind } from '../identity/model.ts'
import { personByPhone, phoneHash, readPhoneNumber } from '../identity/people.ts'
import { nameKeys } from '../membership/nameKeys.ts'
import { isTrade } from '../membership/trades.ts'
import { placeNames } from '../organisations/queries.ts'
import { applicationById, sealField, secretHash, secretOf, writeEvents } from './application.ts'
import { countJoiner, requireTaking, type Ceremony } from './ceremony.ts'
import { startClock } from './clock.ts'
import { putFirst, takeGate } from './gate.ts'
import { CONSENT_VERSION, publicId, type ApplicationSource } from './model.ts'
import { placeOf, route, type PlaceGiven } from './routing.ts'

/** What somebody sends who wishes to join; one of division, station and ceremony says where. */
export interface Submission extends PlaceGiven {
  readonly name: string
  /** As typed. */
  readonly phone: string
  readonly document: { readonly kind: DocumentKind; readonly number: string }
  /** Code. */
  readonly trade: string
  readonly employer?: string | undefined
  /** Version of the text agreed to (R-P2). */
  readonly consent?: string
  /** self, or ceremony where it came at one, when absent. */
  readonly source?: ApplicationSource
  /** The partner that hands the person over, for source "partner". */
  readonly client?: { readonly id: string; readonly name: string }
  readonly sample?: boolean
}

export interface Submitted {
  readonly id: string
  /** {tenant}.{uuid} */
  readonly application: string
  readonly secret: string
}

/** Reads a document or refuses `identity.document_invalid` with the rule that it breaks. */
export function readDocumentGiven(ctx: Context, { kind, number }: Submission['document']): DocumentFacts {
  const facts = readDocument(kind, number, dayOf(ctx.now))
  if (typeof facts === 'string') throw refuse('identity.document_invalid', { kind, rule: facts })
  return facts
}

/** Refuses `membership.trade_unknown`. */
export function requireTrade(trade: string): void {
  if (!isTrade(trade)) throw refuse('membership.trade_unknown', { trade })
}

/**
 * Writes an application in the running act's transaction. The acting tenant is that of placeOf(given). Whether the document is known,
 * has an open application or belongs to a member changes nothing of the answer; only a person who is signed in is told
 * that he is a member already.
 */
export async function submit(ctx: Context, given: Submission): Promise<Submitted> {
  const facts = readDocumentGiven(ctx, given.document)
  const phone = readPhoneNumber(given.phone)
  requireTrade(given.trade)
  const place = await placeOf(ctx, given)
  if (place.tenant !== ctx.tenant) throw new Error(`an application of tenant ${place.tenant} was sent in tenant ${ctx.tenant}`)
  if (place.ceremony) requireTaking(ctx, place.ceremony)
  const candidates = await route(ctx, place, given)
  const docHash = documentHash(facts.kind, facts.number)
  const person = await sender(ctx, phone, docHash)
  const id = newId()
  const secret = secretOf(ctx.tenant, id)
  const first = await takeGate(ctx, docHash, id)
  if (place.ceremony && !(await wasAt(ctx, place.ceremony, docHash))) await countJoiner(ctx, place.ceremony)
  const clock = startClock(dayOf(ctx.now))
  await sql`insert into application (tenant_id, application_id, echo_of, state, path, routed, level, chosen, name_sealed, name_keys, phone_sealed, phone_hash, doc_kind, doc_sealed, doc_hash,
      birth_year, sex, trade, division, employer_sealed, source, station, ceremony_id, client_id, secret_hash, person_id, clock_on, due_on, raise_on, provisional_clock, submitted_at, revision, sample, changed_at)
    values (${ctx.tenant}, ${id}, ${first === id ? null : first}, 'submitted', ${candidates[0]!.path}, ${JSON.stringify({ candidates })}::jsonb, 0, ${given.union !== undefined && !place.ceremony},
      ${sealField(id, 'name', given.name)}, ${nameKeys(ctx.tenant, given.name)}, ${sealField(id, 'phone', phone)}, ${phoneHash(phone)}, ${facts.kind}, ${sealField(id, 'doc', facts.number)}, ${docHash},
      ${birthYear(facts)}, ${facts.sex}, ${given.trade}, ${place.division}, ${given.employer ? sealField(id, 'employer', given.employer) : null},
      ${given.source ?? (place.ceremony ? 'ceremony' : 'self')}, ${place.station}, ${place.ceremony?.id ?? null}, ${given.client?.id ?? null}, ${secretHash(secret)}, ${person},
      ${clock.clockOn}, ${clock.dueOn}, ${clock.raiseOn}, ${clock.provisional}, ${ctx.now}, 1, ${given.sample ?? false}, ${ctx.now})`.execute(ctx.db)
  if (first !== id && (await yields(ctx, first, place.ceremony))) await putFirst(ctx, docHash, id)
  const consent = given.consent ?? CONSENT_VERSION
  await writeEvents(ctx, [id], 'submitted', candidates[0]!.path, { consent, ...(given.client ? { partner: given.client.name } : {}) })
  await writeClaim(ctx, phone, id)
  if (person !== null) await giveConsent(ctx, person, 'identity_document', consent)
  return { id, application: publicId(ctx.tenant, id), secret }
}

/** The signed-in person where he applies for himself. Refuses `membership.already_home`: told to him alone. */
async function sender(ctx: Context, phone: string, docHash: string): Promise<string | null> {
  const { person } = ctx.actor
  if (person === null) return null
  const ownPhone = (await personByPhone(ctx.db, phone)) === person
  if (!ownPhone && (await personByDocument(ctx, docHash)) !== person) return null
  const home = await homeOf(ctx, person)
  if (home?.union) {
    const [place] = await placeNames(ctx, [home.union])
    throw refuse('membership.already_home', { union: place?.name ?? null, number: home.number })
  }
  return ownPhone ? person : null
}

/** Whether a document has come to a ceremony before. The gate is held, so that nobody counts it at the same moment. */
async function wasAt(ctx: Context, ceremony: Ceremony, docHash: string): Promise<boolean> {
  const found = await sql`select 1 from application where tenant_id = ${ctx.tenant} and doc_hash = ${docHash} and ceremony_id = ${ceremony.id} limit 1`.execute(ctx.db)
  return found.rows.length > 0
}

/** The first gives way when it was sent back (its sender tries again), and to the ceremony where its sender now stands. */
async function yields(ctx: Context, first: string, ceremony: Ceremony | null): Promise<boolean> {
  const row = await applicationById(ctx, first)
  return row.state === 'returned' || (ceremony !== null && row.ceremony_id !== ceremony.id)
}

/** Lets whoever signs in with the phone find the application among his own. */
export async function writeClaim(ctx: Context, phone: string, id: string): Promise<void> {
  await sql`insert into application_claim (key_hash, tenant_id, application_id, at) values (${phoneHash(phone)}, ${ctx.tenant}, ${id}, ${ctx.now})
    on conflict on constraint application_claim_pk do nothing`.execute(ctx.db)
}
