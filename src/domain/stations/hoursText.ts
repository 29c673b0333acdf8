import OpeningHours from 'opening_hours'
import { addDays, type Day, weekdayOf } from '#kernel/calendar.ts'
import { type HoursMistake, mistakeIn, mistakeOfError, mistakeOfWarnings, wordMistake } from './hoursMistake.ts'

/** Minutes since the day's midnight, end exclusive; an end beyond 1440 lies on the next day. */
export type Span = readonly [start: number, end: number]

export interface DaySaid {
  /** The spans that begin on the day, in order, none touching the next. */
  readonly spans: readonly Span[]
  /** True when part of the day is neither open nor closed: a comment such as "by appointment", an open end. */
  readonly unclear: boolean
}

/** A posted text that was understood. Only this file calls the library. */
export interface HoursText {
  readonly ok: true
  /** As it was posted. */
  readonly text: string
  /** The same in the library's tidy spelling: 'Mo-Fr 08:30-17:30; PH off'. */
  readonly tidy: string
  /** True when it has rules for public holidays. */
  readonly saysHolidays: boolean
  /** True when weeks differ: months, dates, week numbers, first Monday of the month. */
  readonly seasonal: boolean
  /** What the text says of a day with this date's weekday and season, taken as a public holiday or not. */
  readonly says: (day: Day, holiday: boolean) => DaySaid
}

const MAX_LENGTH = 255
const DAY_MINUTES = 1440
const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
/** A Monday; texts without seasons are read in its week, once for all. */
const PLAIN_WEEK = '2024-07-01'
/** So many days of a seasonal text are kept. */
const KEPT_DAYS = 400

// Any country for which the library defines PH and SH, so that both parse; its holidays are never asked (see createReader).
const PLACE = { lat: 0, lon: 0, address: { country_code: 'za', state: '' } }
const PARSING = { mode: 0, locale: 'en', tag_key: 'opening_hours', map_value: undefined, warnings_severity: 4 } as const

/** Reads a text in OSM opening_hours syntax (mode: time ranges). Pure: the clock has no say in what is a mistake. */
export function readHours(text: string): HoursText | HoursMistake {
  if (text.length > MAX_LENGTH) return mistakeIn(text, 'too_long', MAX_LENGTH, text.length - MAX_LENGTH)
  const word = wordMistake(text)
  if (word) return word
  try {
    const parsed = parse(text)
    const mistake = mistakeOfWarnings(text, parsed.getStructuredWarnings())
    if (mistake) return mistake
    const tidy = parsed.prettifyValue()
    return wordMistake(tidy, text) ?? understood(text, tidy, tidy === text ? parsed : parse(tidy))
  } catch (error) {
    return mistakeOfError(text, error)
  }
}

function understood(text: string, tidy: string, parsed: OpeningHours): HoursText {
  const saysHolidays = outsideComments(tidy, (part) => part.replaceAll(/\bPH\b/g, '')) !== tidy
  const reader = createReader(tidy, saysHolidays, parsed)
  const seasonal = !reader.weekStable()
  const says = seasonal ? sayByDay(reader, saysHolidays) : sayByWeekday(tidy, saysHolidays, readWeek(reader, false))
  return { ok: true, text, tidy, saysHolidays, seasonal, says }
}

/** Keeps seven answers, not the reader: what the library makes of a text takes 25 kB. */
function sayByWeekday(tidy: string, saysHolidays: boolean, week: readonly DaySaid[]): HoursText['says'] {
  let holidays: readonly DaySaid[] | undefined
  return (day, holiday) => {
    if (!holiday || !saysHolidays) return week[weekdayOf(day)]!
    holidays ??= readWeek(createReader(tidy, true), true)
    return holidays[weekdayOf(day)]!
  }
}

function sayByDay(reader: Reader, saysHolidays: boolean): HoursText['says'] {
  const kept = new Map<string, DaySaid>()
  return (day, holiday) => {
    const marked = holiday && saysHolidays
    const key = marked ? `${day} PH` : day
    const before = kept.get(key)
    if (before) return before
    if (kept.size >= KEPT_DAYS) kept.clear()
    const said = readDay(reader, day, marked)
    kept.set(key, said)
    return said
  }
}

function readWeek(reader: Reader, holiday: boolean): DaySaid[] {
  return WEEKDAYS.map((_, weekday) => readDay(reader, addDays(PLAIN_WEEK, weekday), holiday))
}

/** The day's own hours, and the night that begins on it. */
function readDay(reader: Reader, day: Day, holiday: boolean): DaySaid {
  const own = reader.on(day, day, holiday, true)
  if (!reader.hasNights || own.spans.at(-1)?.[1] !== DAY_MINUTES) return own
  const next = addDays(day, 1)
  const nightEnd = leftOver(reader.on(next, day, holiday, false).spans, reader.on(next, day, holiday, true).spans)
  return { spans: joined([...own.spans, [DAY_MINUTES, DAY_MINUTES + nightEnd]]), unclear: own.unclear }
}

interface Reader {
  /** Some times run over midnight. */
  readonly hasNights: boolean
  weekStable(): boolean
  /** What the library says of `day` when `marked` is a public holiday (or not) and no other day near it is; `clipped`: nights end at midnight. */
  on(day: Day, marked: Day, holiday: boolean, clipped: boolean): DaySaid
}

/**
 * The library knows no true Chinese holidays, so it never sees the word PH: in a rule PH stands where a
 * weekday stands, and is read as the marked day's weekday on a holiday, as a weekday days away otherwise.
 */
function createReader(tidy: string, saysHolidays: boolean, parsed?: OpeningHours): Reader {
  const clippedText = outsideComments(tidy, clipAtMidnight)
  const known = new Map<string, OpeningHours>()
  if (parsed) known.set(tidy, parsed)

  function withHolidayOn(weekday: number, clipped: boolean): OpeningHours {
    const text = clipped ? clippedText : tidy
    const spelling = saysHolidays ? outsideComments(text, (part) => part.replaceAll(/\bPH\b/g, WEEKDAYS[weekday]!)) : text
    const before = known.get(spelling)
    if (before) return before
    const hours = parse(spelling)
    known.set(spelling, hours)
    return hours
  }

  return {
    hasNights: clippedText !== tidy,
    weekStable: () => withHolidayOn(0, true).isWeekStable(),
    on(day, marked, holiday, clipped) {
      const weekday = weekdayOf(marked)
      // Monday is two days or more from Wednesday to Saturday, Thursday from Sunday to Tuesday.
      const elsewhere = weekday >= 2 && weekday <= 5 ? 0 : 3
      try {
        return ask(withHolidayOn(holiday ? weekday : elsewhere, clipped), day)
      } catch {
        // A rule that the library can read but not follow on this date: better unclear than wrong.
        return { spans: [], unclear: true }
      }
    },
  }
}

function ask(hours: OpeningHours, asked: Day): DaySaid {
  const day = awayFromClockChange(asked)
  const from = localMidnight(day)
  const to = localMidnight(addDays(day, 1))
  const spans: Span[] = []
  let unclear = false
  for (const [start, end, unknown] of hours.getOpenIntervals(from, to)) {
    if (unknown) unclear = true
    else spans.push([localMinute(start), end < to ? localMinute(end) : DAY_MINUTES])
  }
  return { spans: joined(spans), unclear }
}

function parse(text: string): OpeningHours {
  return new OpeningHours(text, PLACE, PARSING)
}

/** The library thinks in the machine's zone: where its clock changes near the day, the same weekday weeks away is asked. */
function awayFromClockChange(day: Day): Day {
  return [0, 7, -7, 14, -14].values().map((days) => addDays(day, days)).find(clockIsSteady) ?? day
}

function clockIsSteady(day: Day): boolean {
  return localMidnight(addDays(day, -2)).getTimezoneOffset() === localMidnight(addDays(day, 3)).getTimezoneOffset()
}

function localMidnight(day: Day): Date {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
}

function localMinute(date: Date): number {
  return date.getHours() * 60 + date.getMinutes()
}

/** 'Mo 20:00-08:00' becomes 'Mo 20:00-24:00': what is left of a day when its night is cut off. */
function clipAtMidnight(part: string): string {
  return part.replaceAll(/\b(\d\d:\d\d)-(\d\d:\d\d)/g, (range, start: string, end: string) => (end <= start || end > '24:00' ? `${start}-24:00` : range))
}

function outsideComments(text: string, change: (part: string) => string): string {
  return text.split('"').map((part, index) => (index % 2 === 0 ? change(part) : part)).join('"')
}

/** How far into a day the night before it runs: to the end of the day's first span, or to where the day's own hours take over. */
function leftOver(all: readonly Span[], own: readonly Span[]): number {
  const first = all[0]
  if (!first || first[0] > 0) return 0
  return own.find((span) => span[1] === first[1])?.[0] ?? first[1]
}

/** Sorted; touching and overlapping spans made one. */
export function joined(spans: readonly Span[]): Span[] {
  const out: [number, number][] = []
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}
