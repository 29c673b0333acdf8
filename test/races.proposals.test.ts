import { afterAll, beforeAll, expect, test } from 'vitest'
import { make, second } from '#domain/proposals/commands.ts'
import { merge } from '#domain/proposals/decide.ts'
import { one } from '#domain/proposals/queries.ts'
import type { Context } from '#kernel/context.ts'
import { openTestDatabase } from './database.ts'
import { addMember, anyone, buildWorld, HANGZHOU, refusalOf, staff, useTestSettings } from './world.ts'

/** What is scarce about proposals: one second a person and proposal, one way for each proposal to go. */

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clerk: Context
const members: Context[] = []

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase(20)
  await buildWorld(database.db)
  clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
  for (let n = 0; n < 202; n++) members.push((await addMember(database.db)).ctx)
})
afterAll(() => database.close())

async function made(by: Context): Promise<string> {
  return (await make(by, { path: HANGZHOU.county, topic: 'stations', title: '多建驿站', text: '路上歇脚的地方太少了，尤其夜里。' })).id
}

async function seconders(id: string): Promise<number> {
  return (await database.db.selectFrom('proposal_second').select('person_id').where('tenant_id', '=', 1).where('proposal_id', '=', id.slice(2)).execute()).length
}

test('200 people second one proposal at once: 200', async () => {
  const id = await made(members[200]!)
  await Promise.all(members.slice(0, 200).map((ctx) => second(ctx, { id })))
  expect((await one(anyone(database.db), { id })).seconds).toBe(200)
  expect(await seconders(id)).toBe(200)
})

test('one person 50 times at once: once', async () => {
  const id = await made(members[200]!)
  await Promise.all(Array.from({ length: 50 }, () => second(members[0]!, { id })))
  expect((await one(anyone(database.db), { id })).seconds).toBe(1)
})

test('two merges that cross: one is done, the other learns of it; nobody is lost or counted twice', async () => {
  for (let round = 0; round < 4; round++) {
    const [a, b] = [await made(members[200 + (round % 2)]!), await made(members[201 - (round % 2)]!)]
    await Promise.all(members.slice(0, 20).map((ctx) => second(ctx, { id: a })))
    await Promise.all(members.slice(10, 30).map((ctx) => second(ctx, { id: b })))
    const late = members.slice(30, 40).map((ctx) => second(ctx, { id: a }).catch(async (error) => expect((await refusalOf(Promise.reject(error))).code).toBe('proposals.merged')))
    const both = await Promise.allSettled([merge(clerk, { id: a, into: b }), merge(clerk, { id: b, into: a }), ...late])
    const [one1, two] = both.slice(0, 2) as [PromiseSettledResult<unknown>, PromiseSettledResult<unknown>]
    expect([one1.status, two.status].sort()).toEqual(['fulfilled', 'rejected'])
    const lost = one1.status === 'rejected' ? one1 : (two as PromiseRejectedResult)
    expect((await refusalOf(Promise.reject(lost.reason))).code).toBe('proposals.merged')
    const kept = one1.status === 'fulfilled' ? b : a
    const { seconds, state } = await one(anyone(database.db), { id: kept })
    expect(state).toBe('open')
    expect(await seconders(kept)).toBe(seconds)
    // The thirty, and the author of the one that went in; those who came late on top, where they came in time.
    expect(seconds).toBeGreaterThanOrEqual(31)
    expect(seconds).toBeLessThanOrEqual(41)
  }
})
