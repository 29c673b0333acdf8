import { formatClock, formatDay } from './format.ts'
import type { Figures } from './refuse.ts'
import type { Locale } from './texts.ts'

/** A figure as text; `otherwise` when the refusal came without it. */
export function figure(figures: Figures, name: string, otherwise = ''): string {
  const value = figures[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise
}

/** "“text”" that somebody typed, cut to a readable length, after `before`; nothing at all when it is missing. */
export function quoted(figures: Figures, name: string, before = ''): string {
  const value = figure(figures, name)
  return value === '' ? '' : `${before}“${value.length > 40 ? value.slice(0, 40) + '…' : value}”`
}

/** When something is possible again, in Beijing time: seconds and minutes while it is near, then the clock, then the day. */
export function untilThen(figures: Figures, locale: Locale): string {
  const zh = locale === 'zh-CN'
  const seconds = Number(figures['seconds'])
  const at = new Date(figure(figures, 'retryAt'))
  if (seconds > 0 && seconds <= 120) return zh ? `${Math.ceil(seconds)} 秒后` : `in ${Math.ceil(seconds)} seconds`
  if (Number.isNaN(at.getTime())) return zh ? '过一会儿' : 'in a while'
  const clock = formatClock(locale, at)
  if (seconds <= 3600) return zh ? `${Math.ceil(seconds / 60)} 分钟后（${clock}）` : `in ${Math.ceil(seconds / 60)} minutes (${clock})`
  const day = formatDay(locale, at)
  return zh ? `${day} ${clock} 以后` : `after ${clock} on ${day}`
}

/** The fields that failed, each with what was wrong with it. */
export function failedFields(figures: Figures, separator: string): string {
  const fields = Array.isArray(figures['fields']) ? (figures['fields'] as unknown[]) : []
  return fields
    .slice(0, 5)
    .map((field) => {
      const { field: name, message } = field as { field?: unknown; message?: unknown }
      return [name, message].filter((part) => typeof part === 'string' && part !== '').join(': ')
    })
    .filter((line) => line !== '')
    .join(separator)
}
