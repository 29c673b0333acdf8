import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Station } from '../stations/model.ts'
import type { FacilityState, LiveSource, LiveState, LiveWord } from './model.ts'

/** How live status is written: every caller holds the station's row first, so that two reports at once see each other. */

/** Makes sure the station has its row and locks it until the transaction ends. */
export async function holdLive(ctx: Context, station: Station): Promise<LiveWord | null> {
  const kept = await sql<{ state: LiveState; source: LiveSource; at: Date }>`
    select state, source, at from station_live where tenant_id = ${ctx.tenant} and station_id = ${station.stationId} for update`.execute(ctx.db)
  if (kept.rows[0]) return kept.rows[0]
  await sql`insert into station_live (tenant_id, station_id, state, source, at, changed_at)
    values (${ctx.tenant}, ${station.stationId}, 'unknown', 'clock', ${ctx.now}, ${new Date()})
    on conflict on constraint station_live_pk do nothing`.execute(ctx.db)
  const made = await sql<{ state: LiveState; source: LiveSource; at: Date }>`
    select state, source, at from station_live where tenant_id = ${ctx.tenant} and station_id = ${station.stationId} for update`.execute(ctx.db)
  return made.rows[0]!
}

export async function writeLive(ctx: Context, station: Station, state: LiveState, source: LiveSource): Promise<void> {
  await sql`update station_live set state = ${state}, source = ${source}, at = ${ctx.now}, changed_at = ${new Date()}
    where tenant_id = ${ctx.tenant} and station_id = ${station.stationId}`.execute(ctx.db)
}

export async function writeFacility(ctx: Context, station: Station, facility: string, state: FacilityState, source: LiveSource): Promise<void> {
  await sql`insert into station_facility_live (tenant_id, station_id, facility, state, source, at, changed_at)
    values (${ctx.tenant}, ${station.stationId}, ${facility}, ${state}, ${source}, ${ctx.now}, ${new Date()})
    on conflict on constraint station_facility_live_pk do update
    set state = excluded.state, source = excluded.source, at = excluded.at, changed_at = excluded.changed_at`.execute(ctx.db)
}

export interface NewEvent {
  readonly kind: 'opened' | 'closed' | 'locked' | 'seen_open' | 'broken' | 'out_of_stock' | 'fixed' | 'other' | 'inspected' | 'expired'
  readonly source: LiveSource
  readonly near?: boolean | null
  readonly facility?: string | null
  readonly note?: string | null
}

/** Appends what happened; the anonymous leave no actor. Answers its id. */
export async function writeEvent(ctx: Context, station: Station, event: NewEvent): Promise<string> {
  const id = newId()
  const actor = event.source === 'chief' || event.source === 'inspection' ? ctx.actor.pseudonym : null
  await sql`insert into station_event (tenant_id, event_id, station_id, kind, source, at, actor, near, facility, note)
    values (${ctx.tenant}, ${id}, ${station.stationId}, ${event.kind}, ${event.source}, ${ctx.now}, ${actor}, ${event.near ?? null}, ${event.facility ?? null}, ${event.note ?? null})`.execute(ctx.db)
  return id
}

/** The door was seen open: the waiting reports "locked" are answered. */
export async function answerLocked(ctx: Context, station: Station, answer: 'fixed' | 'not_so'): Promise<void> {
  await sql`update station_event set answer = ${answer}, answered_by = ${ctx.actor.pseudonym}, answered_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and station_id = ${station.stationId} and kind = 'locked' and source = 'report' and answer is null`.execute(ctx.db)
}
