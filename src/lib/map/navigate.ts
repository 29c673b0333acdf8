import gcoord from 'gcoord'

/** Hands a destination over to a map app of the phone, each in its own datum. We keep WGS-84; the shift happens here and nowhere else (R-P6). */

export type By = 'walk' | 'ride' | 'drive'
export type MapApp = 'amap' | 'baidu' | 'tencent' | 'apple' | 'other'

export interface Destination {
  /** WGS-84 degrees. */
  readonly lon: number
  readonly lat: number
  readonly name: string
  readonly address: string | null
}

export interface NavigationLink {
  readonly app: MapApp
  readonly href: string
}

const SOURCE = 'huizhanjia'
const AMAP = { walk: 'walk', ride: 'ride', drive: 'car' } as const
const TENCENT = { walk: 'walk', ride: 'bike', drive: 'drive' } as const
const APPLE = { walk: 'w', ride: 'w', drive: 'd' } as const

type Datum = typeof gcoord.GCJ02 | typeof gcoord.BD09

/** Longitude and latitude in another datum, six decimals (some 10 cm). Outside China GCJ-02 is WGS-84. */
function shifted({ lon, lat }: Destination, datum: Datum): { lon: string; lat: string } {
  const [x, y] = gcoord.transform([lon, lat], gcoord.WGS84, datum) as [number, number]
  return { lon: x.toFixed(6), lat: y.toFixed(6) }
}

function query(params: Record<string, string>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&')
}

/** Commas and bars divide the parts of these addresses: a name must not bring its own. */
function plain(name: string): string {
  return name.replace(/[,|，｜]/g, ' ')
}

/** Links for all map apps, without the searcher's own position: each app knows it better. */
export function navigationLinks(to: Destination, by: By): NavigationLink[] {
  const name = plain(to.name)
  const gcj = shifted(to, gcoord.GCJ02)
  const bd = shifted(to, gcoord.BD09)
  const wgs = `${to.lat.toFixed(6)},${to.lon.toFixed(6)}`
  return [
    { app: 'amap', href: `https://uri.amap.com/navigation?${query({ to: `${gcj.lon},${gcj.lat},${name}`, mode: AMAP[by], coordinate: 'gaode', callnative: '1', src: SOURCE })}` },
    { app: 'baidu', href: `https://api.map.baidu.com/marker?${query({ location: `${bd.lat},${bd.lon}`, title: name, content: plain(to.address ?? to.name), coord_type: 'bd09ll', output: 'html', src: `webapp.union.${SOURCE}` })}` },
    { app: 'tencent', href: `https://apis.map.qq.com/uri/v1/routeplan?${query({ type: TENCENT[by], to: name, tocoord: `${gcj.lat},${gcj.lon}`, fromcoord: 'CurrentLocation', referer: SOURCE })}` },
    { app: 'apple', href: `https://maps.apple.com/?${query({ daddr: `${gcj.lat},${gcj.lon}`, dirflg: APPLE[by], q: name })}` },
    { app: 'other', href: `geo:${wgs}?q=${wgs}(${encodeURIComponent(name)})` }
  ]
}
