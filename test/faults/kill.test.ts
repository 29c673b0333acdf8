import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded, type Embedded } from '#db/embedded.ts'
import { openDatabase, type Database } from '#db/open.ts'
import { mintDevice } from '#domain/identity/device.ts'
import { sealAudit, verifyAudit } from '#kernel/audit.ts'
import { createKeyring, generateKeyFile } from '#kernel/cipher.ts'
import { setKeys } from '#kernel/keys.ts'
import { anyone } from '../world.ts'

/** A thousand visits while the server and the database are killed under them, synced to disk as in earnest. */

const VISITS = 1000
/** The phones set out over this time; each sends until it is answered. */
const SPREAD_MS = 12_000
const PATIENCE_MS = 10_000
/** What is killed when so many visits have been acknowledged. */
const KILLS: readonly { at: number; what: readonly ('server' | 'database')[] }[] = [
  { at: 100, what: ['server'] },
  { at: 250, what: ['database'] },
  { at: 400, what: ['server'] },
  { at: 550, what: ['database'] },
  { at: 700, what: ['server', 'database'] },
]

let folder: string
let embedded: Embedded
let server: ChildProcess | undefined
let port: number
let stopping = false
let lastWords = ''
/** Ends of the server that were not ours: it must live through the loss of its database. */
const fell: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huizhanjia-kill-'))
  await chmod(folder, 0o711)
  const keyFile = generateKeyFile()
  await writeFile(join(folder, 'keys.json'), JSON.stringify(keyFile), { mode: 0o600 })
  setKeys(createKeyring(keyFile))
  embedded = await openEmbedded({ dir: folder })
  port = await freePort()
  await startServer()
})
afterAll(async () => {
  stopping = true
  if (server?.exitCode === null && server.kill('SIGTERM')) await once(server, 'exit')
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

/** Starts the server and, as a supervisor would, starts it again for as long as its database is away. */
async function startServer(): Promise<void> {
  for (const until = Date.now() + 40_000; Date.now() < until && !stopping; await sleep(200)) {
    const child = spawn(process.execPath, ['src/server.ts'], {
      cwd: join(import.meta.dirname, '../..'),
      env: { PATH: process.env['PATH'], DATABASE_URL: embedded.url, HZJ_DATA: folder, HZJ_PAGES: 'off', HZJ_LOG: 'error', PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    server = child
    lastWords = ''
    if (!(await listens(child))) continue
    child.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && !stopping) fell.push(`the server ended by itself with ${code ?? signal}: ${lastWords}`)
    })
    return
  }
  throw new Error(`the server did not start: ${lastWords}`)
}

function listens(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('listening')) resolve(true)
      lastWords = (lastWords + text).slice(-2000)
    })
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (lastWords += text))
    child.once('exit', () => resolve(false))
  })
}

async function killServer(): Promise<void> {
  const child = server!
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** The postmaster and every process of its; `openEmbedded` sees it and starts the database again. */
async function killDatabase(): Promise<void> {
  const postmaster = Number((await readFile(join(folder, 'database/data/postmaster.pid'), 'utf8')).split('\n')[0])
  const others = await askDatabase(async ({ db }) => (await sql<{ pid: number }>`select pid from pg_stat_activity`.execute(db)).rows)
  for (const pid of [postmaster, ...others.map((row) => row.pid)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      // A session that ended meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

interface Answer {
  readonly counted: boolean
  readonly countedAt: string
}

interface Phone {
  readonly station: string
  readonly key: string
  readonly device: string
}

const seen = new Map<string, number>()
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)

/** Sends one visit until it is acknowledged, as the pages do: same key, growing pauses with jitter. */
async function send(phone: Phone): Promise<Answer> {
  for (let pauseMs = 200; !stopping; pauseMs = Math.min(pauseMs * 2, 3000)) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1/stations/${phone.station}/visits`, {
        method: 'POST',
        headers: { 'idempotency-key': phone.key, 'x-device-token': phone.device },
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      note(String(response.status))
      const answer = (await response.json()) as Answer
      if (response.status === 201) return answer
    } catch {
      note('no answer')
    }
    await sleep(pauseMs * (0.5 + Math.random()))
  }
  throw new Error('the test is over')
}

async function askDatabase<T>(ask: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({ url: embedded.url, connections: 2 })
  try {
    return await ask(database)
  } finally {
    await database.close()
  }
}

test('1,000 visits while server and database are killed: none lost, none twice', async () => {
  const stations = await askDatabase(async ({ db }) => (await sql<{ code: string; tenant: number }>`select code, steward_tenant as tenant from station where sample order by code limit 25`.execute(db)).rows)
  const daysBefore = await askDatabase(sumOfDays)
  const hourAgo = new Date(Date.now() - 3_600_000)
  const phones = Array.from({ length: VISITS }, (_, i): Phone => ({ station: stations[i % stations.length]!.code, key: randomUUID(), device: mintDevice(hourAgo).token }))

  let acknowledged = 0
  const sending = Promise.all(phones.map(async (phone) => {
    await sleep(Math.random() * SPREAD_MS)
    const answer = await send(phone)
    acknowledged++
    return answer
  }))
  // Heard below, after the kills.
  sending.catch(() => undefined)
  for (const { at, what } of KILLS) {
    while (acknowledged < at && fell.length === 0) await sleep(10)
    expect(fell).toEqual([])
    note(`killed ${what.join(' and ')}`)
    if (what.includes('database')) await killDatabase()
    if (what.includes('server')) {
      await killServer()
      await startServer()
    }
  }
  const answers = await sending
  expect(fell).toEqual([])
  const statuses = [...seen.keys()].filter((what) => /^\d/.test(what))
  expect(statuses.filter((status) => status !== '201' && status !== '503'), JSON.stringify([...seen])).toEqual([])
  expect(seen.get('no answer')).toBeGreaterThan(0)

  // Every phone asks once more, as one whose first answer was lost: the same answer, and nothing more is counted.
  const again: Answer[] = []
  for (let from = 0; from < VISITS; from += 50) again.push(...(await Promise.all(phones.slice(from, from + 50).map(send))))
  expect(again).toEqual(answers)
  expect(answers.filter((answer) => !answer.counted)).toEqual([])

  await askDatabase(async ({ db }) => {
    const visits = await sql<{ at: Date }>`/* across tenants: the test counts */ select at from visit`.execute(db)
    expect(visits.rows.map((row) => row.at.toISOString()).sort()).toEqual(answers.map((answer) => answer.countedAt).sort())
    expect((await sumOfDays({ db })) - daysBefore).toBe(VISITS)
    const lines = await sql<{ count: number }>`/* across tenants: the test counts */ select count(*)::integer as count from audit where act = 'presence.visit' and outcome = 'done'`.execute(db)
    expect(lines.rows[0]!.count).toBe(VISITS)
    for (const tenant of new Set([0, ...stations.map((station) => station.tenant)])) {
      const clock = anyone(db, { tenant, now: new Date() })
      while (await seal(clock));
      expect(await verifyAudit(clock)).toMatchObject({ tenant, brokenAt: null, unsealed: 0 })
    }
  })
})

async function sumOfDays({ db }: Pick<Database, 'db'>): Promise<number> {
  const days = await sql<{ sum: number }>`/* across tenants: the test counts */ select coalesce(sum(visits), 0)::integer as sum from station_day`.execute(db)
  return days.rows[0]!.sum
}

/** The server's own clock seals too: whoever comes second looks again. */
async function seal(ctx: Parameters<typeof sealAudit>[0]): Promise<number> {
  try {
    return await sealAudit(ctx)
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    return 1
  }
}
