import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { token } from './shapes.ts'

/** What lies under the stations: tiles where an address is set, else our own outlines; and rings that say how far. */

export const FONT = ['PingFang SC', 'Noto Sans CJK SC', 'sans-serif']

type Areas = GeometryCollection<{ name: string }>
type Topo = Topology<{ provinces: Areas; prefectures: Areas; tenDash: Areas }>
type Ring = readonly (readonly number[])[]

export async function baseOf(tiles: string | null): Promise<StyleSpecification> {
  if (tiles !== null) return { version: 8, sources: { tiles: { type: 'raster', tiles: [tiles], tileSize: 256 } }, layers: [{ id: 'tiles', type: 'raster', source: 'tiles' }] }
  const response = await fetch('/map/china.topo.json')
  return outlines((await response.json()) as Topo)
}

/** Outlines of provinces and prefectures and the ten-dash line. */
function outlines(topology: Topo): StyleSpecification {
  const provinces = feature(topology, topology.objects.provinces)
  const prefectures = feature(topology, topology.objects.prefectures)
  const dashes = feature(topology, topology.objects.tenDash)
  const source = (data: GeoJSON.FeatureCollection) => ({ type: 'geojson' as const, data })
  const muted = token('--muted')
  const halo = { 'text-color': muted, 'text-halo-color': token('--paper'), 'text-halo-width': 1 }
  return {
    version: 8,
    sources: { provinces: source(provinces), prefectures: source(prefectures), dashes: source(dashes), provinceNames: source(names(provinces)), prefectureNames: source(names(prefectures)) },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': token('--sunken') } },
      { id: 'land', type: 'fill', source: 'provinces', paint: { 'fill-color': token('--surface') } },
      { id: 'inner', type: 'line', source: 'prefectures', minzoom: 4.5, paint: { 'line-color': token('--line'), 'line-width': 1.5 } },
      { id: 'outer', type: 'line', source: 'provinces', paint: { 'line-color': token('--border'), 'line-width': 1 } },
      { id: 'dashes', type: 'fill', source: 'dashes', paint: { 'fill-color': muted } },
      { id: 'names', type: 'symbol', source: 'provinceNames', maxzoom: 5.5, layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 12 }, paint: halo },
      { id: 'cities', type: 'symbol', source: 'prefectureNames', minzoom: 5.5, maxzoom: 11, layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 14 }, paint: halo }
    ]
  }
}

/** One point for each name, in the middle of the area's largest part. */
function names(areas: GeoJSON.FeatureCollection<GeoJSON.Geometry, { name: string }>): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: areas.features.flatMap(({ geometry, properties }) => {
      const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.type === 'MultiPolygon' ? geometry.coordinates.map((part) => part[0]) : []
      const middles = rings.filter((ring) => ring !== undefined).map(middleOf)
      const largest = middles.toSorted((a, b) => b.area - a.area)[0]
      return largest ? [{ type: 'Feature' as const, properties: { name: properties.name }, geometry: { type: 'Point' as const, coordinates: largest.at } }] : []
    })
  }
}

/** Centroid and area of a ring, in degrees. */
function middleOf(ring: Ring): { at: [number, number]; area: number } {
  let area = 0
  let x = 0
  let y = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i - 1]!
    const [bx = 0, by = 0] = ring[i]!
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  const [firstX = 0, firstY = 0] = ring[0] ?? []
  return area === 0 ? { at: [firstX, firstY], area: 0 } : { at: [x / (3 * area), y / (3 * area)], area: Math.abs(area / 2) }
}

const RINGS_M = [500, 1000, 2000, 5000, 10_000]
const CORNERS = 96

/** Circles around a place, each with its distance: a blank map then still says how far. */
export function ringsAround(lon: number, lat: number, say: (distanceM: number) => string): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: RINGS_M.flatMap((radiusM) => {
      const north = radiusM / 110_570
      const east = radiusM / (111_320 * Math.cos((lat * Math.PI) / 180))
      const at = (turn: number) => [lon + east * Math.sin(turn * 2 * Math.PI), lat + north * Math.cos(turn * 2 * Math.PI)]
      const name = say(radiusM)
      return [
        { type: 'Feature' as const, properties: {}, geometry: { type: 'LineString' as const, coordinates: Array.from({ length: CORNERS + 1 }, (_, i) => at(i / CORNERS)) } },
        { type: 'Feature' as const, properties: { name }, geometry: { type: 'Point' as const, coordinates: at(0) } }
      ]
    })
  }
}

export function ringLayers(): LayerSpecification[] {
  return [
    { id: 'ring', type: 'line', source: 'rings', filter: ['==', ['geometry-type'], 'LineString'], minzoom: 9, paint: { 'line-color': token('--border'), 'line-width': 1, 'line-dasharray': [3, 3] } },
    { id: 'far', type: 'symbol', source: 'rings', filter: ['==', ['geometry-type'], 'Point'], minzoom: 9, layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 12 }, paint: { 'text-color': token('--muted'), 'text-halo-color': token('--paper'), 'text-halo-width': 2 } }
  ]
}
