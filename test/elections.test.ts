import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { delegateNumber, delegatesHere, desk, sheet, terms } from '#domain/elections/board.ts'
import { nominate, vote } from '#domain/elections/booth.ts'
import { cancel, draft, markPaper, open, remind, setChoices, unmarkPaper } from '#domain/elections/commands.ts'
import { close, closeDue, countPaper } from '#domain/elections/counting.ts'
import { ballots, check, mine, result, view } from '#domain/elections/hall.ts'
import { electionId, newReceipt, showReceipt } from '#domain/elections/model.ts'
import { openElection, type ElectionSpec } from '#domain/elections/open.ts'
import { officesOf, outcomeOf, votesOf } from '#domain/elections/queries.ts'
import { enterOffices, seal } from '#domain/elections/seal.ts'
import { tally } from '#domain/elections/tally.ts'
import { alarmTerms } from '#domain/elections/terms.ts'
import { verifyText } from '#domain/cards/keys.ts'
import { enrol } from '#domain/membership/enrol.ts'
import { memberGrant } from '#domain/roles.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { clockContext } from '../src/jobs.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, anyone, as, buildWorld, HANGZHOU, LANZHOU, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clerk: Context
let second: Context
let serial = 0

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
  second = await staff(database.db, 'union_manager', 1, HANGZHOU.path)
})
afterAll(() => database.close())

const HOUR = 3_600_000
const at = (hours: number) => new Date(WEDNESDAY.getTime() + hours * HOUR)

interface Voter {
  readonly ctx: Context
  readonly person: string
  readonly number: string
}

/** A union of its own for each test, with members. */
async function union(members: number, where: typeof HANGZHOU = HANGZHOU): Promise<{ path: string; voters: Voter[] }> {
  const path = `${where.county}/u-el${++serial}`
  await database.db.insertInto('local_union').values({
    tenant_id: where.tenant, union_id: newId(), path, name: `示例工会${serial}`, level: 'grassroots', kind: 'joint', division: where.division, formed_on: null, sample: true, created_at: WEDNESDAY,
  } as never).execute()
  const voters: Voter[] = []
  for (let n = 0; n < members; n++) voters.push(await member(path, `会员${n}（示例）`, where.tenant))
  return { path, voters }
}

async function member(path: string, name: string, tenant = 1): Promise<Voter> {
  const person = await addPerson(database.db)
  const inside: Context = { ...clerk, tenant }
  const home = await database.db.transaction().execute((trx) => enrol({ ...inside, db: trx }, { person: person.id, path, name, phone: null, document: null, trade: 'delivery', source: 'self', joinedOn: '2026-01-05', sample: true }))
  return { ctx: as(database.db, person, [memberGrant(tenant)], { now: at(1) }), person: person.id, number: home.number }
}

const PEOPLE = { kind: 'committee', seats: 2, termYears: 3 } as const

/** An open committee election of three candidates, in which the members vote for an hour from hour 1. */
async function opened(path: string, voters: readonly Voter[], given: Partial<ElectionSpec> = {}, candidates = 3): Promise<string> {
  const spec = { path, title: '示例选举', ...PEOPLE, opensAt: at(0.5), closesAt: at(2), ...given }
  const choices = Array.from({ length: candidates }, (_, n) => ({ person: voters[n]?.person ?? null, label: `候选人${n + 1}（示例）` }))
  const { election } = await database.db.transaction().execute((trx) => openElection({ ...clerk, tenant: 1, db: trx }, { ...spec, choices, electors: voters.map(({ person }) => person) }))
  return electionId(1, election)
}

const cast = (voter: Voter, election: string, choices: number[], receipt = newReceipt()) => vote(voter.ctx, { election, choices, receipt })
const after: () => Context = () => ({ ...clerk, now: at(2) })

async function sealedAfter(election: string) {
  await close(after(), { election })
  return seal(after(), { election })
}

describe('elections.vote', () => {
  test('counts one vote of each elector, and no second', async () => {
    const { path, voters } = await union(3)
    const election = await opened(path, voters)
    expect(await cast(voters[0]!, election, [2, 1])).toEqual({ election, accepted: true })
    expect(await refusalOf(cast(voters[0]!, election, [3]))).toMatchObject({ code: 'elections.already_voted', params: { how: 'screen' } })
    expect(await view(voters[0]!.ctx, { election })).toMatchObject({ elector: true, mine: 'screen', voted: 1, electors: 3 })
  })

  test('refuses who is no elector: by name to a member of the union, as unknown to others', async () => {
    const { path, voters } = await union(3)
    const election = await opened(path, voters.slice(0, 2), {}, 2)
    expect(await refusalOf(cast(voters[2]!, election, [1]))).toMatchObject({ code: 'elections.not_elector' })
    const { voters: elsewhere } = await union(1)
    const { voters: lanzhou } = await union(1, LANZHOU)
    for (const stranger of [elsewhere[0]!, lanzhou[0]!]) {
      expect(await refusalOf(cast(stranger, election, [1]))).toMatchObject({ code: 'elections.unknown' })
      expect(await refusalOf(view(stranger.ctx, { election }))).toMatchObject({ code: 'elections.unknown' })
    }
    expect(await refusalOf(vote(anyone(database.db), { election, choices: [1], receipt: newReceipt() }))).toMatchObject({ code: 'access.sign_in' })
  })

  test('takes a vote of an elector who has no home yet, as at a founding', async () => {
    const { path } = await union(0)
    const person = await addPerson(database.db)
    const { election } = await database.db.transaction().execute((trx) => openElection({ ...clerk, db: trx }, {
      path, title: '示例建会选举', kind: 'founding', seats: 1, termYears: 3, opensAt: at(0), closesAt: at(2), choices: [{ person: person.id, label: '示例' }], electors: [person.id],
    }))
    expect(await vote(as(database.db, person, [], { now: at(1) }), { election: electionId(1, election), choices: [1], receipt: newReceipt() })).toMatchObject({ accepted: true })
    await sealedAfter(electionId(1, election))
    expect(await outcomeOf(clerk, election)).toMatchObject({ state: 'sealed', result: { elected: [1] } })
    expect(await officesOf(clerk, 1, person.id)).toEqual([])
    expect(await enterOffices(clerk, election, path)).toBe(1)
    expect(await enterOffices(clerk, election, path)).toBe(0)
    expect(await officesOf(clerk, 1, person.id)).toEqual([{ kind: 'committee', path, until: '2029-11-17' }])
  })

  test('refuses before and after the time, too many, unknown and doubled choices; a refused vote uses nothing up', async () => {
    const { path, voters } = await union(3)
    const election = await opened(path, voters)
    const [one] = voters as [Voter]
    expect(await refusalOf(vote({ ...one.ctx, now: at(0.4) }, { election, choices: [1], receipt: newReceipt() }))).toMatchObject({ code: 'elections.not_now', params: { phase: 'announced' } })
    expect(await refusalOf(cast(one, election, [1, 2, 3]))).toMatchObject({ code: 'elections.too_many_choices', params: { chosen: 3, most: 2 } })
    expect(await refusalOf(cast(one, election, [4]))).toMatchObject({ code: 'elections.choice_unknown', params: { choice: 4 } })
    expect(await refusalOf(cast(one, election, [1, 1]))).toMatchObject({ code: 'input.invalid' })
    expect(await refusalOf(vote(one.ctx, { election, choices: [1], receipt: 'short' }))).toMatchObject({ code: 'input.invalid' })
    expect(await refusalOf(vote({ ...one.ctx, now: at(2) }, { election, choices: [1], receipt: newReceipt() }))).toMatchObject({ code: 'elections.not_now', params: { phase: 'over' } })
    await cast(one, election, [])
    await close(after(), { election })
    expect(await refusalOf(cast(voters[1]!, election, [1]))).toMatchObject({ code: 'elections.not_now', params: { phase: 'counting' } })
  })

  test('the same key answers the same; what is kept of it holds no choice and cannot be guessed', async () => {
    const { path, voters } = await union(2)
    const election = await opened(path, voters, {}, 2)
    const receipt = newReceipt()
    const phone = { ...voters[0]!, ctx: { ...voters[0]!.ctx, key: 'phone-made-vote' } }
    expect(await cast(phone, election, [1], receipt)).toEqual(await cast(phone, election, [1], receipt))
    const kept = await sql<{ answer: unknown }>`select answer from once where tenant_id = 1 and answer->>'election' = ${election}`.execute(database.db)
    expect(kept.rows).toEqual([{ answer: { election, accepted: true } }])
    expect((await view(voters[0]!.ctx, { election })).voted).toBe(1)
  })

  test('audit and ballots carry no actor, no person and no time; at the close the ballots are written anew', async () => {
    const { path, voters } = await union(8)
    const election = await opened(path, voters)
    for (const voter of voters) await cast(voter, election, [1])
    await refusalOf(cast(voters[0]!, election, [2]))
    const lines = await database.db.selectFrom('audit').selectAll().where('tenant_id', '=', 1).where('act', '=', 'elections.vote').execute()
    expect(lines.filter((line) => line.subjects.includes(election)).length).toBe(9)
    expect(lines.every((line) => line.actor === null && line.subjects.every((subject) => subject.startsWith('1.')))).toBe(true)
    const columns = await sql<{ column_name: string }>`select column_name from information_schema.columns where table_name = 'ballot' order by 1`.execute(database.db)
    expect(columns.rows.map((row) => row.column_name)).toEqual(['ballot_id', 'choices', 'election_id', 'receipt_hash', 'tenant_id'])
    const box = () => sql<{ ballot_id: string; receipt_hash: string; xmin: string }>`select ballot_id, receipt_hash, xmin::text as xmin from ballot
      where tenant_id = 1 and election_id = ${election.slice(2)} order by ctid`.execute(database.db).then((found) => found.rows)
    const before = await box()
    await close(after(), { election })
    const shuffled = await box()
    expect(new Set(before.map((row) => row.xmin)).size).toBe(8)
    expect(new Set(shuffled.map((row) => row.xmin)).size).toBe(1)
    expect(shuffled.map((row) => row.receipt_hash).toSorted()).toEqual(before.map((row) => row.receipt_hash).toSorted())
    expect(shuffled.some((row) => before.some((old) => old.ballot_id === row.ballot_id))).toBe(false)
    const electors = await sql<{ xmin: string }>`select xmin::text as xmin from elector where tenant_id = 1 and election_id = ${election.slice(2)}`.execute(database.db)
    expect(electors.rows.some((row) => row.xmin === shuffled[0]!.xmin)).toBe(false)
  })
})

describe('the result', () => {
  test('is worked out step by step: quorum of the electors, more than half of those present', async () => {
    const { path, voters } = await union(6)
    const election = await opened(path, voters)
    for (const [n, choices] of [[1, 2], [1, 2], [1], [3], []].entries()) await cast(voters[n]!, election, choices)
    const out = await sealedAfter(election)
    expect(out).toMatchObject({
      electors: 6, present: 5, screen: 5, blank: 1, quorum: { needed: 4, reached: true }, majority: { of: 5, needed: 3 }, elected: [1], tied: [], seatsLeft: 1,
      choices: [{ no: 1, votes: 3, outcome: 'elected' }, { no: 2, votes: 2, outcome: 'majority_missed' }, { no: 3, votes: 1, outcome: 'majority_missed' }],
    })
    expect(await officesOf(clerk, 1, voters[0]!.person)).toEqual([{ kind: 'committee', path, until: '2029-11-17' }])
    expect(await officesOf(clerk, 1, voters[1]!.person)).toEqual([])
    expect(await result(voters[5]!.ctx, { election })).toMatchObject({ phase: 'sealed', result: { elected: [1] } })
    expect(await votesOf(clerk, 1, voters[5]!.person)).toMatchObject([{ voted: null, title: '示例选举' }])
  })

  test('elects nobody where the quorum is missed', async () => {
    const { path, voters } = await union(4)
    const election = await opened(path, voters)
    for (const voter of voters.slice(0, 2)) await cast(voter, election, [1])
    expect(await sealedAfter(election)).toMatchObject({ present: 2, quorum: { needed: 3, reached: false }, elected: [], choices: [{ outcome: 'no_quorum' }, {}, {}] })
  })

  test('names equal votes at the last seat and leaves them to a run-off', async () => {
    const { path, voters } = await union(4)
    const election = await opened(path, voters)
    for (const [n, choices] of [[1, 2], [1, 2], [1, 3], [1, 3]].entries()) await cast(voters[n]!, election, choices)
    expect(await sealedAfter(election)).toMatchObject({ elected: [1], tied: [], choices: [{ outcome: 'elected' }, { outcome: 'majority_missed' }, { outcome: 'majority_missed' }] })
    const given = { kind: 'committee', seats: 2, quorum: '2/3', majority: '1/2', electors: 5, screen: 5, paper: 0, urn: null } as const
    const choices = [1, 2, 3].map((no) => ({ no, label: String(no) }))
    expect(tally({ ...given, choices, ballots: [[1, 2], [1, 2], [1, 3], [2, 3], [1, 3]] })).toMatchObject({ elected: [1], tied: [2, 3], seatsLeft: 1 })
    expect(tally({ ...given, choices, ballots: [[1, 2], [2, 1], [3, 1], [2, 3], [3, 1]] })).toMatchObject({ elected: [1], tied: [2, 3] })
    expect(tally({ ...given, seats: 1, choices, ballots: [[1], [1], [1], [2], [3]] })).toMatchObject({ elected: [1], tied: [], seatsLeft: 0 })
  })

  test('a recall needs more than half of all electors and ends the offices', async () => {
    const { path, voters } = await union(4)
    const first = await opened(path, voters, { seats: 1 }, 2)
    for (const voter of voters) await cast(voter, first, [1])
    await sealedAfter(first)
    const drafted = await draft(clerk, { path, title: '示例罢免', kind: 'recall', about: voters[0]!.number, opensAt: at(3).toISOString(), closesAt: at(4).toISOString() })
    await open({ ...clerk, now: at(2.5) }, drafted)
    const inTime = voters.map((voter) => ({ ...voter, ctx: { ...voter.ctx, now: at(3.5) } }))
    for (const [n, choices] of [[1], [1], [2]].entries()) await cast(inTime[n]!, drafted.election, choices)
    await close({ ...clerk, now: at(4) }, drafted)
    expect(await seal({ ...clerk, now: at(4) }, drafted)).toMatchObject({ majority: { share: '1/2 electors', of: 4, needed: 3 }, elected: [], choices: [{ label: '同意', outcome: 'not_adopted' }, {}, {}] })
    expect(await officesOf(clerk, 1, voters[0]!.person)).toHaveLength(1)
  })

  test('is sealed once, after the close; a voter finds his ballot, and who has no receipt does not', async () => {
    const { path, voters } = await union(3)
    const election = await opened(path, voters)
    const receipt = newReceipt()
    await cast(voters[0]!, election, [3, 1], receipt)
    await cast(voters[1]!, election, [])
    expect(await refusalOf(seal({ ...clerk, now: at(1.5) }, { election }))).toMatchObject({ code: 'elections.not_now' })
    expect(await refusalOf(result(voters[0]!.ctx, { election }))).toMatchObject({ code: 'elections.not_sealed' })
    await sealedAfter(election)
    expect(await refusalOf(seal(after(), { election }))).toMatchObject({ code: 'elections.not_now', params: { phase: 'sealed' } })
    expect(await check(voters[2]!.ctx, { election, receipt: showReceipt(receipt).toLowerCase() })).toMatchObject({ found: true, choices: [{ no: 1 }, { no: 3 }] })
    expect(await check(voters[2]!.ctx, { election, receipt: newReceipt() })).toEqual({ found: false, choices: [], line: null })
  })
})

describe('scripts/ballots.mjs', () => {
  const recount = (text: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'ballots-')), 'list.txt')
    writeFileSync(file, text)
    return spawnSync(process.execPath, ['scripts/ballots.mjs', file], { encoding: 'utf8' })
  }

  test('counts a sealed list again and comes to the same; a list that was touched is found', async () => {
    const { path, voters } = await union(5)
    const election = await opened(path, voters)
    for (const [n, choices] of [[1, 2], [1, 2], [1], [3], []].entries()) await cast(voters[n]!, election, choices)
    await sealedAfter(election)
    const text = await ballots(voters[0]!.ctx, { election })
    const good = recount(text)
    expect(good.stderr).toBe('')
    expect(good.status).toBe(0)
    expect(good.stdout).toMatch(/1 {2}3 votes/)
    const signed = text.slice(0, text.indexOf('seal '))
    const [, keyId, seal] = /^seal (\S+) (\S+)$/m.exec(text)!
    expect(await verifyText(clerk, signed, keyId!, seal!)).toBe(true)
    const line = /^[0-9a-f]{64} 3$/m.exec(text)![0]
    for (const [was, now] of [[line, line.replace(/3$/, '1')], [`${line}\n`, ''], [line, line.replace(/^./, 'g')], ['votes 3 elected', 'votes 4 elected'], ['electors 5', 'electors 4'], ['seal ', 'seal x']] as const) {
      expect(text).toContain(was)
      const bad = recount(text.replace(was, now))
      expect(bad.status, `${was} -> ${now}`).toBe(1)
    }
  })
})

describe('elections.count_paper', () => {
  test('two different people must say the same; what differs is told with both figures', async () => {
    const { path, voters } = await union(4)
    const election = await opened(path, voters)
    const during = { ...clerk, now: at(1) }
    await cast(voters[0]!, election, [1])
    expect(await markPaper(during, { election, number: voters[1]!.number })).toMatchObject({ voted: 2, paperVoted: 1 })
    expect(await refusalOf(cast(voters[1]!, election, [1]))).toMatchObject({ code: 'elections.already_voted', params: { how: 'paper' } })
    expect(await refusalOf(markPaper(during, { election, number: voters[0]!.number }))).toMatchObject({ code: 'elections.already_voted', params: { how: 'screen' } })
    expect(await refusalOf(markPaper(during, { election, number: '100000000007' }))).toMatchObject({ code: 'elections.number_unknown' })
    await markPaper(during, { election, number: voters[2]!.number })
    await markPaper(during, { election, number: voters[3]!.number })
    expect(await unmarkPaper(during, { election, number: voters[3]!.number })).toMatchObject({ voted: 3, paperVoted: 2 })
    expect(await refusalOf(unmarkPaper(during, { election, number: voters[3]!.number }))).toMatchObject({ code: 'elections.not_on_paper' })
    const given = { election, ballots: 2, invalid: 0, counts: { 1: 2, 2: 1 } }
    expect(await refusalOf(countPaper(during, given))).toMatchObject({ code: 'elections.not_now' })
    await close(after(), { election })
    const other = { ...second, now: at(2) }
    expect(await refusalOf(seal(after(), { election }))).toMatchObject({ code: 'elections.paper_missing', params: { entered: 0 } })
    expect(await refusalOf(countPaper(after(), { ...given, ballots: 3 }))).toMatchObject({ code: 'elections.paper_impossible', params: { rule: 'more_than_voters' } })
    expect(await refusalOf(countPaper(after(), { ...given, counts: { 1: 2, 2: 2, 3: 1 } }))).toMatchObject({ params: { rule: 'more_than_marks' } })
    expect(await countPaper(after(), given)).toMatchObject({ taken: false })
    expect(await countPaper(after(), given)).toMatchObject({ taken: false })
    expect(await refusalOf(countPaper(other, { ...given, counts: { 1: 2, 2: 2 } }))).toEqual({ code: 'elections.paper_differs', params: { differs: [{ figure: '2', theirs: 1, mine: 2 }] } })
    expect((await sheet(other, { election })).paperCounts).toEqual({ needed: true, entered: 1, mine: false, taken: false })
    expect(await countPaper(other, given)).toMatchObject({ taken: true })
    expect(await refusalOf(countPaper(after(), given))).toMatchObject({ code: 'elections.paper_taken' })
    expect(await seal(after(), { election })).toMatchObject({ screen: 1, paper: 2, present: 3, choices: [{ screen: 1, paper: 2, votes: 3, outcome: 'elected' }, { votes: 1 }, {}] })
    const text = await ballots(voters[0]!.ctx, { election })
    const file = join(mkdtempSync(join(tmpdir(), 'ballots-')), 'list.txt')
    writeFileSync(file, text)
    expect(spawnSync(process.execPath, ['scripts/ballots.mjs', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('elections.draft, set_choices, nominate, open', () => {
  test('from the draft to the ballot: defaults of the kind, nominations once an elector, candidates, electors as they are on opening', async () => {
    const { path, voters } = await union(4)
    const drafted = await draft(clerk, { path, title: '示例代表选举', kind: 'delegates', seats: 1, termYears: 5, nominatesFrom: at(1).toISOString(), opensAt: at(2).toISOString(), closesAt: at(3).toISOString() })
    expect(await sheet(clerk, drafted)).toMatchObject({ phase: 'draft', quorum: '2/3', majority: '1/2', electors: 0 })
    expect(await refusalOf(view(voters[0]!.ctx, drafted))).toMatchObject({ code: 'elections.unknown' })
    expect(await open(clerk, drafted)).toMatchObject({ electors: 4 })
    const late = await member(path, '后来的（示例）')
    expect(await refusalOf(nominate(late.ctx, { ...drafted, number: voters[0]!.number }))).toMatchObject({ code: 'elections.not_elector' })
    for (const voter of voters.slice(0, 3)) await nominate(voter.ctx, { ...drafted, number: voters[1]!.number })
    expect(await refusalOf(nominate(voters[0]!.ctx, { ...drafted, number: voters[0]!.number }))).toMatchObject({ code: 'elections.already_nominated' })
    expect(await refusalOf(nominate(voters[3]!.ctx, { ...drafted, number: '100000000007' }))).toMatchObject({ code: 'elections.nominee_unknown' })
    const lines = await database.db.selectFrom('audit').selectAll().where('tenant_id', '=', 1).where('act', '=', 'elections.nominate').execute()
    expect(lines.length > 0 && lines.every((line) => line.actor === null)).toBe(true)
    expect(await refusalOf(setChoices({ ...clerk, now: at(1) }, { ...drafted, people: [{ number: '100000000007' }] }))).toMatchObject({ code: 'elections.number_unknown' })
    await setChoices({ ...clerk, now: at(1) }, { ...drafted, people: [{ number: voters[3]!.number, about: '十年配送' }], nominatedBy: 2 })
    expect((await view(voters[0]!.ctx, drafted)).choices).toEqual([{ no: 1, label: '会员3（示例）', about: '十年配送', nominations: 0 }, { no: 2, label: '会员1（示例）', about: null, nominations: 3 }])
    expect(await refusalOf(setChoices({ ...clerk, now: at(2) }, { ...drafted, people: [] }))).toMatchObject({ code: 'elections.not_now' })
    expect(await refusalOf(nominate({ ...voters[3]!.ctx, now: at(2) }, { ...drafted, number: voters[3]!.number }))).toMatchObject({ code: 'elections.not_now' })
    const inTime = voters.map((voter) => ({ ...voter, ctx: { ...voter.ctx, now: at(2.5) } }))
    for (const voter of inTime) await cast(voter, drafted.election, [2])
    await close({ ...clerk, now: at(2.6) }, drafted)
    expect(await seal({ ...clerk, now: at(2.7) }, drafted)).toMatchObject({ elected: [2] })
    expect(await officesOf(clerk, 1, voters[1]!.person)).toEqual([{ kind: 'delegate', path, until: '2031-11-17' }])
    const vote2 = await draft(clerk, { path, title: '示例代表会表决', kind: 'resolution', electors: 'delegates', opensAt: at(5).toISOString(), closesAt: at(6).toISOString() })
    expect(await open(clerk, vote2)).toMatchObject({ electors: 1 })
    expect((await mine(voters[1]!.ctx, {})).items.map((one) => [one.title, one.elector])).toEqual([['示例代表会表决', true], ['示例代表选举', true]])
    expect((await desk(clerk, { path })).items).toHaveLength(2)
  })

  test('refuses wrong times, an open vote on people, people without a term, no candidates, no electors', async () => {
    const { path, voters } = await union(2)
    const times = { opensAt: at(2).toISOString(), closesAt: at(3).toISOString() }
    const about = { path, title: '示例', kind: 'committee', seats: 1, termYears: 3, ...times } as const
    expect(await refusalOf(draft(clerk, { ...about, closesAt: at(1).toISOString() }))).toMatchObject({ code: 'elections.times_wrong' })
    expect(await refusalOf(draft(clerk, { ...about, nominatesFrom: at(2).toISOString() }))).toMatchObject({ code: 'elections.times_wrong' })
    expect(await refusalOf(draft(clerk, { ...about, secret: false }))).toMatchObject({ code: 'elections.open_vote_on_people' })
    expect(await refusalOf(draft(clerk, { ...about, termYears: null }))).toMatchObject({ code: 'input.invalid' })
    expect(await refusalOf(draft(clerk, { ...about, electors: 'delegates' }))).toMatchObject({ code: 'elections.no_delegates' })
    expect(await refusalOf(draft(await staff(database.db, 'union_clerk', 2, LANZHOU.path), about))).toMatchObject({ code: 'access.not_found' })
    const drafted = await draft(clerk, about)
    expect(await refusalOf(open(clerk, drafted))).toMatchObject({ code: 'elections.no_candidates' })
    await setChoices(clerk, { ...drafted, people: voters.map(({ number }) => ({ number })) })
    expect(await refusalOf(open({ ...clerk, now: at(3) }, drafted))).toMatchObject({ code: 'elections.times_wrong' })
    await open(clerk, drafted)
    expect(await refusalOf(open(clerk, drafted))).toMatchObject({ code: 'elections.wrong_state' })
    const empty = (await union(0)).path
    const nobody = await draft(clerk, { path: empty, title: '示例表决', kind: 'resolution', ...times })
    expect(await refusalOf(open(clerk, nobody))).toMatchObject({ code: 'elections.no_electors' })
  })

  test('is cancelled before the first vote, not after', async () => {
    const { path, voters } = await union(2)
    const gone = await opened(path, voters)
    await cancel(clerk, { election: gone })
    expect(await refusalOf(cast(voters[0]!, gone, [1]))).toMatchObject({ code: 'elections.not_now', params: { phase: 'cancelled' } })
    const kept = await opened(path, voters)
    await cast(voters[0]!, kept, [1])
    expect(await refusalOf(cancel(clerk, { election: kept }))).toMatchObject({ code: 'elections.votes_cast', params: { voted: 1 } })
  })
})

describe('elections.close', () => {
  test('by the clock when it is over, by hand when all have voted, not before', async () => {
    const { path, voters } = await union(2)
    const [one, two] = [await opened(path, voters), await opened(path, voters)]
    expect(await refusalOf(close({ ...clerk, now: at(1) }, { election: one }))).toMatchObject({ code: 'elections.not_over', params: { voted: 0, electors: 2 } })
    for (const voter of voters) await cast(voter, one, [1])
    await close({ ...clerk, now: at(1) }, { election: one })
    expect(await closeDue({ ...clockContext(database.db, 1), now: at(2) })).toBeGreaterThan(0)
    expect((await view(voters[0]!.ctx, { election: two })).phase).toBe('counting')
  })
})

describe('elections.remind', () => {
  test('tells who has not voted, once a day, and nobody who', async () => {
    const { path, voters } = await union(3)
    const election = await opened(path, voters)
    await cast(voters[0]!, election, [1])
    expect(await remind({ ...clerk, now: at(1) }, { election })).toEqual({ election, told: 2 })
    expect(await refusalOf(remind({ ...clerk, now: at(1) }, { election }))).toMatchObject({ code: 'elections.reminded' })
    const told = await sql<{ person_id: string }>`select person_id from outbox where tenant_id = 1 and code = 'elections.reminder' and link like ${`%${election}`}`.execute(database.db)
    expect(told.rows.map((row) => row.person_id).toSorted()).toEqual(voters.slice(1).map(({ person }) => person).toSorted())
  })
})

describe('terms and delegates', () => {
  test('alarms six, three and one month before the end, each once; the list marks what is overdue', async () => {
    const { path, voters } = await union(1)
    const keeper = await staff(database.db, 'union_clerk', 1, path)
    const office = (until: string) => ({ tenant_id: 1, office_id: newId(), path, kind: 'committee', person_id: voters[0]!.person, name: '示例', from_on: '2024-06-01', until_on: until, election_id: null, ended_on: null, sample: true })
    await database.db.insertInto('office').values([office('2027-05-20'), { ...office('2026-11-01'), kind: 'chair' }]).execute()
    const on = (day: string) => ({ ...clockContext(database.db, 1), now: new Date(`${day}T01:00:00Z`) })
    const told = async () => (await sql<{ months: number }>`select (params->>'months')::integer as months from outbox
      where tenant_id = 1 and code = 'elections.term_ends' and person_id = ${keeper.actor.person} order by created_at`.execute(database.db)).rows.map((row) => row.months)
    for (const day of ['2026-11-19', '2026-11-20', '2026-11-21', '2027-02-22', '2027-02-23', '2027-03-20', '2027-04-20', '2027-05-21']) await alarmTerms(on(day))
    expect(await told()).toEqual([6, 3, 1])
    const list = await terms({ ...clerk, now: new Date('2026-12-01T02:00:00Z') }, { path })
    expect(list.items).toMatchObject([{ kind: 'chair', daysLeft: -30, names: ['示例'] }, { kind: 'committee', people: 1, daysLeft: 170 }])
  })

  test('delegates by size (R-O3)', async () => {
    const number = (members: number) => delegateNumber(anyone(database.db), { members })
    expect(await number(99)).toMatchObject({ assembly: true, proposed: null })
    expect(await number(100)).toMatchObject({ least: 30, most: 40, proposed: 30, rule: 'R-O3', mark: 'C' })
    expect(await number(200)).toMatchObject({ least: 30, most: 40, proposed: 40 })
    expect(await number(201)).toMatchObject({ least: 40, most: 60, proposed: 40 })
    expect(await number(5000)).toMatchObject({ least: 60, most: 90, proposed: 90 })
    expect(await number(50_001)).toMatchObject({ least: 180, most: 240, proposed: 180 })
    const { path } = await union(2)
    expect(await delegatesHere(clerk, { path })).toMatchObject({ members: 2, assembly: true })
  })
})

