import { redirect } from '@sveltejs/kit'
import { sheet } from '#domain/elections/board.ts'
import { standingAt } from '../../../desk.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const here = standingAt(locals, url)
  const election = await sheet(locals.ctx, { election: params.id })
  if (election.result === null) redirect(303, `/staff/elections/${params.id}?path=${encodeURIComponent(here.path)}`)
  return { election: { ...election, result: election.result }, here: here.path }
}
