import { sql } from 'kysely'
import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import type { Place } from '#kernel/access.ts'
import { command, type Act } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { revokeCard } from '../cards/revoke.ts'
import { CARD_HOURS } from '../cards/model.ts'
import { take } from '../identity/codes.ts'
import { phoneHash, readPhoneNumber } from '../identity/people.ts'
import { sameHash } from '../identity/token.ts'
import { applicationById, readId, secretHash, secretOf, writeEvents, type Application } from './application.ts'
import { change } from './change.ts'
import { holdApplication, requireOpen, stepAside } from './gate.ts'
import { appliedOutput, applicationInput, applyInput, correctInput, progressOutput } from './inputs.ts'
import type { Applied, ProgressWithCard } from './model.ts'
import { placeOf } from './routing.ts'
import { submit } from './submit.ts'
import { isOwner, progressOf } from './view.ts'

const HOUR = 3_600
const DAY = 86_400

/** What an act leaves to be said after it: a kept answer holds no secret and no card. */
interface Left {
  readonly application: string
}

/** An act whose answer is written anew each time, also for a request sent again. */
function answering<I extends z.ZodType, O>(act: Act<I, Left>, answer: (ctx: Context, row: Application) => Promise<O>): Act<I, O> {
  async function call(ctx: Context, raw: z.input<I>): Promise<O> {
    const { application } = await act(ctx, raw)
    const { tenant, id } = await readId(ctx, application)
    const placed = { ...ctx, tenant }
    return answer(placed, await applicationById(placed, id))
  }
  return Object.assign(call, { card: act.card })
}

async function applied(ctx: Context, row: Application): Promise<Applied> {
  const progress = await progressOf(ctx, row)
  const secret = secretOf(row.tenant_id, row.application_id)
  return { ...progress, id: progress.application, secret, progress: `/hui/p/${progress.application}?k=${secret}` }
}

export const apply: Act<typeof applyInput, Applied> = answering(command({
  name: 'joining.apply',
  permission: 'joining.apply',
  summary: 'Asks to join: four fields and a place. Open to all; answers a provisional card at once and the secret of the progress page. The answer is the same whether or not the document is known.',
  input: applyInput,
  output: appliedOutput,
  refusals: [
    'identity.document_invalid', 'identity.phone_invalid', 'membership.trade_unknown', 'membership.already_home', 'joining.no_union_here', 'joining.union_unknown', 'joining.ceremony_unknown',
    'joining.ceremony_closed', 'stations.unknown', 'stations.withdrawn', 'stations.division_unknown', 'access.too_many', 'once.key_reused',
  ],
  at: async (ctx, input) => ({ tenant: (await placeOf(ctx, input)).tenant, path: '' }),
  subjects: (_, out) => (out ? [out.application] : []),
  async run(ctx, input): Promise<Left> {
    const { application } = await submit(ctx, input)
    await limit(ctx, phoneHash(readPhoneNumber(input.phone)))
    return { application }
  },
}), applied)

// A helper's phone serves a queue, a hall shares an address. A phone number is counted for each address apart, and a document not at
// all: a stranger who runs into somebody else's limit would learn that he has applied.
async function limit(ctx: Context, phone: string): Promise<void> {
  if (ctx.device) await take(ctx, 'applications.device', ctx.device.hash, 60, HOUR)
  await take(ctx, 'applications.phone', `${phone}:${ctx.addressHash}`, 20, DAY)
  await take(ctx, 'applications.address', ctx.addressHash, 3_000, HOUR)
}

/** The place of an application for whoever it concerns: the act itself asks for secret or owner. */
export async function ownedPlace(ctx: Context, { id }: { id: string }): Promise<Place> {
  return { tenant: (await readId(ctx, id)).tenant, path: '' }
}

/** Refuses `joining.unknown` unless the actor has the secret or is the owner. */
export async function requireHolder(ctx: Context, row: Application, secret: string | undefined): Promise<void> {
  const holds = secret !== undefined && sameHash(secretHash(secret), row.secret_hash)
  if (!holds && !(await isOwner(ctx, row))) throw refuse('joining.unknown')
}

async function holdOwn(ctx: Context, input: { id: string; secret?: string | undefined }): Promise<Application> {
  const { id } = await readId(ctx, input.id)
  await requireHolder(ctx, await applicationById(ctx, id), input.secret)
  return holdApplication(ctx, id)
}

export const correct: Act<typeof correctInput, ProgressWithCard> = answering(command({
  name: 'joining.correct',
  permission: 'joining.apply',
  summary: 'Corrects an open application, with its secret or signed in with its phone. One that was sent back is sent again, and its clock begins anew.',
  input: correctInput,
  output: progressOutput,
  refusals: [
    'joining.unknown', 'joining.decided', 'joining.place_elsewhere', 'joining.no_union_here', 'joining.union_unknown', 'identity.document_invalid', 'identity.phone_invalid',
    'membership.trade_unknown', 'stations.division_unknown', 'access.too_many',
  ],
  at: ownedPlace,
  subjects: (input) => [input.id],
  async run(ctx, input): Promise<Left> {
    const row = await holdOwn(ctx, input)
    requireOpen(row)
    await change(ctx, row, input)
    await take(ctx, 'applications.corrections', row.application_id, 30, DAY)
    return { application: input.id }
  },
}), progressOf)

export const withdraw: Act<typeof applicationInput, ProgressWithCard> = answering(command({
  name: 'joining.withdraw',
  permission: 'joining.apply',
  summary: 'Takes an open application back, and whatever else was sent for the same document with the same phone; its provisional card ends.',
  input: applicationInput,
  output: progressOutput,
  refusals: ['joining.unknown', 'joining.decided'],
  at: ownedPlace,
  subjects: (input) => [input.id],
  async run(ctx, input): Promise<Left> {
    const row = await holdOwn(ctx, input)
    if (row.state !== 'withdrawn') {
      requireOpen(row)
      await withdrawAll(ctx, row)
    }
    return { application: input.id }
  },
}), progressOf)

async function withdrawAll(ctx: Context, row: Application): Promise<void> {
  const gone = await sql<{ application_id: string; echo_of: string | null }>`update application
    set state = 'withdrawn', returned = null, decided_at = ${ctx.now}, revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and doc_hash = ${row.doc_hash} and phone_hash = ${row.phone_hash} and state in ('submitted', 'returned')
    returning application_id, echo_of`.execute(ctx.db)
  const ids = gone.rows.map((each) => each.application_id)
  await writeEvents(ctx, ids, 'withdrawn', row.path)
  await endCards(ctx, ids)
  const first = gone.rows.find((each) => each.echo_of === null)
  if (first) await stepAside(ctx, { ...row, application_id: first.application_id, echo_of: null })
}

/** Makes the provisional cards of applications worthless: none of them can have more than a day to go. */
export async function endCards(ctx: Context, ids: readonly string[]): Promise<void> {
  const expiresAt = new Date(ctx.now.getTime() + CARD_HOURS * 3_600_000)
  for (const id of ids) await revokeCard(ctx, id, expiresAt)
}
