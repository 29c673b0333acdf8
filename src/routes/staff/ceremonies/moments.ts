import { formatClock, formatDay } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/texts.ts'

const SHANGHAI_MS = 8 * 3_600_000

/** A moment as a field of date and time takes it, in Beijing time: "2026-11-21T14:00". */
export function toField(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 16)
}

/** What such a field says, as ISO with offset; as typed where it says nothing. */
export function fromField(typed: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed) ? `${typed}:00+08:00` : typed
}

/** "11月26日 周四 14:00" and "16:00", the day again where it is another one. */
export function span(locale: Locale, startsAt: string, endsAt: string): readonly [string, string] {
  const [from, to] = [new Date(startsAt), new Date(endsAt)]
  const day = (at: Date) => formatDay(locale, at)
  const end = formatClock(locale, to)
  return [`${day(from)} ${formatClock(locale, from)}`, day(from) === day(to) ? end : `${day(to)} ${end}`]
}
