import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { addDays, dayOf, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { signText } from '../cards/keys.ts'
import { tellAll } from '../notices/tell.ts'
import { ballotLines, ballotsOf, listHash } from './ballots.ts'
import { choicesOf, electionOf, placeOfElection, requirePhase, type ChoiceRow, type Election } from './election.ts'
import { isTaken, paperCounts } from './counting.ts'
import * as inputs from './inputs.ts'
import { electionId, OFFICE_OF } from './model.ts'
import { tally, type Result } from './tally.ts'

/** What is signed: every figure of the result, one a line, and the hash over the published list. scripts/ballots.mjs reads it. */
export function sealText(id: string, election: Election, result: Result, list: string, now: Date): string {
  const plain = (text: string) => text.replace(/\s+/g, ' ')
  const { urn } = result
  return [
    'huizhanjia-ballots 1', `election ${id}`, `kind ${election.kind}`, `title ${plain(election.title)}`, `sealed ${now.toISOString()}`,
    `seats ${result.seats}`, `electors ${result.electors}`, `screen ${result.screen}`, `paper ${result.paper}`, ...(urn ? [`urn ${urn.ballots} ${urn.invalid}`] : []),
    `quorum ${result.quorum.share} needed ${result.quorum.needed} ${result.quorum.reached ? 'reached' : 'missed'}`,
    `majority ${result.majority.share} of ${result.majority.of} needed ${result.majority.needed}`,
    ...result.choices.map(({ no, screen, paper, votes, outcome, label }) => `choice ${no} screen ${screen} paper ${paper} votes ${votes} ${outcome} ${plain(label)}`),
    `list ${list}`,
  ].map((line) => `${line}\n`).join('')
}

/** Works out, signs and writes the result of an election whose votes are closed, in the acting tenant. Refuses `elections.paper_missing`. */
export async function sealElection(ctx: Context, id: string): Promise<Result> {
  const election = await electionOf(ctx, id, true)
  requirePhase(ctx, election, 'counting')
  const [choices, ballots, papers] = [await choicesOf(ctx, election.election), await ballotsOf(ctx, election.election), await paperCounts(ctx, election.election)]
  if (election.paperVoted > 0 && !isTaken(papers)) throw refuse('elections.paper_missing', { entered: papers.length, needed: 2 })
  const screen = election.voted - election.paperVoted
  if (ballots.length !== screen) throw new Error(`election ${id}: ${ballots.length} ballots, but ${screen} voted on screen`)
  const result = tally({ ...election, screen, paper: election.paperVoted, choices, ballots: ballots.map((ballot) => ballot.choices), urn: election.paperVoted > 0 ? papers[0]! : null })
  const list = listHash(ballotLines(ballots))
  const text = sealText(id, election, result, list, ctx.now)
  const { keyId, signature } = await signText(ctx, text)
  await sql`update election set state = 'sealed', result = ${JSON.stringify({ ...result, text })}::jsonb, list_hash = ${list}, seal = ${signature}, key_id = ${keyId}, sealed_at = ${ctx.now},
    revision = revision + 1 where tenant_id = ${ctx.tenant} and election_id = ${election.election}`.execute(ctx.db)
  if (election.kind === 'recall') await recall(ctx, election, choices, result)
  // A union that is being founded has no node yet: its founding enters them.
  else if (election.kind !== 'founding') await enterOffices(ctx, election.election, election.path)
  await tellAll(ctx, await electorsOf(ctx, election.election), { code: 'elections.sealed', params: { title: election.title }, link: `/hui/votes/${id}/result` })
  return result
}

async function electorsOf(ctx: Context, election: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from elector where tenant_id = ${ctx.tenant} and election_id = ${election}`.execute(ctx.db)
  return found.rows.map((row) => row.person_id)
}

/** Writes the offices of those elected, at a node, from today for the term; once an election. Answers how many. */
export async function enterOffices(ctx: Context, election: string, path: string): Promise<number> {
  const sealed = await electionOf(ctx, electionId(ctx.tenant, election))
  const kind = OFFICE_OF[sealed.kind]
  if (!sealed.result || kind === null || sealed.termYears === null) return 0
  const { elected } = sealed.result
  const people = (await choicesOf(ctx, election)).filter(({ no }) => elected.includes(no))
  const [from, there] = [dayOf(ctx.now), await sql`select 1 from office where tenant_id = ${ctx.tenant} and election_id = ${election} limit 1`.execute(ctx.db)]
  if (there.rows.length > 0) return 0
  for (const { person, label } of people) {
    await sql`insert into office (tenant_id, office_id, path, kind, person_id, name, from_on, until_on, election_id, ended_on, sample)
      values (${ctx.tenant}, ${newId()}, ${path}, ${kind}, ${person}, ${label}, ${from}, ${lastDay(from, sealed.termYears)}, ${election}, null, ${sealed.sample})`.execute(ctx.db)
  }
  return people.length
}

/** Last day of a term of so many years that begins on a day. */
export function lastDay(from: Day, years: number): Day {
  return addDays(`${Number(from.slice(0, 4)) + years}${from.slice(4)}`, -1)
}

async function recall(ctx: Context, election: Election, choices: readonly ChoiceRow[], { elected }: Result): Promise<void> {
  const person = choices.find(({ no }) => no === 1)?.person
  if (!elected.includes(1) || !person) return
  await sql`update office set ended_on = ${dayOf(ctx.now)}
    where tenant_id = ${ctx.tenant} and path = ${election.path} and person_id = ${person} and ended_on is null and until_on >= ${dayOf(ctx.now)}`.execute(ctx.db)
}

export const seal = command({
  name: 'elections.seal',
  permission: 'elections.run',
  summary: 'Works the result out step by step, signs it with the hash of the list of ballots, publishes both to the members and enters the offices.',
  input: inputs.electionInput,
  output: inputs.resultOutput,
  refusals: ['elections.unknown', 'elections.not_now', 'elections.paper_missing'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  run: (ctx, { election }) => sealElection(ctx, election),
})
