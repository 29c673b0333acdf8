import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { prepareCluster, type Cluster } from './embedded/cluster.ts'
import { findPostmaster, newPort, startPostmaster, stopPostmaster, usualPort, type Postmaster } from './embedded/postmaster.ts'

export { dataFolder } from './embedded/owner.ts'

export interface EmbeddedOptions {
  /** Data folder; made if missing. The database lives in its `database` folder. */
  dir: string
  /** Told of progress, one line each. */
  log?: (line: string) => void
  /** Gives up a start half way and leaves no server behind. */
  signal?: AbortSignal
  /** False: nothing is synced to disk. Only for clusters made so, that is, for tests. */
  fsync?: boolean
}

export interface Embedded {
  /** Connection string of a superuser for the database `huizhanjia`; stays true while this process runs. */
  url: string
  /** Gives the server up: the last process that uses it stops it. Close pools before. */
  stop(): Promise<void>
}

const DATABASE = 'huizhanjia'

/** Every process that uses the server holds this advisory lock shared; who gets it alone is the last one. */
const IN_USE = 4_210_637

/**
 * Opens the embedded PostgreSQL in a folder: makes it, starts it, or joins the one that runs there,
 * also after a crash; starts it again should it die while we use it.
 * Errors: one sentence with its cause, fit for the console.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dir, log = () => {}, fsync = true } = options
  const giveUp = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, giveUp.signal]) : giveUp.signal
  const cluster = await prepareCluster({ dir, durable: fsync, log, signal })
  let lease = await obtain(cluster, { log, signal, mayMove: true })
  let regained = Promise.resolve()
  let stopped: Promise<void> | undefined
  await makeDatabase(lease.client).catch(async (error: unknown) => {
    await release(cluster, lease)
    throw error
  })
  const { port } = lease.postmaster
  watch()
  return {
    url: `postgres://postgres:${cluster.password}@127.0.0.1:${port}/${DATABASE}`,
    stop
  }

  function watch(): void {
    lease.client.once('end', () => {
      if (!giveUp.signal.aborted) regained = regain()
    })
  }

  async function regain(): Promise<void> {
    log('数据库意外停止，正在重启 · the database stopped unexpectedly: starting it again')
    while (!signal.aborted) {
      try {
        lease = await obtain(cluster, { log, signal, mayMove: false })
        return watch()
      } catch (error) {
        if (signal.aborted) return
        log(error instanceof Error ? error.message : String(error))
        await sleep(2_000, undefined, { signal }).catch(() => {})
      }
    }
  }

  function stop(): Promise<void> {
    stopped ??= giveBack()
    return stopped
  }

  async function giveBack(): Promise<void> {
    giveUp.abort()
    await regained
    await release(cluster, lease)
  }
}

/** Our claim on a server: a session that holds the lock, and ends by itself should we die. */
interface Lease {
  client: pg.Client
  postmaster: Postmaster
}

interface ObtainOptions {
  log: (line: string) => void
  signal: AbortSignal
  /** Whether another port may be taken when ours is in use. */
  mayMove: boolean
}

async function obtain(cluster: Cluster, { log, signal, mayMove }: ObtainOptions): Promise<Lease> {
  for (let failures = 0; ;) {
    signal.throwIfAborted()
    const found = await findPostmaster(cluster)
    log(found ? '沿用正在运行的数据库 · joining the database that is running' : '启动数据库 · starting the database')
    const postmaster = found ?? (await startPostmaster(cluster, await usualPort(cluster)))
    const client = await connectWhileAlive(cluster, postmaster, log, signal)
    if (client) return { client, postmaster }
    if (signal.aborted) {
      if (!found) await stopPostmaster(postmaster)
      signal.throwIfAborted()
    }
    if (postmaster.lastWords) {
      const reason = await postmaster.lastWords()
      failures += 1
      if (failures > 40 || !PASSING.test(reason)) throw new Error(`The database did not start: ${reason}.`)
      if (mayMove && PORT_TAKEN.test(reason)) await newPort(cluster)
    }
    await sleep(250)
  }
}

/** Another process was quicker, or the last server's processes are still ending: looking again settles it. */
const PASSING = /lock file|pre-existing shared memory|could not create any TCP\/IP sockets|Address already in use/
const PORT_TAKEN = /could not create any TCP\/IP sockets|Address already in use/

/** Null when the server ended or we are to give up. */
async function connectWhileAlive(
  cluster: Cluster,
  postmaster: Postmaster,
  log: (line: string) => void,
  signal: AbortSignal
): Promise<pg.Client | null> {
  const since = Date.now()
  let toldAt = since
  while (!signal.aborted && (await postmaster.alive())) {
    const client = (await postmaster.ready()) && (await tryConnect(cluster, postmaster.port))
    if (client) return client
    if (Date.now() - toldAt > 5_000) {
      toldAt = Date.now()
      log(`数据库正在恢复 · the database is recovering … ${Math.round((toldAt - since) / 1000)} s`)
    }
    await sleep(50)
  }
  return null
}

async function tryConnect({ password }: Cluster, port: number): Promise<pg.Client | null> {
  const address = { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres', ssl: false }
  const client = new pg.Client({ ...address, connectionTimeoutMillis: 5_000 })
  // Ends are seen by the listener on 'end'; an unheard 'error' would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query("set application_name = 'huizhanjia lease'")
    await client.query('select pg_advisory_lock_shared($1)', [IN_USE])
    return client
  } catch (error) {
    await client.end().catch(() => {})
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === '28P01') {
      throw new Error(`The database on port ${port} refuses the password kept in the data folder.`, { cause: error })
    }
    return null
  }
}

async function makeDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
  if (rowCount) return
  try {
    await client.query(`create database ${DATABASE}`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const madeByAnother = code === '42P04' || code === '23505'
    if (!madeByAnother) throw error
  }
}

async function release(cluster: Cluster, { client }: Lease): Promise<void> {
  if (await isLast(client)) {
    const postmaster = await findPostmaster(cluster)
    // The lock is kept until the server ends, so nobody can join it meanwhile.
    if (postmaster) await stopPostmaster(postmaster)
  }
  await client.end().catch(() => {})
}

async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [IN_USE])
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [IN_USE])
    return rows[0].alone
  } catch {
    // The server is gone already.
    return false
  }
}
