import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Figure } from './figure.ts'

/** Programs of this folder in processes of their own, so that one measurement does not heat the memory of the next. */

const running = new Set<ChildProcess>()
/** As `npm start` runs the server. */
const AS_STARTED = ['--max-semi-space-size=16']

export function startChild(file: string, env: Record<string, string>, node: readonly string[] = []): ChildProcess {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { env: { PATH: process.env['PATH'], ...env }, execArgv: [...AS_STARTED, ...node], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** The first thing that a child says; throws when it ends before that. */
export async function heard<T>(child: ChildProcess): Promise<T> {
  const [said] = await Promise.race([
    once(child, 'message') as Promise<[T]>,
    once(child, 'exit').then(([code, signal]) => Promise.reject(new Error(`a measured process ended with ${code ?? signal}`))),
  ])
  return said
}

/** Runs a measuring program to its end. */
export async function measure(file: string, env: Record<string, string>): Promise<Figure[]> {
  const child = startChild(file, env, ['--expose-gc'])
  const figures = await heard<Figure[]>(child)
  await stopChild(child)
  return figures
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

export async function stopChildren(): Promise<void> {
  await Promise.all([...running].map(stopChild))
}
