import { desk, terms } from '#domain/elections/board.ts'
import { draft } from '#domain/elections/commands.ts'
import { could } from '#kernel/act.ts'
import { standingAt } from '../desk.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const [elections, ending] = [await desk(locals.ctx, { path: here.path }), await terms(locals.ctx, { path: here.path })]
  return { elections: elections.items, terms: ending.items, here: here.path, may: could(locals.ctx, draft, here) }
}
