import { requireSignIn } from '../../../../sign-in.ts'
import { posterOf } from '../../poster.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  return { sheet: await posterOf(locals.ctx, params.code) }
}
