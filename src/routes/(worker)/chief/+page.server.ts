import { redirect } from '@sveltejs/kit'
import { mine } from '#domain/presence/board.ts'
import { placesWith } from '#kernel/access.ts'
import { requireSignIn } from '../../sign-in.ts'
import type { PageServerLoad } from './$types'

/** My stations; who keeps just one goes straight to it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const { items } = await mine(locals.ctx, {})
  if (items.length === 1) redirect(303, `/chief/${items[0]!.code}`)
  const desk = placesWith(locals.ctx, 'stations.oversee').some((place) => !place.path.includes('/station:'))
  return { stations: items, desk, now: locals.ctx.now }
}
