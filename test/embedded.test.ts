import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { dataFolder, openEmbedded, type Embedded } from '#db/embedded.ts'
import { isAlive } from '#db/embedded/cluster.ts'

const asRoot = process.getuid?.() === 0
const embeddedModule = fileURLToPath(new URL('../src/db/embedded.ts', import.meta.url))

let root: string
let dir: string
let opened: Embedded[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'huizhanjia-embedded-'))
  await chmod(root, 0o711)
  dir = join(root, 'shared')
})

afterEach(async () => {
  for (const embedded of opened) await embedded.stop()
  opened = []
})

afterAll(() => rm(root, { recursive: true, force: true }))

async function open(log: string[] = []): Promise<Embedded> {
  const embedded = await openEmbedded({ dir, fsync: false, log: (line) => log.push(line) })
  opened.push(embedded)
  return embedded
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

async function postmasterPid(): Promise<number> {
  return Number((await readFile(join(dir, 'database/data/postmaster.pid'), 'utf8')).split('\n')[0])
}

/** A dead process whose parent died before it may keep its number for a while, but no command line. */
async function runs(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''
}

async function untilGone(pid: number): Promise<void> {
  await expect.poll(() => runs(pid), { timeout: 10_000 }).toBe(false)
}

/** Another Node process that opens the same folder and keeps it open; resolves with its address. */
async function openElsewhere(): Promise<{ child: ChildProcess; url: string }> {
  const program = `
		const { openEmbedded } = await import(${JSON.stringify(embeddedModule)});
		const { url, stop } = await openEmbedded({ dir: ${JSON.stringify(dir)}, fsync: false });
		process.on('SIGTERM', () => stop().then(() => process.exit(0)));
		console.log(url);`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { child, url: line.trim() }
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('the embedded database', () => {
  test('is made, stopped and found again as it was, at the same address', async () => {
    const log: string[] = []
    const first = await open(log)
    await ask(first.url, 'create table kept as select 42 as answer')
    const pid = await postmasterPid()
    await first.stop()
    expect(await runs(pid)).toBe(false)
    expect(log.join('\n')).toMatch(/creating the database[^]*starting the database/)

    const second = await open()
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  })

  test('has UTF-8, C order, checksums, UTC and a password that others cannot read', async () => {
    const { url } = await open()
    const rows = await ask(
      url,
      `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
				current_setting('timezone') as zone, datcollate as collation, current_setting('listen_addresses') as listens
			from pg_database where datname = current_database()`
    )
    expect(rows).toEqual([{ encoding: 'UTF8', checksums: 'on', zone: 'UTC', collation: 'C', listens: '127.0.0.1' }])
    expect((await stat(join(dir, 'database/password'))).mode & 0o777).toBe(0o600)
    const stranger = new URL(url)
    stranger.password = 'wrong'
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  test('outlives a killed process and is joined by the next one, which then stops it', async () => {
    const { child, url } = await openElsewhere()
    const pid = await postmasterPid()
    await killed(child)
    expect(await runs(pid)).toBe(true)

    const log: string[] = []
    const next = await open(log)
    expect(log.join()).toContain('joining the database that is running')
    expect(next.url).toBe(url)
    expect(await postmasterPid()).toBe(pid)
    await next.stop()
    expect(await runs(pid)).toBe(false)
  })

  test('is shared by two processes that start at once; the last one stops it', async () => {
    const [here, elsewhere] = await Promise.all([open(), openElsewhere()])
    expect(elsewhere.url).toBe(here.url)
    const pid = await postmasterPid()
    await here.stop()
    expect(await runs(pid)).toBe(true)
    elsewhere.child.kill('SIGTERM')
    await once(elsewhere.child, 'exit')
    expect(await runs(pid)).toBe(false)
  })

  test('comes back at the same address when its server is killed under us', async () => {
    const { url } = await open()
    await ask(url, 'create table survived as select 1 as one')
    const pid = await postmasterPid()
    process.kill(pid, 'SIGKILL')
    await untilGone(pid)
    await expect.poll(() => ask(url, 'select one from survived').catch(() => null), { timeout: 15_000 }).toEqual([{ one: 1 }])
    expect(await postmasterPid()).not.toBe(pid)
  })

  test('recovers when both were killed', async () => {
    const { child } = await openElsewhere()
    const pid = await postmasterPid()
    await killed(child)
    process.kill(pid, 'SIGKILL')
    const { url } = await open()
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('starts although the pid left behind now belongs to another program of the same user', async () => {
    await (await open()).stop()
    const data = join(dir, 'database/data')
    const { uid, gid } = await stat(data)
    const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' })
    onTestFinished(() => void stranger.kill('SIGKILL'))
    await writeFile(join(data, 'postmaster.pid'), `${stranger.pid}\n${data}\n1700000000\n25432\n\n127.0.0.1\n`)

    const { url } = await open()
    expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(stranger.exitCode).toBeNull()
  })

  test('moves to another port when its own is taken', async () => {
    const { url, stop } = await open()
    await stop()
    const squatter = createServer().listen(Number(new URL(url).port), '127.0.0.1')
    onTestFinished(() => void squatter.close())
    await once(squatter, 'listening')
    const moved = await open()
    expect(new URL(moved.url).port).not.toBe(new URL(url).port)
    expect(await ask(moved.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('leaves no server behind when its start is given up', async () => {
    const fresh = join(root, 'given-up')
    for (const delayMs of [50, 400, 1_200]) {
      const giveUp = new AbortController()
      const opening = openEmbedded({ dir: fresh, fsync: false, signal: giveUp.signal }).then(
        (embedded) => embedded.stop(),
        (error: Error) => error.name
      )
      await sleep(delayMs)
      giveUp.abort()
      expect([undefined, 'AbortError']).toContain(await opening)
      await expect(stat(join(fresh, 'database/data/postmaster.pid'))).rejects.toThrow(/ENOENT/)
    }
  })
})

describe('one clear sentence', () => {
  test('when the folder is a file', async () => {
    const file = join(root, 'file')
    await writeFile(file, '')
    await expect(openEmbedded({ dir: join(file, 'data') })).rejects.toThrow(/cannot be kept in .*file.*HZJ_DATA/)
  })

  test('when the data are of another version of PostgreSQL', async () => {
    await (await open()).stop()
    const versionFile = join(dir, 'database/data/PG_VERSION')
    const version = await readFile(versionFile)
    await writeFile(versionFile, '15\n')
    onTestFinished(() => writeFile(versionFile, version))
    await expect(open()).rejects.toThrow(/The database did not start: .*incompatible with server/)
  })

  test('when a database made to last is opened without fsync', async () => {
    await (await open()).stop()
    const marker = join(dir, 'database/unsafe-test-cluster')
    await rm(marker)
    onTestFinished(() => writeFile(marker, ''))
    await expect(open()).rejects.toThrow(/cannot be opened without fsync/)
  })

  test.runIf(asRoot)('when root is given a folder that the database user cannot enter', async () => {
    const closed = join(root, 'closed')
    await mkdir(closed, { mode: 0o700 })
    await expect(openEmbedded({ dir: join(closed, 'data') })).rejects.toThrow(/cannot enter .*closed.*HZJ_DATA/)
  })
})

describe('the data folder', () => {
  test('is the one given, else .data in the clone', () => {
    expect(dataFolder({ HZJ_DATA: '/srv/union' }, '/opt/clone')).toBe('/srv/union')
    expect(dataFolder({ HZJ_DATA: 'here' }, '/opt/clone')).toBe('/opt/clone/here')
    expect(dataFolder({}, root)).toBe(join(root, '.data'))
  })

  test.runIf(asRoot)('is outside a clone that the database user cannot enter', async () => {
    const clone = join(root, 'private/clone')
    await mkdir(clone, { recursive: true })
    await chmod(join(root, 'private'), 0o700)
    expect(dataFolder({}, clone)).toMatch(/^\/var\/lib\/huizhanjia\/[0-9a-f]{12}$/)
  })
})
