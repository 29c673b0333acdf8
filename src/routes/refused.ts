import { fail, type ActionFailure } from '@sveltejs/kit'
import { statusOf } from '#domain/refusals.ts'
import { refusalOf, type RefusalParams } from '#kernel/refusal.ts'
import { sayRefusal, type Saying } from '#lib/i18n/refuse.ts'
import type { Locale } from '#lib/i18n/texts.ts'

/** A refusal as a page shows it: its words, its code and the figures that failed. */
export interface Refused extends Saying {
  readonly code: string
  readonly params: RefusalParams
}

/** What a form's action answers to a refusal, with what the person had typed (`kept`). Anything that is no refusal is thrown on. */
export function refused<K extends object = object>(error: unknown, locale: Locale, kept?: K): ActionFailure<{ refusal: Refused } & K> {
  const refusal = refusalOf(error)
  if (!refusal) throw error
  const said = { ...sayRefusal(refusal.code, refusal.params, locale), code: refusal.code, params: refusal.params }
  return fail(statusOf(refusal.code), { ...(kept as K), refusal: said })
}
