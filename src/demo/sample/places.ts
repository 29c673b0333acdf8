/** The three cities around which the demo puts made-up stations. */
export interface DemoCentre {
  id: string
  lon: number
  lat: number
  /** Standard deviation of the scatter to the east and to the north. */
  eastM: number
  northM: number
  /** Degrees of latitude per degree of longitude along which the town lies (Lanzhou lies in a valley). */
  tilt: number
  /** Rough middle of each district, to say which one a point is in. */
  districts: { code: string; lon: number; lat: number }[]
  /** Water and hills where no station stands. */
  avoid: { lon: number; lat: number; radiusM: number }[]
}

function along(radiusM: number, points: [number, number][]): DemoCentre['avoid'] {
  return points.map(([lon, lat]) => ({ lon, lat, radiusM }))
}

export const HANGZHOU: DemoCentre = {
  id: 'hangzhou',
  lon: 120.1551,
  lat: 30.2741,
  eastM: 3200,
  northM: 3200,
  tilt: 0,
  districts: [
    { code: '330102', lon: 120.197, lat: 30.247 },
    { code: '330105', lon: 120.147, lat: 30.318 },
    { code: '330106', lon: 120.105, lat: 30.271 },
    { code: '330108', lon: 120.205, lat: 30.187 },
  ],
  avoid: [
    { lon: 120.142, lat: 30.245, radiusM: 2100 },
    { lon: 120.103, lat: 30.225, radiusM: 3800 },
    ...along(900, [[120.133, 30.193], [120.15, 30.201], [120.166, 30.208], [120.182, 30.215], [120.197, 30.222], [120.212, 30.23], [120.226, 30.24], [120.238, 30.253]]),
  ],
}

export const LANZHOU: DemoCentre = {
  id: 'lanzhou',
  lon: 103.8343,
  lat: 36.0611,
  eastM: 3600,
  northM: 800,
  tilt: -0.2,
  districts: [
    { code: '620102', lon: 103.845, lat: 36.055 },
    { code: '620103', lon: 103.785, lat: 36.062 },
    { code: '620105', lon: 103.74, lat: 36.1 },
  ],
  avoid: along(260, [[103.775, 36.078], [103.785, 36.075], [103.795, 36.071], [103.805, 36.068], [103.815, 36.067], [103.825, 36.067], [103.835, 36.069], [103.845, 36.072], [103.855, 36.075]]),
}

export const CHENGDU: DemoCentre = {
  id: 'chengdu',
  lon: 104.0668,
  lat: 30.5728,
  eastM: 3200,
  northM: 3200,
  tilt: 0,
  districts: [
    { code: '510104', lon: 104.105, lat: 30.62 },
    { code: '510105', lon: 104.03, lat: 30.67 },
    { code: '510107', lon: 104.05, lat: 30.6 },
    { code: '510116', lon: 103.98, lat: 30.54 },
  ],
  avoid: [],
}

export const DEMO_CENTRES: readonly DemoCentre[] = [HANGZHOU, LANZHOU, CHENGDU]
