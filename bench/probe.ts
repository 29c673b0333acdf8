import { makeStationIndex } from '#domain/nearby/stationIndex.ts'
import { facilityNumber } from '#domain/stations/catalogue.ts'
import { country, liveOf, MORNING, NIGHT, searchers, stationOf, FACILITIES } from './country.ts'
let t = performance.now()
const index = makeStationIndex()
const points: {lon:number,lat:number}[] = []
let n = 0
for (const made of country()) { const s = stationOf(made, n++); index.putStation(s); points.push({lon:s.lon,lat:s.lat}); const l = liveOf(s, n, MORNING); if (l) index.putLive(l) }
console.log('fill', performance.now() - t, n)
t = performance.now(); index.settle(); console.log('settle', performance.now() - t)
globalThis.gc?.()
console.log('rss', process.memoryUsage().rss / 1e6, process.memoryUsage().heapUsed/1e6)
const who = searchers(points, 5000)
const fac = FACILITIES.map(facilityNumber)
for (const [name, at] of [['day', MORNING], ['night', NIGHT]] as const) for (let r = 0; r < 4; r++) {
  const c = process.cpuUsage(); t = performance.now()
  let found = 0, far = 0
  for (const p of who) { const f = index.find({ lon: p.lon, lat: p.lat, limit: 20, withinM: 50_000, openAtMs: at.getTime(), facilities: fac, kind: -1, always: false, stepFree: false, parking: -1 }); found += f.length; far += f.at(-1)?.distanceM ?? 0 }
  const d = process.cpuUsage(c)
  console.log(name, Math.round(who.length / (performance.now() - t) * 1000), 'cpu', Math.round(who.length / ((d.user + d.system) / 1e6)), found / who.length, far / who.length)
}
