import { addDays, dayOf } from '#kernel/calendar.ts'
import { compileHours, hoursToday, openTable } from './hours.ts'

/** What posted hours say of a moment. */
export interface Posted {
  /** null: no hours are known, or the day depends on words ("by appointment"). */
  readonly open: boolean | null
  /** When this state began; -Infinity: always so, or not known. */
  readonly sinceMs: number
  /** When it ends; null: never within the days looked at. */
  readonly untilMs: number | null
}

const UNKNOWN: Posted = { open: null, sinceMs: -Infinity, untilMs: null }
const ALWAYS: Posted = { open: true, sinceMs: -Infinity, untilMs: null }
const DAYS_BACK = 8
const DAYS = 18

export function postedAt(text: string | null, at: Date): Posted {
  if (text === null) return UNKNOWN
  const hours = compileHours(text)
  if ('position' in hours) return UNKNOWN
  if (hours.always) return ALWAYS
  const day = dayOf(at)
  const posted = postedIn(openTable(hours, addDays(day, -DAYS_BACK), DAYS), Math.floor(at.getTime() / 60_000))
  return posted.open === false && hoursToday(hours, day).unclear ? UNKNOWN : posted
}

/** The state of a minute in a table of spans, with its ends. */
function postedIn(table: Int32Array, minute: number): Posted {
  let at = 0
  while (at < table.length && table[at + 1]! <= minute) at += 2
  if (at < table.length && table[at]! <= minute) return { open: true, sinceMs: table[at]! * 60_000, untilMs: table[at + 1]! * 60_000 }
  return {
    open: false,
    sinceMs: at > 0 ? table[at - 1]! * 60_000 : -Infinity,
    untilMs: at < table.length ? table[at]! * 60_000 : null,
  }
}
