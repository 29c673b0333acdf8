import { addDays, classify, type Day, type DayClass, startMinute, weekdayOf } from '#kernel/calendar.ts'
import type { HoursMistake } from './hoursMistake.ts'
import { type HoursText, joined, readHours, type Span } from './hoursText.ts'

/**
 * Posted hours in OSM opening_hours syntax, with Chinese holidays and make-up workdays.
 * - On a public holiday the rules for PH hold; a text without one keeps its weekday rule and the day is marked `unsaid`.
 * - On a make-up workday the hours of the workday beside it hold: Saturday takes Friday's, Sunday takes Monday's.
 * - A night belongs to the day on which it begins: it runs on into a holiday, and a day that is off begins none.
 * - What depends on a comment ("by appointment") or an open end is not open: the day is marked `unclear`.
 */
export interface CompiledHours extends HoursText {
  /** Open every minute of every day, holidays included. */
  readonly always: boolean
}

export interface DayHours {
  readonly day: Day
  readonly class: DayClass['kind']
  /** Name of the holiday or of what the make-up day is for. */
  readonly name?: string
  /** The year's holidays are not published yet. */
  readonly provisional?: true
  /** Spans that begin on this day; an end beyond 1440 lies on the next. */
  readonly spans: readonly Span[]
  /** A public holiday, and the text says nothing about holidays. */
  readonly unsaid?: true
  /** Part of the day depends on something that was not posted as a time. */
  readonly unclear?: true
}

const DAY_MINUTES = 1440
const END_OF_TIME = 2 ** 31 - 1
/** Texts kept compiled; a nation posts a few thousand distinct ones. */
const KEPT_TEXTS = 20_000
/** Tables kept for each text, and windows of the calendar: today's and a few around it. */
const KEPT_TABLES = 4

const compiled = new Map<string, CompiledHours | HoursMistake>()
const windows = new Map<string, readonly WindowDay[]>()
const tables = new WeakMap<CompiledHours, Map<string, Int32Array>>()
const alwaysOpen = Int32Array.of(-(2 ** 31), END_OF_TIME)

/** Compiles a text once per process. At most 255 characters; every mistake comes with its place in the text. */
export function compileHours(text: string): CompiledHours | HoursMistake {
  const before = compiled.get(text)
  if (before) return before
  const read = readHours(text)
  const hours = read.ok ? { ...read, always: isAlways(read) } : read
  if (compiled.size >= KEPT_TEXTS) compiled.delete(compiled.keys().next().value!)
  compiled.set(text, hours)
  return hours
}

/** The hours of one day of the calendar. */
export function hoursToday(hours: CompiledHours, day: Day): DayHours {
  const { kind, name, provisional } = classify(day)
  const said = hours.says(standsFor(day, kind), kind === 'holiday')
  return {
    day,
    class: kind,
    ...(name !== undefined && { name }),
    ...(provisional && { provisional }),
    spans: said.spans,
    ...(kind === 'holiday' && !hours.saysHolidays && !hours.always && { unsaid: true }),
    ...(said.unclear && { unclear: true }),
  }
}

/** Seven days from fromDay on. */
export function hoursWeek(hours: CompiledHours, fromDay: Day): DayHours[] {
  return [0, 1, 2, 3, 4, 5, 6].map((days) => hoursToday(hours, addDays(fromDay, days)))
}

/**
 * When the door is posted open, from `fromDay` for `days` days: pairs [start, end) in minutes since the
 * epoch (UTC), sorted, none touching the next. The night before and the last night keep their true
 * start and end. For openAt, openUntil and nextOpen; the same call gives the same array.
 */
export function openTable(hours: CompiledHours, fromDay: Day, days: number): Int32Array {
  if (hours.always) return alwaysOpen
  const kept = tables.get(hours) ?? new Map<string, Int32Array>()
  tables.set(hours, kept)
  const key = `${fromDay} ${days}`
  const before = kept.get(key)
  if (before) return before
  if (kept.size >= KEPT_TABLES) kept.delete(kept.keys().next().value!)
  const table = makeTable(hours, fromDay, days)
  kept.set(key, table)
  return table
}

export function openAt(table: Int32Array, minute: number): boolean {
  const at = spanBefore(table, minute)
  return at >= 0 && minute < table[at + 1]!
}

/** The minute at which the door closes; null when it is closed, Infinity when it never closes. */
export function openUntil(table: Int32Array, minute: number): number | null {
  const at = spanBefore(table, minute)
  if (at < 0) return null
  const end = table[at + 1]!
  if (minute >= end) return null
  return end === END_OF_TIME ? Infinity : end
}

/** The first minute from `minute` on at which the door is open; null when the table knows none. */
export function nextOpen(table: Int32Array, minute: number): number | null {
  const at = spanBefore(table, minute)
  if (at >= 0 && minute < table[at + 1]!) return minute
  return at + 2 < table.length ? table[at + 2]! : null
}

/** Index of the last span that starts at or before the minute; -2 when there is none. */
function spanBefore(table: Int32Array, minute: number): number {
  let low = 0
  let high = table.length >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (table[middle << 1]! <= minute) low = middle + 1
    else high = middle
  }
  return (low - 1) << 1
}

function makeTable(hours: CompiledHours, fromDay: Day, days: number): Int32Array {
  const first = startMinute(fromDay)
  const spans: Span[] = []
  for (const { base, asked, holiday } of window(fromDay, days)) {
    for (const [start, end] of hours.says(asked, holiday).spans) if (base + end > first) spans.push([base + start, base + end])
  }
  return Int32Array.from(joined(spans).flat())
}

interface WindowDay {
  readonly base: number
  readonly asked: Day
  readonly holiday: boolean
}

/** The days of a table and the one before, whose night may run into it; a thousand texts ask for the same window. */
function window(fromDay: Day, days: number): readonly WindowDay[] {
  const key = `${fromDay} ${days}`
  const before = windows.get(key)
  if (before) return before
  const made = Array.from({ length: days + 1 }, (_, index) => {
    const day = addDays(fromDay, index - 1)
    const { kind } = classify(day)
    return { base: startMinute(day), asked: standsFor(day, kind), holiday: kind === 'holiday' }
  })
  if (windows.size >= KEPT_TABLES) windows.delete(windows.keys().next().value!)
  windows.set(key, made)
  return made
}

function isAlways(read: HoursText): boolean {
  if (read.seasonal) return false
  let latestStart = 0
  let earliestEnd = Infinity
  for (let weekday = 0; weekday < 7; weekday++) {
    for (const holiday of read.saysHolidays ? [false, true] : [false]) {
      const { spans } = read.says(addDays('2024-07-01', weekday), holiday)
      if (spans.length !== 1) return false
      latestStart = Math.max(latestStart, spans[0]![0])
      earliestEnd = Math.min(earliestEnd, spans[0]![1])
      if (latestStart > earliestEnd - DAY_MINUTES) return false
    }
  }
  return true
}

/** A make-up workday takes the hours of the workday beside it. */
function standsFor(day: Day, kind: DayClass['kind']): Day {
  if (kind !== 'makeup') return day
  switch (weekdayOf(day)) {
    case 5: return addDays(day, -1)
    case 6: return addDays(day, 1)
    default: return day
  }
}
