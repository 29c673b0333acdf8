import { ballots } from '#domain/elections/hall.ts'
import { requireSignIn } from '../../../../../sign-in.ts'
import type { RequestHandler } from './$types'

/** The list as a file: what is signed, the seal, every ballot. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  const text = await ballots(locals.ctx, { election: params.id })
  return new Response(text, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'content-disposition': `attachment; filename="ballots-${params.id}.txt"`, 'cache-control': 'private, no-store' }
  })
}
