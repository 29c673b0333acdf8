import KDBush from 'kdbush'
import { believedMinutes, confidence, wordHolds, type FacilityState, type LiveSource, type LiveState, type Shown } from '../presence/model.ts'
import type { FacilityLive, LiveRow } from '../presence/queries.ts'
import { FACILITIES, facilityNumber, stationKindNumber, vehicleClassNumber } from '../stations/catalogue.ts'
import type { Station } from '../stations/model.ts'
import { makeHoursBoard, type OpenBoard } from './hoursBoard.ts'
import { nearestPoints } from './nearestPoints.ts'

/** What a filter asks; all parts are ANDed. */
export interface Wanted {
  readonly lon: number
  readonly lat: number
  readonly limit: number
  readonly withinM: number
  /** Moment at which it must be open; null: any state. */
  readonly openAtMs: number | null
  /** Pass those that fail only by being closed, instead of those that pass. */
  readonly closedOnly?: boolean
  readonly facilities: readonly number[]
  /** Number of a station kind, -1: any. */
  readonly kind: number
  readonly always: boolean
  readonly stepFree: boolean
  /** Number of a vehicle class, -1: any. */
  readonly parking: number
}

/** What an answer shows of a station without asking the database. */
export interface Entry {
  readonly stationId: string
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly address: string | null
  readonly division: string
  readonly accuracyM: number
  readonly lon: number
  readonly lat: number
  readonly sample: boolean
  readonly tenant: number
  readonly facilities: readonly string[]
  readonly changedAtMs: number
}

export interface Found {
  readonly slot: number
  readonly entry: Entry
  readonly distanceM: number
}

export type StationIndex = ReturnType<typeof makeStationIndex>

const STATES: readonly LiveState[] = ['unknown', 'open', 'closed', 'reported_locked']
const SOURCES: readonly LiveSource[] = ['clock', 'chief', 'scan', 'report', 'inspection']
// By state and source, in milliseconds: a search asks this of hundreds of stations.
const BELIEVED_MS = Float64Array.from(STATES.flatMap((state) => SOURCES.map((source) => believedMinutes(state, source) * 60_000)))
const LIVING = 1
const STEP_FREE = 2
const NOT_NUMBERED = 255
const NODE_SIZE = 32

/** Read model of the directory and of what is true now: typed arrays by slot, a k-d tree over the points. */
export function makeStationIndex() {
  const board = makeHoursBoard()
  const slots = new Map<string, number>()
  const entries: Entry[] = []
  const words = new Map<number, Map<number, FacilityLive>>()
  let capacity = 0
  let tree = treeOf([{ lon: 0, lat: 0 }])
  let search = nearestPoints(tree)
  let moved = false
  let flags = new Uint8Array(0)
  let kinds = new Uint8Array(0)
  let hours = new Int32Array(0)
  let haveLow = new Uint32Array(0)
  let haveHigh = new Uint32Array(0)
  let brokenLow = new Uint32Array(0)
  let brokenHigh = new Uint32Array(0)
  let parking = new Uint16Array(0)
  let liveState = new Uint8Array(0)
  let liveSource = new Uint8Array(0)
  let liveAt = new Float64Array(0)

  function grow(size: number): void {
    if (size <= capacity) return
    capacity = Math.max(1024, Math.ceil(size * 1.25))
    const wider = <A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(array: A, made: A): A => {
      made.set(array)
      return made
    }
    flags = wider(flags, new Uint8Array(capacity))
    kinds = wider(kinds, new Uint8Array(capacity))
    hours = wider(hours, new Int32Array(capacity))
    haveLow = wider(haveLow, new Uint32Array(capacity))
    haveHigh = wider(haveHigh, new Uint32Array(capacity))
    brokenLow = wider(brokenLow, new Uint32Array(capacity))
    brokenHigh = wider(brokenHigh, new Uint32Array(capacity))
    parking = wider(parking, new Uint16Array(capacity))
    liveState = wider(liveState, new Uint8Array(capacity))
    liveSource = wider(liveSource, new Uint8Array(capacity))
    liveAt = wider(liveAt, new Float64Array(capacity))
  }

  function putStation(station: Station): void {
    const known = slots.get(station.stationId)
    const before = known === undefined ? undefined : entries[known]
    if (before && before.changedAtMs === station.changedAt.getTime()) return
    if (known === undefined && station.withdrawnAt) return
    const slot = known ?? entries.length
    grow(slot + 1)
    slots.set(station.stationId, slot)
    const codes = Object.keys(station.facilities)
    entries[slot] = {
      stationId: station.stationId, code: station.code, name: station.name, kind: station.kind, address: station.address, division: station.division,
      accuracyM: station.accuracyM, lon: station.lon, lat: station.lat, sample: station.sample, tenant: station.steward, facilities: codes, changedAtMs: station.changedAt.getTime(),
    }
    flags[slot] = (station.status === 'open' ? LIVING : 0) | (station.stepFree ? STEP_FREE : 0)
    const kind = stationKindNumber(station.kind)
    kinds[slot] = kind < 0 ? NOT_NUMBERED : kind
    hours[slot] = board.numberOf(station.hours)
    haveLow[slot] = maskOf(codes, 0)
    haveHigh[slot] = maskOf(codes, 32)
    parking[slot] = (station.parking?.classes ?? []).reduce((mask, name) => mask | (1 << Math.max(0, vehicleClassNumber(name))), 0)
    if (!before || before.lon !== station.lon || before.lat !== station.lat) moved = true
  }

  function maskOf(codes: readonly string[], from: number): number {
    let mask = 0
    for (const code of codes) {
      const number = facilityNumber(code)
      if (number >= from && number < from + 32) mask |= 1 << (number - from)
    }
    return mask >>> 0
  }

  function putLive(row: LiveRow): void {
    const slot = slots.get(row.stationId)
    if (slot === undefined) return
    liveState[slot] = STATES.indexOf(row.state)
    liveSource[slot] = SOURCES.indexOf(row.source)
    liveAt[slot] = row.at.getTime()
  }

  function putFacility(row: FacilityLive): void {
    const slot = slots.get(row.stationId)
    const number = facilityNumber(row.facility)
    if (slot === undefined || number < 0) return
    const said = words.get(slot) ?? new Map<number, FacilityLive>()
    words.set(slot, said.set(number, row))
    const broken = row.state === 'out_of_order' || row.state === 'out_of_stock'
    const [array, bit] = number < 32 ? [brokenLow, number] : [brokenHigh, number - 32]
    array[slot] = (broken ? array[slot]! | (1 << bit) : array[slot]! & ~(1 << bit)) >>> 0
  }

  /** Rebuilds the tree when points came or moved. 180,000 points: some 50 ms. */
  function settle(): void {
    if (!moved) return
    tree = treeOf(entries)
    search = nearestPoints(tree)
    moved = false
  }

  /** 1 open, 0 closed, 2 not known, at a board's minute: the live word where it holds, else posted hours. */
  function stateIn(open: OpenBoard, slot: number): number {
    const said = liveState[slot]!
    const posted = hours[slot]!
    const saidMs = liveAt[slot]!
    // presence/model.ts wordHolds, in numbers.
    if (said !== 0 && saidMs >= open.sinceMs[posted]! && open.atMs - saidMs <= BELIEVED_MS[said * SOURCES.length + liveSource[slot]!]!) return said === 1 ? 1 : 0
    return open.open[posted]!
  }

  function find(wanted: Wanted): Found[] {
    if (entries.length === 0) return []
    let low = 0
    let high = 0
    for (const number of wanted.facilities) {
      if (number < 32) low |= 1 << number
      else high |= 1 << (number - 32)
    }
    const needFlags = LIVING | (wanted.stepFree ? STEP_FREE : 0)
    const open = wanted.openAtMs === null ? null : board.at(wanted.openAtMs)
    const closedOnly = wanted.closedOnly === true
    const passes = (slot: number): boolean => {
      if ((flags[slot]! & needFlags) !== needFlags) return false
      if ((haveLow[slot]! & ~brokenLow[slot]! & low) !== low || (haveHigh[slot]! & ~brokenHigh[slot]! & high) !== high) return false
      if (wanted.kind >= 0 && kinds[slot] !== wanted.kind) return false
      if (wanted.always && !board.isAlways(hours[slot]!)) return false
      if (wanted.parking >= 0 && (parking[slot]! & (1 << wanted.parking)) === 0) return false
      return open === null || (stateIn(open, slot) === 1) !== closedOnly
    }
    const near = search(wanted.lon, wanted.lat, wanted.limit, wanted.withinM, passes)
    return near.map(({ slot, distanceM }) => ({ slot, entry: entries[slot]!, distanceM: Math.round(distanceM) }))
  }

  function shownAt(slot: number, atMs: number): Shown {
    const open = board.at(atMs)
    const posted = hours[slot]!
    const state = STATES[liveState[slot]!]!
    const source = SOURCES[liveSource[slot]!]!
    if (state !== 'unknown' && wordHolds(state, source, liveAt[slot]!, open.sinceMs[posted]!, atMs)) {
      const sure = Math.round(confidence(state, source, (atMs - liveAt[slot]!) / 60_000) * 100) / 100
      return { state, at: new Date(liveAt[slot]!).toISOString(), source, confidence: sure }
    }
    return POSTED[open.open[posted]!]!
  }

  /** When the posted state ends, as an ISO time; null: never, or not known. */
  function postedUntil(slot: number, atMs: number): string | null {
    return board.at(atMs).until[hours[slot]!] ?? null
  }

  /** What the posted hours alone say: true open, false closed, null not known. */
  function postedOpen(slot: number, atMs: number): boolean | null {
    const open = board.at(atMs).open[hours[slot]!]!
    return open === 2 ? null : open === 1
  }

  /** Facilities told to be broken or used up, in the order of the station's list. */
  function brokenAt(slot: number): readonly string[] {
    if (brokenLow[slot] === 0 && brokenHigh[slot] === 0) return NOTHING_BROKEN
    return entries[slot]!.facilities.filter((code) => {
      const number = facilityNumber(code)
      return number >= 0 && ((number < 32 ? brokenLow[slot]! >>> number : brokenHigh[slot]! >>> (number - 32)) & 1) === 1
    })
  }

  function facilityState(slot: number, number: number): FacilityState {
    return words.get(slot)?.get(number)?.state ?? 'unknown'
  }

  /** Points inside a box, for the map. */
  function within(west: number, south: number, east: number, north: number): number[] {
    return tree.range(west, south, east, north).filter((slot) => entries[slot] !== undefined && (flags[slot]! & LIVING) !== 0)
  }

  return {
    putStation, putLive, putFacility, settle, find, shownAt, postedUntil, postedOpen, brokenAt, facilityState, within,
    entry: (slot: number) => entries[slot]!,
    slotOf: (stationId: string) => slots.get(stationId),
    isAlways: (slot: number) => board.isAlways(hours[slot]!),
    size: () => entries.length,
  }
}

const NOTHING_BROKEN: readonly string[] = []

function treeOf(points: readonly { lon: number; lat: number }[]): KDBush {
  const tree = new KDBush(points.length, NODE_SIZE)
  for (const { lon, lat } of points) tree.add(lon, lat)
  return tree.finish()
}

const POSTED: readonly Shown[] = [
  { state: 'should_be_closed', at: null, source: null, confidence: null },
  { state: 'should_be_open', at: null, source: null, confidence: null },
  { state: 'unknown', at: null, source: null, confidence: null },
]

if (FACILITIES.length > 64) throw new Error('the station index keeps facilities in 64 bits: widen it before adding more')
