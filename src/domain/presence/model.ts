/** What is true at the door now. Browser-safe. Posted hours say what should be; events say what is; confidence falls with age. */

export type LiveState = 'open' | 'closed' | 'reported_locked' | 'unknown'
export type LiveSource = 'chief' | 'scan' | 'report' | 'inspection' | 'clock'
export type FacilityState = 'ok' | 'out_of_order' | 'out_of_stock' | 'unknown'
export type ReportKind = 'locked' | 'open' | 'broken' | 'out_of_stock' | 'other'

export interface LiveWord {
  readonly state: LiveState
  readonly source: LiveSource
  readonly at: Date
}

/** Belief at age 0, and the age in minutes at which half of it is left. */
interface Trust {
  readonly weight: number
  readonly halfLifeMinutes: number
}

const TRUST: Readonly<Record<LiveSource, Trust>> = {
  chief: { weight: 1, halfLifeMinutes: 240 },
  inspection: { weight: 1, halfLifeMinutes: 240 },
  scan: { weight: 0.95, halfLifeMinutes: 120 },
  report: { weight: 0.7, halfLifeMinutes: 90 },
  clock: { weight: 0, halfLifeMinutes: 1 },
}
// A locked door stays told until somebody stands before an open one, or most of a day has passed.
const LOCKED: Trust = { weight: 0.9, halfLifeMinutes: 480 }

/** Below this the posted hours speak again. */
export const BELIEVED = 0.25

function trustOf(state: LiveState, source: LiveSource): Trust {
  return state === 'reported_locked' ? LOCKED : TRUST[source]
}

/** confidence = weight x 2^(-age / half-life), 0..1. */
export function confidence(state: LiveState, source: LiveSource, ageMinutes: number): number {
  const { weight, halfLifeMinutes } = trustOf(state, source)
  return weight * 2 ** (-Math.max(0, ageMinutes) / halfLifeMinutes)
}

/** Age in minutes at which a word is no longer believed. */
export function believedMinutes(state: LiveState, source: LiveSource): number {
  const { weight, halfLifeMinutes } = trustOf(state, source)
  return state === 'unknown' || weight <= BELIEVED ? 0 : halfLifeMinutes * Math.log2(weight / BELIEVED)
}

export const LONGEST_BELIEVED_MINUTES = Math.max(believedMinutes('reported_locked', 'report'), ...(['chief', 'inspection', 'scan', 'report'] as const).map((source) => believedMinutes('open', source)))

/** What a reader is told. `should_*` come from posted hours alone. */
export const SHOWN_STATES = ['open', 'should_be_open', 'reported_locked', 'closed', 'should_be_closed', 'unknown'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

export interface Shown {
  readonly state: ShownState
  /** When and by whom the live word was said; null where only posted hours speak. */
  readonly at: string | null
  readonly source: LiveSource | null
  /** 0..1, two decimals; null where only posted hours speak. */
  readonly confidence: number | null
}

/**
 * Live word against posted hours. A word holds while it is believed and the posted state has not changed since it was said.
 * `posted`: true open, false closed, null unknown; `postedSinceMs`: when the posted state began (-Infinity: always so).
 */
export function show(word: LiveWord | null, posted: boolean | null, postedSinceMs: number, nowMs: number): Shown {
  if (word && wordHolds(word.state, word.source, word.at.getTime(), postedSinceMs, nowMs)) {
    const sure = Math.round(confidence(word.state, word.source, (nowMs - word.at.getTime()) / 60_000) * 100) / 100
    return { state: word.state as ShownState, at: word.at.toISOString(), source: word.source, confidence: sure }
  }
  return posted === null ? ONLY_POSTED.unknown : posted ? ONLY_POSTED.open : ONLY_POSTED.closed
}

const ONLY_POSTED = {
  open: { state: 'should_be_open', at: null, source: null, confidence: null },
  closed: { state: 'should_be_closed', at: null, source: null, confidence: null },
  unknown: { state: 'unknown', at: null, source: null, confidence: null },
} as const satisfies Record<string, Shown>

export function wordHolds(state: LiveState, source: LiveSource, atMs: number, postedSinceMs: number, nowMs: number): boolean {
  if (state === 'unknown' || atMs < postedSinceMs) return false
  return (nowMs - atMs) / 60_000 <= believedMinutes(state, source)
}

/** Within this the reporter stands at the door. */
export const AT_THE_DOOR_M = 150
/** A position less exact than this proves nothing. */
export const POSITION_GOOD_M = 100
/** A device token younger than this does not weigh: making a second one is too easy. */
export const DEVICE_WEIGHS_AFTER_MS = 10 * 60_000
/** Independent reports that turn a station. */
export const LOCKED_REPORTS_NEEDED = 2
export const DOUBT_LASTS_MS = 24 * 3_600_000
/** One visit a device and station in this time. */
export const VISIT_GAP_MS = 30 * 60_000
