import { sql } from 'kysely'
import { vote } from '#domain/elections/booth.ts'
import { closeVotes } from '#domain/elections/counting.ts'
import { electionId, newReceipt } from '#domain/elections/model.ts'
import { openElection } from '#domain/elections/open.ts'
import { sealElection } from '#domain/elections/seal.ts'
import { memberNames } from '#domain/membership/electorate.ts'
import type { Context } from '#kernel/context.ts'
import { asPerson, daysAgo } from './act.ts'

const CANDIDATES = 5
const SEATS = 3
const OPEN_DAYS = 60
const DAY_MS = 86_400_000

interface Area {
  readonly title: string
  readonly electors: readonly string[]
  /** How many of the electors have voted. */
  readonly votes: number
}

/** Delegates of two areas of a union, elected area by area: one vote is open, the other has its result. */
export async function loadDemoElections(ctx: Context, path: string, open: Area, sealed: Area): Promise<void> {
  const opened = daysAgo(ctx, 2)
  await hold(opened, path, open, { opensAt: daysAgo(ctx, 1).now, closesAt: after(ctx, OPEN_DAYS) }, ctx)
  const [before, during] = [daysAgo(ctx, 9), daysAgo(ctx, 7)]
  const election = await hold(before, path, sealed, { opensAt: daysAgo(ctx, 8).now, closesAt: daysAgo(ctx, 1).now }, during)
  await closeVotes(ctx, election)
  await sealElection(ctx, electionId(ctx.tenant, election))
}

async function hold(ctx: Context, path: string, { title, electors, votes }: Area, times: { opensAt: Date; closesAt: Date }, voting: Context): Promise<string> {
  const candidates = electors.slice(1, 1 + CANDIDATES)
  const names = await memberNames(ctx, candidates)
  const choices = candidates.map((person, at) => ({ person, label: names.get(person)!, about: `入会 ${at + 1} 年，${at % 2 ? '夜班' : '白班'}（示例）` }))
  const { election } = await openElection(ctx, { path, title, kind: 'delegates', seats: SEATS, termYears: 5, ...times, sample: true, choices, electors })
  for (const [at, person] of electors.slice(1, 1 + votes).entries()) {
    const marks = [1 + (at % 2), 3, 4 + (at % 3 ? 0 : 1)]
    await vote(await asPerson(voting, person), { election: electionId(ctx.tenant, election), choices: marks, receipt: newReceipt() })
  }
  return election
}

/** The open vote never ends before it can be tried. */
export async function renewDemoElection(ctx: Context, path: string): Promise<void> {
  await sql`update election set closes_at = ${after(ctx, OPEN_DAYS)}
    where tenant_id = ${ctx.tenant} and path = ${path} and kind = 'delegates' and sample and state = 'open' and opens_at < ${ctx.now} and closes_at < ${after(ctx, OPEN_DAYS - 1)}`.execute(ctx.db)
}

function after(ctx: Context, days: number): Date {
  return new Date(ctx.now.getTime() + days * DAY_MS)
}
