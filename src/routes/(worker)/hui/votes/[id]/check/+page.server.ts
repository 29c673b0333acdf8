import { check, result } from '#domain/elections/hall.ts'
import { refused } from '../../../../../refused.ts'
import { requireSignIn } from '../../../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  try {
    const { title, result: { choices } } = await result(locals.ctx, { election: params.id })
    return { id: params.id, election: { title, choices: choices.map(({ no, label }) => ({ no, label })) }, refusal: null }
  } catch (error) {
    // Not sealed yet, and whatever else refuses, is said on the page.
    return { id: params.id, election: null, refusal: refused(error, locals.locale).data.refusal }
  }
}

/** Without scripts: the receipt comes in a body, is compared once, and is neither logged nor kept. */
export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    const receipt = String((await request.formData()).get('receipt') ?? '')
    try {
      return { answer: await check(locals.ctx, { election: params.id, receipt }) }
    } catch (error) {
      return refused(error, locals.locale)
    }
  }
}
