import type { Db } from '#db/open.ts'
import { facilitiesChanged, liveChanged } from '../presence/queries.ts'
import { livingStations, stationsChanged } from '../stations/queries.ts'
import { makeStationIndex, type StationIndex } from './stationIndex.ts'

/** Keeps this process's index fresh: a change mark is polled with overlap, so that no order of commits loses a row. */

const EVERY_MS = 300
// Longer than the clocks of two processes may differ (readyz holds them to 2 s) plus the longest short act.
const OVERLAP_MS = 5000
const PAGE = 2_000
const NEVER = new Date(0)

interface Follower {
  readonly index: StationIndex
  freshAt: number
  stop(): void
}

const KEY = Symbol.for('huizhanjia.stationIndex')

function current(): Follower | undefined {
  return Reflect.get(globalThis, KEY) as Follower | undefined
}

export function stationIndex(): StationIndex {
  const follower = current()
  if (!follower) throw new Error('the station index is not started')
  return follower.index
}

/** Milliseconds since the index last agreed with the database; Infinity when it does not run. */
export function stationIndexAgeMs(): number {
  const follower = current()
  return follower ? Date.now() - follower.freshAt : Infinity
}

export async function startStationIndex(db: Db, onFault: (error: unknown) => void = () => undefined): Promise<StationIndex> {
  const index = makeStationIndex()
  let mark = new Date(Date.now() - OVERLAP_MS)
  await fill(db, index)
  await pullLive(db, index, NEVER)
  let stopped = false
  let timer: NodeJS.Timeout
  const follower: Follower = {
    index,
    freshAt: Date.now(),
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
  async function poll(): Promise<void> {
    const began = Date.now()
    try {
      await pullStations(db, index, mark)
      await pullLive(db, index, mark)
      mark = new Date(began - OVERLAP_MS)
      follower.freshAt = began
    } catch (error) {
      if (!stopped) onFault(error)
    }
    if (!stopped) timer = setTimeout(poll, EVERY_MS).unref()
  }
  timer = setTimeout(poll, EVERY_MS).unref()
  Reflect.set(globalThis, KEY, follower)
  return index
}

export function stopStationIndex(): void {
  current()?.stop()
  Reflect.set(globalThis, KEY, undefined)
}

// Neighbours come one after the other, so that a search finds what it reads side by side in memory.
async function fill(db: Db, index: StationIndex): Promise<void> {
  for (let after = { division: '', code: '' }; ; ) {
    const page = await livingStations(db, after, PAGE)
    for (const station of page) index.putStation(station)
    if (page.length < PAGE) break
    after = page.at(-1)!
  }
  index.settle()
}

async function pullStations(db: Db, index: StationIndex, since: Date): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const page = await stationsChanged(db, since, after, PAGE)
    for (const station of page) index.putStation(station)
    if (page.length < PAGE) break
    after = page.at(-1)!.stationId
  }
  index.settle()
}

async function pullLive(db: Db, index: StationIndex, since: Date): Promise<void> {
  for await (const page of liveChanged(db, since)) for (const row of page) index.putLive(row)
  for await (const page of facilitiesChanged(db, since)) for (const row of page) index.putFacility(row)
}
