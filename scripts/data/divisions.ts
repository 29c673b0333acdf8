/** Builds data/divisions.json from npm @vant/area-data and npm pinyin-pro: node scripts/data/divisions.ts */
import { areaList } from '@vant/area-data'
import { NOT_COUNTIES, RENUMBERED, RETIRED, SEATS, VALID_FROM, WITHOUT_COUNTIES } from './division-corrections.ts'
import { readPlace } from './place-pinyin.ts'
import { readRecords, readText, writeRecords } from './records.ts'

type Level = 'province' | 'prefecture' | 'county'

interface Point {
  lon: number
  lat: number
}

interface Named {
  code: string
  name: string
  level: Level
  parent?: string
  validFrom?: string
  validTo?: string
  replacedBy?: string
}

const MUNICIPALITIES = /^(11|12|31|50)/
const OUTSIDE_NATIONAL_COUNT = /^(71|81|82)/

function isPrefecture(code: string): boolean {
  const seriesOfDirectCounties = code.slice(2) === '9000'
  return !MUNICIPALITIES.test(code) && !OUTSIDE_NATIONAL_COUNT.test(code) && !seriesOfDirectCounties
}

/** The last two digits of a county are 01–59 or 80–89; 60–79 and 90–99 are management zones. */
function isCounty(code: string): boolean {
  const number = Number(code.slice(4))
  const isZone = (number >= 60 && number < 80) || number >= 90
  const isTown = WITHOUT_COUNTIES.includes(code.slice(0, 4))
  return !OUTSIDE_NATIONAL_COUNT.test(code) && !isZone && !isTown && !NOT_COUNTIES.has(code)
}

/** A county without a prefecture (municipalities, 省直辖县级) hangs directly under its province. */
function parentOfCounty(code: string, prefectures: Set<string>): string {
  const prefecture = `${code.slice(0, 4)}00`
  return prefectures.has(prefecture) ? prefecture : `${code.slice(0, 2)}0000`
}

function currentDivisions(): Named[] {
  const retired = new Set(RETIRED.map((change) => change.code))
  const provinces = Object.entries(areaList.province_list)
  const prefectures = Object.entries(areaList.city_list).filter(([code]) => isPrefecture(code))
  const counties = Object.entries(areaList.county_list)
    .filter(([code]) => isCounty(code) && !retired.has(code))
    .map(([code, name]) => [RENUMBERED[code] ?? code, name] as const)
  const prefectureCodes = new Set(prefectures.map(([code]) => code))
  return [
    ...provinces.map(([code, name]): Named => ({ code, name, level: 'province' })),
    ...prefectures.map(([code, name]): Named => ({ code, name, level: 'prefecture', parent: `${code.slice(0, 2)}0000` })),
    ...counties.map(([code, name]): Named => ({ code, name, level: 'county', parent: parentOfCounty(code, prefectureCodes) })),
  ].map((division) => (VALID_FROM[division.code] ? { ...division, validFrom: VALID_FROM[division.code] } : division))
}

interface Place extends Point {
  name: string
  rank: string
  /** Code of the prefecture, or of the county that hangs directly under a province. */
  within: string
}

/** data/cities.csv, largest first. */
function readPlaces(): Place[] {
  const [, ...lines] = readText('data/cities.csv').trim().split('\n')
  return lines.map((line) => {
    const [, name = '', lon, lat, , rank = '', within = ''] = line.split(',')
    return { name: letters(name), lon: Number(lon), lat: Number(lat), rank, within }
  })
}

/** Bei’an, Lüshun → beian, lushun: so that GeoNames' spelling meets ours. */
function letters(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase()
}

/** What may follow the bare name in pinyin: 市 区 县 旗 地区 盟, or nothing (蔚县 is written Yuxian). */
const KINDS = ['', 'shi', 'qu', 'xian', 'qi', 'diqu', 'meng']

/** Whether the place carries the division's name: Hangzhou for 杭州市, Enshi for 恩施土家族苗族自治州. */
function isNamesake({ name }: Named, { name: place }: Place): boolean {
  const { pinyin } = readPlace(name)
  if (!pinyin.startsWith(place)) return false
  return KINDS.includes(pinyin.slice(place.length)) || (name.includes('自治') && place.length >= 4)
}

/** A county that shares its name with its prefecture (辽阳县, 南昌县) has its seat elsewhere: no match by name. */
function seatOf(division: Named, above: Named | undefined, places: Place[]): Point | undefined {
  const { code, level } = division
  const isCapital = (place: Place) => place.rank === 'PPLA' || place.rank === 'PPLC'
  if (level === 'province') return places.find((place) => isCapital(place) && place.within.startsWith(code.slice(0, 2)))
  const inside = places.filter((place) => place.within === code)
  if (level === 'prefecture') return inside.find((place) => isCapital(place) || place.rank === 'PPLA2') ?? inside.find((place) => isNamesake(division, place))
  if (inside[0] || !above) return inside[0]
  return places.find((place) => place.within === above.code && isNamesake(division, place) && !isNamesake(above, place))
}

function middle(points: Point[]): Point {
  const round = (sum: number) => Number((sum / points.length).toFixed(4))
  return { lon: round(points.reduce((sum, p) => sum + p.lon, 0)), lat: round(points.reduce((sum, p) => sum + p.lat, 0)) }
}

/** Own point, then the seat by name; else, marked approximate: a known seat, the middle of what lies below, the parent's point. */
function placed(divisions: Named[]) {
  const own = new Map(readRecords<Point & { code: string }>('data/county-points-geonames.json').map(({ code, lon, lat }) => [code, { lon, lat }]))
  const places = readPlaces()
  const byCode = new Map(divisions.map((division) => [division.code, division]))
  const points = new Map<string, Point>()
  return divisions.map((division) => {
    const { code, name, level, parent, ...validity } = division
    const rounded = SEATS[code]
    const exact = own.get(code) ?? (rounded ? undefined : seatOf(division, byCode.get(parent ?? ''), places))
    const below = divisions.filter((d) => d.parent === code).flatMap((d) => own.get(d.code) ?? [])
    const fallback = rounded ?? (below.length > 0 ? middle(below) : points.get(division.replacedBy ?? parent ?? ''))
    const point = exact ?? fallback
    if (!point) throw new Error(`${code} ${name} has no point to fall back on`)
    const { lon, lat } = point
    points.set(code, { lon, lat })
    return { code, name, level, parent, ...readPlace(name), lon, lat, ...(exact ? {} : { pointApproximate: true }), ...validity }
  })
}

const retired = RETIRED.map((change): Named => ({ ...change, level: 'county' }))
const records = placed([...currentDivisions(), ...retired])
writeRecords('data/divisions.json', records.sort((a, b) => (a.code < b.code ? -1 : 1)))

for (const level of ['province', 'prefecture', 'county']) {
  const inForce = records.filter((record) => record.level === level && !record.validTo)
  console.log(level, inForce.length, 'approximate points:', inForce.filter((record) => 'pointApproximate' in record).length)
}
