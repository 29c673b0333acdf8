import { refuse } from '#domain/refusals.ts'
import { placesWith, type Place } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { nodeAt, ownerOf } from '../organisations/queries.ts'

/** Where figures are asked for: the node named, else the first whose figures I may read. */
export function placeOfFigures(ctx: Context, { path }: { path?: string | undefined }): Place | Promise<Place> {
  if (path !== undefined) return ownerOf(ctx, path)
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  return placesWith(ctx, 'figures.read')[0] ?? { tenant: 0, path: '/staff' }
}

export function hereOf(ctx: Context, { path }: { path?: string | undefined }): string {
  return path ?? placesWith(ctx, 'figures.read')[0]!.path
}

export async function nameOf(ctx: Context, path: string): Promise<string> {
  return (await nodeAt(ctx, path))?.node.name ?? path
}
