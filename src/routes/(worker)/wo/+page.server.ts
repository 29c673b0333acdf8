import { redirect } from '@sveltejs/kit'
import { renameMe, signOut } from '#domain/identity/commands.ts'
import { SESSION_COOKIE } from '#domain/identity/model.ts'
import { me } from '#domain/identity/queries.ts'
import { unreadCount } from '#domain/notices/queries.ts'
import { refused } from '../../refused.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const { ctx } = locals
  if (ctx.actor.person !== null) return { me: await me(ctx, {}), unread: await unreadCount(ctx) }
  const next = url.searchParams.get('next')
  if (next !== null) redirect(303, `/wo/sign-in?next=${encodeURIComponent(next)}`)
  return { me: null, unread: 0 }
}

export const actions: Actions = {
  rename: async ({ locals, request }) => {
    const name = String((await request.formData()).get('name') ?? '')
    try {
      await renameMe(locals.ctx, { name })
      return { named: true as const }
    } catch (error) {
      return refused(error, locals.locale, { name })
    }
  },

  signOut: async ({ locals, cookies }) => {
    if (locals.ctx.actor.person !== null) await signOut(locals.ctx, {})
    cookies.delete(SESSION_COOKIE, { path: '/' })
    redirect(303, '/wo')
  }
}
