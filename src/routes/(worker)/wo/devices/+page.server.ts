import { revokeSession } from '#domain/identity/commands.ts'
import { sessions } from '#domain/identity/queries.ts'
import { refused } from '../../../refused.ts'
import { requireSignIn } from '../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  return { items: (await sessions(locals.ctx, {})).items, now: locals.ctx.now }
}

export const actions: Actions = {
  revoke: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    try {
      await revokeSession(locals.ctx, { session: String((await request.formData()).get('session') ?? '') })
      return { revoked: true as const }
    } catch (error) {
      return refused(error, locals.locale)
    }
  }
}
