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

// The library's Chinese holidays are wrong and it knows no make-up workdays, so a text without seasons is asked
// about days that stand for others: a week in which the library has no holiday, and one of its holidays (1 June)
// on each day of the week, with none beside it. The test holds both.
export const PLACE = { lat: 0, lon: 0, address: { country_code: 'cn', state: '' } }
export const ORDINARY_DAYS: readonly Day[] = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays('2024-07-01', days))
export const HOLIDAYS: readonly Day[] = ['2026-06-01', '2021-06-01', '2022-06-01', '2023-06-01', '2018-06-01', '2019-06-01', '2025-06-01']

const PARSING = { mode: 0, locale: 'en', tag_key: 'opening_hours', map_value: undefined, warnings_severity: 4 } as const
/** A tidy text without seasons: weekdays, holidays, times, states, and nothing else outside its comments. */
const PLAIN = /^(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|off|open|closed|unknown)\b|24\/7|\d\d:\d\d|[-+,;:|\s]|"")*$/
/** So many days of a seasonal text are kept. */
const KEPT_DAYS = 400

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
    return wordMistake(tidy, text) ?? understood(text, tidy, parsed)
  } catch (error) {
    return mistakeOfError(text, error)
  }
}

function understood(text: string, tidy: string, parsed: OpeningHours): HoursText {
  const saysHolidays = withHolidayAs(tidy, '') !== tidy
  const seasonal = !PLAIN.test(tidy.replaceAll(/"[^"]*"/g, '""'))
  const says = seasonal ? sayByDay(tidy, saysHolidays) : sayByWeekday(parsed, clipped(tidy, parsed), saysHolidays)
  return { ok: true, text, tidy, saysHolidays, seasonal, says }
}

/** Keeps the answers and lets the library's objects go: they take 25 kB and are slow to make. So no function here may hold `full`. */
function sayByWeekday(full: OpeningHours, nightless: OpeningHours, saysHolidays: boolean): HoursText['says'] {
  const ordinary = readDays(full, nightless, ORDINARY_DAYS)
  const holidays = saysHolidays ? readDays(full, nightless, HOLIDAYS) : ordinary
  return (day, holiday) => (holiday ? holidays : ordinary)[weekdayOf(day)]!
}

function readDays(full: OpeningHours, nightless: OpeningHours, days: readonly Day[]): DaySaid[] {
  return days.map((day) => readDay(full, nightless, day))
}

/**
 * A seasonal text is asked about the day itself, and must not see the library's holidays: PH stands where
 * a weekday stands, and is read as the day's own weekday on a holiday, as one days away otherwise.
 */
function sayByDay(tidy: string, saysHolidays: boolean): HoursText['says'] {
  const variants = new Map<number, readonly [OpeningHours, OpeningHours]>()
  const kept = new Map<string, DaySaid>()

  function variant(weekday: number): readonly [OpeningHours, OpeningHours] {
    const before = variants.get(weekday)
    if (before) return before
    const spelling = withHolidayAs(tidy, WEEKDAYS[weekday]!)
    const full = parse(spelling)
    const made = [full, clipped(spelling, full)] as const
    variants.set(weekday, made)
    return made
  }
  variant(0)

  return (day, holiday) => {
    const weekday = weekdayOf(day)
    // Monday is two days or more from Wednesday to Saturday, Thursday from Sunday to Tuesday.
    const holidayAs = !saysHolidays ? 0 : holiday ? weekday : weekday >= 2 && weekday <= 5 ? 0 : 3
    const key = `${day} ${holidayAs}`
    const before = kept.get(key)
    if (before) return before
    if (kept.size >= KEPT_DAYS) kept.clear()
    const said = readDay(...variant(holidayAs), day)
    kept.set(key, said)
    return said
  }
}

/** The day's own hours, and the night that begins on it; `nightless` is the same text with nights that end at midnight. */
function readDay(full: OpeningHours, nightless: OpeningHours, day: Day): DaySaid {
  try {
    const own = ask(nightless, day)
    if (full === nightless || own.spans.at(-1)?.[1] !== DAY_MINUTES) return own
    const next = addDays(day, 1)
    const nightEnd = leftOver(ask(full, next).spans, ask(nightless, next).spans)
    return { spans: joined([...own.spans, [DAY_MINUTES, DAY_MINUTES + nightEnd]]), unclear: own.unclear }
  } catch {
    // A rule that the library can read but not follow on this date: better unclear than wrong.
    return { spans: [], unclear: true }
  }
}

function ask(hours: OpeningHours, asked: Day): DaySaid {
  const day = awayFromClockChange(asked)
  const to = localMidnight(day, 1)
  const spans: Span[] = []
  let unclear = false
  for (const [start, end, unknown] of hours.getOpenIntervals(localMidnight(day), to)) {
    if (unknown) unclear = true
    else spans.push([localMinute(start), end < to ? localMinute(end) : DAY_MINUTES])
  }
  return { spans: joined(spans), unclear }
}

function parse(text: string): OpeningHours {
  return new OpeningHours(text, PLACE, PARSING)
}

/** The library thinks in the machine's zone: on a day when its clock changes, the same weekday near by is asked, in the same month if it can be. */
function awayFromClockChange(day: Day): Day {
  if (clockIsSteady(day)) return day
  const near = [7, -7, 14, -14].map((days) => addDays(day, days)).filter(clockIsSteady)
  return near.find((each) => each.slice(0, 7) === day.slice(0, 7)) ?? near[0] ?? day
}

function clockIsSteady(day: Day): boolean {
  return localMidnight(day).getTimezoneOffset() === localMidnight(day, 1).getTimezoneOffset()
}

function localMidnight(day: Day, later = 0): Date {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)) + later)
}

function localMinute(date: Date): number {
  return date.getHours() * 60 + date.getMinutes()
}

/** 'Mo 20:00-08:00' becomes 'Mo 20:00-24:00': what is left of a day when its night is cut off. */
function clipAtMidnight(part: string): string {
  return part.replaceAll(/\b(\d\d:\d\d)-(\d\d:\d\d)/g, (range, start: string, end: string) => (end <= start || end > '24:00' ? `${start}-24:00` : range))
}

/** The text with its nights ended at midnight; the same object when it has none. */
function clipped(text: string, parsed: OpeningHours): OpeningHours {
  const nightless = outsideComments(text, clipAtMidnight)
  return nightless === text ? parsed : parse(nightless)
}

function withHolidayAs(text: string, word: string): string {
  return outsideComments(text, (part) => part.replaceAll(/\bPH\b/g, word))
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
