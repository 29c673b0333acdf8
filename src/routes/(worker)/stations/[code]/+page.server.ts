import { VEHICLE_CLASSES } from '#domain/stations/catalogue.ts'
import { newId } from '#kernel/ids.ts'
import { reportFrom } from '../report.server.ts'
import { stationAt } from '../station.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Drawn by the server; the island keeps it true. */
export const csr = false

export const load: PageServerLoad = async ({ locals, params }) => {
  const { ctx } = locals
  const en = ctx.locale === 'en'
  const { facilities, kindName, name, nameEn, ...found } = await stationAt(ctx, params.code)
  return {
    now: ctx.now.toISOString(),
    /** A report sent again under this key counts once. */
    key: newId(),
    station: {
      ...found,
      name: (en && nameEn) || name,
      kindName: kindName && (en ? kindName.en : kindName.zh),
      facilities: facilities.map(({ names, ...facility }) => ({ ...facility, name: (en ? names?.en : names?.zh) ?? facility.code }))
    },
    vehicles: (found.parking?.classes ?? []).map((code) => {
      const kind = VEHICLE_CLASSES.find((one) => one.code === code)
      return (en ? kind?.en : kind?.zh) ?? code
    })
  }
}

export const actions: Actions = {
  report: ({ request, locals, params }) => reportFrom(request, locals, params.code)
}
