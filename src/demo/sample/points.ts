import type { DivisionPoint } from '../sample.ts'

/** A record of data/divisions.json, as far as it is needed here. */
export interface DivisionRecord {
  code: string
  level: string
  parent?: string
  lon: number
  lat: number
  pointApproximate?: boolean
  validTo?: string
}

const SMALLEST_PLACE = 8_000
const UNLISTED_COUNTY = 20_000

/**
 * Where made-up stations may stand: the places of data/cities.csv, weighted by population, each under the nearest
 * county of its prefecture; and the counties no listed place lies under.
 */
export function divisionPoints(divisions: DivisionRecord[], citiesCsv: string): DivisionPoint[] {
  const current = divisions.filter((division) => !division.validTo)
  const codes = new Set(current.map((division) => division.code))
  const countiesOf = Map.groupBy(
    current.filter((division) => division.level === 'county' && !division.pointApproximate),
    (county) => county.parent ?? '',
  )
  const points: DivisionPoint[] = []
  for (const line of citiesCsv.trim().split('\n').slice(1)) {
    const [, , lon, lat, population, , within = ''] = line.split(',')
    if (!codes.has(within) || /^(71|81|82)/.test(within)) continue
    const place = { lon: Number(lon), lat: Number(lat) }
    const code = nearestCode(place, countiesOf.get(within) ?? []) ?? within
    points.push({ code, ...place, population: Math.max(Number(population), SMALLEST_PLACE) })
  }
  const covered = new Set(points.map((point) => point.code))
  for (const county of [...countiesOf.values()].flat()) {
    if (!covered.has(county.code)) points.push({ code: county.code, lon: county.lon, lat: county.lat, population: UNLISTED_COUNTY })
  }
  return points
}

/** Code of the nearest of the points, by straight line; undefined when there is none. */
export function nearestCode(place: { lon: number; lat: number }, points: readonly { code: string; lon: number; lat: number }[]): string | undefined {
  const shrink = Math.cos((place.lat * Math.PI) / 180)
  let best: string | undefined
  let bestDistance = Infinity
  for (const point of points) {
    const distance = Math.hypot((point.lon - place.lon) * shrink, point.lat - place.lat)
    if (distance < bestDistance) [best, bestDistance] = [point.code, distance]
  }
  return best
}
