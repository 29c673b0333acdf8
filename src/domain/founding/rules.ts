import { readFileSync } from 'node:fs'
import type { Day } from '#kernel/calendar.ts'
import type { FoundingRule } from './model.ts'

/** Rules of founding (R-O1, R-O2), the newest last: a new regulation is another entry of data/founding.json. */
const RULES = JSON.parse(readFileSync(new URL('../../../data/founding.json', import.meta.url), 'utf8')) as readonly FoundingRule[]

/** The rule in force on a day; before the first one, the first. */
export function ruleOn(day: Day): FoundingRule {
  return RULES.findLast(({ from }) => from <= day) ?? RULES[0]!
}
