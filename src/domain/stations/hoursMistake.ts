import type { opening_hours_warning, opening_hours_warning_type } from 'opening_hours'

export type HoursMistakeCode =
  | 'empty' | 'too_long' | 'control_character'
  | 'school_holidays' | 'movable_time' | 'holiday_offset' | 'holiday_and_weekday'
  | 'no_time' | 'ambiguous_hour' | 'ambiguous_word' | 'two_rules_in_one' | 'use_comma' | 'overrides_all'
  | 'time_range' | 'no_such_date' | 'not_understood'

/** Why a posted text is refused, and where. */
export interface HoursMistake {
  readonly ok: false
  readonly code: HoursMistakeCode
  /** Index of the first wrong character in the text, from 0, and how many characters are marked. */
  readonly position: number
  readonly length: number
  /** The marked characters. */
  readonly fragment: string
  /** What is wrong and what to write, in one English sentence. */
  readonly message: string
}

/** English sentences; hoursWords.ts has the Chinese ones. */
export const MISTAKES: Record<HoursMistakeCode, string> = {
  empty: 'No hours are given.',
  too_long: 'The text is longer than 255 characters.',
  control_character: 'The text has a control character.',
  school_holidays: 'School holidays (SH) differ from school to school: write the dates.',
  movable_time: 'Sun times and Easter are not fixed: write clock times and dates.',
  holiday_offset: 'Days before or after a holiday are not supported: write the dates.',
  holiday_and_weekday: 'PH beside a weekday means "both at once": write "PH,Sa" for either, or give PH a rule of its own.',
  no_time: 'A rule has no time: write "08:30-17:30", or "00:00-24:00" for the whole day.',
  ambiguous_hour: 'The hour may be morning or evening: write two digits, 08:00 or 20:00.',
  ambiguous_word: 'The word has several meanings: write the English abbreviation (Mo, Tu, Jan) or a time as 12:00.',
  two_rules_in_one: 'Two rules stand in one: separate them with ";".',
  use_comma: 'The later times would replace the earlier ones: join them with ",".',
  overrides_all: 'This rule replaces all before it: put it first, or say on which days it holds.',
  time_range: 'The time is wrong: write from and to, as 08:30-17:30, beginning before 24:00.',
  no_such_date: 'There is no such date.',
  not_understood: 'Not understood: write it like Mo-Fr 08:30-17:30; PH off.',
}

/** Words that mean nothing certain in the posted hours of a Chinese station. */
const UNUSABLE: readonly (readonly [HoursMistakeCode, RegExp])[] = [
  ['school_holidays', /(?<!\p{L})SH(?!\p{L})|\bschool holidays?\b/iu],
  ['not_understood', /SH\p{L}+|\p{L}+SH/iu],
  ['movable_time', /\b(sunrise|sunset|dawn|dusk|easter)\b/i],
  ['holiday_offset', /\bPH\b\s*[+-]\s*\d+\s*days?/i],
  ['two_rules_in_one', /(?<=\d:\d\d\s+)PH\b/i],
  ['holiday_and_weekday', /\bPH\s+(Mo|Tu|We|Th|Fr|Sa|Su)\b|(\b(Mo|Tu|We|Th|Fr|Sa|Su)|\])\s+PH\b/i],
]

/** Warnings of the library that mean a mistake; the others are about spelling, and the text is shown back in words. */
const REFUSED: Partial<Record<opening_hours_warning_type | 'ambiguous_single_digit_hour', HoursMistakeCode>> = {
  vague: 'no_time',
  ambiguous_single_digit_hour: 'ambiguous_hour',
  ambiguous_word: 'ambiguous_word',
  interpreted_as_year: 'ambiguous_word',
  value_ends_with_token: 'not_understood',
  use_multi: 'two_rules_in_one',
  combine_rules: 'use_comma',
  default_state: 'overrides_all',
}

export function mistakeIn(text: string, code: HoursMistakeCode, position = 0, length = text.length): HoursMistake {
  return { ok: false, code, position, length, fragment: text.slice(position, position + length), message: MISTAKES[code] }
}

/** Finds a word that is not supported; with `posted`, `text` is its tidy spelling and the whole is marked. */
export function wordMistake(text: string, posted?: string): HoursMistake | undefined {
  const control = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.exec(text)
  if (control) return mistakeIn(text, 'control_character', control.index, 1)
  const outsideComments = text.replaceAll(/"[^"]*"/g, (comment) => '"'.repeat(comment.length))
  for (const [code, pattern] of UNUSABLE) {
    const found = pattern.exec(outsideComments)
    if (found) return posted === undefined ? mistakeIn(text, code, found.index, found[0].length) : mistakeIn(posted, code)
  }
  return undefined
}

export function mistakeOfWarnings(text: string, warnings: readonly opening_hours_warning[]): HoursMistake | undefined {
  const mistakes = warnings.flatMap((warning) => {
    const code = REFUSED[warning.type]
    return code ? [mistakeBefore(text, code, warning.value === text ? warning.position : null)] : []
  })
  return mistakes.toSorted((a, b) => a.position - b.position)[0]
}

/** The library throws strings: the text up to where it stopped, ' <--- (', what it says, ')'. On some broken texts ('week') it stumbles instead. */
export function mistakeOfError(text: string, error: unknown): HoursMistake {
  if (/^[\s;]*$/.test(text)) return mistakeIn(text, 'empty')
  if (typeof error !== 'string') return mistakeIn(text, 'not_understood')
  const mark = error.indexOf(' <--- (')
  if (mark < 0) return mistakeIn(text, 'not_understood')
  return mistakeBefore(text, codeOfError(error.slice(mark + ' <--- ('.length)), text.startsWith(error.slice(0, mark)) ? mark : null)
}

function codeOfError(said: string): HoursMistakeCode {
  if (/^(Time range|Time spanning|Minutes are|Hours are|hyphen )/.test(said)) return 'time_range'
  if (/^(The day for|The month|Month )/.test(said)) return 'no_such_date'
  return /^Token .* is ambiguous/.test(said) ? 'ambiguous_word' : 'not_understood'
}

/** Marks the word, time or sign that ends where the library put its mark. */
function mistakeBefore(text: string, code: HoursMistakeCode, mark: number | null): HoursMistake {
  if (mark === null) return mistakeIn(text, code)
  let last = Math.max(mark - 1, 0)
  while (last > 0 && text[last] === ' ') last--
  const kind = [/[\d:.：]/, /\p{L}/u].find((each) => each.test(text[last]!))
  let start = last
  let end = last + 1
  while (kind && start > 0 && kind.test(text[start - 1]!)) start--
  while (kind && end < text.length && kind.test(text[end]!)) end++
  return mistakeIn(text, code, start, end - start)
}
