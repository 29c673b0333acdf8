import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database, type Db } from '#db/open.ts'
import { sendCode, useCode } from '#domain/identity/codes.ts'
import { signIn } from '#domain/identity/commands.ts'
import { personOfPhone } from '#domain/identity/people.ts'
import { deliverDue } from '#domain/notices/deliver.ts'
import { tell } from '#domain/notices/tell.ts'
import { report, setLive, visit } from '#domain/presence/commands.ts'
import { edit, withdraw } from '#domain/stations/commands.ts'
import { stationPath } from '#domain/stations/model.ts'
import { add, remove } from '#domain/stations/photos.ts'
import { forEditing } from '#domain/stations/queries.ts'
import { sealAudit, verifyAudit } from '#kernel/audit.ts'
import type { Context } from '#kernel/context.ts'
import { folderStore, setFiles } from '#kernel/files.ts'
import { takeFrom } from '#kernel/limits.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, addStation, anyone, buildWorld, device, HANGZHOU, later, staff, useTestSettings, WEDNESDAY } from './world.ts'

/** Every scarce thing of docs/scarcity.md, wanted by hundreds at once, through two pools of 28 connections as two processes would have them. */

const CONNECTIONS = 28

let first: Awaited<ReturnType<typeof openTestDatabase>>
let second: Database
let folder: string
let serial = 0

beforeAll(async () => {
  useTestSettings()
  folder = await mkdtemp(join(tmpdir(), 'huizhanjia-races-'))
  setFiles(folderStore(folder))
  first = await openTestDatabase(CONNECTIONS)
  second = openDatabase({ url: first.scratch.url, connections: CONNECTIONS })
  await buildWorld(first.db)
})
afterAll(async () => {
  await second.close()
  await first.close()
  await rm(folder, { recursive: true })
})

async function freshStation(): Promise<{ code: string; id: string }> {
  const code = `RC${String(++serial).padStart(5, '0')}`
  return { code, id: await addStation(first.db, { code }) }
}

interface Outcome<T> {
  readonly done: T[]
  /** Code of each refusal. */
  readonly refused: string[]
}

/** Calls at once, by turns over both pools; whatever is no refusal fails the test. */
async function rush<T>(callers: number, call: (db: Db, caller: number) => Promise<T>): Promise<Outcome<T>> {
  const calls = Array.from({ length: callers }, (_, caller) => call(caller % 2 ? second.db : first.db, caller))
  const done: T[] = []
  const refused: string[] = []
  for (const result of await Promise.allSettled(calls)) {
    if (result.status === 'fulfilled') done.push(result.value)
    else if (result.reason instanceof Error && result.reason.name === 'Refusal') refused.push((result.reason as Error & { code: string }).code)
    else throw result.reason
  }
  return { done, refused }
}

async function count(query: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  return (await query.execute(first.db)).rows[0]!.count
}

const visitsOf = (id: string) => count(sql`select count(*)::integer as count from visit where tenant_id = 1 and station_id = ${id}`)
const dayOf = (id: string) => count(sql`select visits as count from station_day where tenant_id = 1 and station_id = ${id} and day = '2026-11-18'`)

test('200 visits of one device at once count once, and again after 30 minutes', async () => {
  const { code, id } = await freshStation()
  const phone = device()
  const { done } = await rush(200, (db) => visit(anyone(db, { device: phone }), { code }))
  expect(done.filter((answer) => answer.counted)).toHaveLength(1)
  expect([done.length, await visitsOf(id), await dayOf(id)]).toEqual([200, 1, 1])
  const again = await rush(50, (db) => visit(later(anyone(db, { device: phone }), 30), { code }))
  expect(again.done.filter((answer) => answer.counted)).toHaveLength(1)
  expect([await visitsOf(id), await dayOf(id)]).toEqual([2, 2])
})

test('200 visits of 200 devices at once count 200, each with its own number', async () => {
  const { code, id } = await freshStation()
  const { done } = await rush(200, (db) => visit(anyone(db), { code }))
  expect(done.map((answer) => answer.visitsToday).sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1))
  expect([await visitsOf(id), await dayOf(id)]).toEqual([200, 200])
})

test('one idempotency key from 100 callers at once is one visit with one answer', async () => {
  const { code, id } = await freshStation()
  const { done } = await rush(100, (db) => visit(anyone(db, { device: null, key: 'the-same-key' }), { code }))
  for (const answer of done) expect(answer).toEqual(done[0])
  expect([done.length, await visitsOf(id), await dayOf(id)]).toEqual([100, 1, 1])
})

test('two "locked" of two old devices at exactly the same time always turn the door, and the chief is told once a turn', async () => {
  const { code } = await freshStation()
  const chief = await staff(first.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
  const told = () => count(sql`select count(*)::integer as count from outbox where tenant_id = 1 and person_id = ${chief.actor.person} and code = 'stations.locked'`)
  for (let round = 1; round <= 50; round++) {
    const at = (db: Db) => later(anyone(db), round * 2)
    const { done } = await rush(2, (db) => report(at(db), { code, kind: 'locked' }))
    expect(done.map((answer) => answer.effect).sort(), `round ${round}`).toEqual(['turned', 'weighed'])
    expect(await told(), `round ${round}`).toBe(round)
    await setLive(later(chief, round * 2 + 1), { code, state: 'open' })
  }
})

test('a door that 60 old devices call locked at once turns once, and its chief is told once', async () => {
  const { code } = await freshStation()
  const chief = await staff(first.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
  const { done } = await rush(60, (db) => report(anyone(db), { code, kind: 'locked' }))
  const effects = Map.groupBy(done, (answer) => answer.effect)
  expect([effects.get('weighed')?.length, effects.get('turned')?.length, effects.get('noted')?.length]).toEqual([1, 1, 58])
  expect(await count(sql`select count(*)::integer as count from outbox where tenant_id = 1 and person_id = ${chief.actor.person}`)).toBe(1)
})

test('a sign-in code opens one session for 50 callers at once, and its five tries are five', async () => {
  const phone = '10000000077'
  const { demoCode = '' } = await sendCode(anyone(first.db), { phone })
  const { done, refused } = await rush(50, (db) => signIn(anyone(db), { phone, code: demoCode }))
  expect([done.length, new Set(refused)]).toEqual([1, new Set(['identity.code_expired'])])
  expect(await count(sql`select count(*)::integer as count from session where person_id = ${done[0]!.person.person}`)).toBe(1)

  const next = await sendCode(later(anyone(first.db), 2), { phone })
  const wrong = next.demoCode === '000000' ? '111111' : '000000'
  const tries = await rush(50, (db) => signIn(later(anyone(db), 2), { phone, code: wrong }))
  expect(tries.refused.filter((code) => code === 'identity.code_wrong')).toHaveLength(5)
  const held = await first.db.transaction().execute((trx) => useCode({ ...later(anyone(first.db), 2), db: trx }, phone, next.demoCode!))
  expect(held?.code).toBe('identity.code_expired')
})

test('one phone asked for a code by 50 at once gets one', async () => {
  const { done, refused } = await rush(50, (db) => sendCode(anyone(db), { phone: '10000000078' }))
  expect([done.length, new Set(refused)]).toEqual([1, new Set(['identity.code_too_soon'])])
})

test('one phone is one person, however many ask at once', async () => {
  const { done } = await rush(50, (db) => db.transaction().execute((trx) => personOfPhone(trx, '10000000079', { locale: 'zh-CN', now: WEDNESDAY })))
  expect(new Set(done).size).toBe(1)
  expect(await count(sql`select count(*)::integer as count from person where person_id = ${done[0]!}`)).toBe(1)
})

test('a limit of 37 lets 37 of 200 through, and 37 more in its next window', async () => {
  const take = (db: Db, minutes: number) => takeFrom(later(anyone(db), minutes), { name: 'races', who: 'all', most: 37, windowSeconds: 3600 })
  const { done } = await rush(200, (db) => take(db, 0))
  expect(done.filter((full) => full === null)).toHaveLength(37)
  const next = await rush(100, (db) => take(db, 60))
  expect(next.done.filter((full) => full === null)).toHaveLength(37)
})

test('reports of one device at once never pass its limit of 20 an hour', async () => {
  const { code } = await freshStation()
  const phone = device()
  const { done, refused } = await rush(200, (db) => report(anyone(db, { device: phone }), { code, kind: 'other' }))
  expect([done.length, new Set(refused)]).toEqual([20, new Set(['access.too_many'])])
})

test('of edits of the same revision at once one wins, the others read that they are stale', async () => {
  const { code } = await freshStation()
  const clerk = await staff(first.db, 'union_clerk', 1, HANGZHOU.path)
  const before = await forEditing(clerk, { code })
  const { steward: _, stationId: __, photos: ___, status: ____, ...fields } = before
  const edits = await rush(30, (db, caller) => edit({ ...clerk, db }, { ...fields, name: `第${caller}次改名（示例）`, revision: 1 } as Parameters<typeof edit>[1]))
  expect([edits.done, new Set(edits.refused)]).toEqual([[{ code, revision: 2 }], new Set(['edit.stale'])])
  expect((await forEditing(clerk, { code })).revision).toBe(2)
  const ends = await rush(10, (db) => withdraw({ ...clerk, db }, { code, revision: 2 }))
  expect(ends.done).toHaveLength(1)
})

test('thirty photos sent at once leave twelve; one removed makes room for one', async () => {
  const { code, id } = await freshStation()
  const chief = await staff(first.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
  const photo = await sharp({ create: { width: 32, height: 24, channels: 3, background: '#a63' } }).png().toBuffer()
  const send = (callers: number) => rush(callers, (db) => add({ ...chief, db }, { code, photo }))
  const { done, refused } = await send(30)
  expect([done.length, refused.length, new Set(refused)]).toEqual([12, 18, new Set(['stations.photo_limit'])])
  expect(await count(sql`select count(*)::integer as count from station_photo where station_id = ${id}`)).toBe(12)
  await remove(chief, { code, photo: done[0]!.photo })
  expect((await send(5)).done).toHaveLength(1)
})

test('each message is delivered once by three deliverers at once', async () => {
  const people = await Promise.all(Array.from({ length: 40 }, () => addPerson(first.db)))
  const clock = anyone(first.db, { tenant: 2 })
  for (const person of people) for (const n of [1, 2, 3]) await tell(clock, { person: person.id, code: 'stations.locked', params: { n } })
  const { done } = await rush(3, (db) => deliverDue({ ...clock, db }))
  const left = await deliverDue(clock)
  expect(done.reduce((sum, sent) => sum + sent, left)).toBe(120)
  expect(await count(sql`/* across tenants: the inboxes of forty people */ select count(*)::integer as count from inbox where person_id = any(${people.map((person) => person.id)}::uuid[])`)).toBe(120)
})

test('three sealers at once, while lines are written, leave one whole chain with every line in it', async () => {
  const { code } = await freshStation()
  const sealing = (db: Db): Context => anyone(db, { tenant: 1 })
  const { done } = await rush(203, async (db, caller) => {
    if (caller < 200) return visit(anyone(db), { code }).then(() => 0)
    return sealUntilQuiet(sealing(db))
  })
  await sealUntilQuiet(sealing(first.db))
  const lines = await count(sql`select count(*)::integer as count from audit where tenant_id = 1`)
  expect(done).toHaveLength(203)
  expect(await verifyAudit(sealing(first.db))).toEqual({ tenant: 1, links: lines, brokenAt: null, unsealed: 0 })
})

/** Seals in small bites until there is nothing left; where another sealer was quicker the key of the chain refuses ours. */
async function sealUntilQuiet(ctx: Context): Promise<number> {
  for (let sealed = 0; ; ) {
    try {
      const more = await sealAudit(ctx, 40)
      if (more === 0) return sealed
      sealed += more
    } catch (error) {
      if (!/audit_link_(pk|line_key)/.test((error as { constraint?: string }).constraint ?? '')) throw error
    }
  }
}
