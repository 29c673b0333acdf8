import type { Locale } from './texts.ts'

/** "320 米", "1.1 公里", "38 公里". */
export function formatDistance(locale: Locale, distanceM: number): string {
  const zh = locale === 'zh-CN'
  if (distanceM < 995) return `${Math.round(distanceM / 10) * 10} ${zh ? '米' : 'm'}`
  const km = distanceM < 9950 ? (distanceM / 1000).toFixed(1) : String(Math.round(distanceM / 1000))
  return `${km} ${zh ? '公里' : 'km'}`
}

/** Age of a fact in words: "刚刚", "12 分钟前", "3 天前". A time ahead of `now` reads as just now. */
export function formatAgo(locale: Locale, at: Date, now: Date): string {
  const zh = locale === 'zh-CN'
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000)
  if (minutes < 1) return zh ? '刚刚' : 'just now'
  if (minutes < 60) return zh ? `${minutes} 分钟前` : `${minutes} min ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return zh ? `${hours} 小时前` : `${hours} h ago`
  const days = Math.floor(hours / 24)
  return zh ? `${days} 天前` : days === 1 ? '1 day ago' : `${days} days ago`
}

/** "20:42" on the 24-hour clock of the union's zone. */
export function formatClock(locale: Locale, at: Date, zone = 'Asia/Shanghai'): string {
  return at.toLocaleTimeString(locale === 'en' ? 'en-GB' : locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone
  })
}

/** "11月26日 周四", "Thu 26 Nov". */
export function formatDay(locale: Locale, at: Date, zone = 'Asia/Shanghai'): string {
  const options = { month: locale === 'en' ? 'short' : 'long', day: 'numeric', timeZone: zone } as const
  const day = at.toLocaleDateString(locale === 'en' ? 'en-GB' : locale, options)
  const week = at.toLocaleDateString(locale === 'en' ? 'en-GB' : locale, { weekday: 'short', timeZone: zone })
  return locale === 'en' ? `${week} ${day}` : `${day} ${week}`
}

/** "2,316"; a missing number is a dash, never a zero. */
export function formatCount(locale: Locale, value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : value.toLocaleString(locale)
}
