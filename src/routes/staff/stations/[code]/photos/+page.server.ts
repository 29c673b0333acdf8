import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { add, remove } from '#domain/stations/photos.ts'
import { forEditing, placeOf } from '#domain/stations/queries.ts'
import { refused } from '../../../../refused.ts'
import { standingAt } from '../../../desk.ts'
import { readPhoto } from '../../upload.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  standingAt(locals, url)
  const { code, name, photos, ...station } = await forEditing(locals.ctx, { code: params.code })
  return { code, name, photos, may: could(locals.ctx, add, placeOf({ ...station, code, name })), done: url.searchParams.get('done') }
}

export const actions: Actions = {
  add: async ({ locals, params, request, url }) => {
    standingAt(locals, url)
    try {
      await add(locals.ctx, { code: params.code, ...(await readPhoto(request)) })
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, `${url.pathname}?done=photoAdded`)
  },
  remove: async ({ locals, params, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    try {
      await remove(locals.ctx, { code: params.code, photo: String(form.get('photo')) })
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, `${url.pathname}?done=photoRemoved`)
  }
}
