// Measures the index inside one process, on one core.
import { startStationIndex, stopStationIndex } from '#domain/nearby/follow.ts'
import { nearestJson } from '#domain/nearby/queries.ts'
import { makeStationIndex, type Wanted } from '#domain/nearby/stationIndex.ts'
import { ANYONE } from '#domain/roles.ts'
import { facilityNumber } from '#domain/stations/catalogue.ts'
import type { Context } from '#kernel/context.ts'
import { openDatabase } from '#db/open.ts'
import { country, FACILITIES, liveOf, MORNING, NIGHT, searchers, STATIONS, stationOf, type Point } from './country.ts'
import { median, type Figure } from './figure.ts'

const SEARCHERS = 5_000
const ROUNDS = 7
const facilities = FACILITIES.map(facilityNumber)

/** Times a second of one core: by the processor's time, so that a neighbour on the machine takes nothing from it. */
async function rate(run: (point: Point) => unknown, points: readonly Point[]): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage()
    for (const point of points) await run(point)
    const { user, system } = process.cpuUsage(before)
    rounds.push(points.length / ((user + system) / 1e6))
  }
  // The first rounds warm up.
  return median(rounds.slice(2))
}

/** The same without waiting between the calls. */
function rateSync(run: (point: Point) => unknown, points: readonly Point[]): number {
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage()
    for (const point of points) run(point)
    const { user, system } = process.cpuUsage(before)
    rounds.push(points.length / ((user + system) / 1e6))
  }
  return median(rounds.slice(2))
}

function treeBuild(): { fillMs: number; settleMs: number } {
  const index = makeStationIndex()
  const stations = [...country()].map(stationOf)
  const began = performance.now()
  for (const [number, station] of stations.entries()) {
    index.putStation(station)
    const live = liveOf(station, number, MORNING)
    if (live) index.putLive(live)
  }
  const filled = performance.now()
  index.settle()
  return { fillMs: performance.now() - began, settleMs: performance.now() - filled }
}

async function main(): Promise<Figure[]> {
  const database = openDatabase({ url: process.env['DATABASE_URL']!, connections: 2 })
  const began = performance.now()
  const index = await startStationIndex(database.db)
  const loadMs = performance.now() - began
  globalThis.gc?.()
  const memory = process.memoryUsage()

  const points = searchers(Array.from({ length: index.size() }, (_, slot) => index.point(slot)), SEARCHERS)
  const wanted = (at: Date) => ({ lon, lat }: Point): Wanted => ({ lon, lat, limit: 20, withinM: 50_000, openAtMs: at.getTime(), facilities, kind: -1, always: false, stepFree: false, parking: -1 })
  const [byDay, byNight] = [wanted(MORNING), wanted(NIGHT)]
  const ctx: Context = {
    db: database.db, actor: { person: null, pseudonym: null, session: null, grants: [ANYONE] }, tenant: 0, locale: 'zh-CN', now: MORNING, key: null, device: null, addressHash: '', requestId: '',
  }
  const ask = (point: Point) => nearestJson(ctx, { ...point, open: 'now', facilities: FACILITIES.join(',') })
  const finds = rateSync((point) => index.find(byDay(point)), points)
  const findsByNight = rateSync((point) => index.find(byNight(point)), points)
  const answers = await rate(ask, points)
  stopStationIndex()
  await database.close()
  const built = treeBuild()
  return [
    { name: `nearest 20 of ${STATIONS.toLocaleString('en')}, open now, two facilities`, value: finds, unit: 'a second of one core', least: 30_000 },
    { name: '  at 03:00, when one door in fourteen is open', value: findsByNight, unit: 'a second of one core' },
    { name: '  the whole act with its answer', value: answers, unit: 'a second of one core' },
    { name: 'index built', value: built.settleMs, unit: 'ms', most: 300 },
    { name: '  with filling it', value: built.fillMs, unit: 'ms' },
    { name: '  with reading it from the database', value: loadMs, unit: 'ms' },
    { name: 'memory of the process with the index', value: memory.rss / 1e6, unit: 'MB', most: 400 },
    { name: '  of it in use', value: (memory.heapUsed + memory.external) / 1e6, unit: 'MB' },
  ]
}

process.send!(await main())
