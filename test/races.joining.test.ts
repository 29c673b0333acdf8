import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { openDatabase, type Database, type Db } from '#db/open.ts'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { approveAll } from '#domain/joining/approvals.ts'
import { ceremonyCount, createCeremony } from '#domain/joining/ceremonies.ts'
import { apply, correct, withdraw } from '#domain/joining/commands.ts'
import { decide } from '#domain/joining/decide.ts'
import { raiseLate } from '#domain/joining/raise.ts'
import type { Context } from '#kernel/context.ts'
import { clockContext } from '../src/jobs.ts'
import { openTestDatabase } from './database.ts'
import { anyone, buildWorld, HANGZHOU, later, staff, useTestSettings } from './world.ts'

/** One home a person, one open application a document, one count a joiner: wanted by many at once, through two pools as two processes would have them. */

const CONNECTIONS = 28

let first: Awaited<ReturnType<typeof openTestDatabase>>
let second: Database
let clerk: Context
let serial = 0

beforeAll(async () => {
  useTestSettings()
  first = await openTestDatabase(CONNECTIONS)
  second = openDatabase({ url: first.scratch.url, connections: CONNECTIONS })
  await buildWorld(first.db)
  clerk = await staff(first.db, 'union_clerk', 1, HANGZHOU.path)
})
afterAll(async () => {
  await second.close()
  await first.close()
})

function someone() {
  const at = ++serial
  const number = `33010619${String(60 + (at % 40)).padStart(2, '0')}${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}${String(at % 1000).padStart(3, '0')}`
  return { name: `周小${String.fromCodePoint(0x4e00 + at)}`, phone: `138${String(10_000_000 + at)}`, document: { kind: 'resident_id' as const, number: number + checkDigit(number) }, trade: 'delivery-rider', division: HANGZHOU.division as string | undefined }
}

/** Calls at once, by turns over both pools: what they answered, and the codes of those refused. */
async function rush<T>(callers: number, call: (db: Db, caller: number) => Promise<T>): Promise<{ done: T[]; refused: string[] }> {
  const done: T[] = []
  const refused: string[] = []
  for (const result of await Promise.allSettled(Array.from({ length: callers }, (_, caller) => call(caller % 2 ? second.db : first.db, caller)))) {
    if (result.status === 'fulfilled') done.push(result.value)
    else if (result.reason instanceof Error && result.reason.name === 'Refusal') refused.push((result.reason as Error & { code: string }).code)
    else throw result.reason
  }
  return { done, refused }
}

const count = async (query: ReturnType<typeof sql<{ count: number }>>) => (await query.execute(first.db)).rows[0]!.count
const at = (db: Db, ctx: Context): Context => ({ ...ctx, db })
const wait = (document: string) => count(sql`select count(*)::integer as count from application where tenant_id = 1 and echo_of is null and state = 'submitted' and doc_hash = ${document}`)
const docOf = async (id: string) => (await sql<{ doc_hash: string }>`select doc_hash from application where tenant_id = 1 and application_id = ${id.split('.')[1]}`.execute(first.db)).rows[0]!.doc_hash
const members = () => count(sql`select count(*)::integer as count from member where tenant_id = 1 and state = 'active'`)

test('the same person from ten phones at once: ten answers, one open application; approved from ten desks at once: one membership', async () => {
  const given = someone()
  const { done } = await rush(10, (db, caller) => apply(anyone(db), { ...given, phone: `1370000000${caller}` }))
  expect(new Set(done.map(({ id }) => id)).size).toBe(10)
  const document = await docOf(done[0]!.id)
  expect(await wait(document)).toBe(1)
  const before = await members()
  const decided = await rush(10, (db, caller) => decide(at(db, clerk), { id: done[caller]!.id, decision: 'approve' }))
  expect(decided.done).toHaveLength(1)
  expect(new Set(decided.refused)).toEqual(new Set(['joining.decided']))
  expect([await members(), await wait(document)]).toEqual([before + 1, 0])
  expect(await count(sql`select count(*)::integer as count from application where tenant_id = 1 and doc_hash = ${document} and state = 'approved'`)).toBe(10)
})

test('applying, approving and taking back the same document at once leaves one membership at most and no gate behind', async () => {
  for (let round = 0; round < 8; round++) {
    const given = someone()
    const one = await apply(anyone(first.db), given)
    const before = await members()
    await rush(12, async (db, caller) => {
      if (caller % 4 === 0) await decide(at(db, clerk), { id: one.id, decision: 'approve' })
      else if (caller % 4 === 1) await withdraw(anyone(db), { id: one.id, secret: one.secret })
      else if (caller % 4 === 2) await correct(anyone(db), { id: one.id, secret: one.secret, name: '周改名' })
      else await apply(anyone(db), given)
    })
    const document = await docOf(one.id)
    expect(await members() - before).toBeLessThanOrEqual(1)
    const open = await wait(document)
    expect(open).toBeLessThanOrEqual(1)
    expect(await count(sql`select count(*)::integer as count from application_gate where tenant_id = 1 and doc_hash = ${document}`)).toBe(open)
    // No echo is left waiting for one that is gone.
    const waitingAtAll = await count(sql`select count(*)::integer as count from application where tenant_id = 1 and doc_hash = ${document} and state = 'submitted'`)
    if (open === 0) expect(waitingAtAll).toBe(0)
  }
})

test('two clerks decide at once, one yes and one no: one of them is told that it is decided', async () => {
  for (let round = 0; round < 10; round++) {
    const one = await apply(anyone(first.db), someone())
    const { done, refused } = await rush(2, (db, caller) => decide(at(db, clerk), caller ? { id: one.id, decision: 'approve' } : { id: one.id, decision: 'refuse', reason: 'not_in_area' }))
    expect([done.length, refused]).toEqual([1, ['joining.decided']])
  }
})

test('the same person, by two documents and one phone, approved at once: one membership', async () => {
  const given = someone()
  const [a, b] = [await apply(anyone(first.db), given), await apply(anyone(first.db), { ...given, document: { kind: 'passport', number: 'E77777777' } })]
  const before = await members()
  const { done } = await rush(2, (db, caller) => decide(at(db, clerk), { id: caller ? a.id : b.id, decision: 'approve' }))
  expect([done.length, await members()]).toEqual([1, before + 1])
})

test('300 at a ceremony in one go, a third sent twice: 300 joined, 300 approved, 300 members; two officials press at once', async () => {
  const held = await createCeremony(clerk, { path: HANGZHOU.county, name: '示例仪式', oath: '示例誓词', startsAt: '2026-11-18T09:00:00+08:00', endsAt: '2026-11-18T12:00:00+08:00' })
  const people = Array.from({ length: 300 }, () => ({ ...someone(), division: undefined, ceremony: held.ceremony }))
  const before = await members()
  // The outbox of a phone sends again with the same key; a page loaded anew sends with another.
  const sendings = [...people, ...people.slice(0, 50), ...people.slice(50, 100)]
  const started = Date.now()
  const { done, refused } = await rush(sendings.length, (db, caller) => apply(anyone(db, { key: caller < 350 ? `phone-${caller % 300}` : `again-${caller}` }), sendings[caller]!))
  const joinedMs = Date.now() - started
  expect([done.length, refused]).toEqual([400, []])
  expect(await ceremonyCount(anyone(first.db), { ceremony: held.ceremony })).toMatchObject({ joined: 300 })
  const approvedAt = Date.now()
  const approvals = await rush(2, (db) => approveAll(at(db, clerk), { ceremony: held.ceremony, name: '王主席' }))
  console.log(`400 sendings ${joinedMs} ms, 300 approvals by two at once ${Date.now() - approvedAt} ms`)
  expect(approvals.done.map(({ failed }) => failed)).toEqual([[], []])
  expect(approvals.done.reduce((sum, { approved }) => sum + approved, 0)).toBe(300)
  expect(await members()).toBe(before + 300)
})

test('the clock runs in two processes at once: each application rises one level', async () => {
  const all = await Promise.all(Array.from({ length: 40 }, () => apply(anyone(first.db), someone())))
  const now = later(clerk, 6 * 1440).now
  const { done } = await rush(4, (db) => raiseLate({ ...clockContext(db, 1), now }))
  expect(done.reduce((sum, risen) => sum + risen, 0)).toBe(await count(sql`select count(*)::integer as count from application where tenant_id = 1 and level = 1`))
  expect(await count(sql`select count(*)::integer as count from application where tenant_id = 1 and level > 1`)).toBe(0)
  expect(await count(sql`select count(*)::integer as count from application_event where tenant_id = 1 and event = 'raised' and application_id = any(${all.map(({ id }) => id.split('.')[1])}::uuid[])`)).toBe(40)
})
