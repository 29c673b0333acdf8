import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { may, type Place } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { isHidden, proposalId, readProposalId, type ProposalEvent, type ProposalState, type Reason, type Topic, type Voice } from './model.ts'

export interface ProposalRow {
  readonly proposal_id: string
  readonly path: string
  readonly topic: Topic
  readonly title: string
  readonly body: string
  readonly person_id: string
  readonly voice: Voice
  readonly anonymous: boolean
  readonly name_sealed: string | null
  readonly state: ProposalState
  readonly seconds: number
  readonly merged_into: string | null
  readonly reason: Reason | null
  readonly answer: string | null
  readonly outcome: string | null
  readonly outcome_link: string | null
  readonly sample: boolean
  readonly revision: number
  readonly created_at: Date
  readonly changed_at: Date
}

export const COLUMNS = sql`proposal_id, path, topic, title, body, person_id, voice, anonymous, name_sealed, state, seconds, merged_into, reason, answer, outcome, outcome_link,
  sample, revision, created_at, changed_at`

/** Place of a proposal: the union it is made to. Refuses `proposals.unknown`. */
export async function placeOfProposal(ctx: Context, id: string): Promise<Place> {
  const parts = readProposalId(id)
  const row = parts && (await rowOf(ctx, parts.tenant, parts.proposal))
  if (!row) throw refuse('proposals.unknown')
  return { tenant: parts.tenant, path: row.path, see: 'public.read' }
}

/** A member of the tenant may do it there; who is signed in and is none is told so. */
export function membersOnly(ctx: Context, place: Place): Place {
  if (ctx.actor.person !== null && !may(ctx, 'proposals.make', place)) throw refuse('membership.not_member')
  return place
}

export async function rowOf(ctx: Context, tenant: number, proposal: string): Promise<ProposalRow | null> {
  const found = await sql<ProposalRow>`select ${COLUMNS} from proposal where tenant_id = ${tenant} and proposal_id = ${proposal}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/** A proposal of the acting tenant, held until the transaction ends. Refuses `proposals.unknown`. */
export async function hold(ctx: Context, id: string): Promise<ProposalRow> {
  return (await held(ctx, [id]))(id)
}

/** Two at once, always in the order of their ids, so that two who want the same ones never wait for each other. */
export async function holdBoth(ctx: Context, one: string, other: string): Promise<[ProposalRow, ProposalRow]> {
  const find = await held(ctx, [one, other])
  return [find(one), find(other)]
}

async function held(ctx: Context, ids: readonly string[]): Promise<(id: string) => ProposalRow> {
  const wanted = ids.map((id) => readProposalId(id)).filter((id) => id?.tenant === ctx.tenant)
  const found = await sql<ProposalRow>`select ${COLUMNS} from proposal
    where tenant_id = ${ctx.tenant} and proposal_id = any(${wanted.map((id) => id!.proposal)}::uuid[]) order by proposal_id for update`.execute(ctx.db)
  return (id) => {
    const row = found.rows.find(({ proposal_id }) => proposalId(ctx.tenant, proposal_id) === id)
    if (!row) throw refuse('proposals.unknown')
    return row
  }
}

/** A line of its way, open to all: words of the union and figures, no personal data. */
export async function writeEvent(ctx: Context, proposal: string, event: ProposalEvent, detail: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await sql`insert into proposal_event (tenant_id, proposal_id, event_id, at, event, detail)
    values (${ctx.tenant}, ${proposal}, ${newId()}, ${ctx.now}, ${event}, ${JSON.stringify(detail)}::jsonb)`.execute(ctx.db)
}

export function sealAuthor(proposal: string, name: string): string {
  return keys().seal(name, `proposal.name:${proposal}`)
}

/** The name that the author chose to show; null: none, or no longer shown with what it stood under. */
export function authorOf(row: ProposalRow): string | null {
  return row.anonymous || row.name_sealed === null || isHidden(row.state, row.reason) ? null : keys().open(row.name_sealed, `proposal.name:${row.proposal_id}`)
}

/** Whether the reader may read title and text. */
export function isReadable(ctx: Context, tenant: number, row: ProposalRow): boolean {
  if (!isHidden(row.state, row.reason)) return true
  return ctx.actor.person === row.person_id || may(ctx, 'proposals.answer', { tenant, path: row.path })
}

export interface ShortProposal {
  readonly id: string
  readonly topic: Topic
  readonly title: string | null
  readonly state: ProposalState
  readonly voice: Voice
  readonly seconds: number
  readonly union: { readonly path: string; readonly name: string | null }
  readonly author: string | null
  readonly madeAt: string
  readonly changedAt: string
  readonly sample: boolean
}

export function shortOf(ctx: Context, tenant: number, row: ProposalRow, union: string | null): ShortProposal {
  return {
    id: proposalId(tenant, row.proposal_id), topic: row.topic, title: isReadable(ctx, tenant, row) ? row.title : null, state: row.state, voice: row.voice, seconds: row.seconds,
    union: { path: row.path, name: union }, author: authorOf(row), madeAt: row.created_at.toISOString(), changedAt: row.changed_at.toISOString(), sample: row.sample,
  }
}
