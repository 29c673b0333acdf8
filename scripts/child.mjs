import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** Ends the launcher with one sentence and an exit code. */
export class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Running children, each with the time it may take to end when told to; undefined: as long as it needs. */
const running = new Map()
let stopSignal = null
let stoppedAt = 0

/** Passes SIGINT, SIGTERM and SIGHUP on to the children; the launcher itself ends when they have. */
export function stopOnSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll(signal))
  if (process.env.npm_lifecycle_event) stopWithParent()
}

export function stopAll(signal) {
  // A terminal's Ctrl-C comes once from the terminal and once more from npm.
  if (Date.now() - stoppedAt < 1_000) return
  stoppedAt = Date.now()
  stopSignal = signal === 'SIGHUP' ? 'SIGTERM' : signal
  for (const [child, patienceMs] of running) {
    child.kill(stopSignal)
    if (patienceMs) setTimeout(() => child.kill('SIGKILL'), patienceMs).unref()
  }
}

/** npm killed outright cannot tell us; its place as our parent is then taken by another process. */
function stopWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) stopAll('SIGTERM')
  }, 250).unref()
}

/** The exit code for a stop on request, or null. */
export function stoppedCode() {
  return stopSignal && 128 + constants.signals[stopSignal]
}

/**
 * Runs a program to its end. Resolves with its exit code (128 + number for a signal) and what it wrote
 * to the pipes that `options.stdio` gave it. `patienceMs`: told to stop, it is killed after that time.
 */
export function runChild(command, args, { patienceMs, ...options }) {
  if (stopSignal) return Promise.reject(new Failure('', stoppedCode()))
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, options)
    let output = ''
    running.set(child, patienceMs)
    for (const pipe of [child.stdout, child.stderr]) {
      pipe?.setEncoding('utf8').on('data', (text) => (output += text))
    }
    child.on('error', (error) => {
      running.delete(child)
      if (!child.pid) reject(new Failure(`${command} 无法运行 · cannot be run: ${error.message}`))
    })
    child.on('close', (code, signal) => {
      running.delete(child)
      resolve({ code: signal ? 128 + constants.signals[signal] : code, output })
    })
  })
}
