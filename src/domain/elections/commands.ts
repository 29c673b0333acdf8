import { sql } from 'kysely'
import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { takeFrom } from '#kernel/limits.ts'
import { homeMembersAt, homeMembersByNumber, memberNames } from '../membership/electorate.ts'
import { tellAll } from '../notices/tell.ts'
import { nodeAt } from '../organisations/queries.ts'
import { countVote } from './booth.ts'
import { choicesOf, electionOf, placeOfElection, requirePhase } from './election.ts'
import * as inputs from './inputs.ts'
import { electionId, isMatter } from './model.ts'
import { announce, draftElection, matterChoices, writeChoices, writeElectors } from './open.ts'

type Drafted = z.output<typeof inputs.draftInput>

export const draft = command({
  name: 'elections.draft',
  permission: 'elections.run',
  summary: 'Drafts an election or a vote of a union; quorum and majority are those of its kind unless given (R-O2).',
  input: inputs.draftInput,
  output: inputs.changedOutput,
  refusals: ['organisations.unknown', 'elections.times_wrong', 'elections.open_vote_on_people', 'elections.number_unknown', 'elections.no_delegates'],
  async at(ctx, { path }) {
    const found = await nodeAt(ctx, path)
    if (!found) throw refuse('organisations.unknown', { path })
    return { tenant: found.tenant, path, see: 'elections.read' }
  },
  async run(ctx, input) {
    const moments = { nominatesFrom: input.nominatesFrom === null ? null : new Date(input.nominatesFrom), opensAt: new Date(input.opensAt), closesAt: new Date(input.closesAt) }
    const { path, title, kind, secret, seats, termYears, quorum, majority } = input
    const election = await draftElection(ctx, { path, title, kind, secret, seats, termYears, ...(quorum && { quorum }), ...(majority && { majority }), ...moments })
    const listed = await listOf(ctx, input)
    if (listed) await writeElectors(ctx, election, listed)
    if (isMatter(kind)) {
      const about = input.about === undefined ? null : [...(await peopleByNumber(ctx, path, [input.about])).values()][0]!
      await writeChoices(ctx, election, matterChoices(about))
    }
    return { election: electionId(ctx.tenant, election) }
  },
  subjects: (_, out) => (out ? [out.election] : []),
})

/** The electors that are known with the draft; null: the members on the day it is opened. */
async function listOf(ctx: Context, { electors, path, numbers }: Drafted): Promise<string[] | null> {
  if (electors === 'members') return null
  if (electors === 'list') return [...(await peopleByNumber(ctx, path, numbers ?? [])).values()]
  const today = dayOf(ctx.now)
  const delegates = await sql<{ person_id: string }>`select distinct person_id from office
    where tenant_id = ${ctx.tenant} and path = ${path} and kind = 'delegate' and person_id is not null and ended_on is null and from_on <= ${today} and until_on >= ${today}`.execute(ctx.db)
  if (delegates.rows.length === 0) throw refuse('elections.no_delegates', { path })
  return delegates.rows.map((row) => row.person_id)
}

/** Members of the union by number, in the order given. Refuses `elections.number_unknown` with those that are nobody's there. */
async function peopleByNumber(ctx: Context, path: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = await homeMembersByNumber(ctx, path, numbers)
  const unknown = numbers.filter((number) => !found.has(number))
  if (unknown.length > 0) throw refuse('elections.number_unknown', { numbers: unknown.slice(0, 20), count: unknown.length })
  return new Map(numbers.map((number) => [number, found.get(number)!]))
}

/** Nothing on the ballot changes in the minute before votes are taken, so that no vote is cast for another list. */
const FIXED_BEFORE_MS = 60_000

export const setChoices = command({
  name: 'elections.set_choices',
  permission: 'elections.run',
  summary: 'Puts the candidates on the ballot, in place of those before: members by number, and those whom enough electors put forward.',
  input: inputs.choicesInput,
  output: inputs.changedOutput,
  refusals: ['elections.unknown', 'elections.not_now', 'elections.number_unknown', 'elections.matter_has_choices'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  async run(ctx, { election: id, people, nominatedBy }) {
    const election = await electionOf(ctx, id, true)
    requirePhase({ ...ctx, now: new Date(ctx.now.getTime() + FIXED_BEFORE_MS) }, election, 'draft', 'announced', 'nominating')
    if (isMatter(election.kind)) throw refuse('elections.matter_has_choices')
    const named = await peopleByNumber(ctx, election.path, people.map(({ number }) => number))
    const put = await nominationsOf(ctx, election.election)
    const wanted = new Set([...named.values(), ...put.filter(({ count }) => nominatedBy !== undefined && count >= nominatedBy).map(({ person }) => person)])
    const names = await memberNames(ctx, [...wanted])
    const about = new Map(people.map(({ number, about }) => [named.get(number)!, about ?? null]))
    await writeChoices(ctx, election.election, [...wanted].map((person) => ({
      person, label: names.get(person) ?? '', about: about.get(person) ?? null, nominations: put.find((one) => one.person === person)?.count ?? 0,
    })))
    return { election: id }
  },
})

/** Members put forward, those by most first. */
export async function nominationsOf(ctx: Context, election: string): Promise<{ person: string; count: number }[]> {
  const found = await sql<{ person: string; count: number }>`select person_id as person, count from nomination
    where tenant_id = ${ctx.tenant} and election_id = ${election} order by count desc, person_id limit 500`.execute(ctx.db)
  return found.rows
}

export const open = command({
  name: 'elections.open',
  permission: 'elections.run',
  summary: 'Closes the list of electors and announces the election to them; votes are taken between its times.',
  input: inputs.electionInput,
  output: inputs.turnoutOutput,
  refusals: ['elections.unknown', 'elections.wrong_state', 'elections.no_electors', 'elections.no_candidates', 'elections.times_wrong'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  async run(ctx, { election: id }) {
    const election = await electionOf(ctx, id, true)
    if (election.state !== 'draft') throw refuse('elections.wrong_state', { state: election.state, needs: 'draft' })
    if (election.closesAt <= ctx.now) throw refuse('elections.times_wrong', { closesAt: election.closesAt.toISOString(), now: ctx.now.toISOString() })
    const nominates = election.nominatesFrom !== null && election.opensAt > ctx.now
    if (!nominates && (await choicesOf(ctx, election.election)).length === 0) throw refuse('elections.no_candidates', { least: 1 })
    const listed = await sql<{ person_id: string }>`select person_id from elector where tenant_id = ${ctx.tenant} and election_id = ${election.election}`.execute(ctx.db)
    const people = listed.rows.length > 0 ? listed.rows.map((row) => row.person_id) : await homeMembersAt(ctx, election.path)
    await announce(ctx, election.election, people)
    return { election: id, electors: people.length, voted: 0, paperVoted: 0 }
  },
})

export const cancel = command({
  name: 'elections.cancel',
  permission: 'elections.run',
  summary: 'Takes an election back, as long as nobody has voted.',
  input: inputs.electionInput,
  output: inputs.changedOutput,
  refusals: ['elections.unknown', 'elections.wrong_state', 'elections.votes_cast'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  async run(ctx, { election: id }) {
    const { election, state, voted } = await electionOf(ctx, id, true)
    if (state !== 'draft' && state !== 'open') throw refuse('elections.wrong_state', { state, needs: 'open' })
    if (voted > 0) throw refuse('elections.votes_cast', { voted })
    await sql`update election set state = 'cancelled', revision = revision + 1 where tenant_id = ${ctx.tenant} and election_id = ${election}`.execute(ctx.db)
    return { election: id }
  },
})

async function paperElector(ctx: Context, id: string, number: string, from: null | 'paper', to: null | 'paper') {
  const election = await electionOf(ctx, id)
  requirePhase(ctx, election, 'voting')
  const person = (await homeMembersByNumber(ctx, election.path, [number])).get(number)
  const marked = person === undefined ? null : await sql`update elector set voted = ${to}
    where tenant_id = ${ctx.tenant} and election_id = ${election.election} and person_id = ${person} and voted is not distinct from ${from}`.execute(ctx.db)
  if (marked?.numAffectedRows === 1n) return { election: id, electors: election.electors, ...(await countVote(ctx, election, to === null ? -1 : 1, to === null ? -1 : 1)) }
  const found = person === undefined ? null : await sql<{ voted: string | null }>`select voted from elector
    where tenant_id = ${ctx.tenant} and election_id = ${election.election} and person_id = ${person}`.execute(ctx.db)
  const elector = found?.rows[0]
  if (!elector) throw refuse('elections.number_unknown', { numbers: [number], count: 1 })
  throw to === null ? refuse('elections.not_on_paper') : refuse('elections.already_voted', { how: elector.voted })
}

export const markPaper = command({
  name: 'elections.mark_paper',
  permission: 'elections.run',
  summary: 'Marks an elector as voting on paper when he is given the sheet: he cannot vote on screen any more.',
  input: inputs.paperElectorInput,
  output: inputs.turnoutOutput,
  refusals: ['elections.unknown', 'elections.not_now', 'elections.number_unknown', 'elections.already_voted'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  run: (ctx, { election, number }) => paperElector(ctx, election, number, null, 'paper'),
})

export const unmarkPaper = command({
  name: 'elections.unmark_paper',
  permission: 'elections.run',
  summary: 'Takes such a mark back: the sheet was handed back unused.',
  input: inputs.paperElectorInput,
  output: inputs.turnoutOutput,
  refusals: ['elections.unknown', 'elections.not_now', 'elections.number_unknown', 'elections.not_on_paper'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  run: (ctx, { election, number }) => paperElector(ctx, election, number, 'paper', null),
})

const DAY_SECONDS = 86_400

/** Who has not voted is told so; staff learn how many, not who. */
export const remind = command({
  name: 'elections.remind',
  permission: 'elections.run',
  summary: 'Sends a message to those who have not voted yet, at most once a day; answers how many, never who.',
  input: inputs.electionInput,
  output: inputs.remindedOutput,
  refusals: ['elections.unknown', 'elections.not_now', 'elections.reminded'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  async run(ctx, { election: id }) {
    const election = await electionOf(ctx, id)
    requirePhase(ctx, election, 'voting')
    const full = await takeFrom(ctx, { name: 'elections.remind', who: election.election, most: 1, windowSeconds: DAY_SECONDS })
    if (full) throw refuse('elections.reminded', { retryAt: full.freeAt.toISOString() })
    const waiting = await sql<{ person_id: string }>`select person_id from elector
      where tenant_id = ${ctx.tenant} and election_id = ${election.election} and voted is null`.execute(ctx.db)
    await tellAll(ctx, waiting.rows.map((row) => row.person_id), {
      code: 'elections.reminder', params: { title: election.title, closesAt: election.closesAt.toISOString() }, link: `/hui/votes/${id}`,
    })
    return { election: id, told: waiting.rows.length }
  },
})
