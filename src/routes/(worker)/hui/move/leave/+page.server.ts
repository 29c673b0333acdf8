import { redirect } from '@sveltejs/kit'
import { leave } from '#domain/moves/leave.ts'
import { mine } from '#domain/moves/queries.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const { home } = await mine(locals.ctx, {})
  if (home === null) redirect(303, '/hui/move')
  return { union: home.union.name ?? home.union.path, key: newId() }
}

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    try {
      await leave({ ...locals.ctx, key: String(form.get('key') ?? '') || null }, {})
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, '/hui/move?done=left')
  }
}
