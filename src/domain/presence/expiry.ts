import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { DOUBT_LASTS_MS, LONGEST_BELIEVED_MINUTES, VISIT_GAP_MS } from './model.ts'

/** The clock's part, for one tenant: words that nobody believes any more become "unknown"; answers how many. */
export async function expireStale(ctx: Context): Promise<number> {
  const before = new Date(ctx.now.getTime() - LONGEST_BELIEVED_MINUTES * 60_000)
  const done = await sql`update station_live set state = 'unknown', source = 'clock', at = ${ctx.now}, changed_at = ${new Date()}
    where tenant_id = ${ctx.tenant} and state <> 'unknown' and at < ${before}`.execute(ctx.db)
  return Number(done.numAffectedRows ?? 0n)
}

/** Device hashes are kept no longer than their rule needs them. */
export async function sweepDevices(ctx: Context): Promise<void> {
  await sql`delete from visit_gate where tenant_id = ${ctx.tenant} and at < ${new Date(ctx.now.getTime() - VISIT_GAP_MS)}`.execute(ctx.db)
  await sql`delete from station_doubt where tenant_id = ${ctx.tenant} and at < ${new Date(ctx.now.getTime() - DOUBT_LASTS_MS)}`.execute(ctx.db)
}
