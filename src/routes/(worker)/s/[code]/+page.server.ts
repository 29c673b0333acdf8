import { visit } from '#domain/presence/commands.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../refused.ts'
import { reportFrom } from '../../stations/report.server.ts'
import { stationAt } from '../../stations/station.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Drawn by the server: what a scan opens must not wait for scripts. */
export const csr = false

/** Reading this page counts nobody: only the button does. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { ctx } = locals
  const { code, name, nameEn, sample, live, posted, status, access, floor, entranceNote, stepFree, address, divisionName, chiefName, facilities } = await stationAt(ctx, params.code)
  const en = ctx.locale === 'en'
  return {
    now: ctx.now.toISOString(),
    /** A tap sent again under this key counts once. */
    key: newId(),
    reportKey: newId(),
    station: {
      code, sample, live, posted, status, access, floor, entranceNote, stepFree, address, divisionName, chief: chiefName !== null,
      name: (en && nameEn) || name,
      facilities: facilities.map((one) => ({ code: one.code, name: (en ? one.names?.en : one.names?.zh) ?? one.code, state: one.state, at: one.at, count: one.count, where: one.where, reach: one.reach }))
    }
  }
}

export const actions: Actions = {
  visit: async ({ request, locals, params }) => {
    const key = String((await request.formData()).get('key') ?? '') || null
    try {
      const { counted, visitsToday, countedAt, nextAt } = await visit({ ...locals.ctx, key }, { code: params.code })
      return { visit: { counted, visitsToday, countedAt, nextAt } }
    } catch (error) {
      return refused(error, locals.locale)
    }
  },
  report: ({ request, locals, params }) => reportFrom(request, locals, params.code)
}
