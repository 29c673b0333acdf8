import { withdraw } from '#domain/privacy/consents.ts'
import { data, openOwn } from '#domain/privacy/queries.ts'
import { refused } from '../../../refused.ts'
import { requireSignIn } from '../../../sign-in.ts'
import { moreSections, sectionsOf } from './sections.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const held = await data(locals.ctx, {})
  const [readings, consents] = moreSections(held, locals.locale)
  return { sections: sectionsOf(held, locals.locale), readings: readings!, consents: consents!, given: held.consents, document: held.person.document !== null, sample: held.person.sample }
}

export const actions: Actions = {
  /** Shown once in the answer: a reload masks it again. */
  open: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    const field = (await request.formData()).get('field') === 'document' ? 'document' : 'phone'
    try {
      return { field, value: (await openOwn(locals.ctx, { field })).value }
    } catch (error) {
      return refused(error, locals.locale)
    }
  },
  withdraw: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    try {
      await withdraw(locals.ctx, { consent: String((await request.formData()).get('consent') ?? '') })
      return { withdrawn: true as const }
    } catch (error) {
      return refused(error, locals.locale)
    }
  }
}
