import * as z from 'zod'

// Control characters but tab and newline, bidirectional overrides, and lone surrogates (PostgreSQL takes no NUL).
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/u

/** Text that a person wrote: trimmed, NFC, at most `max` characters, refused where it has control characters. */
export function text(max: number, min = 0) {
  return z
    .string()
    .transform((value) => value.trim().normalize('NFC').replaceAll('\r\n', '\n'))
    .pipe(z.string().min(min).max(max).refine((value) => !UNPRINTABLE.test(value), { params: { rule: 'control_characters' } }))
}

/** A short machine word: letters, digits, dash, underscore. */
export function word(max = 40) {
  return z.string().regex(/^[A-Za-z0-9_-]+$/).max(max)
}

/** A number that may come as text (a query string). Empty or unreadable text is refused, never taken as 0. */
export function numeric<S extends z.ZodType<unknown, number>>(schema: S) {
  return z.preprocess((value) => (typeof value === 'string' && /^-?\d{1,18}(\.\d{1,18})?$/.test(value) ? Number(value) : value), schema)
}

/** A yes or no that may come as text. */
export function flag() {
  return z.preprocess((value) => (value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value), z.boolean())
}

/** A list that may come as text with commas. */
export function commaList<S extends z.ZodType>(item: S, most: number) {
  return z.preprocess((value) => (typeof value === 'string' ? value.split(',').filter((part) => part !== '') : value), z.array(item).max(most))
}
