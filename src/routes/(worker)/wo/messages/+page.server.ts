import { readMessage } from '#domain/notices/commands.ts'
import { inbox } from '#domain/notices/queries.ts'
import { FACILITIES } from '#domain/stations/catalogue.ts'
import { safeBack } from '#lib/ui/preferences.ts'
import { redirect } from '@sveltejs/kit'
import { requireSignIn } from '../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const cursor = url.searchParams.get('cursor')
  const { items, next } = await inbox(locals.ctx, cursor === null ? {} : { cursor })
  return { items: items.map((item) => ({ ...item, params: named(item.params, locals.locale) })), next, now: locals.ctx.now }
}

/** A facility's code becomes its name. */
function named(params: Record<string, unknown>, locale: App.Locals['locale']): Record<string, unknown> {
  const facility = FACILITIES.find((kind) => kind.code === params['facility'])
  return facility ? { ...params, facility: locale === 'en' ? facility.en : facility.zh } : params
}

export const actions: Actions = {
  read: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    await readMessage(locals.ctx, { message: String(form.get('message') ?? '') })
    redirect(303, form.has('link') ? safeBack(form.get('link')) : '/wo/messages')
  }
}
