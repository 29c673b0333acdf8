import { redirect } from '@sveltejs/kit'
import { TOPICS } from '#domain/proposals/model.ts'
import { make } from '#domain/proposals/commands.ts'
import { alike } from '#domain/proposals/queries.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import { unionsToAsk } from '../standing.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const unions = await unionsToAsk(locals.ctx)
  if (unions.length === 0) redirect(303, '/hui/proposals')
  // Of this form: sent twice, it is made once.
  return { unions, topics: TOPICS, key: newId() }
}

export const actions: Actions = {
  /** Like ones are shown before it is made, with scripts already while the title is typed. */
  default: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    const [path, topic, title, text, key] = ['path', 'topic', 'title', 'text', 'key'].map((name) => String(form.get(name) ?? '')) as [string, string, string, string, string]
    const entry = { path, topic, title, text, named: form.get('named') === 'yes', key }
    let made: { id: string }
    try {
      const near = form.get('anyway') === 'yes' ? [] : (await alike(locals.ctx, { path, title })).items
      if (near.length > 0) return { entry, near }
      made = await make({ ...locals.ctx, key: /^[\w-]{8,64}$/.test(key) ? key : null }, { path, topic: topic as 'other', title, text, named: entry.named })
    } catch (error) {
      return refused(error, locals.locale, { entry })
    }
    redirect(303, `/hui/proposals/${made.id}?done=made`)
  }
}
