import { chooseFrom, lookFor } from './choices.server.ts'
import type { PageServerLoad } from './$types'

/** Drawn by the server; the island asks for the position. */
export const csr = false

const LONGEST = 40

export const load: PageServerLoad = async ({ locals, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST)
  const [choices, found] = await Promise.all([chooseFrom(locals.ctx, url.searchParams.get('in'), locals.demo), q === '' ? null : lookFor(locals.ctx, q)])
  return { q, choices, found }
}
