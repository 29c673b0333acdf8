import { sql } from 'kysely'
import type { Context, Device } from '#kernel/context.ts'
import type { Station } from '../stations/model.ts'
import { DEVICE_WEIGHS_AFTER_MS, DOUBT_LASTS_MS, LOCKED_REPORTS_NEEDED, type LiveWord } from './model.ts'

export interface Verdict {
  /** Turns the station to "reported locked". */
  readonly turns: boolean
  /** Independent reports that weigh so far, this one included. */
  readonly weighing: number
}

/**
 * Weighs one more "locked" of a device: two independent devices whose tokens are older than ten minutes, or one at the door.
 * A device that has turned the station once does not weigh again for a day. The caller holds the station's live row.
 */
export async function weighLocked(ctx: Context, station: Station, device: Device, near: boolean, word: LiveWord | null): Promise<Verdict> {
  const old = ctx.now.getTime() - device.since.getTime() >= DEVICE_WEIGHS_AFTER_MS
  const dayAgo = new Date(ctx.now.getTime() - DOUBT_LASTS_MS)
  const mine = await sql<{ spent: boolean }>`insert into station_doubt (tenant_id, station_id, device_hash, at, counts, spent_at)
    values (${ctx.tenant}, ${station.stationId}, ${device.hash}, ${ctx.now}, ${old}, null)
    on conflict on constraint station_doubt_pk do update set at = excluded.at, counts = excluded.counts,
      spent_at = case when station_doubt.spent_at > ${dayAgo}::timestamptz then station_doubt.spent_at end
    returning spent_at is not null as spent`.execute(ctx.db)
  const spent = mine.rows[0]!.spent
  const seenOpen = word?.state === 'open' && word.source !== 'report' ? word.at : dayAgo
  const from = seenOpen > dayAgo ? seenOpen : dayAgo
  const weighing = await sql<{ count: number }>`select count(*)::integer as count from station_doubt
    where tenant_id = ${ctx.tenant} and station_id = ${station.stationId} and counts and spent_at is null and at >= ${from}`.execute(ctx.db)
  const count = weighing.rows[0]!.count
  const turns = !spent && (near || (old && count >= LOCKED_REPORTS_NEEDED))
  if (turns) {
    await sql`update station_doubt set spent_at = ${ctx.now} where tenant_id = ${ctx.tenant} and station_id = ${station.stationId}
      and spent_at is null and at >= ${from} and (counts or device_hash = ${device.hash})`.execute(ctx.db)
  }
  return { turns, weighing: spent ? 0 : Math.max(count, near ? 1 : 0) }
}
