import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ceremony } from '#domain/joining/ceremonies.ts'
import { queue } from '#domain/joining/queue.ts'
import { mine as myVotes } from '#domain/elections/hall.ts'
import { homeOf } from '#domain/identity/home.ts'
import { personByPhone } from '#domain/identity/people.ts'
import { runningOf } from '#domain/moves/running.ts'
import { loadDivisions } from '#domain/organisations/divisions.ts'
import { list as proposals } from '#domain/proposals/queries.ts'
import { asPhone, nobodyIn } from '../src/demo/act.ts'
import { loadDemo } from '../src/demo/load.ts'
import { demoCluster, sampleStations } from '../src/demo/sample.ts'
import { CHENGDU, DEMO_CENTRES, HANGZHOU } from '../src/demo/sample/places.ts'
import { divisionPoints } from '../src/demo/sample/points.ts'
import { openTestDatabase } from './database.ts'
import { useTestSettings } from './world.ts'

interface Division {
  code: string
  name: string
  level: 'province' | 'prefecture' | 'county'
  parent?: string
  pinyin: string
  initials: string
  lon: number
  lat: number
  pointApproximate?: boolean
  validFrom?: string
  validTo?: string
  replacedBy?: string
}

interface Organisation {
  path: string
  name: string
  level: string
  type: string
  division: string
  tenant: string | null
  runsOwnBudget?: boolean
  sample?: boolean
}

interface Facility {
  code: string
  zh: string
  en: string
  group: string
  osm: Record<string, string>
  basic?: boolean
}

function text(file: string): string {
  return readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')
}

function read<T>(file: string): T {
  return JSON.parse(text(file)) as T
}

const divisions = read<Division[]>('divisions.json')
const current = divisions.filter((division) => !division.validTo)
const byCode = new Map(divisions.map((division) => [division.code, division]))

describe('divisions', () => {
  test('count 34 provinces, 333 prefectures, 2,846 counties, each code once', () => {
    const counts = Map.groupBy(current, (division) => division.level)
    expect([counts.get('province')?.length, counts.get('prefecture')?.length, counts.get('county')?.length]).toEqual([34, 333, 2846])
    expect(byCode.size).toBe(divisions.length)
  })

  test('hang below a division in force; only provinces hang below nothing', () => {
    for (const { code, level, parent } of divisions) {
      if (level === 'province') expect(parent, code).toBeUndefined()
      else expect(byCode.get(parent ?? '')?.validTo, code).toBeUndefined()
      if (parent) expect(byCode.has(parent), code).toBe(true)
    }
    expect(byCode.get('419001')?.parent).toBe('410000')
    expect(byCode.get('500229')?.parent).toBe('500000')
  })

  test('lie inside China', () => {
    for (const { code, lon, lat } of divisions) {
      expect(lon > 73.4 && lon < 135.1, code).toBe(true)
      expect(lat > 3.8 && lat < 53.6, code).toBe(true)
    }
  })

  test('name the successor in force of every abolished code', () => {
    const retired = divisions.filter((division) => division.validTo)
    expect(retired.length).toBeGreaterThan(10)
    for (const { code, validTo, replacedBy } of retired) {
      expect(validTo, code).toMatch(/^20\d\d-\d\d-\d\d$/)
      expect(byCode.get(replacedBy ?? '')?.level, code).toBe('county')
      expect(byCode.get(replacedBy ?? '')?.validTo, code).toBeUndefined()
    }
    expect(byCode.get('320611')).toMatchObject({ name: '港闸区', replacedBy: '320613' })
  })

  test.each([
    ['500000', 'chongqing'],
    ['350200', 'xiamen'],
    ['340300', 'bengbu'],
    ['341500', 'luan'],
    ['341600', 'bozhou'],
    ['330382', 'yueqing'],
    ['310112', 'minhang'],
    ['653100', 'kashi'],
    ['441900', 'dongguan'],
    ['510117', 'pidu'],
    ['141100', 'lvliang'],
    ['331000', 'taizhou'],
  ])('%s is read %s', (code, pinyin) => {
    expect(byCode.get(code)?.pinyin.startsWith(pinyin)).toBe(true)
  })

  test('are typed with plain letters and one initial a character', () => {
    for (const { name, pinyin, initials } of divisions) {
      expect(pinyin, name).toMatch(/^[a-z]+$/)
      expect(initials.length, name).toBe([...name].length)
    }
  })
})

describe('holidays', () => {
  const { years } = read<{ years: Record<string, { complete: boolean; holidays: Record<string, string>; workdays: Record<string, string>; inLieu: string[] }> }>('holidays.json')

  test('know every year from 2004 to 2026', () => {
    expect(Object.keys(years)).toEqual(Array.from({ length: 23 }, (_, i) => String(2004 + i)))
    expect(Object.values(years).every((year) => year.complete)).toBe(true)
  })

  test.each([
    ['2024-02-10', 'holidays', '春节'],
    ['2024-02-04', 'workdays', '春节'],
    ['2025-10-03', 'holidays', '国庆节'],
    ['2025-10-06', 'holidays', '中秋'],
    ['2025-04-27', 'workdays', '劳动节'],
    ['2026-01-01', 'holidays', '元旦'],
  ] as const)('%s is among the %s of %s', (day, list, name) => {
    const found = years[day.slice(0, 4)]?.[list][day]
    expect(found).toBe(name)
  })

  test('have no day that is both, and in-lieu days are holidays', () => {
    for (const { holidays, workdays, inLieu } of Object.values(years)) {
      expect(Object.keys(workdays).filter((day) => day in holidays)).toEqual([])
      expect(inLieu.filter((day) => !(day in holidays))).toEqual([])
    }
  })
})

describe('facilities and kinds', () => {
  const facilities = read<Facility[]>('facility-kinds.json')
  const icons = read<Record<string, { viewBox: string; body: string; licence: string }>>('facility-icons.json')
  const codes = new Set(facilities.map((facility) => facility.code))

  test('are coded once, named in two languages and have an icon; at least 40 have OSM tags', () => {
    expect(codes.size).toBe(facilities.length)
    for (const { code, zh, en } of facilities) {
      expect(zh, code).not.toBe('')
      expect(en, code).not.toBe('')
      expect(icons[code]?.body, code).toMatch(/^</)
    }
    expect(facilities.filter((facility) => Object.keys(facility.osm).length > 0).length).toBeGreaterThanOrEqual(40)
  })

  test('mark the basic set of R-S7', () => {
    const basic = facilities.filter((facility) => facility.basic).map((facility) => facility.code)
    expect(basic.sort()).toEqual(['aircon', 'books', 'charging', 'firstaid', 'fridge', 'microwave', 'repair', 'seat', 'toilet', 'umbrella', 'water', 'wifi'])
  })

  test('icons carry a free licence and no script', () => {
    for (const [code, icon] of Object.entries(icons)) {
      expect(['CC0-1.0', 'ISC', 'Apache-2.0'], code).toContain(icon.licence)
      expect(icon.body, code).not.toMatch(/script|on\w+=|href/i)
    }
  })

  test('cover what demo stations and the generator use', () => {
    const kinds = new Set(read<{ code: string }[]>('station-kinds.json').map((kind) => kind.code))
    const real = read<{ kind: string; division: string; facilities?: Record<string, unknown> }[]>('demo/stations.json')
    for (const station of [...real, ...demoCluster(HANGZHOU, 500, 1)]) {
      expect(kinds.has(station.kind), station.kind).toBe(true)
      expect(byCode.has(station.division), station.division).toBe(true)
      expect(Object.keys(station.facilities ?? {}).filter((code) => !codes.has(code))).toEqual([])
    }
  })
})

describe('demo unions and people', () => {
  const organisations = read<Organisation[]>('demo/organisations.json')
  const paths = new Set(organisations.map((organisation) => organisation.path))
  const tenants = new Set(organisations.filter((organisation) => organisation.runsOwnBudget).map((organisation) => organisation.tenant))

  test('form a tree', () => {
    expect(paths.size).toBe(organisations.length)
    for (const { path, division, tenant, name, sample } of organisations) {
      if (path !== '/cn') expect(paths.has(path.slice(0, path.lastIndexOf('/'))), path).toBe(true)
      if (division !== '100000') expect(byCode.get(division)?.validTo, path).toBeUndefined()
      if (tenant) expect(tenants.has(tenant), path).toBe(true)
      expect(name.endsWith('（示例）'), path).toBe(sample === true)
    }
  })

  test('cover every demo station', () => {
    const real = read<{ division: string }[]>('demo/stations.json').map((station) => station.division)
    const made = DEMO_CENTRES.flatMap((centre) => centre.districts.map((district) => district.code))
    for (const division of [...real, ...made]) expect(tenants.has(division.slice(0, 4)), division).toBe(true)
    for (const division of made) expect([...paths].some((path) => path.endsWith(`/${division}`)), division).toBe(true)
  })

  test('have phones that no real person has, and places that exist', () => {
    const people = read<{ phone: string; name: string; roles: { role: string; tenant?: string; path?: string; cluster?: string }[] }[]>('demo/people.json')
    expect(new Set(people.map((person) => person.phone)).size).toBe(people.length)
    for (const { phone, name, roles } of people) {
      expect(phone).toMatch(/^10\d{9}$/)
      expect(name.endsWith('（示例）')).toBe(true)
      for (const { path, tenant, cluster } of roles) {
        if (path) expect(paths.has(path), path).toBe(true)
        if (tenant) expect(tenants.has(tenant), tenant).toBe(true)
        if (cluster) expect(DEMO_CENTRES.some((centre) => centre.id === cluster)).toBe(true)
      }
    }
  })
})

describe('what goes on in the demonstration', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const hangzhou = (now = new Date()) => nobodyIn(database.db, 1, now)

  beforeAll(async () => {
    useTestSettings()
    database = await openTestDatabase()
    await loadDivisions(database.db)
    await loadDemo(database.db, () => undefined)
  })
  afterAll(() => database.close())

  async function clerksQueue(state: 'open' | 'returned') {
    return (await queue(await asPhone(hangzhou(), '10000000021'), { path: '/cn/33/3301/330106', state })).items
  }

  test('a clerk finds fresh, late, returned and repeated applications, all marked as samples', async () => {
    const open = await clerksQueue('open')
    expect(open.every((one) => one.sample && one.name.endsWith('（示例）'))).toBe(true)
    expect(open.filter((one) => one.clock?.late)).toHaveLength(1)
    expect(open.filter((one) => one.echoes === 1)).toHaveLength(1)
    expect((await clerksQueue('returned'))[0]?.returned?.fields).toEqual(['document'])
  })

  test('documents of applicants are those of nobody: no place has a code that begins with 10', async () => {
    for (const { document } of await clerksQueue('open')) expect(document.number).toMatch(/^10/)
    expect([...byCode.keys()].filter((code) => code.startsWith('10') && code !== '100000')).toEqual([])
  })

  test('a ceremony, an open vote and a result can be tried, today and after a start on a later day', async () => {
    const month = new Date(Date.now() + 70 * 86_400_000)
    const look = async (now: Date) => {
      const courier = await asPhone(hangzhou(now), '10000000002', true)
      const votes = (await myVotes(courier, {})).items
      return [(await ceremony(hangzhou(now), { ceremony: '1.DEMO26' })).state, ...votes.map(({ phase, mine }) => `${phase} ${mine ?? 'not voted'}`)]
    }
    expect(await look(new Date())).toEqual(['open', 'voting not voted', 'sealed not voted'])
    expect((await look(month)).slice(0, 2)).toEqual(['over', 'over not voted'])
    vi.setSystemTime(month)
    try {
      await loadDemo(database.db, () => undefined)
    } finally {
      vi.useRealTimers()
    }
    expect(await look(month)).toEqual(['open', 'voting not voted', 'sealed not voted'])
  })

  test('proposals are in three states, and a transfer runs from one tenant to another', async () => {
    const { items } = await proposals(hangzhou(), { path: '/cn/33/3301', state: 'any' })
    expect(items.map(({ state, seconds, sample }) => [state, seconds, sample])).toEqual([['open', 9, true], ['adopted', 7, true], ['in_work', 6, true]])
    const moving = await sql<{ person_id: string }>`/* across tenants: the one transfer */ select person_id from transfer where state = 'accepted'`.execute(database.db)
    expect(await runningOf(hangzhou(), moving.rows[0]!.person_id)).toMatchObject({ state: 'accepted', sample: true, tenant_id: 6, other_tenant: 1, to_path: '/cn/62/6201/620102/truckers' })
  })

  test('the first demo person is no member, the next two are', async () => {
    const homes = await Promise.all(['10000000001', '10000000002', '10000000003'].map(async (phone) => homeOf(hangzhou(), (await personByPhone(database.db, phone))!)))
    expect(homes.map((home) => home?.union?.path)).toEqual([undefined, '/cn/33/3301/330102/parcel', '/cn/62/6201/620102/truckers'])
  })
})

describe('made-up stations', () => {
  const points = divisionPoints(divisions, text('cities.csv'))
  const stations = [...sampleStations(20_000, 42, points)]

  function share(is: (station: (typeof stations)[number]) => boolean): number {
    return (100 * stations.filter(is).length) / stations.length
  }

  test('are the same on every run, and a longer run begins with the shorter one', () => {
    const digest = (list: unknown) => createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 16)
    expect(digest([...sampleStations(500, 42, points)])).toBe(digest(stations.slice(0, 500)))
    expect(digest([...sampleStations(500, 43, points)])).not.toBe(digest(stations.slice(0, 500)))
    expect(digest(demoCluster(CHENGDU, 50, 7))).toBe(digest(demoCluster(CHENGDU, 200, 7).slice(0, 50)))
    const alone = [{ code: '330100', lon: 120.1551, lat: 30.2741, population: 1_000_000 }]
    expect(digest([...sampleStations(500, 42, alone)])).toBe('726a2a65ad95a71a')
  })

  test('have the shares of R-S2', () => {
    expect(Math.abs(share((station) => station.hours === '24/7') - 6.5)).toBeLessThan(0.6)
    expect(Math.abs(share((station) => 'swap' in station.facilities) - 1.1)).toBeLessThan(0.3)
    expect(Math.abs(share((station) => 'medicine' in station.facilities) - 59)).toBeLessThan(1.5)
    expect(Math.abs(share((station) => 'law' in station.facilities) - 10.7)).toBeLessThan(1)
    expect(Math.abs(share((station) => 'meal' in station.facilities) - 1.3)).toBeLessThan(0.3)
    expect(Math.abs(share((station) => 'haircut' in station.facilities) - 2.7)).toBeLessThan(0.4)
    expect(share((station) => station.hours === null)).toBeGreaterThan(2)
  })

  test('say that they are samples and give an AED its place', () => {
    for (const station of stations) {
      expect(station.name.endsWith('（示例）') && station.sample && station.address.startsWith('示例路')).toBe(true)
      expect(station.facilities['aed'] === undefined || station.facilities['aed'].where !== undefined).toBe(true)
      expect(byCode.get(station.division)?.validTo).toBeUndefined()
    }
    const hours = new Set(stations.map((station) => station.hours))
    expect(hours.size).toBeGreaterThan(300)
    expect(hours.size).toBeLessThan(1500)
  })

  test.each(DEMO_CENTRES.map((centre) => [centre.id, centre] as const))('stand within 8 km of %s, no name twice', (_, centre) => {
    const cluster = demoCluster(centre, 300, 7)
    expect(new Set(cluster.map((station) => station.name)).size).toBe(300)
    for (const { lon, lat } of cluster) {
      const distanceM = Math.hypot((lon - centre.lon) * 111_320 * Math.cos((centre.lat * Math.PI) / 180), (lat - centre.lat) * 110_570)
      expect(distanceM).toBeLessThan(8001)
    }
  })
})

test('the base map holds 34 provinces, the prefectures and the ten-dash line', () => {
  const map = JSON.parse(readFileSync(new URL('../static/map/china.topo.json', import.meta.url), 'utf8')) as {
    objects: Record<'provinces' | 'prefectures' | 'tenDash', { geometries: unknown[] }>
  }
  expect(map.objects.provinces.geometries.length).toBe(34)
  expect(map.objects.prefectures.geometries.length).toBeGreaterThan(333)
  expect(map.objects.tenDash.geometries.length).toBe(10)
})
