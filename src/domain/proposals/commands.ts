import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { ownPlace, type Place } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { takeFrom } from '#kernel/limits.ts'
import { officesOf } from '../elections/queries.ts'
import { openName, sealedMember } from '../membership/member.ts'
import { nodeAt } from '../organisations/queries.ts'
import { madeOutput, makeInput, oneInput, secondsOutput, steppedOutput } from './inputs.ts'
import { A_DAY, isLive, proposalId } from './model.ts'
import { hold, membersOnly, placeOfProposal, sealAuthor, writeEvent, type ProposalRow } from './rows.ts'

export const make = command({
  name: 'proposals.make',
  permission: 'proposals.make',
  summary: 'I propose something to a union of the tenant in which I am a member; a delegate speaks as one.',
  input: makeInput,
  output: madeOutput,
  refusals: ['organisations.unknown', 'membership.not_member', 'access.too_many'],
  async at(ctx, { path }) {
    if (ctx.actor.person === null) throw refuse('access.sign_in')
    const found = await nodeAt(ctx, path)
    if (!found) throw refuse('organisations.unknown', { path })
    return membersOnly(ctx, { tenant: found.tenant, path })
  },
  subjects: (_, out: { id: string } | null) => (out ? [out.id] : []),
  async run(ctx, { path, topic, title, text, named }) {
    const person = ctx.actor.person!
    const full = await takeFrom(ctx, { name: 'proposals.make', who: person, most: A_DAY, windowSeconds: 86_400 })
    if (full) throw refuse('access.too_many', { retryAt: full.freeAt.toISOString() })
    const proposal = newId()
    const member = await sealedMember(ctx, ctx.tenant, person)
    const delegate = (await officesOf(ctx, ctx.tenant, person)).some(({ kind }) => kind === 'delegate')
    const name = named && member ? sealAuthor(proposal, openName(member)) : null
    await sql`insert into proposal (tenant_id, proposal_id, path, topic, title, body, person_id, voice, anonymous, name_sealed, state, seconds, sample, revision, created_at, changed_at)
      values (${ctx.tenant}, ${proposal}, ${path}, ${topic}, ${title}, ${text}, ${person}, ${delegate ? 'delegate' : 'worker'}, ${name === null}, ${name}, 'open', 0,
        ${member?.sample ?? false}, 1, ${ctx.now}, ${ctx.now})`.execute(ctx.db)
    await sql`insert into my_proposal (person_id, tenant_id, proposal_id, at) values (${person}, ${ctx.tenant}, ${proposal}, ${ctx.now})`.execute(ctx.db)
    await writeEvent(ctx, proposal, 'open')
    return { id: proposalId(ctx.tenant, proposal) }
  },
})

/** Refuses unless the proposal is on its way: `proposals.merged` leads to the one that carries on. */
export function requireLive(row: ProposalRow, tenant: number): void {
  if (row.state === 'merged') throw refuse('proposals.merged', { into: proposalId(tenant, row.merged_into!) })
  if (!isLive(row.state)) throw refuse('proposals.over', { state: row.state })
}

/** My own place, in the proposal's tenant: what is mine stays mine to take back when I have left the union. */
async function ownPlaceAt(ctx: Context, id: string): Promise<Place> {
  const { tenant } = await placeOfProposal(ctx, id)
  return { ...ownPlace(ctx.actor.person), tenant }
}

async function count(ctx: Context, row: ProposalRow, by: 1 | -1): Promise<number> {
  const counted = await sql<{ seconds: number }>`update proposal set seconds = seconds + ${by}::integer
    where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id} returning seconds`.execute(ctx.db)
  return counted.rows[0]!.seconds
}

export const second = command({
  name: 'proposals.second',
  permission: 'proposals.make',
  summary: 'I second a proposal of somebody else, once; said again it counts no more.',
  input: oneInput,
  output: secondsOutput,
  refusals: ['proposals.unknown', 'proposals.own', 'proposals.over', 'proposals.merged', 'membership.not_member'],
  at: async (ctx, { id }) => membersOnly(ctx, await placeOfProposal(ctx, id)),
  subjects: ({ id }) => [id],
  async run(ctx, { id }) {
    const row = await hold(ctx, id)
    if (row.person_id === ctx.actor.person) throw refuse('proposals.own')
    requireLive(row, ctx.tenant)
    const seconded = await sql`insert into proposal_second (tenant_id, proposal_id, person_id, at) values (${ctx.tenant}, ${row.proposal_id}, ${ctx.actor.person}, ${ctx.now})
      on conflict on constraint proposal_second_pk do nothing`.execute(ctx.db)
    return { id, seconds: seconded.numAffectedRows === 1n ? await count(ctx, row, 1) : row.seconds, seconded: true }
  },
})

export const unsecond = command({
  name: 'proposals.unsecond',
  permission: 'self.write',
  summary: 'I take back that I second a proposal.',
  input: oneInput,
  output: secondsOutput,
  refusals: ['proposals.unknown', 'proposals.over', 'proposals.merged'],
  at: (ctx, { id }) => ownPlaceAt(ctx, id),
  subjects: ({ id }) => [id],
  async run(ctx, { id }) {
    const row = await hold(ctx, id)
    requireLive(row, ctx.tenant)
    const taken = await sql`delete from proposal_second where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id} and person_id = ${ctx.actor.person}`.execute(ctx.db)
    return { id, seconds: taken.numAffectedRows === 1n ? await count(ctx, row, -1) : row.seconds, seconded: false }
  },
})

export const withdraw = command({
  name: 'proposals.withdraw',
  permission: 'self.write',
  summary: 'I take my proposal back while the union has not accepted it; its text is no longer shown.',
  input: oneInput,
  output: steppedOutput,
  refusals: ['proposals.unknown', 'proposals.not_own', 'proposals.not_from_here'],
  at: (ctx, { id }) => ownPlaceAt(ctx, id),
  subjects: ({ id }) => [id],
  async run(ctx, { id }) {
    const row = await hold(ctx, id)
    if (row.person_id !== ctx.actor.person) throw refuse('proposals.not_own')
    if (row.state !== 'open') throw refuse('proposals.not_from_here', { from: row.state, to: 'withdrawn' })
    await sql`update proposal set state = 'withdrawn', revision = revision + 1, changed_at = ${ctx.now} where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id}`.execute(ctx.db)
    await writeEvent(ctx, row.proposal_id, 'withdrawn')
    return { id, state: 'withdrawn' as const, revision: row.revision + 1 }
  },
})
