import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const SERVER = resolve(import.meta.dirname, '../src/server.ts')

/** The program as a person starts it, with what it says. */
export interface Started {
  readonly child: ChildProcess
  out(): string
  err(): string
  /** Address, once it listens. Throws with what it said when it ends before. */
  listening(): Promise<string>
  /** Its exit code. */
  ended(): Promise<number | null>
  signal(name: NodeJS.Signals): void
}

/** Starts the server with these settings and no others, on a free port unless PORT is given. */
export function startServer(env: Record<string, string>): Started {
  const kept = Object.entries(process.env).filter(([name]) => !/^(HZJ_|DATABASE_URL$|PORT$|HOST$|PG[A-Z]+$|VITEST|NODE_OPTIONS$)/.test(name))
  const child = spawn(process.execPath, [SERVER], { env: { ...Object.fromEntries(kept), NODE_ENV: 'production', PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let over = false
  void ended.then(() => (over = true))
  return {
    child,
    out: () => out,
    err: () => err,
    ended: () => ended,
    signal: (name) => void child.kill(name),
    async listening() {
      for (;;) {
        const address = /^listening (http\S+)$/m.exec(out)?.[1]
        if (address) return address
        if (over) throw new Error(`the server ended before it listened:\n${out}\n${err}`)
        await sleep(50)
      }
    },
  }
}
