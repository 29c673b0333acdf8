import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { verifyAudit } from '#kernel/audit.ts'
import { newId } from '#kernel/ids.ts'
import { registry } from '#kernel/metrics.ts'
import { tell } from '#domain/notices/tell.ts'
import { setLive } from '#domain/presence/commands.ts'
import { clockContext, startJobs, type Jobs } from '../src/jobs.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, addStation, buildWorld, HANGZHOU, staff, useTestSettings } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let jobs: Jobs[]
const faults: unknown[] = []

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  const start = () => startJobs({ db: database.db, ownerUrl: database.scratch.url, onFault: (error) => faults.push(error) })
  // Two processes run the same clock.
  jobs = [await start(), await start()]
})
afterAll(async () => {
  await Promise.all(jobs.map((each) => each.stop()))
  await database.close()
  expect(faults).toEqual([])
})

async function until(what: () => Promise<boolean>, seconds = 15): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    if (await what()) return
  }
  throw new Error(`not so within ${seconds} s`)
}

test('a message is delivered within seconds, once', async () => {
  const person = await addPerson(database.db)
  const ctx = clockContext(database.db, HANGZHOU.tenant)
  await database.db.transaction().execute((trx) => tell({ ...ctx, db: trx }, { person: person.id, code: 'station.reported_locked', params: { name: '示例' } }))
  const inbox = () => sql`select 1 from inbox where person_id = ${person.id}`.execute(database.db)
  await until(async () => (await inbox()).rows.length > 0)
  await sleep(1_500)
  expect((await inbox()).rows).toHaveLength(1)
})

test('the audit is sealed within seconds, and the chain is whole', async () => {
  await addStation(database.db, { code: 'STAT1' })
  const chief = await staff(database.db, 'station_chief', HANGZHOU.tenant, `${HANGZHOU.county}/station:STAT1`, { now: new Date() })
  await setLive(chief, { code: 'STAT1', state: 'open' })
  const check = () => verifyAudit(clockContext(database.db, HANGZHOU.tenant))
  await until(async () => (await check()).links > 0)
  expect(await check()).toMatchObject({ brokenAt: null, unsealed: 0 })
})

test('a word that nobody believes any more expires when the minute ticks', async () => {
  const station = await addStation(database.db, { code: 'STAT2' })
  const long = new Date(Date.now() - 90 * 86_400_000)
  await database.db.insertInto('station_live').values({ tenant_id: HANGZHOU.tenant, station_id: station, state: 'open', source: 'chief', at: long, changed_at: long }).execute()
  // The tick itself, sent now instead of at the full minute.
  const boss = new PgBoss({ connectionString: database.scratch.url, schema: 'pgboss', supervise: false, schedule: false })
  boss.on('error', (error) => faults.push(error))
  await boss.start()
  expect(await boss.getSchedule('expire-stale-live')).toMatchObject({ cron: '* * * * *' })
  await boss.send('expire-stale-live')
  await boss.stop({ graceful: false })
  const state = async () => (await sql<{ state: string }>`select state from station_live where tenant_id = ${HANGZHOU.tenant} and station_id = ${station}`.execute(database.db)).rows[0]?.state
  await until(async () => (await state()) === 'unknown')
  expect(await registry.metrics()).toMatch(/hzj_job_last_run_timestamp_seconds\{job="expire-stale-live"\} \d+/)
})

test('sweeps take what is old and leave what is not', async () => {
  const now = new Date()
  const old = new Date(now.getTime() - 8 * 86_400_000)
  const { db } = database
  await db.insertInto('rate').values([{ key_hash: 'old', window_start: old, count: 1 }, { key_hash: 'new', window_start: now, count: 1 }]).execute()
  await db.insertInto('challenge').values([{ key_hash: 'old', expires_at: old }, { key_hash: 'new', expires_at: now }]).execute()
  await db.insertInto('once').values([{ tenant_id: 1, key_hash: 'old', body_hash: 'x', answer: null, at: old }, { tenant_id: 1, key_hash: 'new', body_hash: 'x', answer: null, at: now }]).execute()
  const boss = new PgBoss({ connectionString: database.scratch.url, schema: 'pgboss', supervise: false, schedule: false })
  await boss.start()
  await boss.send('sweep', { id: newId() })
  await boss.stop({ graceful: false })
  const left = async () => (await sql<{ key: string }>`/* across tenants: this test */ select 'rate ' || key_hash as key from rate where key_hash in ('old', 'new')
    union all select 'challenge ' || key_hash from challenge union all select 'once ' || key_hash from once order by 1`.execute(db)).rows.map((row) => row.key)
  await until(async () => !(await left()).some((key) => key.endsWith('old')))
  expect(await left()).toEqual(['challenge new', 'once new', 'rate new'])
})
