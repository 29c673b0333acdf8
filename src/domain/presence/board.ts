import * as z from 'zod'
import { ownPlace, placesWith, PUBLIC } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { numeric, text } from '#kernel/text.ts'
import { ownerOf } from '../organisations/queries.ts'
import { FACILITIES, facilityNumber } from '../stations/catalogue.ts'
import type { Station } from '../stations/model.ts'
import { postedAt } from '../stations/posted.ts'
import { placeOfCode, stationByCode, stationsBelow } from '../stations/queries.ts'
import * as inputs from './inputs.ts'
import { show, SHOWN_STATES, type LiveSource, type Shown, type ShownState } from './model.ts'
import { eventsOf, facilitiesOf, liveOf, openReports, visitDays, type EventRow, type FacilityLive, type LiveRow } from './queries.ts'

/** What a chief and the staff see: today's visits, what waits for an answer, what needs attention first. */

export const mine = query({
  name: 'presence.my_stations',
  permission: 'self.read',
  summary: 'The stations that I keep.',
  input: inputs.nothing,
  output: inputs.myStations,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const places = placesWith(ctx, 'stations.keep').filter((place) => place.path.includes('/station:'))
    const lists = await Promise.all(places.map((place) => stationsBelow(ctx, place.tenant, place.path, 10)))
    return { items: await Promise.all(lists.flat().map((station) => rowOf(ctx, station))), next: null }
  },
})

export const board = query({
  name: 'presence.board',
  permission: 'stations.oversee',
  summary: "A station's page for its chief: live state, today's visits, reports to answer, states of facilities.",
  input: inputs.board,
  output: inputs.boardOutput,
  refusals: ['stations.unknown', 'stations.withdrawn'],
  at: placeOfCode,
  async run(ctx, { code }) {
    const station = await stationByCode(ctx, code)
    const [row, facilities, events, days] = await Promise.all([
      rowOf(ctx, station),
      facilitiesOf(ctx, ctx.tenant, [station.stationId]),
      eventsOf(ctx, ctx.tenant, station.stationId, 30),
      visitDays(ctx, ctx.tenant, [station.stationId], addDays(dayOf(ctx.now), -29)),
    ])
    const reports = await openReports(ctx, ctx.tenant, [station.stationId])
    return {
      ...row,
      posted: postedAt(station.hours, ctx.now).open,
      facilities: Object.keys(station.facilities).map((facility) => facilityRow(facility, facilities)),
      reports: reports.map(eventOut),
      lately: events.map(eventOut),
      days: days.map(({ day, visits }) => ({ day, visits })),
    }
  },
})

function facilityRow(code: string, rows: readonly FacilityLive[]) {
  const kind = FACILITIES[facilityNumber(code)]
  const row = rows.find((one) => one.facility === code)
  return { code, names: kind ? { zh: kind.zh, en: kind.en } : null, state: row?.state ?? ('unknown' as const), at: row?.at.toISOString() ?? null, source: row?.source ?? null }
}

function eventOut(event: EventRow) {
  const { event: id, kind, source, at, near, facility, note, answer, answerNote, answeredAt } = event
  const names = facility === null ? undefined : FACILITIES[facilityNumber(facility)]
  return { event: id, kind, source, at: at.toISOString(), near, facility, facilityNames: names ? { zh: names.zh, en: names.en } : null, note, answer, answerNote, answeredAt: answeredAt?.toISOString() ?? null }
}

/** Why a station should be looked at first; weights order the table. */
export type Attention = 'reported_locked' | 'posted_open_not_opened' | 'facility_broken' | 'report_waiting' | 'no_chief' | 'hours_unknown' | 'place_inexact'

const WEIGHT: Readonly<Record<Attention, number>> = {
  reported_locked: 100, posted_open_not_opened: 60, report_waiting: 40, facility_broken: 30, no_chief: 10, hours_unknown: 5, place_inexact: 3,
}

export interface StationRow {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly path: string
  readonly division: string
  readonly address: string | null
  readonly sample: boolean
  readonly chiefName: string | null
  readonly live: Shown
  readonly lastSeen: { readonly at: string; readonly source: LiveSource } | null
  readonly visitsToday: number
  readonly visits30: number
  readonly reportsWaiting: number
  readonly oldestReportAt: string | null
  readonly broken: readonly string[]
  /** When the first of them was told. */
  readonly brokenSince: string | null
  readonly attention: readonly Attention[]
}

async function rowOf(ctx: Context, station: Station): Promise<StationRow> {
  const rows = await rowsOf(ctx, station.steward, [station])
  return rows[0]!
}

async function rowsOf(ctx: Context, tenant: number, stations: readonly Station[]): Promise<StationRow[]> {
  const ids = stations.map((station) => station.stationId)
  const today = dayOf(ctx.now)
  const [live, facilities, reports, days] = await Promise.all([
    liveOf(ctx, tenant, ids),
    facilitiesOf(ctx, tenant, ids),
    openReports(ctx, tenant, ids),
    visitDays(ctx, tenant, ids, addDays(today, -29)),
  ])
  const brokenBy = Map.groupBy(facilities.filter((row) => row.state === 'out_of_order' || row.state === 'out_of_stock'), (row) => row.stationId)
  const reportsBy = Map.groupBy(reports, (row) => row.stationId)
  const daysBy = Map.groupBy(days, (row) => row.stationId)
  return stations.map((station) => {
    const visits = daysBy.get(station.stationId) ?? []
    return row(ctx, station, live.get(station.stationId), brokenBy.get(station.stationId) ?? [], reportsBy.get(station.stationId) ?? [], {
      today: visits.find((one) => one.day === today)?.visits ?? 0,
      all: visits.reduce((sum, one) => sum + one.visits, 0),
    })
  })
}

function row(ctx: Context, station: Station, live: LiveRow | undefined, broken: readonly FacilityLive[], reports: readonly EventRow[], visits: { today: number; all: number }): StationRow {
  const posted = postedAt(station.hours, ctx.now)
  const shown = show(live ?? null, posted.open, posted.sinceMs, ctx.now.getTime())
  const waiting = reports.filter((report) => report.answer === null)
  const needs: Attention[] = []
  if (shown.state === 'reported_locked') needs.push('reported_locked')
  // Posted open for an hour and still nobody has said so today.
  if (shown.state === 'should_be_open' && Number.isFinite(posted.sinceMs) && ctx.now.getTime() - posted.sinceMs > 3_600_000) needs.push('posted_open_not_opened')
  if (waiting.length > 0) needs.push('report_waiting')
  if (broken.length > 0) needs.push('facility_broken')
  if (station.chiefName === null) needs.push('no_chief')
  if (station.hours === null) needs.push('hours_unknown')
  if (station.accuracyM > 500) needs.push('place_inexact')
  return {
    code: station.code, name: station.name, kind: station.kind, path: station.path, division: station.division, address: station.address, sample: station.sample, chiefName: station.chiefName,
    live: shown,
    lastSeen: live && live.state !== 'unknown' ? { at: live.at.toISOString(), source: live.source } : null,
    visitsToday: visits.today,
    visits30: visits.all,
    reportsWaiting: waiting.length,
    oldestReportAt: waiting[0]?.at.toISOString() ?? null,
    broken: broken.map((one) => one.facility),
    brokenSince: broken.length === 0 ? null : new Date(Math.min(...broken.map((one) => one.at.getTime()))).toISOString(),
    attention: needs,
  }
}

const SORTS = ['attention', 'name', 'visitsToday', 'visits30', 'lastSeen'] as const
// One tenant's stations are read whole and put in order here: a city has some thousands.
const AREA_MOST = 10_000

const areaInput = z.object({
  path: z.string().max(200).optional().meta({ description: 'Union or node of the tree; left out: all that I oversee', examples: ['/cn/33/3301'] }),
  q: text(60).optional(),
  state: z.enum(SHOWN_STATES).optional(),
  need: z.enum(['any', 'reported_locked', 'posted_open_not_opened', 'facility_broken', 'report_waiting', 'no_chief', 'hours_unknown', 'place_inexact']).optional(),
  kind: z.string().max(40).optional(),
  sort: z.enum(SORTS).default('attention'),
  down: z.preprocess((value) => value === true || value === 'true' || value === '1', z.boolean()).default(false),
  offset: numeric(z.number().int().min(0).max(AREA_MOST)).default(0),
  limit: numeric(z.number().int().min(1).max(AREA_MOST)).default(100),
})

export interface AreaTable {
  readonly items: StationRow[]
  readonly next: string | null
  readonly total: number
  readonly matching: number
  readonly figures: { readonly byState: Readonly<Partial<Record<ShownState, number>>>; readonly needing: number; readonly visitsToday: number; readonly broken: number; readonly waiting: number }
}

/** The table of the stations of an area, those that need attention first. */
export const area = query({
  name: 'presence.area',
  permission: 'stations.oversee',
  summary: 'The stations of an area with what needs attention first; figures are of the whole area, before filters.',
  input: areaInput,
  output: inputs.areaOutput,
  refusals: ['stations.organisation_unknown'],
  at: (ctx, input) => (input.path === undefined ? firstArea(ctx) : ownerOf(ctx, input.path)),
  async run(ctx, input): Promise<AreaTable> {
    const path = input.path ?? firstArea(ctx).path
    const rows = await rowsOf(ctx, ctx.tenant, await stationsBelow(ctx, ctx.tenant, path, AREA_MOST))
    const words = input.q?.normalize('NFKC').toLowerCase() ?? ''
    const matching = rows.filter((one) => (
      (words === '' || `${one.name} ${one.address ?? ''} ${one.code}`.normalize('NFKC').toLowerCase().includes(words))
      && (input.state === undefined || one.live.state === input.state)
      && (input.kind === undefined || one.kind === input.kind)
      && (input.need === undefined || (input.need === 'any' ? urgent(one) : one.attention.includes(input.need)))
    ))
    matching.sort(ordering(input.sort, input.down))
    const end = input.offset + input.limit
    return { items: matching.slice(input.offset, end), next: end < matching.length ? String(end) : null, total: rows.length, matching: matching.length, figures: figuresOf(rows) }
  },
})

/** The first node that I oversee; nobody's own place where there is none (and so "not found"). */
function firstArea(ctx: Context) {
  const place = placesWith(ctx, 'stations.oversee').find((one) => !one.path.includes('/station:'))
  return place ?? (ctx.actor.person === null ? { ...PUBLIC, path: '/staff' } : { tenant: 0, path: '/staff' })
}

function urgent(one: StationRow): boolean {
  return one.attention.some((need) => WEIGHT[need] >= 30)
}

function figuresOf(rows: readonly StationRow[]): AreaTable['figures'] {
  const byState: Partial<Record<ShownState, number>> = {}
  for (const one of rows) byState[one.live.state] = (byState[one.live.state] ?? 0) + 1
  return {
    byState,
    needing: rows.filter(urgent).length,
    visitsToday: rows.reduce((sum, one) => sum + one.visitsToday, 0),
    broken: rows.reduce((sum, one) => sum + one.broken.length, 0),
    waiting: rows.reduce((sum, one) => sum + one.reportsWaiting, 0),
  }
}

function ordering(sort: (typeof SORTS)[number], down: boolean): (a: StationRow, b: StationRow) => number {
  const sign = down ? -1 : 1
  const need = (one: StationRow) => one.attention.reduce((sum, what) => sum + WEIGHT[what], 0)
  const byName = (a: StationRow, b: StationRow) => a.name.localeCompare(b.name, 'zh-CN') || a.code.localeCompare(b.code)
  switch (sort) {
    case 'attention': return (a, b) => sign * (need(b) - need(a)) || byName(a, b)
    case 'name': return (a, b) => sign * byName(a, b)
    case 'visitsToday': return (a, b) => sign * (b.visitsToday - a.visitsToday) || byName(a, b)
    case 'visits30': return (a, b) => sign * (b.visits30 - a.visits30) || byName(a, b)
    case 'lastSeen': return (a, b) => sign * (Date.parse(b.lastSeen?.at ?? '1970-01-01') - Date.parse(a.lastSeen?.at ?? '1970-01-01')) || byName(a, b)
  }
}
