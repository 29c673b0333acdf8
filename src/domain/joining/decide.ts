import { sql } from 'kysely'
import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { authorise, type Place } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { giveConsent } from '../identity/consents.ts'
import { bindDocument, documentHash, documentOf, personByDocument } from '../identity/documents.ts'
import { homeOf } from '../identity/home.ts'
import { readDocument, type DocumentFacts } from '../identity/idNumber.ts'
import { makePerson, nameIfUnnamed, personByPhone } from '../identity/people.ts'
import { enrol } from '../membership/enrol.ts'
import { tell } from '../notices/tell.ts'
import { ladderOf } from '../organisations/cover.ts'
import { placeNames } from '../organisations/queries.ts'
import { applicationById, employerOf, eventsOf, nameOf, numberOf, phoneOf, readOwnId, targetOf, writeEvents, type Application } from './application.ts'
import { endCards } from './commands.ts'
import { freeGate, holdFirst, requireOpen } from './gate.ts'
import { decidedOutput, decideInput } from './inputs.ts'
import { handOverLooks } from './looks.ts'
import { CONSENT_VERSION, OPEN_STATES, publicId, type ApplicationEvent, type ApplicationState, type Progress, type RefuseReason } from './model.ts'

/** The place of an application for its staff: the union that should act now, of an echo that of the first. Refuses `joining.unknown`. */
export async function deskPlace(ctx: Context, input: { id: string }): Promise<Place> {
  // Whoever has not signed in learns nothing, not even whether there is such a row.
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  const { tenant, id } = readOwnId(input.id)
  const { path, echo_of: first } = await applicationById({ ...ctx, tenant }, id)
  return { tenant, path: first === null ? path : (await applicationById({ ...ctx, tenant }, first)).path, see: 'members.read' }
}

export const decide = command({
  name: 'joining.decide',
  permission: 'joining.decide',
  summary: 'Approves an application, sends it back with what to fix, or refuses it with a coded reason. One decision settles every application of the same document here.',
  input: decideInput,
  output: decidedOutput,
  refusals: ['joining.unknown', 'joining.decided', 'joining.person_conflict', 'membership.already_home', 'edit.stale'],
  at: deskPlace,
  async run(ctx, input) {
    const { id } = readOwnId(input.id)
    const row = await holdFirst(ctx, id)
    // It may have gone to another union since its place was asked for.
    authorise(ctx, 'joining.decide', { tenant: ctx.tenant, path: row.path, see: 'members.read' })
    requireOpen(row)
    if (input.revision !== undefined && input.revision !== row.revision) throw refuse('edit.stale', { read: input.revision, current: row.revision })
    return outcome(ctx, row, input)
  },
  subjects: (input, out) => [input.id, ...(out?.person ? [out.person] : [])],
})

interface Decided {
  readonly application: string
  readonly state: ApplicationState
  readonly person: string | null
  readonly number: string | null
  readonly revision: number
}

async function outcome(ctx: Context, row: Application, input: z.output<typeof decideInput>): Promise<Decided> {
  switch (input.decision) {
    case 'approve': {
      const { person, number, union } = await admit(ctx, row)
      await settle(ctx, row, { state: 'approved', event: 'approved', person })
      await tell(ctx, { person, code: 'joining.approved', params: { union }, link: '/hui/card' })
      return { ...answer(row, 'approved'), person, number }
    }
    case 'return': {
      const returned = { fields: input.fields ?? [], words: input.words || null }
      await settle(ctx, row, { state: 'returned', event: 'returned', returned })
      await tellSender(ctx, row, 'joining.returned')
      return answer(row, 'returned')
    }
    case 'refuse': {
      await settle(ctx, row, { state: 'refused', event: 'refused', reason: input.reason! })
      await tellSender(ctx, row, 'joining.refused')
      return answer(row, 'refused')
    }
  }
}

function answer(row: Application, state: ApplicationState): Decided {
  return { application: publicId(row.tenant_id, row.application_id), state, person: null, number: null, revision: row.revision + 1 }
}

/** Makes the person a member of the union that he was routed to. Twice is once: whoever is at home in that very union stays so. */
async function admit(ctx: Context, row: Application): Promise<{ person: string; number: string; union: string }> {
  const facts = readDocument(row.doc_kind, numberOf(row), dayOf(ctx.now)) as DocumentFacts
  const { person, made } = await personOf(ctx, row)
  // A union that has ended since leaves its people to the one above.
  const { path, name: union } = (await ladderOf(ctx, ctx.tenant, targetOf(row).path))[0]!
  const home = made ? null : await homeOf(ctx, person)
  // Asked after the home: whoever has just been approved with the same phone and another document is seen with both.
  const held = made ? null : await documentOf(ctx, person)
  if (held && documentHash(held.kind, held.number) !== row.doc_hash) throw refuse('joining.person_conflict')
  if (home?.union?.tenant === ctx.tenant && home.union.path === path) return { person, number: home.number, union }
  if ((await bindDocument(ctx, person, facts, true)) !== null) throw refuse('joining.person_conflict')
  const entered = await enrol(ctx, {
    person, path, union, name: nameOf(row), phone: phoneOf(row), document: facts, trade: row.trade, source: row.source, joinedOn: dayOf(ctx.now), cities: [row.division], employer: employerOf(row), sample: row.sample,
  })
  if (!made) await nameIfUnnamed(ctx.db, person, nameOf(row))
  await keepConsents(ctx, row, person)
  await handOverLooks(ctx, row, person)
  return { person, number: entered.number, union }
}

/** What was agreed to when nobody knew yet who it was becomes the person's own (R-P2). */
async function keepConsents(ctx: Context, row: Application, person: string): Promise<void> {
  const sent = (await eventsOf(ctx, row.application_id)).find(({ event }) => event === 'submitted')?.detail ?? {}
  const version = String(sent['consent'] ?? CONSENT_VERSION)
  await giveConsent(ctx, person, 'identity_document', version)
  if (typeof sent['partner'] === 'string') await giveConsent(ctx, person, 'hand_over', version, sent['partner'])
}

/** Who it is: by the signed-in sender, by document, by phone. Refuses `joining.person_conflict` where phone and document are two people's: a phone that a family shares makes nobody another. */
async function personOf(ctx: Context, row: Application): Promise<{ person: string; made: boolean }> {
  const byPhone = row.person_id ?? (await personByPhone(ctx.db, phoneOf(row)))
  const byDocument = await personByDocument(ctx, row.doc_hash)
  if (byPhone !== null && byDocument !== null && byPhone !== byDocument) throw refuse('joining.person_conflict')
  const known = byPhone ?? byDocument
  return known === null ? makePerson(ctx.db, phoneOf(row), { locale: 'zh-CN', now: ctx.now, name: nameOf(row), sample: row.sample }) : { person: known, made: false }
}

interface Settlement {
  readonly state: ApplicationState
  readonly event: ApplicationEvent
  readonly person?: string
  readonly reason?: RefuseReason
  readonly returned?: NonNullable<Progress['returned']>
}

/** Writes a decision into the application and its echoes. What is decided frees the document's gate and ends the provisional cards. */
async function settle(ctx: Context, row: Application, { state, event, person, reason, returned }: Settlement): Promise<void> {
  const final = state !== 'returned'
  const settled = await sql<{ id: string }>`update application set state = ${state}, reason = ${reason ?? null}, returned = ${returned ? JSON.stringify(returned) : null}::jsonb,
      decided_at = ${final ? ctx.now : null}, decided_by = ${ctx.actor.pseudonym}, person_id = coalesce(${person ?? null}::uuid, person_id), revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and doc_hash = ${row.doc_hash}
      and (application_id = ${row.application_id} or (echo_of = ${row.application_id} and state = any(${[...OPEN_STATES]}::text[]))) returning application_id as id`.execute(ctx.db)
  const ids = settled.rows.map(({ id }) => id)
  await writeEvents(ctx, ids, event, row.path, { ...(reason ? { reason } : {}), ...returned })
  if (!final) return
  await freeGate(ctx, row.doc_hash)
  await endCards(ctx, ids)
}

/** Tells whoever signs in with the phone, if anybody has; never an employer. */
async function tellSender(ctx: Context, row: Application, code: string): Promise<void> {
  const person = row.person_id ?? (await personByPhone(ctx.db, phoneOf(row)))
  if (person === null) return
  await tell(ctx, { person, code, params: await unionNamed(ctx, row.path), link: `/hui/p/${publicId(row.tenant_id, row.application_id)}` })
}

async function unionNamed(ctx: Context, path: string): Promise<{ union: string }> {
  const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
  return { union: place?.name ?? path }
}
