import { sql } from 'kysely'
import { openDatabase } from '#db/open.ts'
import * as inputs from '#domain/nearby/inputs.ts'
import type { NearItem } from '#domain/nearby/queries.ts'
import { metresBetween } from '#domain/stations/model.ts'
import { PUBLIC } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'

/** The other side of the comparison: what PostgreSQL can do by itself, whether a door is open now worked out beforehand. */
const TABLE = `create table bench_station as
  select steward_tenant as tenant_id, station_id, code, name, kind, address, lon, lat, accuracy_m, sample, point(lon, lat) as place,
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
  readonly state: 'open' | null
  readonly source: 'scan' | null
  readonly at: Date | null
}

/** The same answer to the same question, as far as SQL has it: until when a door is open is left out. */
export const nearestByGist = query({
  name: 'bench.gist',
  permission: 'public.read',
  summary: 'Nearest stations by the GiST index of PostgreSQL.',
  input: inputs.nearest,
  at: () => PUBLIC,
  async run(ctx, { lon, lat, limit, facilities = [] }) {
    const found = await sql<Row>`select s.code, s.name, s.kind, s.address, s.lon, s.lat, s.accuracy_m as "accuracyM", s.sample, s.facilities, l.state, l.source, l.at
      from (select * from bench_station where open and facilities @> ${facilities}::text[] order by place <-> point(${lon}, ${lat}) limit ${limit}) s
      left join station_live l on l.tenant_id = s.tenant_id and l.station_id = s.station_id
      order by s.place <-> point(${lon}, ${lat})`.execute(ctx.db)
    const untold = Object.fromEntries(facilities.map((code) => [code, 'unknown' as const]))
    const items = found.rows.map(({ state, source, at, ...facts }): NearItem => {
      const distanceM = Math.round(metresBetween(lon, lat, facts.lon, facts.lat))
      const confirmed = at?.toISOString() ?? null
      const live = { state: state ?? ('should_be_open' as const), at: confirmed, source, confidence: state === null ? null : 0.5 }
      return { ...facts, distanceM, live, why: { until: null, always: false, posted: true, confirmedAt: confirmed, confirmedBy: source, distanceM, facilities: untold }, broken: [] }
    })
    return { items, next: null, closedNearby: [] }
  },
})
