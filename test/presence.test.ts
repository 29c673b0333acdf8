import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { area, board } from '#domain/presence/board.ts'
import { answer, inspect, report, setLive, visit } from '#domain/presence/commands.ts'
import { expireStale } from '#domain/presence/expiry.ts'
import { station } from '#domain/nearby/queries.ts'
import { stationPath } from '#domain/stations/model.ts'
import { openTestDatabase } from './database.ts'
import { addStation, anyone, buildWorld, device, DOOR, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let serial = 0

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
})
afterAll(() => database.close())

/** A station of its own for each test. */
async function fresh(given: object = {}): Promise<string> {
  const code = `PS${String(++serial).padStart(5, '0')}`
  await addStation(database.db, { code, ...given })
  return code
}

const liveOf = async (code: string, now = WEDNESDAY) => (await station(anyone(database.db, { now }), { code })).live.state

describe('presence.visit', () => {
  test('counts once a device and 30 minutes, and confirms the door', async () => {
    const code = await fresh()
    const rider = anyone(database.db)
    expect(await visit(rider, { code })).toMatchObject({ counted: true, visitsToday: 1, live: { state: 'open', source: 'scan' } })
    expect(await visit(later(rider, 29), { code })).toMatchObject({ counted: false, visitsToday: 1, countedAt: WEDNESDAY.toISOString() })
    expect(await visit(later(rider, 30), { code })).toMatchObject({ counted: true, visitsToday: 2 })
    expect(await visit(anyone(database.db), { code })).toMatchObject({ counted: true, visitsToday: 3 })
    expect(await liveOf(code)).toBe('open')
  })

  test('the same key answers the same and counts once; with another station it is refused', async () => {
    const code = await fresh()
    const rider = anyone(database.db, { key: 'phone-made-key-1', device: null })
    const first = await visit(rider, { code })
    expect(first.deviceToken).toMatch(/^d1\./)
    expect(await visit(rider, { code })).toEqual(first)
    expect(await refusalOf(visit(rider, { code: await fresh() }))).toMatchObject({ code: 'once.key_reused' })
    expect((await visit(anyone(database.db), { code })).visitsToday).toBe(2)
  })

  test('an unknown station is refused', async () => {
    expect(await refusalOf(visit(anyone(database.db), { code: 'XXXX999' }))).toEqual({ code: 'stations.unknown', params: { code: 'XXXX999' } })
  })

  test('leaves no trace of who: neither audit nor visit carries person or device', async () => {
    const code = await fresh()
    const chief = await staff(database.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
    await visit(chief, { code })
    const lines = await database.db.selectFrom('audit').selectAll().where('tenant_id', '=', 1).where('act', '=', 'presence.visit').execute()
    expect(lines.every((line) => line.actor === null)).toBe(true)
    const rows = await database.db.selectFrom('visit').selectAll().where('tenant_id', '=', 1).execute()
    expect(Object.keys(rows[0]!).sort()).toEqual(['at', 'station_id', 'tenant_id', 'visit_id'])
  })
})

describe('presence.report locked', () => {
  test('two independent devices older than ten minutes turn it; one is only weighed', async () => {
    const code = await fresh()
    expect(await report(anyone(database.db), { code, kind: 'locked' })).toMatchObject({ effect: 'weighed', weighing: 1, needed: 2, live: { state: 'should_be_open' } })
    expect(await liveOf(code)).toBe('should_be_open')
    expect(await report(anyone(database.db), { code, kind: 'locked' })).toMatchObject({ effect: 'turned', live: { state: 'reported_locked', confidence: 0.9 } })
    expect(await liveOf(code)).toBe('reported_locked')
  })

  test('one device twice is still one; young devices do not weigh', async () => {
    const code = await fresh()
    const rider = anyone(database.db)
    await report(rider, { code, kind: 'locked' })
    expect(await report(later(rider, 5), { code, kind: 'locked' })).toMatchObject({ effect: 'weighed', weighing: 1 })
    const young = { device: device(new Date(WEDNESDAY.getTime() - 9 * 60_000)) }
    expect(await report(anyone(database.db, young), { code, kind: 'locked' })).toMatchObject({ effect: 'weighed' })
    expect(await liveOf(code)).toBe('should_be_open')
  })

  test('one from within 150 m of the door turns it at once; from 200 m it does not', async () => {
    const [near, far] = [await fresh(), await fresh()]
    expect(await report(anyone(database.db), { code: far, kind: 'locked', lon: DOOR.lon, lat: DOOR.lat + 0.0018 })).toMatchObject({ effect: 'weighed' })
    expect(await report(anyone(database.db), { code: near, kind: 'locked', lon: DOOR.lon, lat: DOOR.lat + 0.0013 })).toMatchObject({ effect: 'turned' })
    const [event] = await database.db.selectFrom('station_event').selectAll().where('tenant_id', '=', 1).where('near', '=', true).execute()
    expect(Object.keys(event!)).not.toContain('lon')
  })

  test('a door whose own point stands for a whole county proves nobody near', async () => {
    const code = await fresh({ accuracyM: 20_000 })
    expect(await report(anyone(database.db), { code, kind: 'locked', ...DOOR })).toMatchObject({ effect: 'weighed' })
  })

  test('a scan turns it back, and the device that turned it cannot do so twice', async () => {
    const code = await fresh()
    const liar = anyone(database.db)
    expect((await report(liar, { code, kind: 'locked', ...DOOR })).effect).toBe('turned')
    await visit(later(anyone(database.db), 2), { code })
    expect(await liveOf(code, later(liar, 2).now)).toBe('open')
    expect((await report(later(liar, 5), { code, kind: 'locked', ...DOOR })).effect).toBe('weighed')
    expect(await liveOf(code, later(liar, 5).now)).toBe('open')
    expect((await report(later(anyone(database.db), 6), { code, kind: 'locked', ...DOOR })).effect).toBe('turned')
  })

  test('the chief turns it back and is told at once', async () => {
    const code = await fresh()
    const chief = await staff(database.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
    await report(anyone(database.db), { code, kind: 'locked', ...DOOR })
    const told = await database.db.selectFrom('outbox').selectAll().where('tenant_id', '=', 1).where('person_id', '=', chief.actor.person!).execute()
    expect(told).toMatchObject([{ code: 'stations.locked', link: `/chief/${code}`, state: 'waiting' }])
    expect((await board(chief, { code })).reports).toMatchObject([{ kind: 'locked', near: true, answer: null }])
    await setLive(later(chief, 1), { code, state: 'open' })
    expect(await liveOf(code, later(chief, 1).now)).toBe('open')
    expect((await board(later(chief, 1), { code })).reports).toEqual([])
  })

  test('outside posted hours a locked door is no news', async () => {
    const code = await fresh({ hours: 'Mo-Su 12:00-20:00' })
    expect(await report(anyone(database.db), { code, kind: 'locked', ...DOOR })).toMatchObject({ effect: 'closed_as_posted' })
  })

  test('it stays told within the posted hours and no longer than its confidence lasts', async () => {
    const code = await fresh({ hours: '24/7' })
    await report(anyone(database.db), { code, kind: 'locked', ...DOOR })
    const hours = (count: number) => new Date(WEDNESDAY.getTime() + count * 3_600_000)
    expect(await liveOf(code, hours(14))).toBe('reported_locked')
    expect(await liveOf(code, hours(15))).toBe('should_be_open')
  })

  test('swapped coordinates are refused as such', async () => {
    expect(await refusalOf(report(anyone(database.db), { code: await fresh(), kind: 'locked', lon: 30.28, lat: 120.1 }))).toMatchObject({ code: 'stations.coordinates_swapped' })
  })
})

describe('presence.report broken, open, other', () => {
  test('a broken microwave is shown at once and the chief mends it', async () => {
    const code = await fresh()
    const chief = await staff(database.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
    const { event } = await report(anyone(database.db), { code, kind: 'broken', facility: 'microwave', note: '插上不转' })
    const shown = await station(anyone(database.db), { code })
    expect(shown.facilities.find((one) => one.code === 'microwave')).toMatchObject({ state: 'out_of_order', source: 'report' })
    await answer(later(chief, 60), { code, event, answer: 'fixed', note: '换了保险丝' })
    expect((await station(anyone(database.db), { code })).facilities.find((one) => one.code === 'microwave')).toMatchObject({ state: 'ok' })
    expect((await board(chief, { code })).reports).toEqual([])
  })

  test('a facility that is not here is refused with what is', async () => {
    expect(await refusalOf(report(anyone(database.db), { code: await fresh(), kind: 'broken', facility: 'shower' }))).toEqual({ code: 'stations.facility_not_here', params: { facility: 'shower', has: ['water', 'microwave'] } })
  })

  test('a word from afar does not lift a locked report', async () => {
    const code = await fresh()
    await report(anyone(database.db), { code, kind: 'locked', ...DOOR })
    await report(anyone(database.db), { code, kind: 'open' })
    expect(await liveOf(code)).toBe('reported_locked')
  })

  test('a device is held to its limit', async () => {
    const code = await fresh()
    const loud = anyone(database.db, { addressHash: 'loud' })
    for (let i = 0; i < 20; i++) await report(loud, { code, kind: 'other', note: `${i}` })
    expect(await refusalOf(report(loud, { code, kind: 'other' }))).toMatchObject({ code: 'access.too_many' })
    expect((await report(anyone(database.db, { addressHash: 'loud' }), { code, kind: 'other' })).effect).toBe('noted')
  })
})

describe('confidence', () => {
  test('a scan is believed for four hours, not over closing time', async () => {
    const code = await fresh({ hours: 'Mo-Su 08:00-20:00' })
    await visit(anyone(database.db), { code })
    expect(await liveOf(code, new Date('2026-11-18T05:00:00Z'))).toBe('open')
    expect(await liveOf(code, new Date('2026-11-18T06:00:00Z'))).toBe('should_be_open')
    await visit(anyone(database.db, { now: new Date('2026-11-18T11:55:00Z') }), { code })
    expect(await liveOf(code, new Date('2026-11-18T11:59:00Z'))).toBe('open')
    expect(await liveOf(code, new Date('2026-11-18T12:00:00Z'))).toBe('should_be_closed')
  })

  test('the clock forgets what nobody believes any more', async () => {
    const code = await fresh()
    await visit(anyone(database.db), { code })
    const clock = { ...anyone(database.db), tenant: 1 }
    const before = await expireStale(later(clock, 60))
    expect(await expireStale(later(clock, 48 * 60))).toBeGreaterThan(before)
    const row = await database.db.selectFrom('station_live').select('state').where('tenant_id', '=', 1).execute()
    expect(row.every((one) => one.state === 'unknown')).toBe(true)
  })
})

describe('presence.set_live, presence.inspect, presence.answer', () => {
  test('only who keeps the station may; others of the tenant and of another are refused', async () => {
    const code = await fresh()
    const other = await staff(database.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code: 'OTHER1' }))
    const stranger = await staff(database.db, 'union_manager', 2, LANZHOU.path)
    expect(await refusalOf(setLive(anyone(database.db), { code, state: 'open' }))).toMatchObject({ code: 'access.sign_in' })
    expect(await refusalOf(setLive(other, { code, state: 'open' }))).toMatchObject({ code: 'access.denied' })
    expect(await refusalOf(setLive(stranger, { code, state: 'open' }))).toMatchObject({ code: 'access.denied' })
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    expect((await setLive(clerk, { code, state: 'closed' })).live.state).toBe('closed')
    expect((await inspect(clerk, { code, state: 'locked' })).live).toMatchObject({ state: 'reported_locked', source: 'inspection' })
  })

  test('a report of another station cannot be answered here', async () => {
    const [here, there] = [await fresh(), await fresh()]
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    const { event } = await report(anyone(database.db), { code: there, kind: 'other' })
    expect(await refusalOf(answer(clerk, { code: here, event, answer: 'fixed' }))).toMatchObject({ code: 'stations.report_unknown' })
  })
})

describe('presence.area', () => {
  test('shows the stations below the node, what needs attention first', async () => {
    const code = await fresh({ name: '要先看的站（示例）' })
    await report(anyone(database.db), { code, kind: 'locked', ...DOOR })
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    const table = await area(clerk, { need: 'reported_locked' })
    expect(table.items.map((row) => row.code)).toContain(code)
    expect(table.items.every((row) => row.attention.includes('reported_locked'))).toBe(true)
    expect((await area(clerk, { q: '要先看' })).items).toHaveLength(1)
    expect(table.total).toBeGreaterThan(table.matching)
    expect(await refusalOf(area(clerk, { path: LANZHOU.path }))).toMatchObject({ code: 'access.denied' })
    expect(await refusalOf(area(anyone(database.db), {}))).toMatchObject({ code: 'access.sign_in' })
  })
})
