import OpeningHours from 'opening_hours'
import { addDays, type Day, weekdayOf } from '#kernel/calendar.ts'
import { type HoursMistake, mistakeIn, mistakeOfError, mistakeOfWarnings, wordMistake } from './hoursMistake.ts'

/** Minutes since the day's midnight, end exclusive; an end beyond 1440 lies on the next day. */
export type Span = readonly [start: number, end: number]

export interface DaySaid {
  /** The spans that begin on the day, in order, apart from each other. */
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
  says(day: Day, holiday: boolean): DaySaid
}

const MAX_LENGTH = 255
const DAY_MINUTES = 1440
const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
/** A Monday; every text without seasons is read in this week. */
const PLAIN_WEEK = '2024-07-01'
/** A seasonal text keeps at most so many days. */
const KEPT_DAYS = 800

// Any country for which the library defines PH and SH, so that both parse; its holidays are never asked (see reader).
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
    return wordMistake(tidy, text) ?? understood(text, tidy)
  } catch (error) {
    return mistakeOfError(text, error)
  }
}

function understood(text: string, tidy: string): HoursText {
  const saysHolidays = outsideQuotes(tidy, (part) => part.replaceAll(/\bPH\b/g, '')) !== tidy
  const clipped = outsideQuotes(tidy, clipAtMidnight)
  const read = reader(tidy, saysHolidays)
  const readOwn = clipped === tidy ? read : reader(clipped, saysHolidays)
  const seasonal = !read.weekStable()
  const known = new Map<string, DaySaid>()

  function says(asked: Day, holiday: boolean): DaySaid {
    const day = seasonal ? asked : addDays(PLAIN_WEEK, weekdayOf(asked))
    const marked = holiday && saysHolidays
    const key = marked ? `${day} PH` : day
    const before = known.get(key)
    if (before) return before
    if (known.size >= KEPT_DAYS) known.clear()
    const said = work(day, marked)
    known.set(key, said)
    return said
  }

  function work(day: Day, holiday: boolean): DaySaid {
    const own = readOwn.on(day, day, holiday)
    if (readOwn === read || own.spans.at(-1)?.[1] !== DAY_MINUTES) return own
    const next = addDays(day, 1)
    const nightEnd = leftOver(read.on(next, day, holiday).spans, readOwn.on(next, day, holiday).spans)
    return { spans: joined([...own.spans, [DAY_MINUTES, DAY_MINUTES + nightEnd]]), unclear: own.unclear }
  }

  return { ok: true, text, tidy, saysHolidays, seasonal, says }
}

interface Reader {
  weekStable(): boolean
  /** What the library says of `day` when `marked` is a public holiday (or not) and no other day near it is. */
  on(day: Day, marked: Day, holiday: boolean): DaySaid
}

/**
 * The library knows no Chinese holidays, so it never sees the word PH: in a rule PH stands where a
 * weekday stands, and is read as the marked day's weekday on a holiday, as a weekday days away otherwise.
 */
function reader(tidy: string, saysHolidays: boolean): Reader {
  const parsed = new Map<string, OpeningHours>()

  function withHolidayOn(weekday: number): OpeningHours {
    const spelling = saysHolidays ? outsideQuotes(tidy, (part) => part.replaceAll(/\bPH\b/g, WEEKDAYS[weekday]!)) : tidy
    const before = parsed.get(spelling)
    if (before) return before
    const hours = parse(spelling)
    parsed.set(spelling, hours)
    return hours
  }

  return {
    weekStable: () => withHolidayOn(0).isWeekStable(),
    on(day, marked, holiday) {
      const weekday = weekdayOf(marked)
      // Monday lies at least two days from Wednesday to Saturday, Thursday from Sunday to Tuesday.
      const holidayOn = holiday ? weekday : weekday >= 2 && weekday <= 5 ? 0 : 3
      try {
        return ask(withHolidayOn(holidayOn), day)
      } catch {
        // A rule the library can read but not follow on this date: better unclear than wrong.
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
  return [0, 7, -7, 14, -14].map((days) => addDays(day, days)).find(clockIsSteady) ?? day
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

function outsideQuotes(text: string, change: (part: string) => string): string {
  return text.split('"').map((part, index) => (index % 2 === 0 ? change(part) : part)).join('"')
}

/** How far into a day the night before it runs: to the end of the day's first span, or to where the day's own hours take over. */
function leftOver(all: readonly Span[], own: readonly Span[]): number {
  const first = all[0]
  if (!first || first[0] > 0) return 0
  return own.find((span) => span[1] === first[1])?.[0] ?? first[1]
}

/** Sorted, touching and overlapping spans made one. */
export function joined(spans: readonly Span[]): Span[] {
  const out: [number, number][] = []
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else out.push([start, end])
  }
  return out
}
