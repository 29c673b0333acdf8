import { sql } from 'kysely'
import { addDays, dayOf, daysBetween, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { OBJECT_WITHIN_DAYS, transferId, type EndReason, type Side, type Transfer, type TransferState } from './model.ts'

/** The two rows of a transfer, one in each union's tenant. */

export interface TransferRow {
  readonly tenant_id: number
  readonly transfer_id: string
  readonly side: Side
  readonly other_tenant: number
  readonly person_id: string
  readonly from_path: string
  readonly to_path: string
  readonly state: TransferState
  readonly reason: EndReason | null
  readonly note: string | null
  readonly asked_at: Date
  readonly due_on: Day | null
  readonly done_at: Date | null
  readonly name_sealed: string
  readonly trade: string
  readonly sample: boolean
}

export const COLUMNS = sql`tenant_id, transfer_id, side, other_tenant, person_id, from_path, to_path, state, reason, note, asked_at, due_on, done_at, name_sealed, trade, sample`

export async function rowOf(ctx: Context, tenant: number, transfer: string, side: Side): Promise<TransferRow | null> {
  const found = await sql<TransferRow>`select ${COLUMNS} from transfer where tenant_id = ${tenant} and transfer_id = ${transfer} and side = ${side}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/** Writes a side of a transfer into the acting tenant; one that is there already stays as it is. True when it is new. */
export async function writeRow(ctx: Context, row: Omit<TransferRow, 'tenant_id' | 'reason' | 'note' | 'done_at'>): Promise<boolean> {
  const written = await sql`insert into transfer (tenant_id, transfer_id, side, other_tenant, person_id, from_path, to_path, state, asked_at, due_on, decided_by, name_sealed, trade, sample, changed_at)
    values (${ctx.tenant}, ${row.transfer_id}, ${row.side}, ${row.other_tenant}, ${row.person_id}, ${row.from_path}, ${row.to_path}, ${row.state}, ${row.asked_at}, ${row.due_on},
      ${ctx.actor.pseudonym}, ${row.name_sealed}, ${row.trade}, ${row.sample}, ${ctx.now}) on conflict on constraint transfer_pk do nothing`.execute(ctx.db)
  return written.numAffectedRows === 1n
}

interface Turn {
  readonly state: TransferState
  readonly reason?: EndReason | null
  readonly note?: string | null
  readonly dueOn?: Day
  readonly doneAt?: Date | null
}

/** Turns a side in the acting tenant from one of some states; false where it is in another: whoever turns it first wins. */
export async function turn(ctx: Context, transfer: string, side: Side, from: readonly TransferState[], to: Turn): Promise<boolean> {
  const turned = await sql`update transfer set state = ${to.state}, reason = ${to.reason ?? null}, note = ${to.note ?? null}, due_on = coalesce(${to.dueOn ?? null}::date, due_on),
      done_at = ${to.doneAt ?? null}, decided_by = coalesce(${ctx.actor.pseudonym}::text, decided_by), changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and transfer_id = ${transfer} and side = ${side} and state = any(${from}::text[])`.execute(ctx.db)
  return turned.numAffectedRows === 1n
}

/** Open sides of the acting tenant in pages, in order of their ids. */
export async function openRows(ctx: Context, side: Side, after: string, most: number): Promise<TransferRow[]> {
  const found = await sql<TransferRow>`select ${COLUMNS} from transfer
    where tenant_id = ${ctx.tenant} and side = ${side} and state in ('asked', 'accepted') and transfer_id > ${after} order by transfer_id limit ${most}`.execute(ctx.db)
  return found.rows
}

/** A side beside which the other one lies in the same tenant: then one transaction does both. */
export function isWithin(row: Pick<TransferRow, 'other_tenant' | 'tenant_id'>): boolean {
  return row.other_tenant === row.tenant_id
}

export function sealName(transfer: string, name: string): string {
  return keys().seal(name, `transfer.name:${transfer}`)
}

export function transferFrom(ctx: Context, row: TransferRow, from: string | null, to: string | null): Transfer {
  return {
    transfer: transferId(row.tenant_id, row.transfer_id), side: row.side, state: row.state, name: keys().open(row.name_sealed, `transfer.name:${row.transfer_id}`), trade: row.trade,
    from: { path: row.from_path, name: from }, to: { path: row.to_path, name: to }, askedAt: row.asked_at.toISOString(), clock: row.state === 'accepted' ? clockOf(ctx, row.due_on!) : null,
    reason: row.reason, note: row.note, doneAt: row.done_at?.toISOString() ?? null, sample: row.sample,
  }
}

function clockOf(ctx: Context, dueOn: Day): Transfer['clock'] {
  const from = addDays(dueOn, -OBJECT_WITHIN_DAYS)
  return { from, dueOn, day: Math.min(OBJECT_WITHIN_DAYS, daysBetween(from, dayOf(ctx.now))), of: OBJECT_WITHIN_DAYS }
}

/** Tenants of the two unions of a row. */
export function tenantsOf(row: TransferRow): { from: number; to: number } {
  return row.side === 'in' ? { from: row.other_tenant, to: row.tenant_id } : { from: row.tenant_id, to: row.other_tenant }
}
