import { redirect } from '@sveltejs/kit'
import { result } from '#domain/elections/hall.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { requireSignIn } from '../../../../../sign-in.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  try {
    return { election: await result(locals.ctx, { election: params.id }) }
  } catch (error) {
    if (refusalOf(error)?.code === 'elections.not_sealed') redirect(303, `/hui/votes/${params.id}`)
    throw error
  }
}
