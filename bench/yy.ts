import './clock.ts'
import { startStationIndex, stopStationIndex } from '#domain/nearby/follow.ts'
import { nearestJson, nearest } from '#domain/nearby/queries.ts'
import * as inputs from '#domain/nearby/inputs.ts'
import { ANYONE } from '#domain/roles.ts'
import { facilityNumber } from '#domain/stations/catalogue.ts'
import { openDatabase } from '#db/open.ts'
import { FACILITIES, MORNING, searchers } from './country.ts'
import { median } from './figure.ts'
const database = openDatabase({ url: 'postgres://postgres@127.0.0.1:54999/bench_dev', connections: 2 })
const index = await startStationIndex(database.db)
stopStationIndex; 
const points = searchers(Array.from({ length: index.size() }, (_, slot) => index.point(slot)), 5000)
const facilities = FACILITIES.map(facilityNumber)
const ctx: any = { db: database.db, actor: { person: null, pseudonym: null, session: null, grants: [ANYONE] }, tenant: 0, locale: 'zh-CN', now: MORNING, key: null, device: null, addressHash: '', requestId: '' }
async function rate(name: string, run: (p: any) => unknown) {
  const r: number[] = []
  for (let round = 0; round < 30; round++) { const b = process.cpuUsage(); for (const p of points) { const x = run(p); if (x instanceof Promise) await x } const { user, system } = process.cpuUsage(b); r.push((user + system) / points.length) }
  console.log(name, median(r.slice(3)).toFixed(1), 'us; best', Math.min(...r).toFixed(1))
}
await rate('nearestJson', ({ lon, lat }) => nearestJson(ctx, { lon: String(lon), lat: String(lat), open: 'now', facilities: 'water,microwave', limit: '20' } as any))
process.exit()
