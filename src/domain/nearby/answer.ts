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
 * The same answer as JSON in UTF-8, for the API. Facts are copied as they lie in the index; the rest is put together from ready texts,
 * for it is numbers, times and code words only, all of them ASCII without a quote.
 */
export function writeAnswer(found: Searched): Buffer {
  const { factsBytes } = found.index
  const texts = ['{"items":[']
  addTexts(texts, found, found.items)
  texts[texts.length - 1] += '],"next":null,"closedNearby":['
  addTexts(texts, found, found.closedNearby)
  texts[texts.length - 1] += ']}'
  const all = found.closedNearby.length === 0 ? found.items : [...found.items, ...found.closedNearby]
  let size = texts[0]!.length
  for (let n = 0; n < all.length; n++) size += factsBytes.sizeOf(all[n]!.slot) + texts[n + 1]!.length
  const bytes = Buffer.allocUnsafe(size)
  let at = bytes.write(texts[0]!, 'latin1')
  for (let n = 0; n < all.length; n++) {
    at += factsBytes.copy(all[n]!.slot, bytes, at)
    at += bytes.write(texts[n + 1]!, at, 'latin1')
  }
  return bytes
}

/** For each one what follows its facts, as `itemOf` has it. One text each: every piece written apart is a call out of JavaScript. */
function addTexts(texts: string[], { index, atMs, asked, numbers }: Searched, some: readonly Found[]): void {
  const words = index.wordsAt(atMs)
  const untold = asked.map((code) => `"${code}":"unknown"`).join()
  const last = some.length - 1
  for (let n = 0; n <= last; n++) {
    const { slot, distanceM } = some[n]!
    const metres = distanceM.toString()
    const facilities = index.isTold(slot) ? asked.map((code, at) => `"${code}":"${index.facilityState(slot, numbers[at]!)}"`).join() : untold
    const broken = index.brokenAt(slot)
    texts.push(',"distanceM":' + metres + words(slot) + ',"distanceM":' + metres + ',"facilities":{' + facilities
      + (broken.length === 0 ? '}},"broken":[' : `}},"broken":["${broken.join('","')}"`) + (n < last ? ']},' : ']}'))
  }
}
