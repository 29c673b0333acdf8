import type { Context } from '#kernel/context.ts'
import { peopleWithRoleAt } from '../identity/chiefs.ts'
import { tell } from '../notices/tell.ts'
import { upwards } from '../organisations/model.ts'
import { placeNames } from '../organisations/queries.ts'
import type { Side } from './model.ts'
import { tenantsOf, type TransferRow } from './rows.ts'

/** Names of the two unions of a transfer. */
export async function unionsOf(ctx: Context, row: TransferRow): Promise<{ from: string | null; to: string | null }> {
  const { from, to } = tenantsOf(row)
  const [left, right] = await placeNames(ctx, [{ tenant: from, path: row.from_path }, { tenant: to, path: row.to_path }])
  return { from: left!.name, to: right!.name }
}

/** Tells whoever moves. */
export async function tellPerson(ctx: Context, row: TransferRow, code: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await tell(ctx, { person: row.person_id, code, params: { ...(await unionsOf(ctx, row)), ...more }, link: '/hui/move' })
}

/** Tells the clerks of the acting tenant's union of a side: those at the union itself, else those of the nearest one above that has some. */
export async function tellUnion(ctx: Context, row: TransferRow, side: Side, code: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const path = side === 'in' ? row.to_path : row.from_path
  const params = { ...(await unionsOf(ctx, row)), ...more }
  for (const node of upwards(path)) {
    const people = new Set([...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_clerk', node)), ...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_manager', node))])
    for (const person of people) await tell(ctx, { person, code, params, link: `/staff/moves?side=${side}` })
    if (people.size > 0) return
  }
}
