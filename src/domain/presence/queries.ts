import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import type { Db } from '#db/open.ts'
import type { FacilityState, LiveSource, LiveState } from './model.ts'

/** Plain reads for the rooms above (the index, the board). */

export interface LiveRow {
  readonly stationId: string
  readonly state: LiveState
  readonly source: LiveSource
  readonly at: Date
}

export interface FacilityLive {
  readonly stationId: string
  readonly facility: string
  readonly state: FacilityState
  readonly source: LiveSource
  readonly at: Date
}

interface LiveDb {
  station_id: string
  state: LiveState
  source: LiveSource
  at: Date
}

function readLive(row: LiveDb): LiveRow {
  return { stationId: row.station_id, state: row.state, source: row.source, at: row.at }
}

function readFacility(row: LiveDb & { facility: string; state: string }): FacilityLive {
  return { stationId: row.station_id, facility: row.facility, state: row.state as FacilityState, source: row.source, at: row.at }
}

const PAGE = 2_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** The live words of all tenants changed at or after a moment, page by page: a nation's are too many for one answer. */
export async function* liveChanged(db: Db, since: Date): AsyncGenerator<LiveRow[]> {
  let after = { tenant_id: -1, station_id: FIRST }
  for (;;) {
    const { rows } = await sql<LiveDb & { tenant_id: number }>`/* across tenants: the station index of this process */
      select tenant_id, station_id, state, source, at from station_live
      where changed_at >= ${since} and (tenant_id, station_id) > (${after.tenant_id}, ${after.station_id}) order by tenant_id, station_id limit ${PAGE}`.execute(db)
    yield rows.map(readLive)
    if (rows.length < PAGE) return
    after = rows.at(-1)!
  }
}

/** The same of their facilities. */
export async function* facilitiesChanged(db: Db, since: Date): AsyncGenerator<FacilityLive[]> {
  let after = { tenant_id: -1, station_id: FIRST, facility: '' }
  for (;;) {
    const { rows } = await sql<LiveDb & { tenant_id: number; facility: string }>`/* across tenants: the station index of this process */
      select tenant_id, station_id, facility, state, source, at from station_facility_live
      where changed_at >= ${since} and (tenant_id, station_id, facility) > (${after.tenant_id}, ${after.station_id}, ${after.facility})
      order by tenant_id, station_id, facility limit ${PAGE}`.execute(db)
    yield rows.map(readFacility)
    if (rows.length < PAGE) return
    after = rows.at(-1)!
  }
}

export async function liveOf(ctx: Context, tenant: number, stations: readonly string[]): Promise<Map<string, LiveRow>> {
  const rows = await sql<LiveDb>`select station_id, state, source, at from station_live
    where tenant_id = ${tenant} and station_id = any(${stations}::uuid[])`.execute(ctx.db)
  return new Map(rows.rows.map((row) => [row.station_id, readLive(row)]))
}

export async function facilitiesOf(ctx: Context, tenant: number, stations: readonly string[]): Promise<FacilityLive[]> {
  const rows = await sql<LiveDb & { facility: string }>`select station_id, facility, state, source, at from station_facility_live
    where tenant_id = ${tenant} and station_id = any(${stations}::uuid[])`.execute(ctx.db)
  return rows.rows.map(readFacility)
}

export interface EventRow {
  readonly event: string
  readonly stationId: string
  readonly kind: string
  readonly source: LiveSource
  readonly at: Date
  readonly near: boolean | null
  readonly facility: string | null
  readonly note: string | null
  readonly answer: string | null
  readonly answerNote: string | null
  readonly answeredAt: Date | null
}

const EVENT = sql.raw(`event_id as event, station_id as "stationId", kind, source, at, near, facility, note, answer, answer_note as "answerNote", answered_at as "answeredAt"`)

/** The newest events of a station. */
export async function eventsOf(ctx: Context, tenant: number, station: string, most: number): Promise<EventRow[]> {
  const rows = await sql<EventRow>`select ${EVENT} from station_event where tenant_id = ${tenant} and station_id = ${station} order by at desc, event_id desc limit ${most}`.execute(ctx.db)
  return rows.rows
}

/** Reports that wait for an answer, or are in work, oldest first. */
export async function openReports(ctx: Context, tenant: number, stations: readonly string[]): Promise<EventRow[]> {
  const rows = await sql<EventRow>`select ${EVENT} from station_event where tenant_id = ${tenant} and station_id = any(${stations}::uuid[])
    and source = 'report' and kind <> 'seen_open' and (answer is null or answer = 'in_work') order by at limit 500`.execute(ctx.db)
  return rows.rows
}

/** Visits a day of stations from a day on: person-times. */
export async function visitDays(ctx: Context, tenant: number, stations: readonly string[], fromDay: string): Promise<{ stationId: string; day: string; visits: number }[]> {
  const rows = await sql<{ stationId: string; day: string; visits: number }>`select station_id as "stationId", day, visits from station_day
    where tenant_id = ${tenant} and station_id = any(${stations}::uuid[]) and day >= ${fromDay}::date order by day`.execute(ctx.db)
  return rows.rows
}
