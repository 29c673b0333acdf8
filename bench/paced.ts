import { Agent, get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks so many times a second, evenly, whatever the answers take, as many people do who know nothing of each other.
 * Answers the milliseconds from the moment each request was due to the end of its answer, sorted.
 */
export async function paced(origin: string, paths: readonly string[], perSecond: number, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true })
  const took: number[] = []
  const total = perSecond * seconds
  const waiting: Promise<void>[] = []
  const began = performance.now()
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond))
    for (; sent < due; sent++) {
      const dueAt = began + (sent * 1000) / perSecond
      waiting.push(ask(origin + paths[sent % paths.length]!, agent).then(() => void took.push(performance.now() - dueAt)))
    }
    await sleep(1)
  }
  await Promise.all(waiting)
  agent.destroy()
  return took.sort((a, b) => a - b)
}

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`))
      response.resume().once('end', resolve)
    })
    request.once('error', reject)
  })
}
