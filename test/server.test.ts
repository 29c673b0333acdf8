import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from '#kernel/settings.ts'
import { openKeyring, writeKeys } from '../src/start.ts'
import { openScratch, type Scratch } from './database.ts'
import { startServer, type Started } from './server.ts'

let folder: string
let scratch: Scratch
let started: Started[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huizhanjia-server-'))
  scratch = await openScratch()
})
afterEach(async () => {
  for (const one of started) {
    one.signal('SIGKILL')
    await one.ended()
  }
  started = []
})
afterAll(async () => {
  await scratch.drop()
  await rm(folder, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}): Started {
  const one = startServer({ DATABASE_URL: scratch.url, HZJ_DATA: join(folder, 'data'), HZJ_PAGES: 'off', ...env })
  started.push(one)
  return one
}

async function refusal(env: Record<string, string>): Promise<string> {
  const one = start(env)
  expect(await one.ended(), one.out() + one.err()).toBe(1)
  const lines = one.err().trim().split('\n')
  expect(lines, one.err()).toHaveLength(1)
  return lines[0]!
}

async function inDatabase(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

describe('a start', () => {
  test('tells its progress, its address and the demo sign-ins, serves, and stops on SIGTERM', async () => {
    const one = start()
    const address = await one.listening()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const ready = await fetch(`${address}/readyz`)
    expect(await ready.json()).toEqual({ status: 'ready', checks: ['schema', 'clock', 'stations'] })
    const nearest = await fetch(`${address}/api/v1/stations/nearest?lon=120.1551&lat=30.2741&limit=3`)
    expect(((await nearest.json()) as { items: unknown[] }).items).toHaveLength(3)
    expect(one.out()).toContain(`打开 · open   ${address}`)
    expect(one.out()).toMatch(/10000000001 {2}.+worker/)
    one.signal('SIGTERM')
    one.signal('SIGINT')
    one.signal('SIGTERM')
    expect(await one.ended()).toBe(0)
    expect(one.err()).toBe('')
    await expect(fetch(`${address}/healthz`)).rejects.toThrow()
    // A position in an address must not reach the log.
    expect(one.out()).toContain('"route":"/api/v1/stations/nearest"')
    expect(one.out()).not.toMatch(/120\.1551|30\.2741/)
  })

  test('two processes share one database; keys are made once, for their owner only', async () => {
    const file = join(folder, 'data', 'keys.json')
    const before = await readFile(file, 'utf8')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const [first, second] = [start(), start()]
    const addresses = await Promise.all([first.listening(), second.listening()])
    for (const address of addresses) expect((await fetch(`${address}/readyz`)).status).toBe(200)
    first.signal('SIGTERM')
    expect(await first.ended()).toBe(0)
    expect((await fetch(`${addresses[1]}/readyz`)).status).toBe(200)
    expect(await readFile(file, 'utf8')).toBe(before)
  })

  test('a stop waits for the request that runs', async () => {
    const one = start()
    const address = new URL(await one.listening())
    const body = JSON.stringify({ phone: '10000000001' })
    const asking = request({ host: address.hostname, port: address.port, path: '/api/v1/sign-in/codes', method: 'POST', headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } })
    const answered = new Promise<number | undefined>((resolve, reject) => asking.on('response', (answer) => resolve(answer.resume().statusCode)).on('error', reject))
    asking.write(body.slice(0, 5))
    await new Promise((resolve) => setTimeout(resolve, 200))
    one.signal('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 300))
    asking.end(body.slice(5))
    expect(await answered).toBe(200)
    expect(await one.ended()).toBe(0)
  })

  test('pages and API share one instance of the house', async () => {
    const one = start({ HZJ_PAGES: 'on' })
    const address = await one.listening()
    const before = await counted(address)
    const page = await fetch(`${address}/`, { headers: { 'accept-language': 'en' } })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<html lang="en"')
    // A page without the framework has no script to name; one with it has a nonce.
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect((await fetch(`${address}/wo/sign-in`)).headers.get('content-security-policy')).toMatch(/'nonce-/)
    expect(page.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(page.headers.getSetCookie().join()).toMatch(/hzj_device=d1\.[^;]+;.*HttpOnly/)
    // The page called acts; the counter that the API shows has counted them.
    const map = await fetch(`${address}/?division=330106`)
    expect(map.status).toBe(200)
    expect(await counted(address)).toBeGreaterThan(before)
  })
})

/** Acts called so far, as /metrics tells. */
async function counted(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text()
  return [...text.matchAll(/^hzj_acts_total\{[^}]*\} (\d+)$/gm)].reduce((sum, match) => sum + Number(match[1]), 0)
}

describe('one clear sentence and exit code 1 for', () => {
  test('a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    expect(await refusal({ PORT: String(port) })).toBe(`Port ${port} is taken by another program: stop it, or choose another with PORT=.`)
    other.close()
  })

  test('a database that does not answer', async () => {
    expect(await refusal({ DATABASE_URL: 'postgres://postgres@127.0.0.1:1/x' })).toMatch(/^The database of DATABASE_URL does not answer at 127\.0\.0\.1:1/)
  })

  test('a database that does not exist', async () => {
    const url = new URL(scratch.url)
    url.pathname = '/no_such_database'
    expect(await refusal({ DATABASE_URL: url.href })).toMatch(/does not exist/)
  })

  test('a setting that is wrong', async () => {
    expect(await refusal({ DATABASE_URL: 'mysql://here/x' })).toBe('DATABASE_URL is not usable: it should be like postgres://user:password@host:5432/database.')
  })

  test('a database of a newer schema', async () => {
    const newer = await openScratch()
    try {
      await inDatabase(newer.url, `insert into migration (number, name, hash, at) values (9999, '9999_future.sql', 'x', '2030-01-01')`)
      expect(await refusal({ DATABASE_URL: newer.url })).toMatch(/^The database has a newer schema \(9999_future\.sql\) than this program knows/)
    } finally {
      await newer.drop()
    }
  })

  test('production on sample data', async () => {
    expect(await refusal({ ...production(), HZJ_KEYS: join(folder, 'data', 'keys.json') })).toMatch(/^HZJ_MODE=production refuses this database: it holds sample data \(.*station.*\)/)
  })
})

function production() {
  return { HZJ_MODE: 'production', HZJ_ORIGIN: 'https://hzj.example', HZJ_KEYS: 'keys.json', HZJ_SMS_URL: 'https://sms.example/send', HZJ_SMS_SECRET: 'a-long-enough-secret' }
}

describe('settings', () => {
  test.each([
    ['a database that is none', { DATABASE_URL: 'postgres://x:y@@[::1' }, /^DATABASE_URL is not usable/],
    ['a port that is none', { PORT: 'eighty' }, /^PORT is not usable/],
    ['a mode that is none', { HZJ_MODE: 'prod' }, /^HZJ_MODE is not usable/],
    ['production with an insecure origin', { ...production(), HZJ_ORIGIN: 'http://hzj.example' }, /needs HZJ_ORIGIN with https/],
    ['production without keys', { ...production(), HZJ_KEYS: '' }, /needs HZJ_KEYS/],
    ['production without a gateway', { ...production(), HZJ_SMS_URL: '', HZJ_SMS_SECRET: '' }, /needs HZJ_SMS_URL/],
    ['half a gateway', { HZJ_SMS_URL: 'https://sms.example/send' }, /go together/],
  ])('%s', (_, env, sentence) => {
    expect(() => readSettings(env)).toThrow(sentence)
  })

  test('a key file that cannot be read', async () => {
    await expect(openKeyring(readSettings({ HZJ_KEYS: join(folder, 'none.json') }), folder)).rejects.toThrow(/^The key file .* cannot be used/)
  })
})

test('production starts on an empty database and names no demo phone', async () => {
  const empty = await openScratch()
  try {
    await writeKeys(join(folder, 'production.json'))
    const one = start({ ...production(), HZJ_KEYS: join(folder, 'production.json'), DATABASE_URL: empty.url })
    const address = await one.listening()
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    expect(one.out()).not.toMatch(/10000000001/)
    one.signal('SIGTERM')
    expect(await one.ended()).toBe(0)
  } finally {
    await empty.drop()
  }
})
