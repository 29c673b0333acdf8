import { setTimeout as sleep } from 'node:timers/promises'
import type { Point } from './country.ts'
import type { Figure } from './figure.ts'

const TRIALS = 20
const GIVE_UP_MS = 5_000

interface Item {
  readonly code: string
  readonly lon: number
  readonly lat: number
  readonly live: { readonly state: string }
}

/** How long a change made through one process takes to be told by another, in milliseconds: the slowest of twenty. */
export async function measureFollowers(here: string, there: string, stations: readonly Point[]): Promise<Figure[]> {
  const times: number[] = []
  for (let trial = 0; trial < TRIALS; trial++) {
    const door = await openDoor(here, stations[trial * 97]!)
    const began = performance.now()
    await reportLocked(here, door)
    while ((await stateOf(there, door)) !== 'reported_locked') {
      if (performance.now() - began > GIVE_UP_MS) throw new Error(`${door.code} was reported locked, and after ${GIVE_UP_MS} ms the other process still says otherwise`)
      await sleep(5)
    }
    times.push(performance.now() - began)
  }
  return [
    { name: 'a locked door told by another process, slowest of 20', value: Math.max(...times), unit: 'ms', most: 1000 },
    { name: '  on average', value: times.reduce((sum, each) => sum + each, 0) / TRIALS, unit: 'ms' },
  ]
}

async function near(api: string, { lon, lat }: Point, rest = ''): Promise<Item[]> {
  const response = await fetch(`${api}/api/v1/stations/nearest?lon=${lon}&lat=${lat}&limit=30${rest}`)
  return ((await response.json()) as { items: Item[] }).items
}

async function openDoor(api: string, point: Point): Promise<Item> {
  const [door] = await near(api, point, '&open=now')
  if (!door) throw new Error('no door is open near a station of the country')
  return door
}

async function stateOf(api: string, door: Item): Promise<string | undefined> {
  return (await near(api, door)).find((item) => item.code === door.code)?.live.state
}

/** From the door itself: one report is enough. */
async function reportLocked(api: string, { code, lon, lat }: Item): Promise<void> {
  const response = await fetch(`${api}/api/v1/stations/${code}/reports`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'locked', lon, lat }) })
  const said = (await response.json()) as { effect?: string }
  if (said.effect !== 'turned') throw new Error(`the report was not taken: ${JSON.stringify(said)}`)
}
