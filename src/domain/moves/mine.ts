import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { tenantsUsed } from '../identity/people.ts'
import { transferId } from './model.ts'
import { COLUMNS, type TransferRow } from './rows.ts'
import { unionsOf } from './told.ts'

/** What the room holds about a person, for himself; and how it is forgotten. */

/** Transfers of a person as his unions keep them, the latest first, each once. */
export async function transfersFor(ctx: Context, person: string) {
  const rows: TransferRow[] = []
  for (const tenant of await tenantsUsed(ctx.db, person)) {
    const found = await sql<TransferRow>`select ${COLUMNS} from transfer where tenant_id = ${tenant} and person_id = ${person} order by transfer_id desc limit 100`.execute(ctx.db)
    rows.push(...found.rows)
  }
  const each = [...new Map(rows.map((row) => [row.transfer_id, row])).values()].sort((a, b) => b.asked_at.getTime() - a.asked_at.getTime())
  return Promise.all(each.map(async (row) => ({
    id: transferId(row.tenant_id, row.transfer_id), ...(await unionsOf(ctx, row)), state: row.state, reason: row.reason, askedAt: row.asked_at.toISOString(), doneAt: row.done_at?.toISOString() ?? null,
  })))
}

/** Takes the name from a person's transfers in the acting tenant; who moved is then known by a number alone. */
export async function forgetTransfers(ctx: Context, person: string): Promise<void> {
  const found = await sql<{ transfer_id: string }>`select distinct transfer_id from transfer where tenant_id = ${ctx.tenant} and person_id = ${person}`.execute(ctx.db)
  for (const { transfer_id: id } of found.rows) {
    await sql`update transfer set name_sealed = ${keys().seal('', `transfer.name:${id}`)}, note = null, changed_at = ${ctx.now} where tenant_id = ${ctx.tenant} and transfer_id = ${id} and person_id = ${person}`.execute(ctx.db)
  }
}
