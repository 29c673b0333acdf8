import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { shuffleBallots } from './ballots.ts'
import { choicesOf, electionOf, placeOfElection, readId, requirePhase, type Election } from './election.ts'
import * as inputs from './inputs.ts'
import { electionId, isMatter } from './model.ts'

/** Ends the taking of votes and shuffles the box. Refuses `elections.not_over` before the time, unless all have voted. */
export async function closeVotes(ctx: Context, election: string): Promise<void> {
  const closed = await sql<{ voted: number }>`update election set state = 'counting', revision = revision + 1
    where tenant_id = ${ctx.tenant} and election_id = ${election} and state = 'open' and (closes_at <= ${ctx.now} or (opens_at <= ${ctx.now} and voted = electors)) returning voted`.execute(ctx.db)
  if (closed.rows[0]) {
    await shuffleBallots(ctx, election)
    return
  }
  const { state, voted, electors, closesAt } = await electionOf(ctx, electionId(ctx.tenant, election))
  if (state !== 'open') throw refuse('elections.wrong_state', { state, needs: 'open' })
  throw refuse('elections.not_over', { voted, electors, closesAt: closesAt.toISOString() })
}

export const close = command({
  name: 'elections.close',
  permission: 'elections.run',
  summary: 'Ends the taking of votes: after its time, or when all have voted. The ballots are put in a new, random order.',
  input: inputs.electionInput,
  output: inputs.changedOutput,
  refusals: ['elections.unknown', 'elections.wrong_state', 'elections.not_over'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  async run(ctx, { election }) {
    await closeVotes(ctx, readId(election).election)
    return { election }
  },
})

/** The clock's part, for one tenant: closes what is over; answers how many. */
export async function closeDue(ctx: Context): Promise<number> {
  const due = await sql<{ election_id: string }>`select election_id from election
    where tenant_id = ${ctx.tenant} and state = 'open' and closes_at <= ${ctx.now} order by closes_at limit 100`.execute(ctx.db)
  for (const { election_id } of due.rows) await close(ctx, { election: electionId(ctx.tenant, election_id) })
  return due.rows.length
}

export interface PaperCount {
  readonly countedBy: string
  readonly ballots: number
  readonly invalid: number
  readonly counts: Readonly<Record<string, number>>
}

export async function paperCounts(ctx: Context, election: string): Promise<PaperCount[]> {
  const found = await sql<PaperCount>`select counted_by as "countedBy", ballots, invalid, counts from paper_count
    where tenant_id = ${ctx.tenant} and election_id = ${election} order by at, counted_by`.execute(ctx.db)
  return found.rows
}

/** Two people have said the same. */
export function isTaken(counts: readonly PaperCount[]): boolean {
  return counts.length === 2
}

/**
 * What one person counted in the urn. The first count waits; the second by another person is taken when it says the same, and refused
 * with both figures when it does not: then both count again, and either may enter anew.
 */
export const countPaper = command({
  name: 'elections.count_paper',
  permission: 'elections.run',
  summary: 'Enters the paper votes as I counted them; two different people must say the same.',
  input: inputs.paperCountInput,
  output: inputs.countedOutput,
  refusals: ['elections.unknown', 'elections.not_now', 'elections.no_paper', 'elections.paper_impossible', 'elections.paper_differs', 'elections.paper_taken'],
  at: placeOfElection,
  subjects: (input) => [input.election],
  async run(ctx, { election: id, ballots, invalid, counts: given }) {
    const election = await electionOf(ctx, id, true)
    requirePhase(ctx, election, 'counting')
    const listed = await choicesOf(ctx, election.election)
    const counts = Object.fromEntries(listed.map(({ no }) => [no, given[no] ?? 0]))
    checkPaper(election, { ballots, invalid, counts }, Object.keys(given).filter((no) => !(no in counts)))
    const before = await paperCounts(ctx, election.election)
    if (isTaken(before)) throw refuse('elections.paper_taken')
    const me = ctx.actor.pseudonym!
    const other = before.find((count) => count.countedBy !== me)
    const differs = other ? differences(other, { ballots, invalid, counts }) : []
    if (differs.length > 0) throw refuse('elections.paper_differs', { differs })
    await sql`insert into paper_count (tenant_id, election_id, counted_by, ballots, invalid, counts, at)
      values (${ctx.tenant}, ${election.election}, ${me}, ${ballots}, ${invalid}, ${JSON.stringify(counts)}::jsonb, ${ctx.now})
      on conflict on constraint paper_count_pk do update set ballots = excluded.ballots, invalid = excluded.invalid, counts = excluded.counts, at = excluded.at`.execute(ctx.db)
    return { election: id, taken: other !== undefined }
  },
})

type Figures = Pick<PaperCount, 'ballots' | 'invalid' | 'counts'>

function checkPaper(election: Election, { ballots, invalid, counts }: Figures, unknown: readonly string[]): void {
  if (election.paperVoted === 0) throw refuse('elections.no_paper')
  if (unknown.length > 0) throw refuse('elections.choice_unknown', { choice: Number(unknown[0]), most: Object.keys(counts).length })
  const marks = isMatter(election.kind) ? 1 : election.seats
  const valid = ballots - invalid
  const all = Object.values(counts)
  const votes = all.reduce((sum, votes) => sum + votes, 0)
  const rule = ballots > election.paperVoted ? 'more_than_voters' : valid < 0 ? 'more_invalid' : all.some((votes) => votes > valid) ? 'more_than_papers' : votes > valid * marks ? 'more_than_marks' : null
  if (rule) throw refuse('elections.paper_impossible', { rule, ballots, invalid, paperVoted: election.paperVoted, votes, most: valid * marks })
}

/** Each figure on which two counts differ: what it is ('ballots', 'invalid' or the number of a choice), the other's, mine. */
export function differences(theirs: Figures, mine: Figures): { figure: string; theirs: number; mine: number }[] {
  const figures = ({ ballots, invalid, counts }: Figures): Record<string, number> => ({ ballots, invalid, ...counts })
  const [a, b] = [figures(theirs), figures(mine)]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((figure) => (a[figure] ?? 0) !== (b[figure] ?? 0)).map((figure) => ({ figure, theirs: a[figure] ?? 0, mine: b[figure] ?? 0 }))
}
