import { readFileSync } from 'node:fs'
import { divisionPoints, type DivisionRecord } from '../src/demo/sample/points.ts'
import { sampleStations, type SampleStation } from '../src/demo/sample.ts'
import type { LiveRow } from '#domain/presence/queries.ts'
import { postedAt } from '#domain/stations/posted.ts'
import type { Station } from '#domain/stations/model.ts'

/** The country that everything is measured on: made up from one seed, the same stations and searchers in every run. */

export const STATIONS = 180_000
const SEED = 42
/** A Wednesday, a plain working day, 10:00 in China: most doors are open. */
export const MORNING = new Date('2026-11-18T02:00:00Z')
/** The night after, 03:00 in China: one door in fourteen is open. */
export const NIGHT = new Date('2026-11-18T19:00:00Z')
/** When the stations were entered: long enough ago that nobody who follows changes reads them anew. */
export const ENTERED = new Date('2026-11-10T02:00:00Z')
/** What the searchers ask for beside "open now". */
export const FACILITIES = ['water', 'microwave']

export function* country(count = STATIONS): Generator<SampleStation> {
  const read = (name: string) => readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')
  const divisions = JSON.parse(read('divisions.json')) as DivisionRecord[]
  yield* sampleStations(count, SEED, divisionPoints(divisions, read('cities.csv')))
}

/** A UUID whose order is that of the number. */
export function idOf(number: number): string {
  return `01938f7e-5a4b-7000-8000-${number.toString(16).padStart(12, '0')}`
}

export function codeOf(number: number): string {
  return `B${String(number).padStart(6, '0')}`
}

/** As the directory would give it to the index. */
export function stationOf(made: SampleStation, number: number): Station {
  const { pointAccuracyM, ...facts } = made
  return {
    ...facts, stationId: idOf(number), code: codeOf(number), steward: 1, nameEn: null, path: '/cn', operator: null, chiefName: null, chiefDuties: null,
    accuracyM: pointAccuracyM, note: null, source: null, status: 'open', revision: 1, changedAt: ENTERED, withdrawnAt: null,
  } as Station
}

/** At three of five open doors somebody was seen within the last hour and a half; one in eighty is reported locked. */
export function liveOf(station: { stationId: string; hours: string | null }, number: number, now: Date): LiveRow | null {
  if (number % 5 > 2 || postedAt(station.hours, now).open !== true) return null
  const at = new Date(now.getTime() - (1 + ((number * 7) % 90)) * 60_000)
  if (number % 80 === 1) return { stationId: station.stationId, state: 'reported_locked', source: 'report', at }
  return { stationId: station.stationId, state: 'open', source: number % 2 ? 'scan' : 'chief', at }
}

export interface Point {
  readonly lon: number
  readonly lat: number
}

/** Where people search: near stations drawn at random, up to some 2 km from them. */
export function searchers(stations: readonly Point[], count: number): Point[] {
  const random = seeded(SEED)
  return Array.from({ length: count }, () => {
    const { lon, lat } = stations[Math.floor(random() * stations.length)]!
    return { lon: Number((lon + (random() - 0.5) * 0.04).toFixed(5)), lat: Number((lat + (random() - 0.5) * 0.04).toFixed(5)) }
  })
}

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
