import type { Refused } from '../../../refused.ts'
import type zh from '#lib/i18n/zh-CN/join.ts'

/** The four fields as they were typed: what comes back after a refusal. */
export interface Entry {
  readonly name: string
  readonly phone: string
  readonly kind: string
  readonly number: string
  readonly trade: string
}

export const EMPTY: Entry = { name: '', phone: '', kind: 'resident_id', number: '', trade: '' }

export function readEntry(form: FormData): Entry {
  const typed = (name: string) => String(form.get(name) ?? '').trim()
  return { name: typed('name'), phone: typed('phone'), kind: typed('kind') || 'resident_id', number: typed('number'), trade: typed('trade') }
}

export interface FieldError {
  /** Id of the control. */
  readonly field: string
  readonly text: string
}

/** Field of the act's input -> control of the form. */
const CONTROLS: Readonly<Record<string, keyof Entry | 'division'>> = {
  'name': 'name',
  'phone': 'phone',
  'document.number': 'number',
  'document.kind': 'kind',
  'trade': 'trade',
  'division': 'division'
}

/** Refusals that are about one field. */
const ABOUT: Readonly<Record<string, keyof Entry | 'division'>> = {
  'identity.phone_invalid': 'phone',
  'identity.document_invalid': 'number',
  'membership.trade_unknown': 'trade',
  'organisations.division_unknown': 'division',
  'stations.division_unknown': 'division'
}

/** What is wrong with which field; none where the refusal is about something else. */
export function fieldErrors(refusal: Refused | undefined, words: typeof zh.errors): FieldError[] {
  if (!refusal) return []
  const about = ABOUT[refusal.code]
  if (about) return [{ field: about, text: `${refusal.detail}${refusal.next}` }]
  if (refusal.code !== 'input.invalid' || !Array.isArray(refusal.params['fields'])) return []
  const controls = (refusal.params['fields'] as { field: string }[]).map(({ field }) => CONTROLS[field] ?? 'division')
  return [...new Set(controls)].map((field) => ({ field, text: words[field] }))
}
