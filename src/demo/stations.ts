import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { grantDirect, personByPhone } from '#domain/identity/people.ts'
import { columnsOf } from '#domain/stations/commands.ts'
import { stationFields } from '#domain/stations/inputs.ts'
import { stationPath } from '#domain/stations/model.ts'
import { postedAt } from '#domain/stations/posted.ts'
import { demoPeople } from './people.ts'
import { CHENGDU, HANGZHOU, LANZHOU } from './sample/places.ts'
import { demoCluster, type SampleStation } from './sample.ts'

/** Clusters of made-up stations, each with the beginning of its codes. The seed stays: station n keeps its code and place. */
const CLUSTERS = [
  { id: 'hangzhou', centre: HANGZHOU, letters: 'HZ', count: 160 },
  { id: 'lanzhou', centre: LANZHOU, letters: 'GS', count: 90 },
  { id: 'chengdu', centre: CHENGDU, letters: 'CD', count: 110 },
] as const
const SEED = 7

export function demoCode(cluster: string, index: number): string {
  const letters = CLUSTERS.find((one) => one.id === cluster)?.letters ?? 'XX'
  return letters + String(index + 1).padStart(5, '0')
}

interface RealStation {
  name: string
  kind: string
  division: string
  lon: number
  lat: number
  pointAccuracyM: number
  address?: string
  operator?: string
  areaM2?: number
  hours?: string
  facilities?: Record<string, object>
  parking?: { freeHours?: number; withinM?: number; indoor?: boolean }
  source: string
}

interface Steward {
  tenant: number
  path: string
}

/** Enters the real stations of data/demo/stations.json and the made-up clusters. */
export async function loadDemoStations(db: Db, log: (line: string) => void): Promise<void> {
  const stewards = await readStewards(db)
  const real = JSON.parse(readFileSync(new URL('../../data/demo/stations.json', import.meta.url), 'utf8')) as RealStation[]
  const now = new Date()
  const rows = real.flatMap((station, index) => rowOf(stewards, `FACT${String(index + 1).padStart(3, '0')}`, factsOf(station), { sample: false, source: station.source, chief: null }, now))
  for (const { id, centre, count } of CLUSTERS) {
    for (const [index, station] of demoCluster(centre, count, SEED).entries()) {
      const chief = index % 9 === 8 ? null : `${'王李张刘陈杨赵周吴徐'[index % 10]}（示例）`
      rows.push(...rowOf(stewards, demoCode(id, index), madeUp(station), { sample: true, source: null, chief }, now))
    }
  }
  for (let from = 0; from < rows.length; from += 100) await db.insertInto('station').values(rows.slice(from, from + 100)).execute()
  log(`${real.length} real stations, ${rows.length - real.length} made-up ones`)
  await appointChiefs(db, rows, now)
  await loadLife(db, now)
}

/** Gives the demo chiefs their stations: data/demo/people.json names cluster and number. */
async function appointChiefs(db: Db, rows: readonly StationRow[], now: Date): Promise<void> {
  for (const { phone, roles } of demoPeople()) {
    for (const { role, cluster, station } of roles) {
      if (role !== 'station_chief' || cluster === undefined || station === undefined) continue
      const row = rows.find((one) => one.code === demoCode(cluster, station))
      const person = await personByPhone(db, phone)
      if (row && person) await grantDirect(db, { tenant: row.steward_tenant, person, role, path: stationPath(row), by: null, now })
    }
  }
}

type StationRow = ReturnType<typeof columnsOf> & {
  station_id: string
  code: string
  steward_tenant: number
  source: string | null
  sample: boolean
  status: string
  revision: number
  created_at: Date
  withdrawn_at: null
}

function rowOf(stewards: Map<string, Steward>, code: string, fields: Record<string, unknown>, mark: { sample: boolean; source: string | null; chief: string | null }, now: Date): StationRow[] {
  const division = String(fields['division'])
  const steward = [division, division.slice(0, 4) + '00', division.slice(0, 2) + '0000'].map((one) => stewards.get(one)).find((one) => one !== undefined)
  if (!steward) return []
  const duties = mark.chief ? '每天开门关门、查水电和药箱、接待来歇脚的工友（示例）' : null
  const columns = columnsOf(stationFields.parse({ ...fields, path: steward.path, chiefName: mark.chief, chiefDuties: duties }))
  return [{ ...columns, station_id: newId(), code, steward_tenant: steward.tenant, source: mark.source, sample: mark.sample, status: 'open', revision: 1, created_at: now, withdrawn_at: null }]
}

function factsOf(station: RealStation): Record<string, unknown> {
  const { name, kind, division, lon, lat, pointAccuracyM, address, operator, areaM2, hours, facilities, parking } = station
  return { name, kind, division, lon, lat, accuracyM: pointAccuracyM, address, operator, areaM2, hours, facilities: facilities ?? {}, parking, access: 'unknown' }
}

function madeUp(station: SampleStation): Record<string, unknown> {
  return { ...station, accuracyM: station.pointAccuracyM }
}

async function readStewards(db: Db): Promise<Map<string, Steward>> {
  const rows = await sql<{ division: string; path: string; tenant: number }>`select division, path, steward_tenant as tenant from organisation where kind = 'general'`.execute(db)
  return new Map(rows.rows.map((row) => [row.division, row]))
}

interface Made {
  station_id: string
  code: string
  steward_tenant: number
  hours: string | null
  facilities: unknown
}

/** A morning's worth of sample life: visits of a month, and what was last seen at some doors. */
async function loadLife(db: Db, now: Date): Promise<void> {
  const stations = await sql<Made>`select station_id, code, steward_tenant, hours, facilities from station where sample order by code`.execute(db)
  const live: object[] = []
  const broken: object[] = []
  const days: object[] = []
  for (const [index, station] of stations.rows.entries()) {
    const key = { tenant_id: station.steward_tenant, station_id: station.station_id }
    const mean = 3 + ((index * 7) % 23)
    for (let back = 1; back < 30; back++) days.push({ ...key, day: addDays(dayOf(now), -back), visits: Math.max(0, mean + ((index * 13 + back * 5) % 9) - 4) })
    if (postedAt(station.hours, now).open === true && index % 3 !== 0) {
      const at = new Date(now.getTime() - (1 + ((index * 11) % 80)) * 60_000)
      live.push({ ...key, state: index % 37 === 4 ? 'reported_locked' : 'open', source: index % 37 === 4 ? 'report' : index % 2 ? 'scan' : 'chief', at, changed_at: now })
    }
    const first = Object.keys(station.facilities as object)
    if (index % 5 === 1 && first[0]) broken.push({ ...key, facility: first[index % first.length], state: index % 2 ? 'out_of_order' : 'ok', source: 'chief', at: now, changed_at: now })
  }
  await sql`insert into station_live select * from jsonb_populate_recordset(null::station_live, ${JSON.stringify(live)}::jsonb)`.execute(db)
  await sql`insert into station_facility_live select * from jsonb_populate_recordset(null::station_facility_live, ${JSON.stringify(broken)}::jsonb)`.execute(db)
  await sql`insert into station_day select * from jsonb_populate_recordset(null::station_day, ${JSON.stringify(days)}::jsonb)`.execute(db)
}
