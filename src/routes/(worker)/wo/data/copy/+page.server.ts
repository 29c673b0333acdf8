import { carryAway } from '#domain/privacy/queries.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import { moment, moreSections, sectionsOf } from '../sections.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = ({ locals, url }) => {
  requireSignIn(locals, url)
  return {}
}

export const actions: Actions = {
  page: async ({ locals, url }) => {
    requireSignIn(locals, url)
    try {
      const held = await carryAway(locals.ctx, {})
      return { sections: [...sectionsOf(held, locals.locale), ...moreSections(held, locals.locale)], madeAt: moment(held.madeAt) }
    } catch (error) {
      return refused(error, locals.locale)
    }
  }
}
