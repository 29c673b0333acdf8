import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { homeMembersByNumber } from '../membership/electorate.ts'
import { ballotHash } from './ballots.ts'
import { choicesOf, electionOf, ownPlaceIn, requirePhase, visible, type Election, type Elector } from './election.ts'
import * as inputs from './inputs.ts'
import { isMatter, sorted } from './model.ts'

/** Why an elector's mark could not be set: no elector (to others than members of the union: no such election), or set before. */
async function whyNot(ctx: Context, id: string, again: (elector: Elector) => Refusal): Promise<Refusal> {
  const { elector } = await visible(ctx, id)
  return elector ? again(elector) : refuse('elections.not_elector')
}

async function checkChoices(ctx: Context, election: Election, choices: readonly number[]): Promise<void> {
  const listed = await choicesOf(ctx, election.election)
  if (listed.length === 0) throw refuse('elections.no_candidates', { least: 1 })
  const unknown = choices.find((no) => !listed.some((choice) => choice.no === no))
  if (unknown !== undefined) throw refuse('elections.choice_unknown', { choice: unknown, most: listed.length })
  const most = isMatter(election.kind) ? 1 : election.seats
  if (choices.length > most) throw refuse('elections.too_many_choices', { chosen: choices.length, most })
}

/**
 * One person one vote: the elector's mark, a ballot without person and time, and the count, in one transaction.
 * The receipt is made by the voter's side, so that what `once` keeps cannot be guessed: its body hash covers 80 random bits, its answer no choice.
 */
export const vote = command({
  name: 'elections.vote',
  permission: 'elections.vote',
  summary: 'Casts my one vote. The ballot carries no person and no time; the audit no actor.',
  input: inputs.voteInput,
  output: inputs.voteOutput,
  refusals: ['elections.unknown', 'elections.not_elector', 'elections.already_voted', 'elections.not_now', 'elections.too_many_choices', 'elections.choice_unknown', 'elections.no_candidates', 'elections.receipt_used', 'once.key_reused'],
  anonymous: true,
  at: ownPlaceIn,
  subjects: (input) => [input.election],
  async run(ctx, { election: id, choices, receipt }) {
    const election = await electionOf(ctx, id)
    const mark = await sql`update elector set voted = 'screen'
      where tenant_id = ${ctx.tenant} and election_id = ${election.election} and person_id = ${ctx.actor.person} and voted is null`.execute(ctx.db)
    if (mark.numAffectedRows !== 1n) throw await whyNot(ctx, id, ({ voted }) => refuse('elections.already_voted', { how: voted }))
    requirePhase(ctx, election, 'voting')
    await checkChoices(ctx, election, choices)
    const cast = await sql`insert into ballot (tenant_id, election_id, ballot_id, choices, receipt_hash)
      values (${ctx.tenant}, ${election.election}, ${randomUUID()}, ${sorted(choices)}, ${ballotHash(receipt, id, choices)})
      on conflict on constraint ballot_receipt_key do nothing`.execute(ctx.db)
    if (cast.numAffectedRows !== 1n) throw refuse('elections.receipt_used')
    // Last, for its lock is everybody's: whoever closes waits here for the votes that are under way.
    await countVote(ctx, election, 1, 0)
    return { election: id, accepted: true as const }
  },
})

/** Adds to the turnout while votes are taken; refuses `elections.not_now` where the election was closed meanwhile. */
export async function countVote(ctx: Context, election: Election, votes: 1 | -1, paper: 1 | 0 | -1): Promise<{ voted: number; paperVoted: number }> {
  const counted = await sql<{ voted: number; paperVoted: number }>`update election set voted = voted + ${votes}, paper_voted = paper_voted + ${paper}
    where tenant_id = ${ctx.tenant} and election_id = ${election.election} and state = 'open' and opens_at <= ${ctx.now} and closes_at > ${ctx.now}
    returning voted, paper_voted as "paperVoted"`.execute(ctx.db)
  if (!counted.rows[0]) throw refuse('elections.not_now', { phase: 'over', needs: ['voting'], closesAt: election.closesAt.toISOString() })
  return counted.rows[0]
}

/** Takes no idempotency key: a hash of the body, which is only a number, could be guessed and would say who put whom forward. */
export const nominate = command({
  name: 'elections.nominate',
  permission: 'elections.vote',
  summary: 'Puts one member forward, once an elector; only the count is kept.',
  input: inputs.nominateInput,
  output: inputs.changedOutput,
  refusals: ['elections.unknown', 'elections.not_elector', 'elections.already_nominated', 'elections.nominee_unknown', 'elections.not_now'],
  anonymous: true,
  at: ownPlaceIn,
  subjects: (input) => [input.election],
  async run(ctx, { election: id, number }) {
    const election = await electionOf(ctx, id)
    const marked = await sql`update elector set nominated = true
      where tenant_id = ${ctx.tenant} and election_id = ${election.election} and person_id = ${ctx.actor.person} and not nominated`.execute(ctx.db)
    if (marked.numAffectedRows !== 1n) throw await whyNot(ctx, id, () => refuse('elections.already_nominated'))
    requirePhase(ctx, election, 'nominating')
    const nominee = (await homeMembersByNumber(ctx, election.path, [number])).get(number)
    if (isMatter(election.kind) || !nominee) throw refuse('elections.nominee_unknown')
    await sql`insert into nomination (tenant_id, election_id, person_id, count) values (${ctx.tenant}, ${election.election}, ${nominee}, 1)
      on conflict on constraint nomination_pk do update set count = nomination.count + 1`.execute(ctx.db)
    return { election: id }
  },
})
