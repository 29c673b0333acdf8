import { redirect } from '@sveltejs/kit'
import { carryAway } from '#domain/privacy/queries.ts'
import type { RequestHandler } from './$types'

/** The file to carry away: the answer of the API, indented. */
export const POST: RequestHandler = async ({ locals }) => {
  if (locals.ctx.actor.person === null) redirect(303, '/wo/sign-in?next=/wo/data/copy')
  const held = await carryAway(locals.ctx, {})
  return new Response(JSON.stringify(held, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="huizhanjia-my-data-${held.madeAt.slice(0, 10)}.json"`,
      'cache-control': 'private, no-store'
    }
  })
}
