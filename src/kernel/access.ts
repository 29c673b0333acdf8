import type { Context } from './context.ts'
import { Refusal } from './refusal.ts'

/** Where an act happens: a tenant and a node of the tree. */
export interface Place {
  readonly tenant: number
  readonly path: string
  /** The permission to know that the place exists; without it a missing right answers "not found". */
  readonly see?: string
}

/** A place open to all: no tenant's own. */
export const PUBLIC: Place = { tenant: 0, path: '' }

/** A person's own place. */
export function ownPlace(person: string | null): Place {
  return { tenant: 0, path: `/person/${person ?? 'nobody'}` }
}

export function covers(grantPath: string, path: string): boolean {
  return grantPath === '' || path === grantPath || path.startsWith(grantPath + '/')
}

export function may(ctx: Context, permission: string, place: Place): boolean {
  for (const grant of ctx.actor.grants) {
    if (!grant.permissions.has(permission)) continue
    if (grant.tenant !== null && grant.tenant !== place.tenant) continue
    if (covers(grant.path, place.path)) return true
  }
  return false
}

/** Refuses with `access.sign_in` (nobody), `access.denied`, or `access.not_found` where even the place may not be seen. */
export function authorise(ctx: Context, permission: string, place: Place): void {
  if (may(ctx, permission, place)) return
  if (ctx.actor.person === null) throw new Refusal('access.sign_in')
  if (place.see && may(ctx, place.see, place)) throw new Refusal('access.denied', { permission })
  throw new Refusal('access.not_found')
}

/** The nodes (per tenant) where the actor holds a permission: what a list of "mine" is cut to. */
export function placesWith(ctx: Context, permission: string): { tenant: number; path: string }[] {
  return ctx.actor.grants
    .filter((grant) => grant.permissions.has(permission) && grant.tenant !== null)
    .map((grant) => ({ tenant: grant.tenant!, path: grant.path }))
}
