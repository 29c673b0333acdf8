import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks so many times a second, evenly, whatever the answers take, as many people do who know nothing of each other. Speaks just
 * enough HTTP on open connections, for the asking takes its time from the machine that answers.
 * Answers the milliseconds from the moment each request was due to the end of its answer, sorted.
 */
export async function paced(origin: string, paths: readonly string[], perSecond: number, seconds: number): Promise<number[]> {
  const { hostname, port } = new URL(origin)
  const idle: Connection[] = []
  const took: number[] = []
  const total = perSecond * seconds
  const asked: Promise<void>[] = []
  const began = performance.now()

  async function ask(number: number): Promise<void> {
    const dueAt = began + (number * 1000) / perSecond
    const connection = idle.pop() ?? (await open(hostname, Number(port)))
    await connection.get(paths[number % paths.length]!)
    took.push(performance.now() - dueAt)
    idle.push(connection)
  }

  for (let sent = 0; sent < total; await sleep(1)) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond))
    while (sent < due) asked.push(ask(sent++))
  }
  await Promise.all(asked)
  for (const connection of idle) connection.close()
  return took.sort((a, b) => a - b)
}

interface Connection {
  /** Ends with the answer; throws when it is not 200. */
  get(path: string): Promise<void>
  close(): void
}

async function open(host: string, port: number): Promise<Connection> {
  const socket = connect({ host, port, noDelay: true })
  await once(socket, 'connect')
  return {
    get: async (path) => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`)
      await answer(socket)
    },
    close: () => socket.destroy()
  }
}

function answer(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = NaN
    function read(chunk: Buffer): void {
      if (Number.isNaN(left)) {
        const head = chunk.indexOf('\r\n\r\n')
        const said = chunk.toString('latin1', 0, head)
        left = head + 4 + Number(/content-length: (\d+)/i.exec(said)?.[1])
        if (head < 0 || !said.startsWith('HTTP/1.1 200') || Number.isNaN(left)) return done(new Error(`unexpected answer: ${said}`))
      }
      left -= chunk.length
      if (left <= 0) done(null)
    }
    function done(error: Error | null): void {
      socket.off('data', read).off('error', done)
      if (error) reject(error)
      else resolve()
    }
    socket.on('data', read).on('error', done)
  })
}
