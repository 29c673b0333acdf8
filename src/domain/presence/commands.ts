import { sql } from 'kysely'
import * as z from 'zod'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context, Device } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { takeFrom } from '#kernel/limits.ts'
import { mintDevice } from '../identity/device.ts'
import { peopleWithRoleAt } from '../identity/chiefs.ts'
import { tell } from '../notices/tell.ts'
import { refuse } from '../refusals.ts'
import { postedAt } from '../stations/posted.ts'
import { metresBetween, stationPath, type Station } from '../stations/model.ts'
import { checkPoint, placeOfCode, stationByCode } from '../stations/queries.ts'
import { weighLocked } from './doubts.ts'
import * as inputs from './inputs.ts'
import { AT_THE_DOOR_M, LOCKED_REPORTS_NEEDED, POSITION_GOOD_M, show, VISIT_GAP_MS, type LiveWord, type Shown } from './model.ts'
import { answerLocked, holdLive, writeEvent, writeFacility, writeLive } from './truth.ts'

/** The caller's device; a new one is made (and handed back as `deviceToken`) for who sent none. */
function deviceOf(ctx: Context): { device: Device; token: string | null } {
  return ctx.device ? { device: ctx.device, token: null } : mintDevice(ctx.now)
}

// Limits that need no sign-in: tight for a device, wide for an address, which a carrier may give to thousands.
async function limit(ctx: Context, name: string, device: Device, perDevice: number, perAddress: number): Promise<void> {
  const full = (await takeFrom(ctx, { name: `${name}.device`, who: device.hash, most: perDevice, windowSeconds: 3600 }))
    ?? (await takeFrom(ctx, { name: `${name}.address`, who: ctx.addressHash, most: perAddress, windowSeconds: 3600 }))
  if (full) throw refuse('access.too_many', { retryAt: full.freeAt.toISOString() })
}

function showNow(ctx: Context, station: Station, word: LiveWord | null): Shown {
  const posted = postedAt(station.hours, ctx.now)
  return show(word, posted.open, posted.sinceMs, ctx.now.getTime())
}

export const visit = command({
  name: 'presence.visit',
  permission: 'stations.visit',
  summary: 'Counts one anonymous visit: once a device, station and 30 minutes. A scan also confirms that the door is open.',
  input: inputs.visit,
  output: z.object({ counted: z.boolean(), visitsToday: z.number().int(), countedAt: z.string(), nextAt: z.string(), live: inputs.shown, deviceToken: z.string().optional() }),
  refusals: ['stations.unknown', 'stations.withdrawn', 'access.too_many', 'once.key_reused'],
  anonymous: true,
  at: placeOfCode,
  subjects: (input) => [input.code],
  async run(ctx, { code }) {
    const station = await stationByCode(ctx, code)
    const { device, token } = deviceOf(ctx)
    const through = await sql<{ at: Date }>`insert into visit_gate (tenant_id, station_id, device_hash, at)
      values (${ctx.tenant}, ${station.stationId}, ${device.hash}, ${ctx.now})
      on conflict on constraint visit_gate_pk do update set at = excluded.at
      where visit_gate.at <= ${new Date(ctx.now.getTime() - VISIT_GAP_MS)} returning at`.execute(ctx.db)
    const counted = through.rows.length > 0
    await confirmOpen(ctx, station)
    if (counted) {
      await sql`insert into visit (tenant_id, visit_id, station_id, at) values (${ctx.tenant}, ${newId()}, ${station.stationId}, ${ctx.now})`.execute(ctx.db)
      await limit(ctx, 'visits', device, 60, 6000)
    }
    const visitsToday = await countDay(ctx, station, counted ? 1 : 0)
    const countedAt = counted ? ctx.now : await gateTime(ctx, station, device)
    return {
      counted,
      visitsToday,
      countedAt: countedAt.toISOString(),
      nextAt: new Date(countedAt.getTime() + VISIT_GAP_MS).toISOString(),
      live: showNow(ctx, station, { state: 'open', source: 'scan', at: ctx.now }),
      ...(token === null ? {} : { deviceToken: token }),
    }
  },
})

async function gateTime(ctx: Context, station: Station, device: Device): Promise<Date> {
  const kept = await sql<{ at: Date }>`select at from visit_gate
    where tenant_id = ${ctx.tenant} and station_id = ${station.stationId} and device_hash = ${device.hash}`.execute(ctx.db)
  return kept.rows[0]?.at ?? ctx.now
}

async function countDay(ctx: Context, station: Station, more: 0 | 1): Promise<number> {
  const day = dayOf(ctx.now)
  const rows = more
    ? await sql<{ visits: number }>`insert into station_day (tenant_id, station_id, day, visits) values (${ctx.tenant}, ${station.stationId}, ${day}, 1)
        on conflict on constraint station_day_pk do update set visits = station_day.visits + 1 returning visits`.execute(ctx.db)
    : await sql<{ visits: number }>`select visits from station_day where tenant_id = ${ctx.tenant} and station_id = ${station.stationId} and day = ${day}`.execute(ctx.db)
  return rows.rows[0]?.visits ?? 0
}

// A busy door is not written at every scan: once a minute says enough, unless it turns the state.
async function confirmOpen(ctx: Context, station: Station): Promise<void> {
  const written = await sql`insert into station_live (tenant_id, station_id, state, source, at, changed_at)
    values (${ctx.tenant}, ${station.stationId}, 'open', 'scan', ${ctx.now}, ${new Date()})
    on conflict on constraint station_live_pk do update set state = excluded.state, source = excluded.source, at = excluded.at, changed_at = excluded.changed_at
    where station_live.state <> 'reported_locked' and (station_live.state <> 'open' or station_live.at < ${new Date(ctx.now.getTime() - 60_000)})`.execute(ctx.db)
  if (written.numAffectedRows !== 0n) return
  const now = await sql<{ state: string }>`select state from station_live
    where tenant_id = ${ctx.tenant} and station_id = ${station.stationId}`.execute(ctx.db)
  if (now.rows[0]?.state !== 'reported_locked' || (await holdLive(ctx, station))?.state !== 'reported_locked') return
  await writeLive(ctx, station, 'open', 'scan')
  await writeEvent(ctx, station, { kind: 'seen_open', source: 'scan' })
  await answerLocked(ctx, station, 'fixed')
}

export const report = command({
  name: 'presence.report',
  permission: 'stations.report',
  summary: 'Tells what was found at the door: locked, open, broken, out of stock. Without sign-in; the position is used, not kept.',
  input: inputs.report,
  output: z.object({ event: z.string(), effect: z.enum(['turned', 'weighed', 'noted', 'closed_as_posted']), weighing: z.number().int(), needed: z.number().int(), live: inputs.shown, deviceToken: z.string().optional() }),
  refusals: ['stations.unknown', 'stations.withdrawn', 'stations.facility_not_here', 'stations.outside_world', 'stations.coordinates_swapped', 'access.too_many', 'once.key_reused'],
  anonymous: true,
  at: placeOfCode,
  subjects: (input) => [input.code],
  async run(ctx, input) {
    const station = await stationByCode(ctx, input.code)
    const near = isNear(station, input)
    const { device, token } = deviceOf(ctx)
    const word = await holdLive(ctx, station)
    const outcome = await decide(ctx, station, input, device, near, word)
    await limit(ctx, 'reports', device, 20, 600)
    return { ...outcome, needed: LOCKED_REPORTS_NEEDED, ...(token === null ? {} : { deviceToken: token }) }
  },
})

type Report = z.output<typeof inputs.report>

/** Is the reporter within 150 m of the door? null: no position, or the door's own point is too inexact to tell. */
function isNear(station: Station, input: Report): boolean | null {
  if (input.lon === undefined || input.lat === undefined) return null
  checkPoint(input.lon, input.lat)
  if (station.accuracyM > AT_THE_DOOR_M || (input.positionAccuracyM ?? 0) > POSITION_GOOD_M) return null
  return metresBetween(input.lon, input.lat, station.lon, station.lat) <= AT_THE_DOOR_M
}

interface Outcome {
  readonly event: string
  readonly effect: 'turned' | 'weighed' | 'noted' | 'closed_as_posted'
  readonly weighing: number
  readonly live: Shown
}

async function decide(ctx: Context, station: Station, input: Report, device: Device, near: boolean | null, word: LiveWord | null): Promise<Outcome> {
  const note = input.note ?? null
  switch (input.kind) {
    case 'locked':
      return locked(ctx, station, device, near, word, note)
    case 'open': {
      const event = await writeEvent(ctx, station, { kind: 'seen_open', source: 'report', near, note })
      const said = { state: 'open', source: 'report', at: ctx.now } as const
      // A word from afar neither lifts a locked report nor weakens what a scan or the chief said.
      const weak = word?.state === 'reported_locked' || (word?.state === 'open' && showNow(ctx, station, word).state === 'open')
      if (!weak && near !== false) await writeLive(ctx, station, 'open', 'report')
      return { event, effect: 'noted', weighing: 0, live: showNow(ctx, station, weak || near === false ? word : said) }
    }
    case 'broken':
    case 'out_of_stock': {
      const facility = input.facility
      if (!facility || !(facility in station.facilities)) throw refuse('stations.facility_not_here', { facility: facility ?? null, has: Object.keys(station.facilities) })
      const event = await writeEvent(ctx, station, { kind: input.kind, source: 'report', near, facility, note })
      await writeFacility(ctx, station, facility, input.kind === 'broken' ? 'out_of_order' : 'out_of_stock', 'report')
      await tellChiefs(ctx, station, `stations.${input.kind}`, { facility })
      return { event, effect: 'turned', weighing: 1, live: showNow(ctx, station, word) }
    }
    case 'other': {
      const event = await writeEvent(ctx, station, { kind: 'other', source: 'report', near, note })
      return { event, effect: 'noted', weighing: 0, live: showNow(ctx, station, word) }
    }
  }
}

async function locked(ctx: Context, station: Station, device: Device, near: boolean | null, word: LiveWord | null, note: string | null): Promise<Outcome> {
  const before = showNow(ctx, station, word)
  const event = await writeEvent(ctx, station, { kind: 'locked', source: 'report', near, note })
  if (before.state === 'closed' || before.state === 'should_be_closed') return { event, effect: 'closed_as_posted', weighing: 0, live: before }
  const { turns, weighing } = await weighLocked(ctx, station, device, near === true, word)
  const already = before.state === 'reported_locked'
  if (!turns) return { event, effect: already ? 'noted' : 'weighed', weighing, live: before }
  await writeLive(ctx, station, 'reported_locked', 'report')
  // Locked already: said anew from now on, but the chief was told when it turned.
  if (!already) await tellChiefs(ctx, station, 'stations.locked', {})
  return { event, effect: already ? 'noted' : 'turned', weighing, live: showNow(ctx, station, { state: 'reported_locked', source: 'report', at: ctx.now }) }
}

async function tellChiefs(ctx: Context, station: Station, code: string, params: Record<string, unknown>): Promise<void> {
  const chiefs = await peopleWithRoleAt(ctx, ctx.tenant, 'station_chief', stationPath(station))
  for (const person of chiefs) {
    await tell(ctx, { person, code, params: { ...params, station: station.name, code: station.code }, link: `/chief/${station.code}` })
  }
}

export const setLive = command({
  name: 'presence.set_live',
  permission: 'stations.keep',
  summary: 'The chief opens or closes the station and says which facilities work.',
  input: inputs.setLive,
  output: z.object({ live: inputs.shown }),
  refusals: ['stations.unknown', 'stations.withdrawn', 'stations.facility_not_here'],
  at: placeOfCode,
  subjects: (input) => [input.code],
  async run(ctx, input) {
    const station = await stationByCode(ctx, input.code)
    let word = await holdLive(ctx, station)
    if (input.state) {
      await writeLive(ctx, station, input.state, 'chief')
      await writeEvent(ctx, station, { kind: input.state === 'open' ? 'opened' : 'closed', source: 'chief', note: input.note ?? null })
      if (input.state === 'open') await answerLocked(ctx, station, 'fixed')
      word = { state: input.state, source: 'chief', at: ctx.now }
    }
    for (const [facility, state] of Object.entries(input.facilities ?? {})) {
      if (!(facility in station.facilities)) throw refuse('stations.facility_not_here', { facility, has: Object.keys(station.facilities) })
      await writeFacility(ctx, station, facility, state, 'chief')
      await writeEvent(ctx, station, { kind: state === 'out_of_order' ? 'broken' : state === 'out_of_stock' ? 'out_of_stock' : 'fixed', source: 'chief', facility })
    }
    return { live: showNow(ctx, station, word) }
  },
})

export const inspect = command({
  name: 'presence.inspect',
  permission: 'stations.inspect',
  summary: 'Staff who stood before the door say how they found it.',
  input: inputs.inspect,
  output: z.object({ live: inputs.shown }),
  refusals: ['stations.unknown', 'stations.withdrawn'],
  at: placeOfCode,
  subjects: (input) => [input.code],
  async run(ctx, input) {
    const station = await stationByCode(ctx, input.code)
    await holdLive(ctx, station)
    const state = input.state === 'locked' ? 'reported_locked' : input.state
    await writeLive(ctx, station, state, 'inspection')
    await writeEvent(ctx, station, { kind: 'inspected', source: 'inspection', note: input.note ?? null })
    if (state === 'open') await answerLocked(ctx, station, 'fixed')
    if (state === 'reported_locked') await tellChiefs(ctx, station, 'stations.locked', {})
    return { live: showNow(ctx, station, { state, source: 'inspection', at: ctx.now }) }
  },
})

export const answer = command({
  name: 'presence.answer',
  permission: 'stations.keep',
  summary: 'The chief answers a report: fixed, not so, or in work.',
  input: inputs.answer,
  output: inputs.answered,
  refusals: ['stations.unknown', 'stations.withdrawn', 'stations.report_unknown'],
  at: placeOfCode,
  subjects: (input) => [input.code, input.event],
  async run(ctx, input) {
    const station = await stationByCode(ctx, input.code)
    const done = await sql<{ kind: string; facility: string | null }>`update station_event
      set answer = ${input.answer}, answer_note = ${input.note ?? null}, answered_by = ${ctx.actor.pseudonym}, answered_at = ${ctx.now}
      where tenant_id = ${ctx.tenant} and event_id = ${input.event} and station_id = ${station.stationId} and source = 'report'
      returning kind, facility`.execute(ctx.db)
    const event = done.rows[0]
    if (!event) throw refuse('stations.report_unknown', { event: input.event })
    if (input.answer !== 'in_work') await makeTrue(ctx, station, event)
    return { event: input.event, answer: input.answer }
  },
})

// "Fixed" and "not so" both say how it is now: the door is open, the thing works.
async function makeTrue(ctx: Context, station: Station, event: { kind: string; facility: string | null }): Promise<void> {
  if (event.facility) await writeFacility(ctx, station, event.facility, 'ok', 'chief')
  if (event.kind !== 'locked') return
  await holdLive(ctx, station)
  await writeLive(ctx, station, 'open', 'chief')
  await answerLocked(ctx, station, 'fixed')
}
