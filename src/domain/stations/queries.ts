import { sql, type Selectable } from 'kysely'
import * as z from 'zod'
import { PUBLIC, type Place } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import type { Db } from '#db/open.ts'
import type { StationTable } from '#db/tables.ts'
import { text } from '#kernel/text.ts'
import { refuse } from '../refusals.ts'
import { FACILITIES, STATION_KINDS, VEHICLE_CLASSES } from './catalogue.ts'
import { compileHours, hoursWeek } from './hours.ts'
import { dayInWords, hoursInWords, mistakeInWords } from './hoursWords.ts'
import { byCode, listStations, stationForEditing } from './inputs.ts'
import { stationPath, type Access, type FacilityFacts, type Parking, type Photo, type Station, type StationStatus } from './model.ts'
import { searchQuery } from './search.ts'

type Row = Omit<Selectable<StationTable>, 'created_at' | 'search' | 'search_text'>

const COLUMNS = sql.raw(`station_id, code, steward_tenant, name, name_en, kind, path, operator, chief_name, chief_duties, hotline, division, address,
  lon, lat, accuracy_m, floor, entrance_note, area_m2, seats, access, hours, facilities, parking, step_free, note, source, sample, status, revision, changed_at, withdrawn_at`)

function read(row: Row): Station {
  return {
    stationId: row.station_id,
    code: row.code,
    steward: row.steward_tenant,
    name: row.name,
    nameEn: row.name_en,
    kind: row.kind,
    path: row.path,
    operator: row.operator,
    chiefName: row.chief_name,
    chiefDuties: row.chief_duties,
    hotline: row.hotline,
    division: row.division,
    address: row.address,
    lon: row.lon,
    lat: row.lat,
    accuracyM: row.accuracy_m,
    floor: row.floor,
    entranceNote: row.entrance_note,
    areaM2: row.area_m2,
    seats: row.seats,
    access: row.access as Access,
    hours: row.hours,
    facilities: row.facilities as Record<string, FacilityFacts>,
    parking: row.parking as Parking | null,
    stepFree: row.step_free,
    note: row.note,
    source: row.source,
    sample: row.sample,
    status: row.status as StationStatus,
    revision: row.revision,
    changedAt: row.changed_at,
    withdrawnAt: row.withdrawn_at,
  }
}

/** Refuses `stations.unknown`; a withdrawn station is `stations.withdrawn` with its day. */
export async function stationByCode(ctx: Context, code: string): Promise<Station> {
  const found = await sql<Row>`select ${COLUMNS} from station where code = ${code}`.execute(ctx.db)
  const row = found.rows[0]
  if (!row) throw refuse('stations.unknown', { code })
  if (row.withdrawn_at) throw refuse('stations.withdrawn', { code, withdrawnAt: row.withdrawn_at.toISOString() })
  return read(row)
}

/** The station as the place of an act; everybody may know that it exists. */
export function placeOf(station: Station): Place {
  return { tenant: station.steward, path: stationPath(station), see: 'public.read' }
}

export async function placeOfCode(ctx: Context, { code }: { code: string }): Promise<Place> {
  return placeOf(await stationByCode(ctx, code))
}

/** Stations of a tenant at and below a node, by code: at most `most`. */
export async function stationsBelow(ctx: Context, tenant: number, path: string, most: number): Promise<Station[]> {
  const rows = await sql<Row>`select ${COLUMNS} from station where steward_tenant = ${tenant} and withdrawn_at is null
    and (${path} = '' or path = ${path} or path like ${path.replace(/[\\%_]/g, '\\$&') + '/%'} or path || '/station:' || code = ${path})
    order by code limit ${most}`.execute(ctx.db)
  return rows.rows.map(read)
}

/** The part of a station that the index of nearby stations works with. */
export type IndexedStation = Pick<Station, 'stationId' | 'code' | 'name' | 'kind' | 'division' | 'address' | 'lon' | 'lat' | 'accuracyM' | 'hours' | 'facilities' | 'parking' | 'stepFree' | 'sample' | 'status' | 'changedAt' | 'withdrawnAt'>

const INDEXED = sql.raw(`station_id as "stationId", code, name, kind, division, address, lon, lat, accuracy_m as "accuracyM", hours, facilities, parking, step_free as "stepFree", sample, status,
  changed_at as "changedAt", withdrawn_at as "withdrawnAt"`)

/** Pages through the living stations for a read model, neighbours beside each other: those after a place in the order of division and code. */
export async function livingStations(db: Db, after: { division: string; code: string }, most: number): Promise<IndexedStation[]> {
  const rows = await sql<IndexedStation>`select ${INDEXED} from station where withdrawn_at is null and (division, code) > (${after.division}, ${after.code})
    order by division, code limit ${most}`.execute(db)
  return rows.rows
}

/** Pages through the stations changed at or after a moment, the withdrawn ones too, by id. */
export async function stationsChanged(db: Db, since: Date, afterId: string, most: number): Promise<IndexedStation[]> {
  const rows = await sql<IndexedStation>`select ${INDEXED} from station where changed_at >= ${since} and station_id > ${afterId} order by station_id limit ${most}`.execute(db)
  return rows.rows
}

export async function photosOf(ctx: Context, station: Station): Promise<Photo[]> {
  const rows = await sql<{ photo_id: string; role: 'entrance' | 'inside'; caption: string | null; width: number; height: number; taken_on: string | null; file: string }>`
    select photo_id, role, caption, width, height, taken_on, file from station_photo where station_id = ${station.stationId} order by role, photo_id`.execute(ctx.db)
  return rows.rows.map((row) => ({ id: row.photo_id, role: row.role, caption: row.caption, width: row.width, height: row.height, takenOn: row.taken_on, url: `/api/v1/photos/${row.file}` }))
}

/** Refuses coordinates outside the world, saying so when they look swapped. */
export function checkPoint(lon: number, lat: number): void {
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return
  if (Math.abs(lon) <= 90 && Math.abs(lat) <= 180) throw refuse('stations.coordinates_swapped', { lon, lat })
  throw refuse('stations.outside_world', { lon, lat })
}

interface Cursor {
  at: string | null
  key: string
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.at, cursor.key])).toString('base64url')
}

function readCursor(text: string): Cursor {
  try {
    const parsed = z.tuple([z.iso.datetime().nullable(), z.string().max(60)]).parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return { at: parsed[0], key: parsed[1] }
  } catch {
    throw refuse('list.bad_cursor')
  }
}

export interface StationListing {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly division: string
  readonly address: string | null
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
  readonly hours: string | null
  readonly facilities: readonly string[]
  readonly status: StationStatus
  readonly sample: boolean
  readonly revision: number
  readonly changedAt: string
}

export interface Tombstone {
  readonly code: string
  readonly status: 'withdrawn'
  readonly withdrawnAt: string
  readonly changedAt: string
}

function listing(row: Row): StationListing | Tombstone {
  const changedAt = row.changed_at.toISOString()
  if (row.withdrawn_at) return { code: row.code, status: 'withdrawn', withdrawnAt: row.withdrawn_at.toISOString(), changedAt }
  const { code, name, kind, division, address, lon, lat, accuracyM, hours, facilities, status, sample, revision } = read(row)
  return { code, name, kind, division, address, lon, lat, accuracyM, hours, facilities: Object.keys(facilities), status, sample, revision, changedAt }
}

export const list = query({
  name: 'stations.list',
  permission: 'public.read',
  summary: 'The directory by area, division, words, or changes since a moment.',
  input: listStations,
  output: z.object({ items: z.array(z.looseObject({ code: z.string(), status: z.string(), changedAt: z.string() })), next: z.string().nullable() }),
  refusals: ['list.bad_cursor', 'stations.outside_world', 'stations.coordinates_swapped'],
  at: () => PUBLIC,
  async run(ctx, input) {
    const { bbox, division, q, modifiedAfter, limit } = input
    if (bbox) {
      checkPoint(bbox[0], bbox[1])
      checkPoint(bbox[2], bbox[3])
    }
    const words = q === undefined ? null : searchQuery(q)
    if (q !== undefined && words === null) return { items: [], next: null }
    const cursor = input.cursor ? readCursor(input.cursor) : null
    const after = modifiedAfter === undefined
      ? sql`withdrawn_at is null and code > ${cursor?.key ?? ''}`
      : cursor ? sql`(changed_at, station_id) > (${cursor.at}::timestamptz, ${cursor.key}::uuid)` : sql`changed_at > ${modifiedAfter}::timestamptz`
    const order = modifiedAfter === undefined ? sql`code` : sql`changed_at, station_id`
    const filters = [
      after,
      bbox ? sql`lon between ${bbox[0]} and ${bbox[2]} and lat between ${bbox[1]} and ${bbox[3]}` : null,
      division ? sql`division >= ${division} and division < ${division + 'a'}` : null,
      words ? sql`search @@ ${words.tsquery}::tsquery and search_text like all (${words.like})` : null,
    ].filter((filter) => filter !== null)
    const rows = await sql<Row>`select ${COLUMNS} from station where ${sql.join(filters, sql` and `)} order by ${order} limit ${limit + 1}`.execute(ctx.db)
    const page = rows.rows.slice(0, limit)
    const last = page.at(-1)
    const more = rows.rows.length > limit && last
    const next = !more ? null : writeCursor(modifiedAfter === undefined ? { at: null, key: last.code } : { at: last.changed_at.toISOString(), key: last.station_id })
    return { items: page.map(listing), next }
  },
})

/** All fields, for the form of who may edit it. */
export const forEditing = query({
  name: 'stations.for_editing',
  permission: 'stations.oversee',
  summary: 'A station with the fields that its staff edit.',
  input: byCode,
  output: stationForEditing,
  refusals: ['stations.unknown', 'stations.withdrawn'],
  at: placeOfCode,
  async run(ctx, { code }) {
    const station = await stationByCode(ctx, code)
    return { ...station, photos: await photosOf(ctx, station) }
  },
})

export const catalogue = query({
  name: 'stations.catalogue',
  permission: 'public.read',
  summary: 'Code lists: kinds of stations, facilities with their OSM tags, vehicle classes.',
  input: z.object({}),
  output: z.object({ kinds: z.array(z.looseObject({ code: z.string() })), facilities: z.array(z.looseObject({ code: z.string() })), vehicleClasses: z.array(z.looseObject({ code: z.string() })) }),
  at: () => PUBLIC,
  run: () => ({ kinds: STATION_KINDS, facilities: FACILITIES, vehicleClasses: VEHICLE_CLASSES }),
})

/** Reads a text of posted hours for who is typing it. */
export const readHoursText = query({
  name: 'stations.read_hours',
  permission: 'public.read',
  summary: 'What a text of opening hours says: in words, and day by day of the coming week. A mistake is refused with its place.',
  input: z.object({ text: text(255).meta({ description: 'OSM opening_hours', examples: ['Mo-Fr 08:00-18:00; PH off'] }) }),
  output: z.object({ words: z.array(z.string()), week: z.array(z.object({ day: z.string(), hours: z.string() })) }),
  refusals: ['stations.hours_mistake'],
  at: () => PUBLIC,
  run(ctx, input) {
    const compiled = compileHours(input.text)
    if ('position' in compiled) throw refuse('stations.hours_mistake', { hours: input.text, position: compiled.position + 1, fragment: compiled.fragment, words: mistakeInWords(compiled, ctx.locale) })
    const today = dayOf(ctx.now)
    return { words: hoursInWords(compiled, ctx.locale, today), week: hoursWeek(compiled, today).map((day) => ({ day: day.day, hours: dayInWords(day, ctx.locale) })) }
  },
})
