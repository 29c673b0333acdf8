import { spawn, execFile, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PROGRAM_ENV, cannotRun, complaint, type Cluster } from './cluster.ts'

/** A PostgreSQL server that runs on our data. */
export interface Postmaster {
  pid: number
  port: number
  /** False as soon as it has ended. */
  alive(): Promise<boolean>
  /** Whether it takes connections: it has recovered and is not shutting down. */
  ready(): Promise<boolean>
  /** Why it ended, in its own words; known only of one that we started ourselves. */
  lastWords?(): Promise<string>
}

const LOG_LIMIT_BYTES = 5_000_000

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Statements and their parameters may hold personal data: errors go to the application, not to this log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse'
}

/** Lost with the machine's power, but not when processes are killed: tests of faults do that. */
const UNSAFE_SETTINGS = { fsync: 'off', full_page_writes: 'off' }

/** The server that runs on this cluster, whoever started it; null when none does. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const file = await readPidFile(cluster)
  if (!file || !(await servesData(file.pid, cluster.data))) return null
  const { pid, port } = file
  return { pid, port, alive: () => servesData(pid, cluster.data), ready: () => isReady(cluster, pid) }
}

/** Lines of postmaster.pid: pid, folder, start, port, socket folder, address, shared memory, status. */
async function readPidFile({ data }: Cluster): Promise<{ pid: number; port: number; status: string } | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid && port ? { pid, port, status: lines[7] ?? '' } : null
}

async function isReady(cluster: Cluster, pid: number): Promise<boolean> {
  const file = await readPidFile(cluster)
  return file?.pid === pid && file.status === 'ready'
}

/** A pid alone proves nothing: after a crash it may have been given to any other program. */
async function servesData(pid: number, data: string): Promise<boolean> {
  const args = process.platform === 'linux' ? await argumentsFromProc(pid) : await argumentsFromPs(pid)
  return args.includes('postgres') && args.includes(data)
}

function argumentsFromProc(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
}

function argumentsFromPs(pid: number): Promise<string> {
  const asked = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)])
  return asked.then(
    ({ stdout }) => stdout,
    () => ''
  )
}

/** Starts a server; it outlives this process unless stopped. It may end at once: see `lastWords`. */
export async function startPostmaster(cluster: Cluster, port: number): Promise<Postmaster> {
  const logFile = join(cluster.home, 'postgres.log')
  const logStart = await turnOver(logFile)
  const settings = { ...SETTINGS, ...(cluster.durable ? {} : UNSAFE_SETTINGS) }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const left = await readPidFile(cluster)
  const log = await open(logFile, 'a', 0o600)
  if (cluster.owner) await log.chown(cluster.owner.uid, cluster.owner.gid)
  const child = spawn(join(cluster.engine, 'bin', 'postgres'), ['-D', cluster.data, '-p', String(port), ...flags], {
    ...cluster.owner,
    cwd: cluster.home,
    // This variable makes PostgreSQL take a pid file as left behind although its pid lives on as another program;
    // its own check of shared memory still keeps two servers apart.
    env: { ...PROGRAM_ENV, ...(left && { PG_GRANDPARENT_PID: String(left.pid) }) },
    detached: true,
    stdio: ['ignore', log.fd, log.fd]
  })
  await once(child, 'spawn')
    .catch((cause) => Promise.reject(cannotRun('postgres', cause)))
    .finally(() => log.close())
  const pid = Number(child.pid)
  child.unref()
  return {
    pid,
    port,
    ready: () => isReady(cluster, pid),
    alive: () => Promise.resolve(isRunning(child)),
    lastWords: async () => {
      const said = (await readFile(logFile)).subarray(logStart).toString()
      return complaint(said) ?? `it ended with ${child.signalCode ?? child.exitCode}`
    }
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

/** Keeps the log small; returns where new lines will begin. */
async function turnOver(file: string): Promise<number> {
  const size = (await stat(file).catch(() => null))?.size ?? 0
  if (size < LOG_LIMIT_BYTES) return size
  await rename(file, `${file}.1`)
  return 0
}

/** Ends a server in good order: sessions cut, everything written. */
export async function stopPostmaster(postmaster: Postmaster, patienceMs = 60_000): Promise<void> {
  if (!(await postmaster.alive())) return
  process.kill(postmaster.pid, 'SIGINT')
  const deadline = Date.now() + patienceMs
  while (await postmaster.alive()) {
    if (Date.now() > deadline) {
      // Recovery at the next start makes up for it.
      process.kill(postmaster.pid, 'SIGQUIT')
      return
    }
    await sleep(20)
  }
}

/** The port this cluster had last time, so that addresses given out stay true; else a new one. */
export async function usualPort(cluster: Cluster): Promise<number> {
  const kept = Number(await readFile(join(cluster.home, 'port'), 'utf8').catch(() => ''))
  return kept > 0 ? kept : newPort(cluster)
}

/** Below the range from which systems take ports for outgoing connections. */
export async function newPort(cluster: Cluster): Promise<number> {
  const port = randomInt(20_000, 32_000)
  await writeFile(join(cluster.home, 'port'), String(port))
  return port
}
