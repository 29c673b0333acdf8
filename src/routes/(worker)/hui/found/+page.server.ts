import { mine } from '#domain/founding/view.ts'
import type { PageServerLoad } from './$types'

export const csr = false

/** What founding a union takes, and the foundings that I am part of. Open to everybody: who is new must see it first. */
export const load: PageServerLoad = async ({ locals }) => {
  const { ctx } = locals
  if (ctx.actor.person === null) return { items: [], member: false, now: ctx.now }
  const { items } = await mine(ctx, {})
  return { items, member: ctx.actor.grants.some((grant) => grant.role === 'member'), now: ctx.now }
}
