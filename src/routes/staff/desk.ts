import { redirect } from '@sveltejs/kit'
import { covers, placesWith } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { refuse } from '#domain/refusals.ts'
import { requireSignIn } from '../sign-in.ts'

export interface Node {
  readonly tenant: number
  readonly path: string
}

/** Unions where I hold a permission, the widest only, in the order of my grants; stations are a chief's. */
export function unionsWith(ctx: Context, permission: string): Node[] {
  const all = placesWith(ctx, permission).filter((place) => !place.path.includes('/station:'))
  const wider = (a: Node, b: Node) => a.tenant === b.tenant && a.path !== b.path && covers(a.path, b.path)
  return all.filter(
    (place, at) =>
      !all.some((other) => wider(other, place)) &&
      all.findIndex((other) => other.tenant === place.tenant && other.path === place.path) === at
  )
}

/**
 * The node of the tree that a page of the desk stands in: that of `?path=` where it is mine, else my first.
 * Nobody is sent to sign in, a chief to his own page; who oversees nothing is refused.
 */
export function standingAt(locals: App.Locals, url: URL): Node {
  requireSignIn(locals, url)
  const mine = unionsWith(locals.ctx, 'stations.oversee')
  if (mine.length === 0) {
    if (placesWith(locals.ctx, 'stations.keep').length > 0) redirect(303, '/chief')
    throw refuse('access.denied')
  }
  const asked = url.searchParams.get('path')
  const holder = asked === null ? undefined : mine.find((place) => covers(place.path, asked))
  return holder && asked !== null ? { tenant: holder.tenant, path: asked } : mine[0]!
}
