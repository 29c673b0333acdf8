import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { navigationLinks } from '#lib/map/navigate.ts'
import { formatEnd, formatStart, nextMoment } from '#lib/i18n/moments.ts'
import { iconNames } from '#lib/ui/icon-names.ts'
import { filterHref, nearestQuery, readFilters, toggleAt, toggleFacility, toggleOpenNow } from '../src/routes/(worker)/filters.ts'

/** Points whose values in the three datums are published (gcoord 1.0.7 and coordtransform 2.1.2 agree to 1e-9 degrees). */
const VECTORS = [
  { name: '北京天安门', wgs84: [116.397428, 39.90923], gcj02: [116.403672, 39.910634], bd09: [116.410044, 39.916973] },
  { name: '成都天府广场', wgs84: [104.0659, 30.6574], gcj02: [104.068408, 30.654979], bd09: [104.074905, 30.661006] },
  { name: '乌鲁木齐', wgs84: [87.617733, 43.792818], gcj02: [87.620582, 43.794043], bd09: [87.627015, 43.800164] },
  { name: '东京', wgs84: [139.6917, 35.6895], gcj02: [139.6917, 35.6895], bd09: [139.698123, 35.695845] },
] as const

describe('navigationLinks', () => {
  test.each(VECTORS)('hands $name to each app in its own datum', ({ name, wgs84: [lon, lat], gcj02, bd09 }) => {
    const links = new Map(navigationLinks({ lon, lat, name, address: null }, 'walk').map(({ app, href }) => [app, href]))
    const fixed = (at: readonly [number, number], turned = false) => (turned ? [at[1], at[0]] : at).map((degrees) => degrees.toFixed(6)).join(',')
    const param = (app: 'amap' | 'baidu' | 'tencent' | 'apple', key: string) => new URL(links.get(app)!).searchParams.get(key)
    expect(param('amap', 'to')).toBe(`${fixed(gcj02)},${name}`)
    expect(param('amap', 'coordinate')).toBe('gaode')
    expect(param('baidu', 'location')).toBe(fixed(bd09, true))
    expect(param('baidu', 'coord_type')).toBe('bd09ll')
    expect(param('tencent', 'tocoord')).toBe(fixed(gcj02, true))
    expect(param('apple', 'daddr')).toBe(fixed(gcj02, true))
    expect(links.get('other')).toBe(`geo:${fixed([lon, lat], true)}?q=${fixed([lon, lat], true)}(${encodeURIComponent(name)})`)
  })

  test('a name with commas or ampersands cannot add parts to an address', () => {
    const [amap] = navigationLinks({ lon: 120, lat: 30, name: '甲,乙&mode=bus', address: null }, 'ride')
    const query = new URL(amap!.href).searchParams
    expect(query.get('to')?.split(',')).toHaveLength(3)
    expect(query.getAll('mode')).toEqual(['ride'])
  })
})

describe('filters', () => {
  const read = (query: string) => readFilters(new URLSearchParams(query))

  test('open now holds unless the address says otherwise', () => {
    expect(read('').openNow).toBe(true)
    expect(filterHref([], read(''))).toBe('/')
    expect(filterHref([], toggleOpenNow(read('')))).toBe('/?open=any')
    expect(filterHref([], toggleOpenNow(read('open=any')))).toBe('/')
  })

  test('what makes no sense is left out', () => {
    expect(read('f=water,<b>,&at=25:00&parking=../x')).toMatchObject({ facilities: ['water'], at: null, parking: null })
  })

  test('facilities are added and taken away, the place stays', () => {
    const more = toggleFacility(read('f=water'), 'microwave')
    expect(filterHref([['place', '330106']], more)).toBe('/?place=330106&f=water,microwave')
    expect(toggleFacility(more, 'water').facilities).toEqual(['microwave'])
  })

  test('a time of day takes the place of now, and back', () => {
    const late = toggleAt(read(''), '23:30')
    expect(filterHref([], late)).toBe('/?at=23:30')
    expect(filterHref([], toggleOpenNow(late))).toBe('/')
    const query = nearestQuery(late, { lon: 120, lat: 30 }, new Date('2026-11-21T12:42:00Z'))
    expect(query['open']).toBe('2026-11-21T23:30:00+08:00')
    expect(nearestQuery(read('open=any'), { lon: 120, lat: 30 }, new Date())).not.toHaveProperty('closedToo')
  })
})

describe('moments in words', () => {
  const now = new Date('2026-11-21T12:42:00Z')

  test('the next time a clock shows it, in Beijing', () => {
    expect(nextMoment('23:30', now)).toBe('2026-11-21T23:30:00+08:00')
    expect(nextMoment('06:00', now)).toBe('2026-11-22T06:00:00+08:00')
    expect(nextMoment('24:00', now)).toBeNull()
  })

  test('ends and beginnings', () => {
    expect(formatEnd('zh-CN', new Date('2026-11-21T16:00:00Z'), now)).toBe('24:00')
    expect(formatEnd('zh-CN', new Date('2026-11-21T18:00:00Z'), now)).toBe('次日 02:00')
    expect(formatStart('zh-CN', new Date('2026-11-22T00:00:00Z'), now)).toBe('明天 08:00')
    expect(formatStart('en', new Date('2026-11-23T00:00:00Z'), now)).toBe('Mon 08:00')
  })
})

test('every facility kind has an icon of its name', () => {
  const kinds = JSON.parse(readFileSync(new URL('../data/facility-kinds.json', import.meta.url), 'utf8')) as { code: string }[]
  const names: readonly string[] = iconNames
  expect(kinds.map(({ code }) => code).filter((code) => !names.includes(code))).toEqual([])
})
