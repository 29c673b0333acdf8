import type { Context } from '#kernel/context.ts'
import { homeOf } from '../identity/home.ts'
import { historyOf } from '../membership/queries.ts'
import { rowOf, type TransferRow } from './rows.ts'

/** The transfer under way of a person, from the new union's side: his history knows in which tenant it was asked. */
export async function runningOf(ctx: Context, person: string): Promise<TransferRow | null> {
  const transfer = (await homeOf(ctx, person))?.transfer
  if (!transfer) return null
  const asked = (await historyOf(ctx, person)).find((entry) => entry.event === 'transfer_asked' && entry.detail['transfer'] === transfer)
  return asked ? rowOf(ctx, asked.tenant, transfer, 'in') : null
}
