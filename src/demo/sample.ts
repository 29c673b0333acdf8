import { sampleHours } from './sample/hours.ts'
import type { DemoCentre } from './sample/places.ts'
import { nearestCode } from './sample/points.ts'
import { AED_PLACES, AREAS, ENTRANCE_NOTES, HOSTS, SITES } from './sample/words.ts'

/** A place where stations may stand; without population all places weigh the same. */
export interface DivisionPoint {
  code: string
  lon: number
  lat: number
  population?: number
}

/** A made-up station: every name ends with （示例）; null is unknown. Distances in metres, area in square metres. */
export interface SampleStation {
  name: string
  kind: string
  division: string
  address: string
  lon: number
  lat: number
  pointAccuracyM: number
  floor: string | null
  entranceNote: string | null
  areaM2: number | null
  seats: number | null
  access: 'open' | 'code' | 'key'
  hours: string | null
  facilities: Record<string, { count?: number; where?: string }>
  parking: { freeHours?: number; classes?: string[] } | null
  stepFree: boolean | null
  hotline: string | null
  sample: true
}

type Random = () => number

/** mulberry32, started anew for every station, so that station i is the same whatever the count. */
function randomOf(seed: number, index: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T
}

function gauss(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** Shares of the kinds; with the kinds that are always open they give the 6.5 % of R-S2. */
const KINDS: [kind: string, share: number, word: string][] = [
  ['union-station', 0.33, '工会驿站'],
  ['outdoor-worker-station', 0.29, '户外劳动者服务站点'],
  ['host-branch', 0.12, '共建网点'],
  ['care-station', 0.1, '爱心驿站'],
  ['smart-station', 0.046, '24小时智慧驿站'],
  ['rider-station', 0.04, '骑士驿站'],
  ['rider-home', 0.03, '小哥之家'],
  ['party-service-point', 0.016, '党群服务点'],
  ['driver-home', 0.014, '司机之家'],
  ['aid-centre', 0.009, '职工帮扶服务站'],
  ['community-canteen', 0.005, '社区食堂'],
]

/** Shares of the facilities: R-S2 where it names one, else plausible. */
const FACILITIES: [code: string, share: number][] = [
  ['water', 0.97], ['seat', 0.95], ['charging', 0.93], ['aircon', 0.82], ['firstaid', 0.8], ['microwave', 0.74],
  ['wifi', 0.7], ['medicine', 0.59], ['books', 0.55], ['toilet', 0.52], ['umbrella', 0.45], ['repair', 0.36],
  ['fridge', 0.34], ['boiled-water', 0.3], ['sewing', 0.28], ['heat', 0.25], ['heating', 0.22],
  ['law', 0.107], ['tv', 0.1], ['baby', 0.08], ['ebikecharge', 0.08], ['aed', 0.07], ['nap', 0.06],
  ['psych', 0.05], ['locker', 0.05], ['blood-pressure', 0.05], ['join', 0.2], ['appeal', 0.12], ['training', 0.03],
  ['haircut', 0.027], ['shower', 0.02], ['laundry', 0.015], ['meal', 0.013], ['swap', 0.011], ['accessible-toilet', 0.06],
]

const DRIVER_HOME: [code: string, share: number][] = [
  ['boiled-water', 1], ['shower', 0.92], ['laundry', 0.8], ['truckparking', 1], ['bed', 0.6], ['fuel', 0.5], ['tyre', 0.4],
]

/** Shared by all: most facilities are there and nothing more is known. */
const NOTHING_MORE: { count?: number; where?: string } = Object.freeze({})

const COUNTED = new Set(['seat', 'charging', 'microwave', 'shower'])

function kindOf(random: Random): [kind: string, word: string] {
  let left = random()
  for (const [kind, share, word] of KINDS) {
    left -= share
    if (left < 0) return [kind, word]
  }
  return ['union-station', '工会驿站']
}

function facilitiesOf(random: Random, kind: string): SampleStation['facilities'] {
  const found: SampleStation['facilities'] = {}
  for (const [code, share] of kind === 'driver-home' ? [...FACILITIES, ...DRIVER_HOME] : FACILITIES) {
    if (random() >= share) continue
    if (code === 'aed') found[code] = { where: pick(random, AED_PLACES) }
    else found[code] = COUNTED.has(code) && random() < 0.4 ? { count: 1 + Math.floor(random() * 6) } : NOTHING_MORE
  }
  return found
}

function nameOf(random: Random, kind: string, word: string): string {
  const place = `${pick(random, AREAS)}${pick(random, SITES)}`
  return kind === 'host-branch' ? `${place}${pick(random, HOSTS)}${word}` : `${place}${word}`
}

function parkingOf(random: Random, kind: string): SampleStation['parking'] {
  if (kind === 'driver-home') return { freeHours: pick(random, [2, 3, 4, 12, 24]), classes: ['car', 'van', 'light-truck', 'heavy-truck'] }
  if (random() < 0.15) return { classes: ['two-wheeler'] }
  return random() < 0.06 ? { freeHours: pick(random, [1, 2]), classes: ['two-wheeler', 'car'] } : null
}

function hoursOf(random: Random, kind: string): string | null {
  const always = kind === 'smart-station' ? 1 : kind === 'driver-home' ? 0.9 : 0.007
  return random() < always ? '24/7' : sampleHours(random)
}

function stationAt(random: Random, division: string, lon: number, lat: number): SampleStation {
  const [kind, word] = kindOf(random)
  const areaM2 = Math.round(Math.exp((kind === 'driver-home' ? 5.2 : 3.3) + 0.6 * gauss(random)))
  const known = random()
  return {
    name: `${nameOf(random, kind, word)}（示例）`,
    kind,
    division,
    address: `示例路 ${1 + Math.floor(random() * 900)} 号`,
    lon: Number(lon.toFixed(6)),
    lat: Number(lat.toFixed(6)),
    pointAccuracyM: pick(random, [5, 10, 10, 20, 50]),
    floor: known < 0.04 ? null : known < 0.9 ? '1 楼' : known < 0.98 ? '2 楼' : '地下 1 楼',
    entranceNote: random() < 0.55 ? pick(random, ENTRANCE_NOTES) : null,
    areaM2: random() < 0.85 ? areaM2 : null,
    seats: random() < 0.8 ? Math.max(2, Math.round(areaM2 / 3.2)) : null,
    access: known < 0.88 ? 'open' : known < 0.96 ? 'code' : 'key',
    hours: hoursOf(random, kind),
    facilities: facilitiesOf(random, kind),
    parking: parkingOf(random, kind),
    stepFree: random() < 0.45 ? true : random() < 0.4 ? false : null,
    hotline: random() < 0.85 ? '12351' : null,
    sample: true,
  }
}

function moved(lon: number, lat: number, eastM: number, northM: number): [lon: number, lat: number] {
  return [lon + eastM / (111_320 * Math.cos((lat * Math.PI) / 180)), lat + northM / 110_570]
}

/** Yields `count` made-up stations over the country, near the points in proportion to population; the same for the same input. */
export function* sampleStations(count: number, seed: number, divisions: readonly DivisionPoint[]): Generator<SampleStation> {
  const sums = new Float64Array(divisions.length)
  let total = 0
  divisions.forEach((division, i) => (sums[i] = total += division.population ?? 1))
  for (let index = 0; index < count; index++) {
    const random = randomOf(seed, index)
    const place = divisions[firstAbove(sums, random() * total)]
    if (!place) return
    const spreadM = 700 + 2500 * Math.sqrt((place.population ?? 0) / 1_000_000)
    const reach = () => Math.max(-2.5, Math.min(2.5, gauss(random))) * spreadM
    const [lon, lat] = moved(place.lon, place.lat, reach(), reach())
    yield stationAt(random, place.code, lon, lat)
  }
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] as number) > value) high = middle
    else low = middle + 1
  }
  return low
}

const CLUSTER_RADIUS_M = 8000
const TRIES = 40

/** Made-up stations within 8 km of a demo city, off its waters and hills, no name twice; station i is the same whatever the count. */
export function demoCluster(centre: DemoCentre, count: number, seed: number): SampleStation[] {
  const taken = new Set<string>()
  const ownSeed = seed + Number(centre.districts[0]?.code ?? 0)
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(ownSeed, index)
    const [lon, lat] = standable(random, centre)
    const division = nearestCode({ lon, lat }, centre.districts) ?? ''
    const station = stationAt(random, division, lon, lat)
    let name = station.name
    for (let number = 2; taken.has(name); number++) name = station.name.replace('（示例）', `${number}号站（示例）`)
    taken.add(name)
    return { ...station, name }
  })
}

function standable(random: Random, centre: DemoCentre): [lon: number, lat: number] {
  for (let tried = 0; tried < TRIES; tried++) {
    const eastM = gauss(random) * centre.eastM
    const [lon, level] = moved(centre.lon, centre.lat, eastM, gauss(random) * centre.northM)
    const lat = level + (lon - centre.lon) * centre.tilt
    const isNear = distanceM(centre, lon, lat) <= CLUSTER_RADIUS_M
    if (isNear && centre.avoid.every((spot) => distanceM(spot, lon, lat) > spot.radiusM)) return [lon, lat]
  }
  return [centre.lon, centre.lat]
}

function distanceM(from: { lon: number; lat: number }, lon: number, lat: number): number {
  return Math.hypot((lon - from.lon) * 111_320 * Math.cos((lat * Math.PI) / 180), (lat - from.lat) * 110_570)
}
