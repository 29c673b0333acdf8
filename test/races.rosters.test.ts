import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { judge, takeOver, upload } from '#domain/rosters/commands.ts'
import { merge } from '#domain/rosters/merge.ts'
import { one } from '#domain/rosters/queries.ts'
import { sendList, startReconciliation } from '#domain/rosters/reconcile.ts'
import { takeOverChunk } from '#domain/rosters/takeOver.ts'
import { findTwins } from '#domain/rosters/twins.ts'
import { workOnRosters } from '#domain/rosters/work.ts'
import { clockContext } from '../src/jobs.ts'
import { openTestDatabase } from './database.ts'
import { anyone, buildWorld, HANGZHOU, LANZHOU, staff, useTestSettings, WEDNESDAY } from './world.ts'

/** Attacks on what an import and a merge use up: docs/scarcity.md. */

let database: Awaited<ReturnType<typeof openTestDatabase>>
const MANAGERS: Record<number, Awaited<ReturnType<typeof staff>>> = {}

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  MANAGERS[1] = await staff(database.db, 'union_manager', 1, HANGZHOU.path)
  MANAGERS[2] = await staff(database.db, 'union_manager', 2, LANZHOU.path)
})
afterAll(() => database.close())

function idOf(number: number): string {
  const digits = `33${String(1000 + Math.floor(number / 1000))}19${60 + (number % 40)}0101${String(number % 1000).padStart(3, '0')}`
  return digits + checkDigit(`${digits}X`)
}
const line = (number: number, phone = number) => `示例${'甲乙丙丁戊己庚辛壬癸'[number % 10]}${'天地玄黄宇宙洪荒日月'[Math.floor(number / 10) % 10]}${'春夏秋冬'[Math.floor(number / 100) % 4]},${idOf(number)},100${String(phone).padStart(8, '0')},骑手`
const sheetOf = (lines: readonly string[]) => new Uint8Array(Buffer.from(['姓名,身份证号,手机,工种', ...lines].join('\n')))
const work = () => workOnRosters(database.db, (db, tenant) => ({ ...clockContext(db, tenant), now: WEDNESDAY }), 60_000)
const codes = (results: readonly PromiseSettledResult<unknown>[]) => results.map((result) => (result.status === 'fulfilled' ? 'done' : (result.reason as { code?: string }).code ?? String(result.reason))).sort()

async function ready(tenant: number, lines: readonly string[]): Promise<string> {
  const { import: id } = await upload(MANAGERS[tenant]!, { path: tenant === 1 ? HANGZHOU.county : LANZHOU.county, sheet: sheetOf(lines) })
  await work()
  // Made-up names are few: likeness is looked at elsewhere.
  await judge(MANAGERS[tenant]!, { import: id, take: true })
  return id
}

test('two take-overs of one import begin it once; ten processes at its chunks make each row a member once', async () => {
  const id = await ready(1, Array.from({ length: 2_500 }, (_, at) => line(at)))
  const { good } = await one(MANAGERS[1]!, { import: id })
  const begun = await Promise.allSettled([takeOver(MANAGERS[1]!, { import: id }), takeOver(MANAGERS[1]!, { import: id })])
  expect(codes(begun)).toEqual(['done', 'rosters.wrong_state'])
  await Promise.all(Array.from({ length: 10 }, async () => {
    while (await takeOverChunk({ ...clockContext(database.db, 1), now: WEDNESDAY }, id)) { /* the next chunk */ }
  }))
  expect(await one(MANAGERS[1]!, { import: id })).toMatchObject({ state: 'done', taken: good, done: good })
  const members = await database.db.selectFrom('member').select(({ fn }) => fn.countAll<number>().as('count')).where('tenant_id', '=', 1).where('source', '=', 'roster').executeTakeFirstOrThrow()
  expect(Number(members.count)).toBe(good)
})

test('the same people in the sheets of two unions at once: one home each, whoever came first', async () => {
  const lines = Array.from({ length: 400 }, (_, at) => line(5_000 + at))
  const ids = { 1: await ready(1, lines), 2: await ready(2, [...lines].reverse()) }
  await Promise.all([takeOver(MANAGERS[1]!, { import: ids[1] }), takeOver(MANAGERS[2]!, { import: ids[2] })])
  await Promise.all([1, 2].map(async (tenant) => {
    // A chunk that met the other one is tried again, as the clock's next tick would.
    for (;;) if (!(await takeOverChunk({ ...clockContext(database.db, tenant), now: WEDNESDAY }, ids[tenant as 1]).catch(() => true))) return
  }))
  const [here, there] = [await one(MANAGERS[1]!, { import: ids[1] }), await one(MANAGERS[2]!, { import: ids[2] })]
  expect(here.good).toBe(there.good)
  expect(here.taken + there.taken).toBe(here.good)
  expect(here.skipped + there.skipped).toBe(here.good)
})

test('two merges of one pair: one of them', async () => {
  await takeOver(MANAGERS[1]!, { import: await ready(1, [line(9_001)]) })
  await work()
  const first = await database.db.selectFrom('member').selectAll().where('tenant_id', '=', 1).where('doc_hash', '=', keys().lookup('document', `resident_id:${idOf(9_001)}`)).executeTakeFirstOrThrow()
  await database.db.insertInto('member').values({ ...first, person_id: newId(), number: '1', doc_hash: null, doc_sealed: null, name_sealed: 'x', phone_sealed: null }).execute()
  await findTwins({ ...clockContext(database.db, 1), now: WEDNESDAY })
  const other = await database.db.selectFrom('member').select('person_id').where('tenant_id', '=', 1).where('number', '=', '1').executeTakeFirstOrThrow()
  await database.db.updateTable('member').set({ name_sealed: keys().seal('示例', `member.name:${other.person_id}`) }).where('tenant_id', '=', 1).where('person_id', '=', other.person_id).execute()
  const [a, b] = [first.person_id, other.person_id].sort() as [string, string]
  const keep = a === first.person_id ? 'a' : 'b'
  const merged = await Promise.allSettled(Array.from({ length: 20 }, () => merge(MANAGERS[1]!, { a, b, keep })))
  expect(codes(merged).filter((code) => code === 'done')).toHaveLength(1)
  expect(codes(merged).filter((code) => code === 'rosters.pair_decided')).toHaveLength(19)
})

test('a platform that sends its last page twice at once closes the list once, and no number counts twice', async () => {
  const { key, token } = await startReconciliation(MANAGERS[1]!, { path: HANGZHOU.path, platform: '示例平台' })
  const hashes = Array.from({ length: 500 }, (_, at) => createHmac('sha256', Buffer.from(key, 'hex')).update(idOf(at)).digest('hex'))
  const sent = await Promise.allSettled(Array.from({ length: 12 }, () => sendList(anyone(database.db), { token, hashes, last: true })))
  expect(codes(sent)).toEqual(['done', ...Array.from({ length: 11 }, () => 'rosters.list_closed')])
  const pages = await startReconciliation(MANAGERS[1]!, { path: HANGZHOU.path, platform: '示例平台' })
  await Promise.all(Array.from({ length: 12 }, () => sendList(anyone(database.db), { token: pages.token, hashes })))
  expect(await sendList(anyone(database.db), { token: pages.token, hashes: [], last: true })).toEqual({ received: 500 })
})
