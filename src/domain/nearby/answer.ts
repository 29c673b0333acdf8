import type { FacilityState, Shown } from '../presence/model.ts'
import type { Facts, Found, StationIndex } from './stationIndex.ts'

/** What a search found, before it is put into words. */
export interface Searched {
  readonly index: StationIndex
  readonly atMs: number
  /** Codes of the facilities asked for, and their numbers. */
  readonly asked: readonly string[]
  readonly numbers: readonly number[]
  readonly items: readonly Found[]
  readonly closedNearby: readonly Found[]
}

export interface NearItem extends Facts {
  readonly distanceM: number
  readonly live: Shown
  /** Why it is in the answer. */
  readonly why: {
    /** Posted end of the present state; null: always so, or not known. */
    readonly until: string | null
    readonly always: boolean
    /** Posted hours alone: open, closed, not known. */
    readonly posted: boolean | null
    readonly confirmedAt: string | null
    readonly confirmedBy: string | null
    readonly distanceM: number
    /** Those asked for, with their live state. */
    readonly facilities: Readonly<Record<string, FacilityState>>
  }
  /** Facilities told to be broken or used up. */
  readonly broken: readonly string[]
}

export interface Answer {
  readonly items: readonly NearItem[]
  readonly next: null
  readonly closedNearby: readonly NearItem[]
}

/** The answer for the pages. */
export function answerOf(found: Searched): Answer {
  return { items: found.items.map((one) => itemOf(found, one)), next: null, closedNearby: found.closedNearby.map((one) => itemOf(found, one)) }
}

function itemOf({ index, atMs, asked, numbers }: Searched, { slot, distanceM }: Found): NearItem {
  const live = index.shownAt(slot, atMs)
  const facilities: Record<string, FacilityState> = {}
  for (let i = 0; i < asked.length; i++) facilities[asked[i]!] = index.facilityState(slot, numbers[i]!)
  const why = { until: index.postedUntil(slot, atMs), always: index.isAlways(slot), posted: index.postedOpen(slot, atMs), confirmedAt: live.at, confirmedBy: live.source, distanceM, facilities }
  return { ...index.facts(slot), distanceM, live, why, broken: index.brokenAt(slot) }
}

/**
 * The same answer as JSON in UTF-8, for the API. Facts are copied as they lie in the index; the rest is written by hand, for it is
 * numbers, times and code words only, all of them ASCII without a quote: a third of the time of JSON.stringify and encoding its text.
 */
export function writeAnswer(found: Searched): Buffer {
  const pieces: (string | Buffer)[] = ['{"items":[']
  writeItems(pieces, found, found.items)
  pieces.push('],"next":null,"closedNearby":[')
  writeItems(pieces, found, found.closedNearby)
  pieces.push(']}')
  let size = 0
  for (const piece of pieces) size += piece.length
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  for (const piece of pieces) {
    if (typeof piece === 'string') bytes.write(piece, at, 'latin1')
    else bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

function writeItems(pieces: (string | Buffer)[], found: Searched, some: readonly Found[]): void {
  const last = some.length - 1
  // Few pieces: each one is a call out of JavaScript.
  for (let at = 0; at <= last; at++) pieces.push(found.index.factsJson(some[at]!.slot), writeItem(found, some[at]!) + (at < last ? '},' : '}'))
}

/** What follows the facts, as `itemOf` has it. */
function writeItem({ index, atMs, asked, numbers }: Searched, { slot, distanceM }: Found): string {
  const { state, at, source, confidence } = index.shownAt(slot, atMs)
  const broken = index.brokenAt(slot)
  let facilities = ''
  for (let i = 0; i < asked.length; i++) facilities += `${i === 0 ? '"' : ',"'}${asked[i]}":"${index.facilityState(slot, numbers[i]!)}"`
  const [confirmedAt, confirmedBy] = [word(at), word(source)]
  return `,"distanceM":${distanceM},"live":{"state":"${state}","at":${confirmedAt},"source":${confirmedBy},"confidence":${confidence}}`
    + `,"why":{"until":${word(index.postedUntil(slot, atMs))},"always":${index.isAlways(slot)},"posted":${index.postedOpen(slot, atMs)},"confirmedAt":${confirmedAt},"confirmedBy":${confirmedBy}`
    + `,"distanceM":${distanceM},"facilities":{${facilities}}},"broken":[${broken.length === 0 ? '' : broken.map(word).join()}]`
}

function word(text: string | null): string {
  return text === null ? 'null' : `"${text}"`
}
