import KDBush from 'kdbush'
import { believedMinutes, confidence, type FacilityState, type LiveSource, type LiveState, type Shown } from '../presence/model.ts'
import type { FacilityLive, LiveRow } from '../presence/queries.ts'
import { FACILITIES, facilityNumber, stationKindNumber, vehicleClassNumber } from '../stations/catalogue.ts'
import type { IndexedStation } from '../stations/queries.ts'
import { makeFactStore } from './factStore.ts'
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
export interface Facts {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly address: string | null
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
  readonly sample: boolean
  readonly facilities: readonly string[]
}

export interface Found {
  readonly slot: number
  readonly distanceM: number
}

export type StationIndex = ReturnType<typeof makeStationIndex>

const STATES: readonly LiveState[] = ['unknown', 'open', 'closed', 'reported_locked']
const SOURCES: readonly LiveSource[] = ['clock', 'chief', 'scan', 'report', 'inspection']
// By state and source, in milliseconds: a search asks this of hundreds of stations.
const BELIEVED_MS = Float64Array.from(STATES.flatMap((state) => SOURCES.map((source) => believedMinutes(state, source) * 60_000)))
const LIVING = 1
const STEP_FREE = 2
/** A facility's state has been told. */
const TOLD = 4
const NOT_NUMBERED = 255
const NODE_SIZE = 32

/**
 * Read model of the directory and of what is true now: typed arrays by slot, a k-d tree over the points. What an answer shows lies
 * ready as the bytes of its JSON: 180,000 stations take a fifth of what they would as objects, and an answer is mostly copied.
 */
export function makeStationIndex() {
  const board = makeHoursBoard()
  const slots = new Map<string, number>()
  const facts = makeFactStore()
  const words = new Map<number, Map<number, FacilityState>>()
  let capacity = 0
  let tree = treeOf(1, new Float64Array(2))
  let search = nearestPoints(tree)
  let moved = false
  let points = new Float64Array(0)
  let changedAt = new Float64Array(0)
  let flags = new Uint8Array(0)
  let kinds = new Uint8Array(0)
  let hours = new Int32Array(0)
  // Two words of 32 facilities each: those that are there, and of them those not broken.
  let have = new Uint32Array(0)
  let works = new Uint32Array(0)
  let parking = new Uint16Array(0)
  let liveState = new Uint8Array(0)
  let liveSource = new Uint8Array(0)
  let liveAt = new Float64Array(0)
  /** The same moment as answers say it. */
  const liveAtText: string[] = []

  function grow(size: number): void {
    if (size <= capacity) return
    capacity = Math.max(1024, Math.ceil(size * 1.25))
    const wider = <A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(array: A, made: A): A => {
      made.set(array)
      return made
    }
    points = wider(points, new Float64Array(2 * capacity))
    changedAt = wider(changedAt, new Float64Array(capacity))
    flags = wider(flags, new Uint8Array(capacity))
    kinds = wider(kinds, new Uint8Array(capacity))
    hours = wider(hours, new Int32Array(capacity))
    have = wider(have, new Uint32Array(2 * capacity))
    works = wider(works, new Uint32Array(2 * capacity))
    parking = wider(parking, new Uint16Array(capacity))
    liveState = wider(liveState, new Uint8Array(capacity))
    liveSource = wider(liveSource, new Uint8Array(capacity))
    liveAt = wider(liveAt, new Float64Array(capacity))
  }

  function putStation(station: IndexedStation): void {
    const known = slots.get(station.stationId)
    if (known !== undefined && changedAt[known] === station.changedAt.getTime()) return
    if (known === undefined && station.withdrawnAt) return
    const slot = known ?? slots.size
    if (known === undefined) liveAtText.push('')
    grow(slot + 1)
    slots.set(station.stationId, slot)
    const { code, name, kind, address, lon, lat, accuracyM, sample } = station
    const facilities = Object.keys(station.facilities)
    const shown: Facts = { code, name, kind, address, lon, lat, accuracyM, sample, facilities }
    // Without its last brace: what is true now follows.
    facts.put(slot, JSON.stringify(shown).slice(0, -1))
    changedAt[slot] = station.changedAt.getTime()
    flags[slot] = (flags[slot]! & TOLD) | (station.status === 'open' ? LIVING : 0) | (station.stepFree ? STEP_FREE : 0)
    const number = stationKindNumber(kind)
    kinds[slot] = number < 0 ? NOT_NUMBERED : number
    hours[slot] = board.numberOf(station.hours)
    putFacilities(slot, facilities)
    parking[slot] = (station.parking?.classes ?? []).reduce((mask, vehicle) => mask | (1 << Math.max(0, vehicleClassNumber(vehicle))), 0)
    if (known !== undefined && points[2 * slot] === lon && points[2 * slot + 1] === lat) return
    points[2 * slot] = lon
    points[2 * slot + 1] = lat
    moved = true
  }

  function putFacilities(slot: number, codes: readonly string[]): void {
    have.fill(0, 2 * slot, 2 * slot + 2)
    for (const code of codes) {
      const number = facilityNumber(code)
      if (number >= 0) have[2 * slot + (number >> 5)]! |= 1 << (number & 31)
    }
    works[2 * slot] = have[2 * slot]!
    works[2 * slot + 1] = have[2 * slot + 1]!
    for (const [number, said] of words.get(slot) ?? []) mark(slot, number, said)
  }

  function mark(slot: number, number: number, state: FacilityState): void {
    const at = 2 * slot + (number >> 5)
    const bit = 1 << (number & 31)
    const broken = state === 'out_of_order' || state === 'out_of_stock'
    works[at] = broken ? works[at]! & ~bit : works[at]! | (have[at]! & bit)
  }

  function putLive(row: LiveRow): void {
    const slot = slots.get(row.stationId)
    if (slot === undefined) return
    liveState[slot] = STATES.indexOf(row.state)
    liveSource[slot] = SOURCES.indexOf(row.source)
    liveAt[slot] = row.at.getTime()
    liveAtText[slot] = row.at.toISOString()
  }

  function putFacility(row: FacilityLive): void {
    const slot = slots.get(row.stationId)
    const number = facilityNumber(row.facility)
    if (slot === undefined || number < 0) return
    const said = words.get(slot) ?? new Map<number, FacilityState>()
    words.set(slot, said.set(number, row.state))
    flags[slot]! |= TOLD
    mark(slot, number, row.state)
  }

  /** Rebuilds the tree when points came or moved. 180,000 points: some 50 ms. */
  function settle(): void {
    if (!moved) return
    tree = treeOf(slots.size, points)
    search = nearestPoints(tree)
    moved = false
  }

  /** presence/model.ts wordHolds, in numbers. */
  function holds(open: OpenBoard, slot: number, atMs: number): boolean {
    const said = liveState[slot]!
    const saidMs = liveAt[slot]!
    return said !== 0 && saidMs >= open.sinceMs[hours[slot]!]! && atMs - saidMs <= BELIEVED_MS[said * SOURCES.length + liveSource[slot]!]!
  }

  /** 1 open, 0 closed, 2 not known, at a board's minute: the live word where it holds, else posted hours. */
  function stateIn(open: OpenBoard, slot: number): number {
    if (holds(open, slot, open.atMs)) return liveState[slot] === 1 ? 1 : 0
    return open.open[hours[slot]!]!
  }

  /** Of the live word, in hundredths. */
  function sureAt(slot: number, atMs: number): number {
    return Math.round(confidence(STATES[liveState[slot]!]!, SOURCES[liveSource[slot]!]!, (atMs - liveAt[slot]!) / 60_000) * 100)
  }

  function find(wanted: Wanted): Found[] {
    if (slots.size === 0) return []
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
      if ((works[2 * slot]! & low) !== low || (works[2 * slot + 1]! & high) !== high) return false
      if (wanted.kind >= 0 && kinds[slot] !== wanted.kind) return false
      if (wanted.always && !board.isAlways(hours[slot]!)) return false
      if (wanted.parking >= 0 && (parking[slot]! & (1 << wanted.parking)) === 0) return false
      return open === null || (stateIn(open, slot) === 1) !== closedOnly
    }
    return search(wanted.lon, wanted.lat, wanted.limit, wanted.withinM, passes)
  }

  function shownAt(slot: number, atMs: number): Shown {
    const open = board.at(atMs)
    if (!holds(open, slot, atMs)) return POSTED[open.open[hours[slot]!]!]!
    return { state: STATES[liveState[slot]!]!, at: liveAtText[slot]!, source: SOURCES[liveSource[slot]!]!, confidence: sureAt(slot, atMs) / 100 }
  }

  /** As JSON: `live`, and of `why` what follows from the hours and the live word. */
  function wordsAt(atMs: number): (slot: number) => string {
    const open = board.at(atMs)
    return (slot) => {
      const posted = hours[slot]!
      if (!holds(open, slot, atMs)) return POSTED_JSON[open.open[posted]!]! + open.whyJson[posted]! + ',"confirmedAt":null,"confirmedBy":null'
      const source = liveSource[slot]!
      const at = liveAtText[slot]!
      return STATE_JSON[liveState[slot]!]! + at + SOURCE_JSON[source]! + SURE_JSON[sureAt(slot, atMs)]! + open.whyJson[posted]! + ',"confirmedAt":"' + at + CONFIRMED_JSON[source]!
    }
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

  /** Facilities told to be broken or used up, in the order of the catalogue. */
  function brokenAt(slot: number): readonly string[] {
    const broken = [have[2 * slot]! & ~works[2 * slot]!, have[2 * slot + 1]! & ~works[2 * slot + 1]!] as const
    if (broken[0] === 0 && broken[1] === 0) return NOTHING_BROKEN
    return FACILITIES.filter((_, number) => (broken[number < 32 ? 0 : 1] >>> (number & 31)) & 1).map((kind) => kind.code)
  }

  function facilityState(slot: number, number: number): FacilityState {
    return words.get(slot)?.get(number) ?? 'unknown'
  }

  /** Points inside a box, for the map. */
  function within(west: number, south: number, east: number, north: number): number[] {
    return tree.range(west, south, east, north).filter((slot) => slot < slots.size && (flags[slot]! & LIVING) !== 0)
  }

  return {
    putStation, putLive, putFacility, settle, find, shownAt, wordsAt, postedUntil, postedOpen, brokenAt, facilityState, within,
    facts: (slot: number): Facts => JSON.parse(`${facts.get(slot).toString()}}`) as Facts,
    /** The same as JSON in UTF-8, but for its last brace. */
    factsBytes: facts,
    isTold: (slot: number) => (flags[slot]! & TOLD) !== 0,
    point: (slot: number) => ({ lon: points[2 * slot]!, lat: points[2 * slot + 1]! }),
    isAlways: (slot: number) => board.isAlways(hours[slot]!),
    size: () => slots.size,
  }
}

const NOTHING_BROKEN: readonly string[] = []

/** Over the first `count` of pairs of degrees. */
function treeOf(count: number, points: Float64Array): KDBush {
  const tree = new KDBush(count, NODE_SIZE)
  for (let at = 0; at < count; at++) tree.add(points[2 * at]!, points[2 * at + 1]!)
  return tree.finish()
}

const POSTED: readonly Shown[] = [
  { state: 'should_be_closed', at: null, source: null, confidence: null },
  { state: 'should_be_open', at: null, source: null, confidence: null },
  { state: 'unknown', at: null, source: null, confidence: null },
]

// Pieces of JSON by state, by source, by hundredths of confidence.
const POSTED_JSON = POSTED.map((shown) => `,"live":${JSON.stringify(shown)},`)
const STATE_JSON = STATES.map((state) => `,"live":{"state":"${state}","at":"`)
const SOURCE_JSON = SOURCES.map((source) => `","source":"${source}","confidence":`)
const SURE_JSON = Array.from({ length: 101 }, (_, hundredths) => `${hundredths / 100}},`)
const CONFIRMED_JSON = SOURCES.map((source) => `","confirmedBy":"${source}"`)

if (FACILITIES.length > 64) throw new Error('the station index keeps facilities in 64 bits: widen it before adding more')
