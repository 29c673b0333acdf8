import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { openEmbedded, dataFolder } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { openDatabase, setHandle, type Database } from '#db/open.ts'
import { startStationIndex, stationIndexAgeMs, stopStationIndex } from '#domain/nearby/follow.ts'
import { loadDivisions } from '#domain/organisations/divisions.ts'
import { folderStore, setFiles } from '#kernel/files.ts'
import { setKeys } from '#kernel/keys.ts'
import { readSettings, setSettings, SettingsError, type Settings } from '#kernel/settings.ts'
import { openApi } from './api/api.ts'
import { startJobs } from './jobs.ts'
import { mountPages } from './pages.ts'
import { openKeyring, reasonOf, refuseSamples } from './start.ts'

const CLONE = fileURLToPath(new URL('..', import.meta.url))
const PAGES = new URL('../build/handler.js', import.meta.url)
const POOL = 20
/** Requests that run when we are told to stop may take this long. */
const GRACE_MS = 10_000
/** The index is polled every 300 ms: older than this, it no longer tells the truth. */
const INDEX_AGE_MS = 5_000

/** What has been opened, to be closed in the reverse order. */
const open: { name: string; close: () => Promise<void> | void }[] = []
const stopping = new AbortController()
let stopped: Promise<void> | null = null

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop().then(() => process.exit(0)))

const starting = Promise.resolve().then(() => start(readSettings(process.env)))
try {
  await starting
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(reasonOf(error))
    if (!(error instanceof SettingsError) && process.env['HZJ_LOG'] === 'debug') console.error(error)
    await stop()
    process.exit(1)
  }
}

async function start(settings: Settings): Promise<void> {
  setSettings(settings)
  const folder = dataFolder(process.env, CLONE)
  // The embedded database makes its own folder, for the user that it runs as.
  if (settings.databaseUrl !== null) await mkdir(folder, { recursive: true, mode: 0o755 })
  const url = settings.databaseUrl ?? (await openOwnDatabase(folder))
  stopping.signal.throwIfAborted()
  say('更新数据库结构 · migrating the database')
  await migrate(url)
  const database = openDatabase({ url, connections: POOL })
  open.push({ name: 'pool', close: () => database.close() })
  setHandle(database)
  setKeys(await openKeyring(settings, folder))
  setFiles(folderStore(join(folder, 'files')))
  const signIns = await loadData(settings, database)
  stopping.signal.throwIfAborted()
  const app = await openDoors(settings, database, url)
  const address = await listen(app, settings)
  say(`listening ${address}`)
  if (settings.mode === 'demo') greet(address, signIns)
}

async function openOwnDatabase(dir: string): Promise<string> {
  const opening = openEmbedded({ dir, log: say, signal: stopping.signal })
  // Before it is open: told to stop meanwhile, we still wait for it and close it.
  open.push({ name: 'embedded database', close: async () => (await opening.catch(() => null))?.stop() })
  return (await opening).url
}

interface SignIn {
  readonly role: string
  readonly phone: string
  readonly name: string
}

async function loadData(settings: Settings, { db }: Database): Promise<readonly SignIn[]> {
  if (settings.mode === 'production') await refuseSamples(db)
  await loadDivisions(db)
  if (settings.mode === 'production') return []
  say('检查示例数据 · looking after the demo data')
  const demo = await import('./demo/load.ts')
  return (await demo.loadDemo(db, say)).signIns
}

async function openDoors(settings: Settings, { db }: Database, ownerUrl: string): Promise<FastifyInstance> {
  say('建立站点索引 · building the station index')
  const app = await openApi([{ name: 'stations', run: indexIsFresh }])
  const onFault = (error: unknown, job: string) => app.log.error({ err: error, job }, 'fault of the clock')
  await startStationIndex(db, (error) => onFault(error, 'station-index'))
  open.push({ name: 'station index', close: stopStationIndex })
  const jobs = await startJobs({ db, ownerUrl, onFault })
  open.push({ name: 'jobs', close: jobs.stop })
  open.push({ name: 'server', close: () => closeServer(app) })
  if (settings.pages) {
    if (!existsSync(PAGES)) throw new SettingsError('The pages are not built: start by `npm start`, or set HZJ_PAGES=off to serve the API alone.')
    await mountPages(app, PAGES)
  }
  process.on('uncaughtException', (error) => {
    app.log.fatal({ err: error }, 'uncaught')
    void stop().then(() => process.exit(1))
  })
  // A promise that a page forgot must not take everybody's server down; the log has it with its cause.
  process.on('unhandledRejection', (error) => app.log.error({ err: error }, 'unhandled rejection'))
  return app
}

function indexIsFresh(): string | null {
  const ageMs = stationIndexAgeMs()
  return ageMs < INDEX_AGE_MS ? null : `the station index last agreed with the database ${Math.round(ageMs / 1000)} s ago`
}

async function listen(app: FastifyInstance, settings: Settings): Promise<string> {
  stopping.signal.throwIfAborted()
  await app.listen({ port: settings.port, host: settings.host })
  const { port } = app.server.address() as AddressInfo
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  const address = `http://${host}:${port}`
  // Port 0 took a free one: only now is our own address known.
  if (!process.env['HZJ_ORIGIN']) setSettings({ ...settings, port, origin: address })
  return address
}

async function closeServer(app: FastifyInstance): Promise<void> {
  // A connection whose last request has been answered while we close would be kept open for the next one.
  const idle = setInterval(() => app.server.closeIdleConnections(), 100)
  const late = setTimeout(() => app.server.closeAllConnections(), GRACE_MS)
  await app.close()
  clearInterval(idle)
  clearTimeout(late)
}

/** Gives up a start half way, then closes everything that is open: once, however often it is asked. */
function stop(): Promise<void> {
  stopping.abort()
  return (stopped ??= starting.catch(() => undefined).then(closeAll))
}

async function closeAll(): Promise<void> {
  for (let last = open.pop(); last; last = open.pop()) {
    try {
      await last.close()
    } catch (error) {
      console.error(`${last.name}: ${reasonOf(error)}`)
    }
  }
}

function say(line: string): void {
  console.log(line)
}

function greet(address: string, signIns: readonly SignIn[]): void {
  const rows = signIns.map(({ role, phone, name }) => `  ${phone}  ${name} · ${role}`).join('\n')
  say(`
会站家已启动（演示模式，数据为示例）· Huizhanjia is running (demo mode, sample data)
  打开 · open   ${address}
  接口 · API    ${address}/api/docs
登录手机号，验证码会显示在页面上 · phones to sign in with; the code is shown on the page
${rows}
按 Ctrl+C 停止 · press Ctrl+C to stop
`)
}
