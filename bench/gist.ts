import { sql } from 'kysely'
import { openDatabase } from '#db/open.ts'
import * as inputs from '#domain/nearby/inputs.ts'
import type { NearItem } from '#domain/nearby/queries.ts'
import { show, type FacilityState, type LiveSource, type LiveState } from '#domain/presence/model.ts'
import { metresBetween } from '#domain/stations/model.ts'
import { postedAt } from '#domain/stations/posted.ts'
import { PUBLIC } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'

/** The other side of the comparison: what PostgreSQL can do by itself, whether a door is open now worked out beforehand. */
const TABLE = `create table bench_station as
  select steward_tenant as tenant_id, station_id, code, name, kind, address, lon, lat, accuracy_m, sample, hours, point(lon, lat) as place,
    array(select jsonb_object_keys(facilities)) as facilities, false as open
  from station`

/** Makes the table and its GiST index; `open` are the ids of the stations open now. */
export async function fillGist(url: string, open: readonly string[]): Promise<void> {
  const { db, close } = openDatabase({ url, connections: 1, as: 'owner' })
  await sql.raw(TABLE).execute(db)
  await sql`update bench_station set open = true where station_id = any(${open}::uuid[])`.execute(db)
  await sql.raw('create index bench_station_place on bench_station using gist (place)').execute(db)
  await sql.raw('grant select on bench_station to huizhanjia_app').execute(db)
  await sql.raw('vacuum full analyze bench_station').execute(db)
  await close()
}

type Row = Pick<NearItem, 'code' | 'name' | 'kind' | 'address' | 'lon' | 'lat' | 'accuracyM' | 'sample' | 'facilities'> & {
  readonly hours: string | null
  readonly state: LiveState | null
  readonly source: LiveSource | null
  readonly at: Date | null
  /** Pairs of facility and state. */
  readonly told: readonly string[]
}

/** The same answer to the same question. */
export const nearestByGist = query({
  name: 'bench.gist',
  permission: 'public.read',
  summary: 'Nearest stations by the GiST index of PostgreSQL.',
  input: inputs.nearest,
  at: () => PUBLIC,
  async run(ctx, { lon, lat, limit, facilities = [] }) {
    const found = await sql<Row>`select s.code, s.name, s.kind, s.address, s.lon, s.lat, s.accuracy_m as "accuracyM", s.sample, s.facilities, s.hours, l.state, l.source, l.at,
        array(select f.facility || ' ' || f.state from station_facility_live f where f.tenant_id = s.tenant_id and f.station_id = s.station_id) as told
      from (select * from bench_station where open and facilities @> ${facilities}::text[] order by place <-> point(${lon}, ${lat}) limit ${limit}) s
      left join station_live l on l.tenant_id = s.tenant_id and l.station_id = s.station_id
      order by s.place <-> point(${lon}, ${lat})`.execute(ctx.db)
    return { items: found.rows.map((row) => itemOf(ctx, row, lon, lat, facilities)), next: null, closedNearby: [] }
  },
})

function itemOf(ctx: Context, { hours, state, source, at, told, ...facts }: Row, lon: number, lat: number, asked: readonly string[]): NearItem {
  const distanceM = Math.round(metresBetween(lon, lat, facts.lon, facts.lat))
  const posted = postedAt(hours, ctx.now)
  const live = show(state && source && at && { state, source, at }, posted.open, posted.sinceMs, ctx.now.getTime())
  const states = new Map(told.map((pair) => pair.split(' ') as [string, FacilityState]))
  const why = {
    until: posted.untilMs === null ? null : new Date(posted.untilMs).toISOString(), always: posted.open === true && posted.untilMs === null, posted: posted.open,
    confirmedAt: live.at, confirmedBy: live.source, distanceM, facilities: Object.fromEntries(asked.map((code) => [code, states.get(code) ?? 'unknown'])),
  }
  return { ...facts, distanceM, live, why, broken: [...states].filter(([, said]) => said === 'out_of_order' || said === 'out_of_stock').map(([code]) => code) }
}
