import { passkeys, removePasskey } from '#domain/identity/passkeys.ts'
import { isStaff } from '#domain/identity/queries.ts'
import { refused } from '../../../refused.ts'
import { requireSignIn } from '../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  return { staff: isStaff(locals.ctx), items: (await passkeys(locals.ctx, {})).items, now: locals.ctx.now }
}

export const actions: Actions = {
  remove: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    try {
      await removePasskey(locals.ctx, { passkey: String((await request.formData()).get('passkey') ?? '') })
      return { removed: true as const }
    } catch (error) {
      return refused(error, locals.locale)
    }
  }
}
