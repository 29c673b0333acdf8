import { sql } from 'kysely'
import { migrate } from '#db/migrate.ts'
import { openDatabase, type Db } from '#db/open.ts'
import { country, ENTERED, liveOf, MORNING, stationOf } from './country.ts'

const BATCH = 5_000
/** Fills an empty database with the country. */
export async function fillDatabase(url: string): Promise<void> {
  await migrate(url)
  const { db, close } = openDatabase({ url, connections: 2, as: 'owner' })
  await db.insertInto('tenant').values({ tenant_id: 1, code: 'bench', name: '示例', path: '/cn', division: null, sample: true, created_at: ENTERED }).execute()
  let stations: object[] = []
  let live: object[] = []
  let told: object[] = []
  let number = 0
  for (const made of country()) {
    const station = stationOf(made, number)
    stations.push(rowOf(station))
    const word = liveOf(station, number, MORNING)
    if (word) live.push({ tenant_id: 1, station_id: word.stationId, state: word.state, source: word.source, at: word.at, changed_at: ENTERED })
    if (number % 10 === 3) told.push({ tenant_id: 1, station_id: station.stationId, facility: 'microwave', state: 'ok', source: 'chief', at: ENTERED, changed_at: ENTERED })
    if (++number % BATCH > 0) continue
    await insertAll()
  }
  await insertAll()
  await sql.raw('vacuum analyze').execute(db)
  await close()

  async function insertAll(): Promise<void> {
    await insert(db, 'station', stations)
    await insert(db, 'station_live', live)
    await insert(db, 'station_facility_live', told)
    stations = []
    live = []
    told = []
  }
}

function rowOf(station: ReturnType<typeof stationOf>): object {
  return {
    station_id: station.stationId, code: station.code, steward_tenant: 1, name: station.name, kind: station.kind, path: '/cn', hotline: station.hotline, division: station.division,
    address: station.address, lon: station.lon, lat: station.lat, accuracy_m: station.accuracyM, floor: station.floor, entrance_note: station.entranceNote, area_m2: station.areaM2,
    seats: station.seats, access: station.access, hours: station.hours, facilities: station.facilities, parking: station.parking, step_free: station.stepFree, sample: true,
    // Nothing here looks for words: the index of words is left empty.
    status: 'open', revision: 1, created_at: ENTERED, changed_at: ENTERED, search_text: '', search: '',
  }
}

async function insert(db: Db, name: 'station' | 'station_live' | 'station_facility_live', rows: readonly object[]): Promise<void> {
  await sql`insert into ${sql.table(name)} select * from jsonb_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::jsonb)`.execute(db)
}
