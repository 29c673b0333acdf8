import { homeOf } from '#domain/identity/home.ts'
import { SESSION_COOKIE } from '#domain/identity/model.ts'
import { erase, obstacleOf, outlook, sendOwnCode } from '#domain/privacy/erase.ts'
import { data } from '#domain/privacy/queries.ts'
import { dayOf } from '#kernel/calendar.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

/** What would go and what would stay. Once erased nobody is signed in: then the form's own answer tells what was done. */
export const load: PageServerLoad = async ({ locals, request, url }) => {
  const { ctx, locale } = locals
  if (request.method === 'POST' && ctx.actor.person === null) return { outcome: null, obstacle: null }
  const person = requireSignIn(locals, url)
  const obstacle = await obstacleOf(ctx, person, await homeOf(ctx, person))
  return { outcome: outlook(await data(ctx, {}), dayOf(ctx.now)), obstacle: obstacle && sayRefusal(obstacle.code, obstacle.params, locale) }
}

export const actions: Actions = {
  code: async ({ locals, url }) => {
    requireSignIn(locals, url)
    try {
      return { sent: await sendOwnCode(locals.ctx) }
    } catch (error) {
      return refused(error, locals.locale)
    }
  },
  erase: async ({ locals, request, cookies, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    try {
      const outcome = await erase(locals.ctx, { code: String(form.get('code') ?? '') })
      cookies.delete(SESSION_COOKIE, { path: '/' })
      locals.ctx = { ...locals.ctx, actor: { person: null, pseudonym: null, session: null, grants: [] } }
      return { outcome }
    } catch (error) {
      return refused(error, locals.locale, { sentTo: String(form.get('sentTo') ?? '') })
    }
  }
}
