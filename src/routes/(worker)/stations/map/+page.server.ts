import { settings } from '#kernel/settings.ts'
import { placeOf } from '../../place.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => ({
  here: await placeOf(locals.ctx, url.searchParams, cookies),
  tiles: settings().tiles
})
