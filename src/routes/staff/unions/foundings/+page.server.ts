import { list } from '#domain/founding/view.ts'
import { FOUNDING_STATES } from '#domain/founding/model.ts'
import { standingAt } from '../../desk.ts'
import type { PageServerLoad } from './$types'

/** Foundings at and below where I stand; those whose clock runs come first. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const state = FOUNDING_STATES.find((one) => one === url.searchParams.get('state'))
  const offset = Math.max(0, Math.floor(Number(url.searchParams.get('offset') ?? 0)) || 0)
  return { list: await list(locals.ctx, { path: here.path, ...(state && { state }), offset }), state: state ?? null, here: here.path, now: locals.ctx.now }
}
