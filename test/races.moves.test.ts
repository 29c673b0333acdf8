import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database, type Db } from '#db/open.ts'
import type { Context } from '#kernel/context.ts'
import { homeOf } from '#domain/identity/home.ts'
import { historyOf } from '#domain/membership/queries.ts'
import { sealedMember } from '#domain/membership/member.ts'
import { carryIn, carryOut } from '#domain/moves/carry.ts'
import { beGuest } from '#domain/moves/guests.ts'
import { leave } from '#domain/moves/leave.ts'
import { accept, ask, object, pull, withdraw } from '#domain/moves/transfers.ts'
import { openTestDatabase } from './database.ts'
import { addMember, addUnion, clockAt, IN_HANGZHOU, type Enrolled } from './roster.ts'
import { buildWorld, HANGZHOU, LANZHOU, later, staff, useTestSettings } from './world.ts'

/** The one home of a person, wanted, kept, moved and left by many at once, through two pools as two processes would have them. */

const CONNECTIONS = 24
const ROUNDS = 12
const DAY = 24 * 60

let first: Awaited<ReturnType<typeof openTestDatabase>>
let second: Database
let hangzhou: Context
let lanzhou: Context
let riders: string

beforeAll(async () => {
  useTestSettings()
  first = await openTestDatabase(CONNECTIONS)
  second = openDatabase({ url: first.scratch.url, connections: CONNECTIONS })
  await buildWorld(first.db)
  riders = await addUnion(first.db, HANGZHOU, 'riders', '西湖区骑手工会（示例）')
  hangzhou = await staff(first.db, 'union_clerk', 1, HANGZHOU.county)
  lanzhou = await staff(first.db, 'union_clerk', 2, LANZHOU.county)
})
afterAll(async () => {
  await second.close()
  await first.close()
})

const through = (ctx: Context, at: number): Context => ({ ...ctx, db: at % 2 ? second.db : first.db })

/** Calls at once; refusals are told by their codes, anything else fails the test. */
async function rush<T>(calls: readonly Promise<T>[]): Promise<{ done: T[]; refused: string[] }> {
  const results = await Promise.allSettled(calls)
  const bugs = results.flatMap((result) => (result.status === 'rejected' && !(result.reason instanceof Error && result.reason.name === 'Refusal') ? [result.reason as unknown] : []))
  if (bugs.length > 0) throw new AggregateError(bugs, String(bugs[0]))
  return {
    done: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    refused: results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : [])),
  }
}

const clock = (db: Db, tenant: number, days: number) => clockAt(db, tenant, later(hangzhou, days * DAY).now)

async function tick(days: number): Promise<void> {
  for (const carry of [carryIn, carryOut]) for (const tenant of [1, 2]) await carry(clock(first.db, tenant, days))
}

/** Home and rosters say the same, and at most one roster has the person as its home member. */
async function agreed(member: Enrolled): Promise<string> {
  const home = await homeOf(member.ctx, member.id)
  const rows = await Promise.all([1, 2].map((tenant) => sealedMember(member.ctx, tenant, member.id)))
  const at = rows.flatMap((row, index) => (row?.state === 'active' && row.kind === 'home' ? [{ tenant: index + 1, path: row.path }] : []))
  expect(at).toEqual(home?.union ? [home.union] : [])
  return home?.union?.path ?? 'none'
}

async function onTheWay(union: string): Promise<{ member: Enrolled; out: string }> {
  const member = await addMember(first.db, IN_HANGZHOU)
  const { transfer } = await ask(member.ctx, { union })
  await accept(union === riders ? hangzhou : lanzhou, { transfer })
  await carryIn(clock(first.db, 2, 0))
  return { member, out: transfer.replace(/^2\./, '1.') }
}

test('many unions pull one person at once: one transfer', async () => {
  const member = await addMember(first.db, IN_HANGZHOU)
  const calls = Array.from({ length: 40 }, (_, at) => {
    const [clerk, union] = at % 4 < 2 ? [lanzhou, LANZHOU.county] : [hangzhou, riders]
    return at % 5 === 0 ? ask(through(member.ctx, at), { union }) : pull(through(clerk, at), { union, number: member.number, name: '李示例', word: true })
  })
  const { done, refused } = await rush<unknown>(calls)
  expect(done).toHaveLength(1)
  expect(new Set(refused)).toEqual(new Set(['moves.under_way']))
  expect((await historyOf(member.ctx, member.id)).filter((entry) => entry.event === 'transfer_asked')).toHaveLength(1)
})

for (const [where, union] of [['across tenants', () => LANZHOU.county], ['within a tenant', () => riders]] as const) {
  test(`an objection races with the clock of the due day, ${where}: one of them, and the rosters agree`, async () => {
    const ends = new Map<string, number>()
    for (let round = 0; round < ROUNDS; round++) {
      const { member, out } = await onTheWay(union())
      const tenant = union() === riders ? 1 : 2
      const { done } = await rush<unknown>([
        // Its word was given on the last day and arrives as the clock has struck.
        object(through(later(hangzhou, 10 * DAY), 1), { transfer: out, reason: 'open_case' }),
        carryIn(clock(first.db, tenant, 11)),
        carryIn(clock(second.db, tenant, 11)),
        carryOut(clock(second.db, 1, 11)),
      ])
      expect(done.length).toBeGreaterThanOrEqual(3)
      await tick(12)
      const end = await agreed(member)
      ends.set(end, (ends.get(end) ?? 0) + 1)
      const moved = (await historyOf(member.ctx, member.id)).map((entry) => entry.event)
      expect(moved.filter((event) => event === 'transferred_in' || event === 'transfer_ended')).toHaveLength(1)
    }
    expect([...ends.values()].reduce((sum, count) => sum + count, 0)).toBe(ROUNDS)
    console.log(where, Object.fromEntries(ends))
  })

  test(`leaving and withdrawing race with the clock, ${where}: never two homes, never a roster without its home`, async () => {
    const ends = new Map<string, number>()
    for (let round = 0; round < ROUNDS; round++) {
      const { member } = await onTheWay(union())
      const tenant = union() === riders ? 1 : 2
      const late = later(member.ctx, 11 * DAY)
      await rush<unknown>([carryIn(clock(first.db, tenant, 11)), leave(through(late, 1), {}), carryIn(clock(second.db, tenant, 11)), withdraw(through(late, 0), {}), carryOut(clock(first.db, 1, 11))])
      await tick(12)
      await tick(13)
      const end = await agreed(member)
      ends.set(end, (ends.get(end) ?? 0) + 1)
    }
    console.log(where, Object.fromEntries(ends))
  })
}

test('first uses in another city at once make one guest; one that meets the arrival of his home stays at home', async () => {
  const member = await addMember(first.db, IN_HANGZHOU)
  const { done } = await rush(Array.from({ length: 20 }, (_, at) => beGuest(through(member.ctx, at), { union: LANZHOU.county })))
  expect(done).toHaveLength(20)
  expect((await historyOf(member.ctx, member.id)).filter((entry) => entry.event === 'guest')).toHaveLength(1)
  for (let round = 0; round < ROUNDS; round++) {
    const { member: mover } = await onTheWay(LANZHOU.county)
    await rush<unknown>([carryIn(clock(first.db, 2, 11)), beGuest(through(mover.ctx, 1), { union: LANZHOU.county }), beGuest(through(mover.ctx, 0), { union: LANZHOU.county })])
    await tick(12)
    expect(await agreed(mover)).toBe(LANZHOU.county)
  }
})
