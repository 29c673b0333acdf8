import { mine } from '#domain/elections/hall.ts'
import type { Phase } from '#domain/elections/model.ts'
import { requireSignIn } from '../../../sign-in.ts'
import type { PageServerLoad } from './$types'

export const csr = false

const NOW: readonly Phase[] = ['voting', 'nominating']
const LATER: readonly Phase[] = ['announced']

/** Votes open for me, to come, and over. */
export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const { items } = await mine(locals.ctx, {})
  const group = (one: (typeof items)[number]) => (NOW.includes(one.phase) && one.elector && one.mine === null ? 'now' : LATER.includes(one.phase) || NOW.includes(one.phase) ? 'later' : 'past')
  const groups = Object.groupBy(items, group)
  return { groups: { now: groups.now ?? [], later: groups.later ?? [], past: groups.past ?? [] }, now: locals.ctx.now }
}
