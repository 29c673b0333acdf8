import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { may } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { requireLive } from './commands.ts'
import { answerInput, decideInput, mergedOutput, mergeInput, steppedOutput, voiceInput } from './inputs.ts'
import { mayBecome, proposalId } from './model.ts'
import { hold, holdBoth, placeOfProposal, writeEvent } from './rows.ts'
import { tellAuthor, tellSupporters } from './told.ts'

/** What a union does about a proposal made to it: every step is written where all can read it. */

export const decide = command({
  name: 'proposals.decide',
  permission: 'proposals.answer',
  summary: 'The union accepts a proposal, takes it in work, adopts it with what came of it, or refuses it with a coded reason and words.',
  input: decideInput,
  output: steppedOutput,
  refusals: ['proposals.unknown', 'proposals.not_from_here', 'edit.stale'],
  at: (ctx, { id }) => placeOfProposal(ctx, id),
  subjects: ({ id, to, reason }) => [id, to, ...(reason ? [reason] : [])],
  async run(ctx, { id, to, revision, answer, reason, outcome, link }) {
    const row = await hold(ctx, id)
    if (!mayBecome(row.state, to)) throw refuse('proposals.not_from_here', { from: row.state, to })
    if (row.revision !== revision) throw refuse('edit.stale', { yours: revision, now: row.revision })
    const why = to === 'refused' ? reason! : null
    const came = to === 'adopted' ? { outcome: outcome!, link: link ?? null } : { outcome: null, link: null }
    await sql`update proposal set state = ${to}, reason = ${why}, answer = ${answer ?? row.answer}, outcome = ${came.outcome}, outcome_link = ${came.link},
      revision = revision + 1, changed_at = ${ctx.now} where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id}`.execute(ctx.db)
    await writeEvent(ctx, row.proposal_id, to, { ...(answer && { answer }), ...(why && { reason: why }), ...(came.outcome && { outcome: came.outcome }), ...(came.link && { link: came.link }) })
    await tellSupporters(ctx, { ...row, state: to, reason: why }, `proposals.${to}`, why ? { reason: why } : {})
    return { id, state: to, revision: row.revision + 1 }
  },
})

export const answer = command({
  name: 'proposals.answer',
  permission: 'proposals.answer',
  summary: 'The union says a word about a proposal on its way, without a step.',
  input: answerInput,
  output: steppedOutput,
  refusals: ['proposals.unknown', 'proposals.over', 'proposals.merged'],
  at: (ctx, { id }) => placeOfProposal(ctx, id),
  subjects: ({ id }) => [id],
  async run(ctx, { id, answer: words }) {
    const row = await hold(ctx, id)
    requireLive(row, ctx.tenant)
    await sql`update proposal set answer = ${words}, revision = revision + 1, changed_at = ${ctx.now} where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id}`.execute(ctx.db)
    await writeEvent(ctx, row.proposal_id, 'answered', { answer: words })
    await tellSupporters(ctx, row, 'proposals.answered')
    return { id, state: row.state, revision: row.revision + 1 }
  },
})

export const merge = command({
  name: 'proposals.merge',
  permission: 'proposals.answer',
  summary: 'Merges a proposal into another openly: its author and those who second it count there, nobody twice.',
  input: mergeInput,
  output: mergedOutput,
  refusals: ['proposals.unknown', 'proposals.itself', 'proposals.over', 'proposals.merged', 'access.denied'],
  at: (ctx, { id }) => placeOfProposal(ctx, id),
  subjects: ({ id, into }) => [id, into],
  async run(ctx, { id, into }) {
    if (id === into) throw refuse('proposals.itself')
    const [row, other] = await holdBoth(ctx, id, into)
    if (!may(ctx, 'proposals.answer', { tenant: ctx.tenant, path: other.path })) throw refuse('access.denied', { permission: 'proposals.answer' })
    requireLive(row, ctx.tenant)
    requireLive(other, ctx.tenant)
    // Its author goes on as one who seconds: the wish is his too.
    const carried = await sql`insert into proposal_second (tenant_id, proposal_id, person_id, at)
      select ${ctx.tenant}::integer, ${other.proposal_id}::uuid, s.person_id, ${ctx.now}::timestamptz from (
        select person_id from proposal_second where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id} union select ${row.person_id}::uuid) s
      where s.person_id <> ${other.person_id} on conflict on constraint proposal_second_pk do nothing`.execute(ctx.db)
    const added = Number(carried.numAffectedRows)
    const counted = await sql<{ seconds: number }>`update proposal set seconds = seconds + ${added}::integer, revision = revision + 1, changed_at = ${ctx.now}
      where tenant_id = ${ctx.tenant} and proposal_id = ${other.proposal_id} returning seconds`.execute(ctx.db)
    await sql`update proposal set state = 'merged', merged_into = ${other.proposal_id}, revision = revision + 1, changed_at = ${ctx.now}
      where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id}`.execute(ctx.db)
    await writeEvent(ctx, row.proposal_id, 'merged', { other: other.proposal_id })
    await writeEvent(ctx, other.proposal_id, 'merged_in', { other: row.proposal_id, added })
    await tellSupporters(ctx, row, 'proposals.merged', { into: other.title })
    await tellAuthor(ctx, other, 'proposals.merged_in', { from: row.title, added })
    return { id, into: proposalId(ctx.tenant, other.proposal_id), added, seconds: counted.rows[0]!.seconds }
  },
})

export const setVoice = command({
  name: 'proposals.set_voice',
  permission: 'proposals.answer',
  summary: 'Marks a proposal as that of a model worker, or takes the mark away.',
  input: voiceInput,
  output: steppedOutput,
  refusals: ['proposals.unknown', 'proposals.over', 'proposals.merged'],
  at: (ctx, { id }) => placeOfProposal(ctx, id),
  subjects: ({ id, voice }) => [id, voice],
  async run(ctx, { id, voice }) {
    const row = await hold(ctx, id)
    requireLive(row, ctx.tenant)
    // A delegate's office is a fact of the elections: nobody marks it away.
    if (row.voice === voice || row.voice === 'delegate') return { id, state: row.state, revision: row.revision }
    await sql`update proposal set voice = ${voice}, revision = revision + 1, changed_at = ${ctx.now} where tenant_id = ${ctx.tenant} and proposal_id = ${row.proposal_id}`.execute(ctx.db)
    await writeEvent(ctx, row.proposal_id, 'voice', { voice })
    return { id, state: row.state, revision: row.revision + 1 }
  },
})
