import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { GeoJSONSource, LayerSpecification, Map as MapView } from 'maplibre-gl'
import type { ShownState } from '#domain/presence/model.ts'
import { baseOf, FONT, ringLayers, ringsAround } from './base.ts'
import { MAPPED_STATES, shapeOf, token } from './shapes.ts'

/** The map itself: loaded only when somebody asks for it, because it weighs more than all else together. */

export interface Pin {
  readonly code: string
  readonly name: string
  readonly sample: boolean
  readonly state: ShownState
  readonly lon: number
  readonly lat: number
}

export interface Seen {
  readonly pins: readonly Pin[]
  /** Stations in view, counted ones included. */
  readonly count: number
}

interface Wishes {
  readonly box: HTMLElement
  /** Where to begin; null: the whole country, its seas included. */
  readonly start: { readonly lon: number; readonly lat: number } | null
  /** Address of tiles with {x} {y} {z}; null: our own outlines. */
  readonly tiles: string | null
  readonly words: { readonly map: string; readonly zoomIn: string; readonly zoomOut: string }
  readonly sayDistance: (distanceM: number) => string
  /** What is in view after every move; null: no connection. */
  readonly onseen: (seen: Seen | null) => void
  readonly onpick: (pin: Pin) => void
}

interface Shown {
  readonly features: readonly { readonly geometry: { readonly coordinates: [number, number] }; readonly properties: Partial<Pin> & { readonly count?: number } }[]
}

const MOST_ZOOM = 17
const START_ZOOM = 12.5
const NOTHING: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] }
const CHINA: [number, number, number, number] = [73.4, 3.3, 135.2, 53.7]

export interface Opened {
  /** Brings a place to the middle. */
  readonly go: (lon: number, lat: number, mark: boolean) => void
  readonly close: () => void
}

export async function openMap(wishes: Wishes): Promise<Opened> {
  maplibre.setWorkerUrl(workerUrl)
  const map = new maplibre.Map({
    container: wishes.box,
    style: await baseOf(wishes.tiles),
    ...(wishes.start ? { center: [wishes.start.lon, wishes.start.lat] as [number, number], zoom: START_ZOOM } : { bounds: CHINA }),
    maxZoom: MOST_ZOOM,
    locale: { 'NavigationControl.ZoomIn': wishes.words.zoomIn, 'NavigationControl.ZoomOut': wishes.words.zoomOut, 'Map.Title': wishes.words.map },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    // Text is drawn from the phone's own fonts: no glyph server is asked.
    localIdeographFontFamily: "'PingFang SC', 'HarmonyOS Sans SC', MiSans, 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
  })
  map.touchZoomRotate.disableRotation()
  map.getCanvas().setAttribute('aria-label', wishes.words.map)
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'top-left')
  const stop = new AbortController()
  await new Promise<void>((resolve) => void map.once('load', () => resolve()))
  for (const state of MAPPED_STATES) map.addImage(state, shapeOf(state), { pixelRatio: 2 })
  map.addSource('stations', { type: 'geojson', data: NOTHING, cluster: true, clusterRadius: 44, clusterMaxZoom: 14, clusterProperties: { stations: ['+', ['coalesce', ['get', 'count'], 1]] } })
  map.addSource('rings', { type: 'geojson', data: wishes.start ? ringsAround(wishes.start.lon, wishes.start.lat, wishes.sayDistance) : NOTHING })
  for (const layer of [...ringLayers(), ...stationLayers()]) map.addLayer(layer)
  listen(map, wishes)
  const look = () => void see(map, wishes, stop.signal)
  map.on('moveend', look)
  const timer = setInterval(() => !document.hidden && look(), 5000)
  look()
  let mark: maplibre.Marker | undefined
  return {
    go(lon, lat, marked) {
      const rings = map.getSource('rings') as GeoJSONSource
      rings.setData(ringsAround(lon, lat, wishes.sayDistance))
      map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 13) })
      mark?.remove()
      if (marked) mark = new maplibre.Marker({ color: token('--info') }).setLngLat([lon, lat]).addTo(map)
    },
    close() {
      stop.abort()
      clearInterval(timer)
      map.remove()
    }
  }
}

/** Fetches what is in view and draws it. */
async function see(map: MapView, { onseen }: Wishes, signal: AbortSignal): Promise<void> {
  const box = map.getBounds()
  const clamp = (value: number, most: number) => Math.max(-most, Math.min(most, value)).toFixed(4)
  const bbox = [clamp(box.getWest(), 180), clamp(box.getSouth(), 85), clamp(box.getEast(), 180), clamp(box.getNorth(), 85)].join(',')
  try {
    const response = await fetch(`/api/v1/stations/map?bbox=${bbox}`, { signal })
    if (!response.ok) return onseen(null)
    const shown = (await response.json()) as Shown
    const source = map.getSource('stations') as GeoJSONSource
    source.setData(shown as unknown as GeoJSON.FeatureCollection)
    const { lng, lat } = map.getCenter()
    const far = (pin: Pin) => ((pin.lon - lng) * Math.cos((lat * Math.PI) / 180)) ** 2 + (pin.lat - lat) ** 2
    const pins = shown.features.flatMap(pinOf).toSorted((a, b) => far(a) - far(b))
    onseen({ pins, count: shown.features.reduce((sum, one) => sum + (one.properties.count ?? 1), 0) })
  } catch {
    if (!signal.aborted) onseen(null)
  }
}

function pinOf({ geometry, properties }: Shown['features'][number]): Pin[] {
  const { code, name, sample, state } = properties
  const [lon, lat] = geometry.coordinates
  return code === undefined || name === undefined || state === undefined ? [] : [{ code, name, sample: sample === true, state, lon, lat }]
}

function listen(map: MapView, { onpick }: Wishes): void {
  map.on('click', 'one', ({ features }) => {
    const [pin] = pinOf(features?.[0] as unknown as Shown['features'][number])
    if (pin) onpick(pin)
  })
  for (const layer of ['many', 'counted']) {
    map.on('click', layer, ({ lngLat }) => map.easeTo({ center: lngLat, zoom: Math.min(MOST_ZOOM, map.getZoom() + 2) }))
  }
  for (const layer of ['one', 'many', 'counted']) {
    map.on('mouseenter', layer, () => map.getCanvas().classList.add('over'))
    map.on('mouseleave', layer, () => map.getCanvas().classList.remove('over'))
  }
}

function stationLayers(): LayerSpecification[] {
  const many = ['any', ['has', 'point_count'], ['has', 'count']] as unknown as true
  const number = ['coalesce', ['get', 'stations'], ['get', 'count']] as unknown as number
  return [
    { id: 'many', type: 'circle', source: 'stations', filter: many, paint: { 'circle-color': token('--ink'), 'circle-stroke-color': token('--surface'), 'circle-stroke-width': 2, 'circle-radius': ['interpolate', ['linear'], number, 2, 15, 100, 22, 5000, 34] } },
    { id: 'counted', type: 'symbol', source: 'stations', filter: many, layout: { 'text-field': ['to-string', number], 'text-font': FONT, 'text-size': 14, 'text-allow-overlap': true }, paint: { 'text-color': token('--paper') } },
    { id: 'one', type: 'symbol', source: 'stations', filter: ['!', many], layout: { 'icon-image': ['get', 'state'], 'icon-allow-overlap': true, 'text-field': ['step', ['zoom'], '', 13, ['get', 'name']], 'text-font': FONT, 'text-size': 13, 'text-anchor': 'top', 'text-offset': [0, 1], 'text-optional': true, 'text-max-width': 9 }, paint: { 'text-color': token('--ink'), 'text-halo-color': token('--paper'), 'text-halo-width': 1.5 } }
  ]
}
