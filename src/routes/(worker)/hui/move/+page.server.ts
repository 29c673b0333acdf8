import { redirect } from '@sveltejs/kit'
import { TRADES } from '#domain/membership/trades.ts'
import { mine } from '#domain/moves/queries.ts'
import { withdraw } from '#domain/moves/transfers.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../refused.ts'
import { requireSignIn } from '../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

/** Drawn by the server, no script: forms and links do all. */
export const csr = false

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const { ctx, locale } = locals
  const membership = await mine(ctx, {})
  const trade = TRADES.find((one) => one.code === membership.transfer?.trade)
  return {
    membership,
    trade: trade ? (locale === 'en' ? trade.en : trade.zh) : (membership.transfer?.trade ?? null),
    key: newId(),
    done: url.searchParams.get('done')
  }
}

export const actions: Actions = {
  withdraw: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    try {
      await withdraw({ ...locals.ctx, key: String(form.get('key') ?? '') || null }, {})
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, '/hui/move?done=withdrawn')
  }
}
