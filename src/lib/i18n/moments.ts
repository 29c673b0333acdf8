import { formatClock, formatDay } from './format.ts'
import type { Locale } from './texts.ts'

const DAY_MS = 86_400_000
// China keeps one clock, without summer time.
const SHANGHAI_MS = 8 * 3_600_000

/** Number of the calendar day of a moment, in Beijing time. */
function dayNumber(at: Date): number {
  return Math.floor((at.getTime() + SHANGHAI_MS) / DAY_MS)
}

/** End of something that goes on now: "18:00", "24:00", "次日 02:00", "周一 18:00". */
export function formatEnd(locale: Locale, at: Date, now: Date): string {
  const zh = locale === 'zh-CN'
  const clock = formatClock(locale, at)
  const days = dayNumber(at) - dayNumber(now)
  if (days === 0) return clock
  if (days === 1 && clock === '00:00') return '24:00'
  if (days === 1) return zh ? `次日 ${clock}` : `${clock} tomorrow`
  return `${dayWord(locale, at, days)} ${clock}`
}

/** Beginning of something to come: "今天 20:00", "明天 08:00", "周一 08:00", "11月26日 周四 08:00". */
export function formatStart(locale: Locale, at: Date, now: Date): string {
  const zh = locale === 'zh-CN'
  const clock = formatClock(locale, at)
  const days = dayNumber(at) - dayNumber(now)
  if (days === 0) return zh ? `今天 ${clock}` : `today ${clock}`
  if (days === 1) return zh ? `明天 ${clock}` : `tomorrow ${clock}`
  return `${dayWord(locale, at, days)} ${clock}`
}

function dayWord(locale: Locale, at: Date, days: number): string {
  return days < 7 ? formatWeekday(locale, at) : formatDay(locale, at)
}

/** "周六", "Sat". */
export function formatWeekday(locale: Locale, at: Date): string {
  return at.toLocaleDateString(locale === 'en' ? 'en-GB' : locale, { weekday: 'short', timeZone: 'Asia/Shanghai' })
}

/** The next moment at which a clock in China shows this time ("23:30"), as ISO with offset; null for what is no time. */
export function nextMoment(clock: string, now: Date): string | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) return null
  const today = new Date(dayNumber(now) * DAY_MS).toISOString().slice(0, 10)
  const at = Date.parse(`${today}T${clock}:00+08:00`)
  const day = at >= now.getTime() - 60_000 ? today : new Date((dayNumber(now) + 1) * DAY_MS).toISOString().slice(0, 10)
  return `${day}T${clock}:00+08:00`
}
