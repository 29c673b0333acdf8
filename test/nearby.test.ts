import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStationIndex, stationIndex, stopStationIndex } from '#domain/nearby/follow.ts'
import { nearest, nearestJson, onMap } from '#domain/nearby/queries.ts'
import { makeStationIndex } from '#domain/nearby/stationIndex.ts'
import { report, setLive } from '#domain/presence/commands.ts'
import { metresBetween } from '#domain/stations/model.ts'
import { livingStations } from '#domain/stations/queries.ts'
import { openTestDatabase } from './database.ts'
import { addStation, anyone, buildWorld, DOOR, HANGZHOU, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>

/** 0.001 degrees of latitude: some 111 m. */
const north = (steps: number) => ({ lon: DOOR.lon, lat: DOOR.lat + steps * 0.001 })

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  await addStation(database.db, { code: 'DAY0001', ...north(1), facilities: { water: {}, microwave: {} }, stepFree: true })
  await addStation(database.db, { code: 'NGHT002', ...north(2), hours: 'Mo-Su 20:00-08:00', facilities: { water: {}, shower: {} } })
  await addStation(database.db, { code: 'AWAYS03', ...north(3), hours: '24/7', kind: 'driver-home', parking: { classes: ['heavy-truck'] }, facilities: { microwave: {} } })
  await addStation(database.db, { code: 'NKNWN04', ...north(4), hours: null, facilities: {} })
  await addStation(database.db, { code: 'FAR0005', lon: 104.06, lat: 30.57 })
  await startStationIndex(database.db)
})
afterAll(async () => {
  stopStationIndex()
  await database.close()
})

const ask = async (given: object, now = WEDNESDAY) => nearest(anyone(database.db, { now }), { ...DOOR, ...given })
const codes = async (given: object, now = WEDNESDAY) => (await ask(given, now)).items.map((item) => item.code)

describe('nearby.nearest', () => {
  test('sorted by distance, each with its metres and why', async () => {
    const { items, next } = await ask({})
    expect(items.map((item) => item.code)).toEqual(['DAY0001', 'NGHT002', 'AWAYS03', 'NKNWN04'])
    expect(next).toBeNull()
    expect(items[0]).toMatchObject({ distanceM: 111, live: { state: 'should_be_open' }, why: { until: '2026-11-18T12:00:00.000Z', always: false, confirmedAt: null, distanceM: 111 } })
    expect(items[2]!.why).toMatchObject({ until: null, always: true })
    expect(items[3]!.live.state).toBe('unknown')
  })

  test('filters are ANDed', async () => {
    expect(await codes({ open: 'now' })).toEqual(['DAY0001', 'AWAYS03'])
    expect(await codes({ open: 'now', facilities: 'microwave' })).toEqual(['DAY0001', 'AWAYS03'])
    expect(await codes({ open: 'now', facilities: 'microwave,water' })).toEqual(['DAY0001'])
    expect(await codes({ facilities: 'water,shower' })).toEqual(['NGHT002'])
    expect(await codes({ kind: 'driver-home' })).toEqual(['AWAYS03'])
    expect(await codes({ always: 'true' })).toEqual(['AWAYS03'])
    expect(await codes({ stepFree: 'true' })).toEqual(['DAY0001'])
    expect(await codes({ parking: 'heavy-truck', open: 'now' })).toEqual(['AWAYS03'])
    expect(await codes({ withinM: 250 })).toEqual(['DAY0001', 'NGHT002'])
    expect(await codes({ limit: '1' })).toEqual(['DAY0001'])
  })

  test('open when I finish: 23:30 tonight', async () => {
    expect(await codes({ open: '2026-11-18T23:30:00+08:00' })).toEqual(['NGHT002', 'AWAYS03'])
  })

  test('those that fail only "open now" stand apart with their state', async () => {
    const { closedNearby } = await ask({ open: 'now', closedToo: 5 })
    expect(closedNearby.map((item) => [item.code, item.live.state, item.why.until])).toEqual([['NGHT002', 'should_be_closed', '2026-11-18T12:00:00.000Z'], ['NKNWN04', 'unknown', null]])
  })

  const wrong: [object, string][] = [
    [{ lon: 30.2, lat: 120.1 }, 'stations.coordinates_swapped'], [{ lon: 500 }, 'stations.outside_world'], [{ facilities: 'sauna' }, 'stations.facility_unknown'],
    [{ kind: 'castle' }, 'stations.kind_unknown'], [{ parking: 'tank' }, 'stations.vehicle_unknown'], [{ open: 'tomorrow' }, 'input.invalid'], [{ lon: '' }, 'input.invalid'],
    [{ limit: 0 }, 'input.invalid'], [{ lat: 'NaN' }, 'input.invalid'], [{ withinM: -1 }, 'input.invalid'],
  ]
  for (const [given, code] of wrong) {
    test(`refuses ${JSON.stringify(given)} with ${code}`, async () => {
      expect(await refusalOf(nearest(anyone(database.db), { ...DOOR, ...given }))).toMatchObject({ code })
    })
  }

  test('as JSON it is the same answer, word for word', async () => {
    for (const given of [{}, { open: 'now', closedToo: 5, facilities: 'water,microwave' }, { lon: 0, lat: 0 }]) {
      const input = { ...DOOR, withinM: 500_000, ...given }
      expect(JSON.parse((await nearestJson(anyone(database.db), input)).toString())).toEqual(await nearest(anyone(database.db), input))
    }
  })

  test('agrees with a slow and obvious search', async () => {
    const all = (await livingStations(database.db, { division: '', code: '' }, 100)).map((station) => ({ code: station.code, metres: metresBetween(120.09, 30.2, station.lon, station.lat) }))
    const expected = all.filter((one) => one.metres <= 500_000).sort((a, b) => a.metres - b.metres).map((one) => one.code)
    expect(await codes({ lon: 120.09, lat: 30.2, withinM: 500_000 })).toEqual(expected)
  })
})

describe('the index', () => {
  /** Waits until the index agrees or a second has gone. */
  async function within1s(check: () => Promise<boolean>): Promise<boolean> {
    for (const until = Date.now() + 1000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 20))) if (await check()) return true
    return false
  }

  test('a locked door, a closed one, a broken thing and a new or moved station are seen within a second', async () => {
    const code = 'VVE0006'
    const id = await addStation(database.db, { code, lon: 100, lat: 35 })
    const here = (given: object = {}) => codes({ lon: 100, lat: 35, ...given })
    expect(await within1s(async () => (await here({ open: 'now' })).includes(code))).toBe(true)
    await report(anyone(database.db), { code, kind: 'locked', lon: 100, lat: 35 })
    expect(await within1s(async () => !(await here({ open: 'now' })).includes(code))).toBe(true)
    expect((await ask({ lon: 100, lat: 35 })).items[0]!.live.state).toBe('reported_locked')
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
    await setLive(clerk, { code, state: 'open', facilities: { microwave: 'out_of_order' } })
    expect(await within1s(async () => (await here({ open: 'now' })).includes(code))).toBe(true)
    expect(await within1s(async () => !(await here({ facilities: 'microwave' })).includes(code))).toBe(true)
    await database.db.updateTable('station').set({ lon: 90, changed_at: new Date() }).where('station_id', '=', id).execute()
    expect(await within1s(async () => (await codes({ lon: 90, lat: 35 })).includes(code))).toBe(true)
    await database.db.updateTable('station').set({ status: 'withdrawn', withdrawn_at: new Date(), changed_at: new Date() }).where('station_id', '=', id).execute()
    expect(await within1s(async () => !(await codes({ lon: 90, lat: 35 })).includes(code))).toBe(true)
  })

  test('is empty at first and answers nothing', () => {
    const empty = makeStationIndex()
    expect(empty.find({ ...DOOR, limit: 20, withinM: 1e6, openAtMs: null, facilities: [], kind: -1, always: false, stepFree: false, parking: -1 })).toEqual([])
    expect(stationIndex().size()).toBeGreaterThan(4)
  })
})

test('nearby.map: points of a box, refused outside the world', async () => {
  const box = await onMap(anyone(database.db), { bbox: '120,30,121,31' })
  expect(box.features).toHaveLength(4)
  expect(box.features[0]).toMatchObject({ type: 'Feature', properties: { state: expect.any(String) } })
  expect(await refusalOf(onMap(anyone(database.db), { bbox: '200,30,121,31' }))).toMatchObject({ code: 'stations.outside_world' })
  expect(await refusalOf(onMap(anyone(database.db), { bbox: 'a,b,c,d' }))).toMatchObject({ code: 'input.invalid' })
})
