import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, readdir, realpath, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { exists, prepareEngine, publish } from './engine.ts'
import { canEnter, isRoot, otherUser, type Owner } from './owner.ts'

/** A PostgreSQL cluster on disk and all that is needed to run it. */
export interface Cluster {
  /** Holds `data`, `password` (mode 0600), `port` and `postgres.log`. */
  home: string
  data: string
  password: string
  /** Folder with PostgreSQL's `bin`. */
  engine: string
  /** The user to run as; undefined: the one who runs Node. */
  owner: Owner | undefined
  /** Synced to disk; only a test cluster is not. */
  durable: boolean
}

export interface ClusterOptions {
  dir: string
  durable: boolean
  log: (line: string) => void
  signal: AbortSignal
}

const INIT_FLAGS = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--lc-collate=C',
  '--lc-ctype=C.UTF-8',
  '--lc-messages=C',
  '--data-checksums'
]

/** What PostgreSQL's programs see: nothing of the caller's PG* variables or language. */
export const PROGRAM_ENV = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/** Finds the cluster in `dir`, or makes one there. Errors: one sentence with what to do. */
export async function prepareCluster(options: ClusterOptions): Promise<Cluster> {
  try {
    return await prepare(options)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const reason = typeof code === 'string' ? FILE_ERRORS[code] : undefined
    if (!reason) throw error
    throw new Error(`The database cannot be kept in ${options.dir}: ${reason}.`, { cause: error })
  }
}

const FILE_ERRORS: Record<string, string> = {
  ENOSPC: 'the disk is full; free some space or choose another folder with HZJ_DATA',
  EDQUOT: 'your disk quota is used up; free some space or choose another folder with HZJ_DATA',
  EROFS: 'the file system is read-only; choose another folder with HZJ_DATA',
  ENOTDIR: 'a part of the path is not a folder; choose another one with HZJ_DATA',
  EACCES: 'it belongs to another user; start as that user or choose another folder with HZJ_DATA',
  EPERM: 'it belongs to another user; start as that user or choose another folder with HZJ_DATA'
}

async function prepare({ dir: wanted, durable, log, signal }: ClusterOptions): Promise<Cluster> {
  const dir = await makeFolder(wanted)
  const owner = isRoot() ? ownerFor(dir) : undefined
  await sweepDrafts(dir)
  const engine = await prepareEngine(dir, owner !== undefined)
  const home = join(dir, 'database')
  const cluster = { home, data: join(home, 'data'), engine, owner, durable }
  if (!(await exists(home))) {
    log('创建数据库 · creating the database')
    await create(cluster, `${home}.new-${process.pid}`, signal)
  }
  if (!durable && !(await exists(join(home, 'unsafe-test-cluster')))) {
    throw new Error(`The database in ${dir} was made to last: it cannot be opened without fsync.`)
  }
  return { ...cluster, password: await readFile(join(home, 'password'), 'utf8') }
}

async function makeFolder(dir: string): Promise<string> {
  const first = await mkdir(dir, { recursive: true })
  const real = await realpath(dir)
  // Folders that root's umask closed would lock the database's user out; what is inside keeps its own modes.
  if (first && isRoot()) {
    const top = await realpath(first)
    for (let folder = real; folder.length >= top.length; folder = dirname(folder)) await chmod(folder, 0o711)
  }
  return real
}

function ownerFor(dir: string): Owner {
  const owner = otherUser(dir)
  if (!owner) {
    throw new Error(
      'PostgreSQL refuses to run as root and this system has no user "nobody": start as an ordinary user, or set DATABASE_URL.'
    )
  }
  if (!canEnter(dir, owner)) {
    throw new Error(
      `PostgreSQL refuses to run as root, and user ${owner.uid} cannot enter ${dir}: choose a folder for HZJ_DATA that others can enter, such as /var/lib/huizhanjia.`
    )
  }
  return owner
}

/** Leftovers of starts that were killed half way; a draft's name ends with the pid of its maker. */
async function sweepDrafts(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const maker = /\.new-(\d+)$/.exec(name)?.[1]
    if (!maker || isAlive(Number(maker))) continue
    await rm(join(dir, name), { recursive: true, force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function create(cluster: Omit<Cluster, 'password'>, draft: string, signal: AbortSignal): Promise<void> {
  const data = join(draft, 'data')
  const passwordFile = join(draft, 'password')
  try {
    await mkdir(data, { recursive: true })
    await chmod(draft, 0o711)
    await chmod(data, 0o700)
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
    if (!cluster.durable) await writeFile(join(draft, 'unsafe-test-cluster'), '')
    if (cluster.owner) {
      await chown(data, cluster.owner.uid, cluster.owner.gid)
      await chown(passwordFile, cluster.owner.uid, cluster.owner.gid)
    }
    const sync = cluster.durable ? [] : ['--no-sync']
    await runInitdb(cluster, [...INIT_FLAGS, ...sync, `--pwfile=${passwordFile}`, `--pgdata=${data}`], draft, signal)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
  await publish(draft, cluster.home)
}

function runInitdb({ engine, owner }: Pick<Cluster, 'engine' | 'owner'>, args: string[], cwd: string, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawn(join(engine, 'bin', 'initdb'), args, {
    ...owner,
    cwd,
    env: PROGRAM_ENV,
    // A group of its own: Ctrl-C reaches it only through us.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.on('error', (cause) => {
    // One that was given up also comes by here, and is waited for.
    if (!child.pid) reject(cannotRun('initdb', cause))
  })
  child.on('close', (code, killedBy) => {
    if (signal.aborted) return reject(signal.reason)
    if (code === 0) return resolve()
    reject(new Error(`The database could not be created: ${complaint(said) ?? `initdb ended with ${killedBy ?? code}`}.`))
  })
  return promise
}

/** The line that says why, out of what a PostgreSQL program wrote. */
export function complaint(text: string): string | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^.*? UTC \[\d+\] /, '').trim())
    .filter(Boolean)
  const cause = lines.find((line) => /No space left|quota exceeded|Permission denied/.test(line))
  const telling = lines.filter((line) => /error:|FATAL:|PANIC:|could not|cannot/.test(line))
  return (cause ?? telling.at(-1) ?? lines.at(-1))?.replace(/\.$/, '')
}

/** Of a machine for which the packaged programs are not made, such as one without glibc. */
export function cannotRun(program: string, cause: Error): Error {
  return new Error(
    `The embedded PostgreSQL does not run on this machine (${program}: ${cause.message}): set DATABASE_URL to a PostgreSQL of your own.`,
    { cause }
  )
}
