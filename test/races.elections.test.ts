import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database, type Db } from '#db/open.ts'
import { nominate, vote } from '#domain/elections/booth.ts'
import { markPaper } from '#domain/elections/commands.ts'
import { close, countPaper } from '#domain/elections/counting.ts'
import { electionId, newReceipt } from '#domain/elections/model.ts'
import { openElection } from '#domain/elections/open.ts'
import { seal } from '#domain/elections/seal.ts'
import { enrol } from '#domain/membership/enrol.ts'
import { memberGrant } from '#domain/roles.ts'
import type { Context } from '#kernel/context.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, as, buildWorld, HANGZHOU, staff, useTestSettings, WEDNESDAY } from './world.ts'

/** One person one vote, and every accepted vote counted, under hundreds of callers through two pools as two processes would have them. */

const CONNECTIONS = 24
const ELECTORS = 100
const HOUR = 3_600_000

let first: Awaited<ReturnType<typeof openTestDatabase>>
let second: Database
let clerk: Context
let other: Context
const electors: { ctx: Context; person: string; number: string }[] = []

beforeAll(async () => {
  useTestSettings()
  first = await openTestDatabase(CONNECTIONS)
  second = openDatabase({ url: first.scratch.url, connections: CONNECTIONS })
  await buildWorld(first.db)
  clerk = await staff(first.db, 'union_clerk', 1, HANGZHOU.path, { now: at(1) })
  other = await staff(first.db, 'union_manager', 1, HANGZHOU.path, { now: at(1) })
  for (let n = 0; n < ELECTORS; n++) {
    const person = await addPerson(first.db)
    const home = await first.db.transaction().execute((trx) =>
      enrol({ ...clerk, db: trx }, { person: person.id, path: HANGZHOU.county, name: `示例${n}`, phone: null, document: null, trade: 'delivery', source: 'self', joinedOn: '2026-01-05', sample: true }))
    electors.push({ ctx: as(first.db, person, [memberGrant(1)], { now: at(1) }), person: person.id, number: home.number })
  }
})
afterAll(async () => {
  await second.close()
  await first.close()
})

const at = (hours: number) => new Date(WEDNESDAY.getTime() + hours * HOUR)
const pool = (caller: number): Db => (caller % 2 ? second.db : first.db)

async function opened(nominatesFrom: Date | null = null): Promise<string> {
  const { election } = await first.db.transaction().execute((trx) => openElection({ ...clerk, db: trx }, {
    path: HANGZHOU.county, title: '示例选举', kind: 'delegates', seats: 3, termYears: 3, nominatesFrom, opensAt: nominatesFrom ? at(2) : at(0), closesAt: at(3),
    choices: Array.from({ length: 5 }, (_, n) => ({ person: electors[n]!.person, label: `示例${n}` })), electors: electors.map(({ person }) => person),
  }))
  return electionId(1, election)
}

/** Calls at once; answers what was done and the codes of what was refused. Anything else fails the test. */
async function rush<T>(calls: readonly (() => Promise<T>)[]): Promise<{ done: T[]; refused: string[] }> {
  const done: T[] = []
  const refused: string[] = []
  for (const settled of await Promise.allSettled(calls.map((call) => call()))) {
    if (settled.status === 'fulfilled') done.push(settled.value)
    else if (settled.reason instanceof Error && settled.reason.name === 'Refusal') refused.push((settled.reason as Error & { code: string }).code)
    else throw settled.reason
  }
  return { done, refused }
}

async function counts(election: string): Promise<{ ballots: number; voted: number; marked: number; paper: number; state: string }> {
  const id = election.slice(2)
  const found = await sql<{ ballots: number; voted: number; marked: number; paper: number; state: string }>`select
    (select count(*)::integer from ballot where tenant_id = 1 and election_id = ${id}) as ballots,
    (select count(*)::integer from elector where tenant_id = 1 and election_id = ${id} and voted is not null) as marked,
    e.voted, e.paper_voted as paper, e.state from election e where e.tenant_id = 1 and e.election_id = ${id}`.execute(first.db)
  return found.rows[0]!
}

const voteOf = (caller: number, election: string, elector: (typeof electors)[number]) => () =>
  vote({ ...elector.ctx, db: pool(caller) }, { election, choices: [1 + (caller % 5)], receipt: newReceipt() })

test('200 votes at once of 100 electors, each twice: 100 ballots', async () => {
  const election = await opened()
  const { done, refused } = await rush([...electors, ...electors].map((elector, caller) => voteOf(caller, election, elector)))
  expect(done).toHaveLength(ELECTORS)
  expect(refused).toEqual(Array.from({ length: ELECTORS }, () => 'elections.already_voted'))
  expect(await counts(election)).toEqual({ ballots: ELECTORS, voted: ELECTORS, marked: ELECTORS, paper: 0, state: 'open' })
})

test('one vote sent again by one phone: one ballot, one answer', async () => {
  const election = await opened()
  const [elector] = electors as [(typeof electors)[number]]
  const receipt = newReceipt()
  const { done, refused } = await rush(Array.from({ length: 50 }, (_, caller) => () => vote({ ...elector.ctx, db: pool(caller), key: 'one-phone-one-key' }, { election, choices: [2], receipt })))
  expect(refused).toEqual([])
  expect(done.every((answer) => answer.accepted && answer.election === election)).toBe(true)
  expect((await counts(election)).ballots).toBe(1)
})

test('a close that races with votes: every accepted vote is counted, none comes after', async () => {
  const election = await opened()
  const votes = electors.map((elector, caller) => voteOf(caller, election, elector))
  // The clerk's clock is past the end, the voters' are not: the state alone decides.
  const closing = async () => {
    await new Promise((resolve) => setTimeout(resolve, 40))
    return close({ ...clerk, now: at(3) }, { election })
  }
  const { done, refused } = await rush<unknown>([...votes.slice(0, 60), closing, ...votes.slice(60)])
  const accepted = done.length - 1
  expect(refused.every((code) => code === 'elections.not_now')).toBe(true)
  expect(accepted + refused.length).toBe(ELECTORS)
  expect(await counts(election)).toEqual({ ballots: accepted, voted: accepted, marked: accepted, paper: 0, state: 'counting' })
  const result = await seal({ ...clerk, now: at(3) }, { election })
  expect(result.choices.reduce((sum, choice) => sum + choice.votes, 0)).toBe(accepted)
})

test('screen and paper at once for the same electors: one of the two', async () => {
  const election = await opened()
  const few = electors.slice(0, 40)
  const { done } = await rush<unknown>(few.flatMap((elector, caller) => [voteOf(caller, election, elector), () => markPaper({ ...clerk, db: pool(caller + 1) }, { election, number: elector.number })]))
  expect(done).toHaveLength(40)
  const after = await counts(election)
  expect(after).toMatchObject({ voted: 40, marked: 40 })
  expect(after.ballots + after.paper).toBe(40)
})

test('20 closes and 20 seals at once: one of each; two paper counts at once that differ: one', async () => {
  const election = await opened()
  await voteOf(0, election, electors[0]!)()
  await markPaper(clerk, { election, number: electors[1]!.number })
  const [one, two] = [{ ...clerk, now: at(3) }, { ...other, now: at(3) }]
  const closes = await rush(Array.from({ length: 20 }, (_, caller) => () => close({ ...one, db: pool(caller) }, { election })))
  expect(closes.done).toHaveLength(1)
  const count = (ctx: Context, votes: number) => countPaper(ctx, { election, ballots: 1, invalid: 0, counts: { 1: votes } })
  const papers = await rush([() => count(one, 0), () => count({ ...two, db: second.db }, 1)])
  expect(papers).toMatchObject({ done: [{ taken: false }], refused: ['elections.paper_differs'] })
  const agreed = await rush([() => count(one, 0), () => count(two, 0)])
  // Where two's count stood and one's came first, one was refused and two has entered the same now.
  const taken = agreed.done.some((answer) => answer.taken) || (await count(one, 0)).taken
  expect(taken).toBe(true)
  const seals = await rush(Array.from({ length: 20 }, (_, caller) => () => seal({ ...one, db: pool(caller) }, { election })))
  expect(seals.done).toHaveLength(1)
})

test('100 nominations of one member, each sent twice: counted 100 times', async () => {
  const election = await opened(at(0))
  const { done } = await rush([...electors, ...electors].map((elector, caller) => () => nominate({ ...elector.ctx, db: pool(caller) }, { election, number: electors[7]!.number })))
  expect(done).toHaveLength(ELECTORS)
  const put = await sql<{ count: number }>`select count from nomination where tenant_id = 1 and election_id = ${election.slice(2)}`.execute(first.db)
  expect(put.rows).toEqual([{ count: ELECTORS }])
})
