import holidays from '../../data/holidays.json' with { type: 'json' }

/** A calendar day in the zone of the house, written 'YYYY-MM-DD'. */
export type Day = string

/** makeup 调休: a day of a weekend that the State Council's notice makes a working day. */
export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup'

export interface DayClass {
  readonly kind: DayKind
  /** Name of the holiday, or of the holiday that a make-up day pays for ('国庆节'). */
  readonly name?: string
  /** True beyond the years with a published notice: judged by weekday alone. */
  readonly provisional: boolean
}

export interface WorkdayCount {
  readonly day: Day
  readonly provisional: boolean
  readonly counted: readonly Day[]
}

interface Year {
  /** False while the year's notice is not out and only days from a neighbour's notice are known. */
  complete: boolean
  holidays: Record<string, string>
  workdays: Record<string, string>
}

const years: Record<string, Year> = holidays.years

const dayMs = 86_400_000
/** Asia/Shanghai, without summer time since 1992. */
const zoneMinutes = 480

/** The day on which an instant falls. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + zoneMinutes * 60_000).toISOString().slice(0, 10)
}

/** Minutes since midnight in the zone of the house, 0–1439. */
export function minuteOfDay(instant: Date): number {
  const minute = Math.floor(instant.getTime() / 60_000) + zoneMinutes
  return ((minute % 1440) + 1440) % 1440
}

/** The minute since the epoch (UTC) at which a day begins. */
export function startMinute(day: Day): number {
  return utcMs(day) / 60_000 - zoneMinutes
}

export function isDay(text: string): boolean {
  // Only a day that exists comes back unchanged: 30 February would move on.
  return /^\d{4}-\d\d-\d\d$/.test(text) && addDays(text, 0) === text
}

export function addDays(day: Day, days: number): Day {
  return fromUtcMs(utcMs(day) + days * dayMs)
}

/** Days from a to b; negative when b is the earlier one. */
export function daysBetween(a: Day, b: Day): number {
  return (utcMs(b) - utcMs(a)) / dayMs
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(day: Day): number {
  return (new Date(utcMs(day)).getUTCDay() + 6) % 7
}

export function classify(day: Day): DayClass {
  const weekend = weekdayOf(day) > 4
  const year = years[day.slice(0, 4)]
  const holiday = year?.holidays[day]
  if (holiday) return { kind: 'holiday', name: holiday, provisional: false }
  const makeup = year?.workdays[day]
  if (makeup) return { kind: 'makeup', name: makeup, provisional: false }
  return { kind: weekend ? 'weekend' : 'workday', provisional: !year?.complete }
}

export function isWorkday(day: Day): boolean {
  return worked(classify(day))
}

/**
 * The n-th working day after `day` (before it, when n is negative). The day itself does not count:
 * a period begins on the next day (Civil Code, article 201). `provisional` when any day passed
 * over lies beyond the known years; `counted` holds the working days in the order walked.
 */
export function addWorkdays(day: Day, n: number): WorkdayCount {
  const step = n < 0 ? -1 : 1
  const counted: Day[] = []
  let at = day
  let provisional = false
  while (counted.length < Math.abs(n)) {
    at = addDays(at, step)
    const found = classify(at)
    provisional ||= found.provisional
    if (worked(found)) counted.push(at)
  }
  return { day: at, provisional, counted }
}

/** Working days after a up to and including b, the n of addWorkdays(a, n); as many below zero when b is the earlier one. */
export function workdaysBetween(a: Day, b: Day): number {
  if (b < a) return 0 - workdaysBetween(b, a)
  let count = 0
  for (let day = addDays(a, 1); day <= b; day = addDays(day, 1)) if (isWorkday(day)) count++
  return count
}

/** For irreversible legal effects: they wait for the year's notice instead of guessing. */
export function requireKnown(day: Day): void {
  if (years[day.slice(0, 4)]?.complete) return
  const known = Object.keys(years).filter((year) => years[year]!.complete).toSorted()
  throw new Error(`The working calendar knows the years ${known[0]} to ${known.at(-1)}, not ${day}: add the year's holiday notice to data/holidays.json.`)
}

function worked(found: DayClass): boolean {
  return found.kind === 'workday' || found.kind === 'makeup'
}

function utcMs(day: Day): number {
  const ms = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
  if (Number.isNaN(ms)) throw new Error(`${JSON.stringify(day)} is not a day written YYYY-MM-DD.`)
  return ms
}

function fromUtcMs(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10)
}
