import * as z from 'zod'
import { PUBLIC } from '#kernel/access.ts'
import { query, type Act } from '#kernel/act.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { divisionName, placeNames } from '../organisations/queries.ts'
import { shown } from '../presence/inputs.ts'
import { show } from '../presence/model.ts'
import { eventsOf, facilitiesOf, liveOf } from '../presence/queries.ts'
import { refuse } from '../refusals.ts'
import { FACILITIES, facilityNumber, STATION_KINDS, stationKindNumber, vehicleClassNumber } from '../stations/catalogue.ts'
import { compileHours, hoursWeek } from '../stations/hours.ts'
import { dayInWords, hoursInWords } from '../stations/hoursWords.ts'
import { byCode } from '../stations/inputs.ts'
import { checkPoint, photosOf, placeOfCode, stationByCode } from '../stations/queries.ts'
import { postedAt } from '../stations/posted.ts'
import { answerOf, writeAnswer, type Searched } from './answer.ts'
import { stationIndex } from './follow.ts'
import * as inputs from './inputs.ts'
import type { Wanted } from './stationIndex.ts'

export type { NearItem } from './answer.ts'

const item = z.object({
  code: z.string(), name: z.string(), kind: z.string(), address: z.string().nullable(), lon: z.number(), lat: z.number(), accuracyM: z.number(), sample: z.boolean(),
  distanceM: z.number().int(), live: shown,
  why: z.object({ until: z.string().nullable(), always: z.boolean(), posted: z.boolean().nullable(), confirmedAt: z.string().nullable(), confirmedBy: z.string().nullable(), distanceM: z.number(), facilities: z.record(z.string(), z.string()) }),
  facilities: z.array(z.string()),
  broken: z.array(z.string()),
})

/** The wish of a query as the index takes it. Refuses points outside the world and unknown codes. */
export function wantedOf(input: z.output<typeof inputs.nearest>, nowMs: number): Wanted {
  checkPoint(input.lon, input.lat)
  const facilities = (input.facilities ?? []).map((code) => {
    const number = facilityNumber(code)
    if (number < 0) throw refuse('stations.facility_unknown', { facility: code })
    return number
  })
  const kind = input.kind === undefined ? -1 : stationKindNumber(input.kind)
  if (input.kind !== undefined && kind < 0) throw refuse('stations.kind_unknown', { kind: input.kind })
  const parking = input.parking === undefined ? -1 : vehicleClassNumber(input.parking)
  if (input.parking !== undefined && parking < 0) throw refuse('stations.vehicle_unknown', { vehicle: input.parking })
  const openAtMs = input.open === undefined ? null : input.open === 'now' ? nowMs : Date.parse(input.open)
  return { lon: input.lon, lat: input.lat, limit: input.limit, withinM: input.withinM, openAtMs, facilities, kind, always: input.always === true, stepFree: input.stepFree === true, parking }
}

const searched = query({
  name: 'nearby.nearest',
  permission: 'public.read',
  summary: 'The nearest stations that have all that is asked, nearest first, each with the reason why it is in. The searcher\'s position is not kept.',
  input: inputs.nearest,
  output: z.object({ items: z.array(item), next: z.null(), closedNearby: z.array(item) }),
  refusals: ['stations.outside_world', 'stations.coordinates_swapped', 'stations.facility_unknown', 'stations.kind_unknown', 'stations.vehicle_unknown'],
  at: () => PUBLIC,
  run(ctx, input): Searched {
    const index = stationIndex()
    const asked = [...new Set(input.facilities)]
    const wanted = wantedOf({ ...input, facilities: asked }, ctx.now.getTime())
    const items = index.find(wanted)
    const closedNearby = wanted.openAtMs === null || input.closedToo === 0 ? [] : index.find({ ...wanted, closedOnly: true, limit: input.closedToo })
    return { index, atMs: wanted.openAtMs ?? ctx.now.getTime(), asked, numbers: wanted.facilities, items, closedNearby }
  },
})

/** The act, its answer in the form given. */
function formed<O>(form: (found: Searched) => O): Act<typeof inputs.nearest, O> {
  return Object.assign(async (...asked: Parameters<typeof searched>) => form(await searched(...asked)), { card: searched.card })
}

export const nearest = formed(answerOf)
/** The same answer as JSON in UTF-8, for the API. */
export const nearestJson = formed(writeAnswer)

const MAP_MOST = 600
const MAP_GRID = 24

/** What a map of a box shows: stations, or counts by cell where there are too many. */
export const onMap = query({
  name: 'nearby.map',
  permission: 'public.read',
  summary: 'Stations inside a box as GeoJSON; counted by cell where there are more than 600.',
  input: inputs.map,
  output: z.object({ type: z.literal('FeatureCollection'), features: z.array(z.looseObject({})) }),
  refusals: ['stations.outside_world', 'stations.coordinates_swapped'],
  at: () => PUBLIC,
  run(ctx, { bbox: [west, south, east, north] }) {
    checkPoint(west, south)
    checkPoint(east, north)
    const index = stationIndex()
    const slots = index.within(west, south, east, north)
    const nowMs = ctx.now.getTime()
    if (slots.length <= MAP_MOST) {
      return collection(slots.map((slot) => {
        const { code, name, lon, lat, sample } = index.facts(slot)
        return feature(lon, lat, { code, name, sample, state: index.shownAt(slot, nowMs).state })
      }))
    }
    const cells = new Map<number, { lon: number; lat: number; count: number }>()
    for (const slot of slots) {
      const { lon, lat } = index.point(slot)
      const x = Math.floor(((lon - west) / (east - west)) * MAP_GRID)
      const key = x * 1000 + Math.floor(((lat - south) / (north - south)) * MAP_GRID)
      const cell = cells.get(key) ?? { lon: 0, lat: 0, count: 0 }
      cells.set(key, { lon: cell.lon + lon, lat: cell.lat + lat, count: cell.count + 1 })
    }
    return collection([...cells.values()].map((cell) => feature(cell.lon / cell.count, cell.lat / cell.count, { count: cell.count })))
  },
})

function collection(features: unknown[]) {
  return { type: 'FeatureCollection' as const, features: features as Record<string, unknown>[] }
}

function feature(lon: number, lat: number, properties: Record<string, unknown>) {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5] }, properties }
}

/** Everything that the station page shows, straight from the database. */
export const station = query({
  name: 'nearby.station',
  permission: 'public.read',
  summary: 'One station: facts, posted hours in words, what is true now, what happened lately.',
  input: byCode,
  output: z.looseObject({ code: z.string(), name: z.string(), live: shown, revision: z.number().int() }),
  refusals: ['stations.unknown', 'stations.withdrawn'],
  at: placeOfCode,
  async run(ctx, { code }) {
    const found = await stationByCode(ctx, code)
    const [live, facilityRows, photos, events, union, division] = await Promise.all([
      liveOf(ctx, found.steward, [found.stationId]),
      facilitiesOf(ctx, found.steward, [found.stationId]),
      photosOf(ctx, found),
      eventsOf(ctx, found.steward, found.stationId, 10),
      placeNames(ctx, [{ tenant: found.steward, path: found.path }]),
      divisionName(ctx, found.division),
    ])
    const posted = postedAt(found.hours, ctx.now)
    const compiled = found.hours === null ? null : compileHours(found.hours)
    const hours = compiled === null || 'position' in compiled ? null : compiled
    const { stationId: _, steward: __, path: ___, facilities, ...facts } = found
    return {
      ...facts,
      changedAt: found.changedAt.toISOString(),
      kindName: names(STATION_KINDS.find((kind) => kind.code === found.kind)),
      divisionName: division,
      union: union[0]?.name ?? null,
      live: show(live.get(found.stationId) ?? null, posted.open, posted.sinceMs, ctx.now.getTime()),
      posted: { open: posted.open, until: posted.untilMs === null ? null : new Date(posted.untilMs).toISOString() },
      hoursInWords: hours ? hoursInWords(hours, ctx.locale, dayOf(ctx.now)) : [],
      week: hours ? hoursWeek(hours, dayOf(ctx.now)).map((day) => ({ ...day, words: dayInWords(day, ctx.locale) })) : [],
      facilities: Object.entries(facilities).map(([facility, details]) => {
        const row = facilityRows.find((one) => one.facility === facility)
        return { code: facility, names: names(FACILITIES[facilityNumber(facility)]), ...details, state: row?.state ?? ('unknown' as const), at: row?.at.toISOString() ?? null, source: row?.source ?? null }
      }),
      photos,
      lately: events.filter((event) => event.at.getTime() > Date.parse(addDays(dayOf(ctx.now), -30))).map(({ kind, source, at, facility, answer, answeredAt }) => ({
        kind, source, at: at.toISOString(), facility, answer, answeredAt: answeredAt?.toISOString() ?? null,
      })),
    }
  },
})

function names(kind: { zh: string; en: string } | undefined): { zh: string; en: string } | null {
  return kind ? { zh: kind.zh, en: kind.en } : null
}
