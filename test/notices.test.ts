import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '#db/open.ts'
import { readMessage } from '#domain/notices/commands.ts'
import { deliverDue } from '#domain/notices/deliver.ts'
import { inbox, unreadCount } from '#domain/notices/queries.ts'
import { tell } from '#domain/notices/tell.ts'
import type { Context } from '#kernel/context.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, anyone, as, HANGZHOU, later, LANZHOU, refusalOf, useTestSettings, type Person } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let owner: Database

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  owner = openDatabase({ url: database.scratch.url, connections: 1, as: 'owner' })
})
afterAll(async () => {
  await owner.close()
  await database.close()
})

function inTenant(tenant: number, minutes = 0): Context {
  return later(anyone(database.db, { tenant }), minutes)
}

async function someone(): Promise<{ person: Person; ctx: Context }> {
  const person = await addPerson(database.db)
  return { person, ctx: as(database.db, person, []) }
}

test('a message goes out with its act and not without it', async () => {
  const { person, ctx } = await someone()
  const message = { person: person.id, code: 'stations.reported_locked', params: { station: '示例站', reports: 2 }, link: '/chief/S1' }
  await database.db.transaction().execute((trx) => tell({ ...inTenant(HANGZHOU.tenant), db: trx }, message))
  await database.db.transaction().execute(async (trx) => {
    await tell({ ...inTenant(HANGZHOU.tenant), db: trx }, { ...message, code: 'undone' })
    throw new Error('the act fell')
  }).catch(() => undefined)
  expect((await inbox(ctx, {})).items).toEqual([])
  expect(await deliverDue(inTenant(LANZHOU.tenant))).toBe(0)
  expect(await deliverDue(inTenant(HANGZHOU.tenant))).toBe(1)
  expect((await inbox(ctx, {})).items).toMatchObject([{ code: 'stations.reported_locked', params: message.params, link: '/chief/S1', at: ctx.now.toISOString(), readAt: null }])
  expect(await deliverDue(inTenant(HANGZHOU.tenant))).toBe(0)
})

test('a message leads to a page of this site only', async () => {
  await expect(tell(inTenant(1), { person: '', code: 'x', params: {}, link: '//elsewhere' })).rejects.toThrow(/page of this site/)
})

test('many deliverers at once bring each message once', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, someone))
  for (let index = 0; index < 60; index++) await tell(inTenant(HANGZHOU.tenant), { person: people[index % 5]!.person.id, code: 'x', params: { index } })
  const sent = await Promise.all(Array.from({ length: 6 }, () => deliverDue(inTenant(HANGZHOU.tenant))))
  expect(sent.reduce((sum, count) => sum + count, 0)).toBe(60)
  for (const { ctx } of people) {
    const { items } = await inbox(ctx, { limit: 100 })
    expect(items).toHaveLength(12)
    expect(await unreadCount(ctx)).toBe(12)
  }
})

test('a message whose delivery was written but not noted is not brought twice', async () => {
  const { person, ctx } = await someone()
  await tell(inTenant(HANGZHOU.tenant), { person: person.id, code: 'x', params: {} })
  await deliverDue(inTenant(HANGZHOU.tenant))
  await owner.pool.query("update outbox set state = 'waiting', sent_at = null where person_id = $1", [person.id])
  await deliverDue(inTenant(HANGZHOU.tenant))
  expect((await inbox(ctx, {})).items).toHaveLength(1)
})

test('a delivery that fails waits longer from try to try, holds up nobody else, and is given up in the end', async () => {
  const [good, bad] = [await someone(), await someone()]
  await owner.pool.query(`alter table inbox add constraint broken check (person_id <> '${bad.person.id}')`)
  for (const { person } of [bad, good]) await tell(inTenant(LANZHOU.tenant), { person: person.id, code: 'x', params: {} })
  await expect(deliverDue(inTenant(LANZHOU.tenant))).rejects.toThrow(/1 messages of tenant 2/)
  expect((await inbox(good.ctx, {})).items).toHaveLength(1)
  expect(await deliverDue(inTenant(LANZHOU.tenant))).toBe(0)
  const pauses: number[] = []
  for (let minutes = 1, tries = 1; tries < 12; minutes += 61, tries++) {
    await deliverDue(inTenant(LANZHOU.tenant, minutes)).catch(() => undefined)
    const { rows } = await owner.pool.query<{ tries: number; seconds: number; state: string }>(
      'select tries, state, extract(epoch from next_at - $2)::integer as seconds from outbox where person_id = $1', [bad.person.id, inTenant(0, minutes).now])
    expect(rows[0]!.tries).toBe(tries + 1)
    expect(rows[0]!.state).toBe(tries === 11 ? 'failed' : 'waiting')
    pauses.push(rows[0]!.seconds)
  }
  expect(pauses.slice(0, 4)).toEqual([10, 20, 40, 80])
  expect(Math.max(...pauses)).toBe(3600)
  await owner.pool.query('alter table inbox drop constraint broken')
  expect(await deliverDue(inTenant(LANZHOU.tenant, 10_000))).toBe(0)
})

test('notices.inbox pages from the newest, each once, to its owner alone', async () => {
  const { person, ctx } = await someone()
  for (let index = 0; index < 7; index++) await tell(inTenant(HANGZHOU.tenant), { person: person.id, code: 'x', params: { index } })
  await deliverDue(inTenant(HANGZHOU.tenant))
  const seen: unknown[] = []
  let cursor: string | undefined
  do {
    const page = await inbox(ctx, { limit: 3, ...(cursor ? { cursor } : {}) })
    seen.push(...page.items.map((item) => item.params['index']))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0])
  expect((await inbox((await someone()).ctx, {})).items).toEqual([])
  expect((await refusalOf(inbox(anyone(database.db), {}))).code).toBe('access.sign_in')
  expect((await refusalOf(inbox(ctx, { cursor: 'x' }))).code).toBe('input.invalid')
})

test('notices.read keeps the first moment and is the owner\'s alone', async () => {
  const { person, ctx } = await someone()
  await tell(inTenant(HANGZHOU.tenant), { person: person.id, code: 'x', params: {} })
  await deliverDue(inTenant(HANGZHOU.tenant))
  const { message } = (await inbox(ctx, {})).items[0]!
  expect((await refusalOf(readMessage((await someone()).ctx, { message }))).code).toBe('access.not_found')
  const first = await readMessage(ctx, { message })
  expect(await readMessage(later(ctx, 60), { message })).toEqual(first)
  expect(await unreadCount(ctx)).toBe(0)
  expect(await unreadCount(anyone(database.db))).toBe(0)
})
