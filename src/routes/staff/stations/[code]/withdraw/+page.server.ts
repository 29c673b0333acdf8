import { redirect } from '@sveltejs/kit'
import { authorise } from '#kernel/access.ts'
import { withdraw } from '#domain/stations/commands.ts'
import { forEditing, placeOf } from '#domain/stations/queries.ts'
import { refused } from '../../../../refused.ts'
import { standingAt } from '../../../desk.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  standingAt(locals, url)
  const station = await forEditing(locals.ctx, { code: params.code })
  authorise(locals.ctx, withdraw.card.permission, placeOf(station))
  return { code: station.code, name: station.name, address: station.address, revision: station.revision }
}

export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    try {
      await withdraw(locals.ctx, { code: params.code, revision: Number(form.get('revision')) })
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, '/staff/stations?done=withdrawn')
  }
}
