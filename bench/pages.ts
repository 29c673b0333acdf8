import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import chromium from '@sparticuz/chromium'
import lighthouse from 'lighthouse'
import pg from 'pg'
import { chromium as playwright, type Browser, type BrowserContext, type Response } from 'playwright-core'
import { median, type Figure } from './figure.ts'

const ROOT = join(import.meta.dirname, '..')
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const RUNS = 3
/** A district of the demonstration. */
const DISTRICT = '330106'

/** The worker's first page as a phone loads it: its weight, and what Lighthouse says of it. */
export async function measurePages(databaseUrl: string, folder: string): Promise<Figure[]> {
  const server = await startServer(databaseUrl, folder)
  const port = await freePort()
  const browser = await playwright.launch({ executablePath: process.env['HZJ_CHROMIUM'] ?? (await chromium.executablePath()), args: [...FLAGS, `--remote-debugging-port=${port}`] })
  try {
    return [...(await weigh(browser, server.origin)), ...(await audit(server.origin, port))]
  } finally {
    await browser.close()
    const ended = once(server.child, 'exit')
    server.child.kill('SIGTERM')
    await ended
  }
}

/** The server as it is started for a demonstration, on a database of its own. */
async function startServer(databaseUrl: string, folder: string): Promise<{ child: ChildProcess; origin: string }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create database pages')
  await client.end()
  const url = Object.assign(new URL(databaseUrl), { pathname: '/pages' }).href
  const child = spawn(process.execPath, ['src/server.ts'], { cwd: ROOT, env: { PATH: process.env['PATH'], DATABASE_URL: url, HZJ_DATA: folder, HZJ_LOG: 'error', PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text
    const origin = /listening (http:\S+)/.exec(said)?.[1]
    if (!origin) continue
    child.stdout.resume()
    return { child, origin }
  }
  throw new Error(`the server did not start:\n${said}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

async function weigh(browser: Browser, origin: string): Promise<Figure[]> {
  const first = await weighHome(browser, origin, [])
  const list = await weighHome(browser, origin, [{ name: 'hzj_place', value: DISTRICT, url: origin }])
  return [
    { name: 'worker home: JavaScript, gzip', value: first.script / 1000, unit: 'kB', most: 50 },
    { name: '  everything that the phone loads', value: first.all / 1000, unit: 'kB', most: 100 },
    { name: 'with the list of a district: JavaScript, gzip', value: list.script / 1000, unit: 'kB', most: 50 },
    { name: '  everything that the phone loads', value: list.all / 1000, unit: 'kB', most: 100 }
  ]
}

/** Bytes of a phone's first visit: of all as they came over the wire; of the scripts by gzip. */
async function weighHome(browser: Browser, origin: string, cookies: Parameters<BrowserContext['addCookies']>[0]): Promise<{ script: number; all: number }> {
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'zh-CN', serviceWorkers: 'block' })
  await phone.addCookies(cookies)
  const page = await phone.newPage()
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await page.goto(origin, { waitUntil: 'networkidle' })
  let [script, all] = [0, 0]
  for (const response of responses) {
    const { responseBodySize, responseHeadersSize } = await response.request().sizes()
    all += responseBodySize + responseHeadersSize
    if (response.request().resourceType() === 'script') script += gzipSync(await response.body()).length
  }
  await phone.close()
  return { script, all }
}

async function audit(origin: string, port: number): Promise<Figure[]> {
  const runs: Record<string, number>[] = []
  for (let run = 0; run < RUNS; run++) {
    const result = await lighthouse(origin, { port, output: 'json', logLevel: 'error', onlyCategories: [...CATEGORIES] })
    if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message ?? 'no result'}`)
    runs.push(Object.fromEntries(CATEGORIES.map((category) => [category, (result.lhr.categories[category]?.score ?? 0) * 100])))
  }
  return CATEGORIES.map((category) => ({ name: `  Lighthouse, mobile: ${category}`, value: median(runs.map((run) => run[category]!)), unit: 'of 100', least: 95 }))
}
