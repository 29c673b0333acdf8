import { dayOf } from '#kernel/calendar.ts'
import type { Locale } from '#kernel/context.ts'
import { compileHours } from '#domain/stations/hours.ts'
import { hoursInWords } from '#domain/stations/hoursWords.ts'

/** Posted hours said in a language, a clause each; null where none are posted or they cannot be read. */
export function hoursLines(hours: string | null, locale: Locale, now: Date): string[] | null {
  if (hours === null) return null
  const compiled = compileHours(hours)
  return 'position' in compiled ? null : hoursInWords(compiled, locale, dayOf(now))
}
