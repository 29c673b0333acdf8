import { fail } from '@sveltejs/kit'
import en from '#lib/i18n/en/desk.ts'
import { texts, type Locale } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/desk.ts'
import { FACILITIES, VEHICLE_CLASSES } from '#domain/stations/catalogue.ts'
import { refused } from '../../refused.ts'
import { readPair, type Entries } from './entries.ts'
import { failuresOf, fieldName, type Failure } from './failures.ts'

/** Puts a pasted pair into the fields of the point; answers the failure of one that cannot be read. */
export function takePasted(entries: Entries, locale: Locale): Failure | null {
  const pasted = entries['paste'] ?? ''
  if (pasted === '') return null
  const pair = readPair(pasted, entries['datum'] ?? '')
  if (!pair) return { field: 'paste', text: texts(locale, zh, en).form.pasteUnread }
  entries['lon'] = pair.lon
  entries['lat'] = pair.lat
  entries['paste'] = ''
  return null
}

/** The form's answer to what could not be saved: the fields as typed, and what is wrong with which. */
export function notSaved(error: unknown, entries: Entries, locale: Locale) {
  const t = texts(locale, zh, en)
  const answer = refused(error, locale)
  const { refusal } = answer.data
  const say = (list: readonly { code: string; zh: string; en: string }[]) => (code: string) => {
    const one = list.find((each) => each.code === code)
    return one ? (locale === 'en' ? one.en : one.zh) : code
  }
  const failures = failuresOf(
    refusal,
    (field) => (entries[field] ?? '') === '',
    t,
    (field) => fieldName(field, t, say(FACILITIES), say(VEHICLE_CLASSES))
  )
  const place =
    refusal.code === 'stations.hours_mistake'
      ? { position: Number(refusal.params['position']), fragment: String(refusal.params['fragment'] ?? '') }
      : null
  return fail(answer.status, { entries, refusal, failures, hoursMistake: place })
}

/** One field that the page itself could not read. */
export function notRead(failure: Failure, entries: Entries) {
  return fail(400, { entries, refusal: null, failures: [failure], hoursMistake: null })
}
