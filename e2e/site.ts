import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as playwright, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core'
import { hasTemplate, oneAtATime, openScratch, type Scratch } from '../test/database.ts'

/** The real server on a database of its own with the demo data, and a real browser. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export interface Site {
  readonly origin: string
  readonly browser: Browser
  /** Its database, and the folder with its keys: for what no door lets a visitor prepare. */
  readonly databaseUrl: string
  readonly folder: string
  /** A phone of its own: 390 px, Chinese. */
  phone(options?: BrowserContextOptions): Promise<BrowserContext>
  desk(options?: BrowserContextOptions): Promise<BrowserContext>
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'hzj-e2e-'))
  const scratch = await openDemo(folder)
  const { child, origin } = await startServer(scratch.url, folder)
  // The browser is unpacked by whoever comes first.
  const browser = await playwright.launch({ executablePath: process.env['HZJ_CHROMIUM'] ?? (await oneAtATime(() => chromium.executablePath())), headless: true, args: FLAGS })
  return {
    origin,
    browser,
    databaseUrl: scratch.url,
    folder,
    phone: (options = {}) => browser.newContext({ baseURL: origin, viewport: { width: 390, height: 844 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', hasTouch: true, isMobile: true, ...options }),
    desk: (options = {}) => browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 800 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options }),
    async close() {
      await browser.close()
      await stopServer(child)
      await scratch.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const DEMO = 'hzj_demo'

/** A database with the demo data, and in the folder the keys that open it: loaded once a cluster, then copied. */
async function openDemo(folder: string): Promise<Scratch> {
  const cluster = createHash('sha256').update(process.env['HZJ_TEST_DATABASE_URL'] ?? '').digest('hex').slice(0, 16)
  const [keys, kept] = [join(folder, 'keys.json'), join(tmpdir(), `hzj-e2e-keys-${cluster}.json`)]
  await oneAtATime(async () => {
    if (await hasTemplate(DEMO)) return copyFile(kept, keys)
    const first = await openScratch()
    const { child } = await startServer(first.url, folder)
    await stopServer(child)
    await copyFile(keys, kept)
    return first.keepAs(DEMO)
  })
  return openScratch(DEMO)
}

function stopServer(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

async function startServer(url: string, folder: string): Promise<{ child: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, ['src/server.ts'], { cwd: ROOT, env: { ...process.env, DATABASE_URL: url, PORT: '0', HZJ_DATA: folder, HZJ_LOG: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString()
      const address = /listening (http:\S+)/.exec(said)?.[1]
      if (address) resolve({ child, origin: address })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)))
  })
}
