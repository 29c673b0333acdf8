import { verifyCard } from '#domain/cards/queries.ts'
import { settings } from '#kernel/settings.ts'
import { refused } from '../refused.ts'
import { sayVerdict } from './saying.ts'
import type { Actions, PageServerLoad } from './$types'

/** A few kilobytes of script of its own, no framework. */
export const csr = false

export const load: PageServerLoad = () => ({ prefix: settings().cardPrefix })

export const actions: Actions = {
  /** For browsers without JavaScript, and for old ones that cannot judge by themselves. */
  default: async ({ request, locals }) => {
    const text = String((await request.formData()).get('text') ?? '')
    try {
      return { said: sayVerdict(locals.locale, await verifyCard(locals.ctx, { text })), text }
    } catch (error) {
      return refused(error, locals.locale, { text })
    }
  }
}
