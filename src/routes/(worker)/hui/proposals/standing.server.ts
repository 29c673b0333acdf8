import { covers, may } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { homeOf } from '#domain/identity/home.ts'
import { upwards } from '#domain/organisations/model.ts'
import { placeNames, tenantsByNumber } from '#domain/organisations/queries.ts'

export interface Choice {
  readonly path: string
  readonly name: string
}

/** The union with a budget of its own in which the reader has his home; null: no member. */
export async function homeTenant(ctx: Context): Promise<Choice | null> {
  const home = ctx.actor.person === null ? null : await homeOf(ctx, ctx.actor.person)
  if (!home?.union || !may(ctx, 'proposals.make', home.union)) return null
  const [tenant] = await tenantsByNumber(ctx, [home.union.tenant])
  return tenant ? { path: tenant.path, name: tenant.name } : null
}

/** Whom a member may propose to from a form: his own union and those above it in his tenant, his own first. */
export async function unionsToAsk(ctx: Context): Promise<Choice[]> {
  const home = ctx.actor.person === null ? null : await homeOf(ctx, ctx.actor.person)
  const { union } = home ?? {}
  if (!union || !may(ctx, 'proposals.make', union)) return []
  const [tenant] = await tenantsByNumber(ctx, [union.tenant])
  const paths = upwards(union.path).filter((path) => tenant && covers(tenant.path, path))
  const names = await placeNames(ctx, paths.map((path) => ({ tenant: union.tenant, path })))
  return paths.map((path, at) => ({ path, name: names[at]?.name ?? path })).filter(({ name }, at, all) => all.findIndex((one) => one.name === name) === at)
}
