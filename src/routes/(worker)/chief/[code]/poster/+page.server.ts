import { requireSignIn } from '../../../../sign-in.ts'
import { posterOf } from '../../../../staff/stations/poster.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  return { sheet: await posterOf(locals.ctx, params.code) }
}
