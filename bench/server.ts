// The API on the country, a bare route beside it, and the same question put to PostgreSQL's GiST index.
import './clock.ts'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { openDatabase, setHandle } from '#db/open.ts'
import { startStationIndex } from '#domain/nearby/follow.ts'
import { metresBetween } from '#domain/stations/model.ts'
import { createKeyring, parseKeyFile } from '#kernel/cipher.ts'
import { setKeys } from '#kernel/keys.ts'
import { readSettings, setSettings } from '#kernel/settings.ts'
import { openApi } from '../src/api/api.ts'
import { FACILITIES } from './country.ts'

export interface Addresses {
  readonly api: string
  readonly bare: string
}

setSettings(readSettings(process.env))
setKeys(createKeyring(parseKeyFile(process.env['BENCH_KEYS']!)))
const database = openDatabase({ url: process.env['DATABASE_URL']!, connections: 20 })
setHandle(database)
await startStationIndex(database.db, (error) => console.error(error))

const api = await openApi()
const bare = Fastify()
let answer: unknown = {}
/** The answer that the bare route gives, so that both are of one size. */
bare.put('/answer', (request, reply) => {
  answer = request.body
  reply.code(204).send()
})
bare.get('/bare', async () => answer)
bare.get<{ Querystring: { lon: string; lat: string } }>('/gist', async ({ query }) => ({ items: await nearestByGist(Number(query.lon), Number(query.lat)), next: null, closedNearby: [] }))

/** The same answer to the same question, as far as SQL knows it: until when a door is open is left out. */
async function nearestByGist(lon: number, lat: number): Promise<object[]> {
  const found = await sql<Row>`select s.code, s.name, s.kind, s.address, s.lon, s.lat, s.accuracy_m as "accuracyM", s.sample, s.facilities, l.state, l.source, l.at,
      array(select f.facility || ' ' || f.state from station_facility_live f where f.tenant_id = s.tenant_id and f.station_id = s.station_id) as told
    from (select * from bench_station where open and facilities @> ${FACILITIES}::text[] order by place <-> point(${lon}, ${lat}) limit 20) s
    left join station_live l on l.tenant_id = s.tenant_id and l.station_id = s.station_id
    order by s.place <-> point(${lon}, ${lat})`.execute(database.db)
  return found.rows.map(({ state, source, at, told, ...facts }) => {
    const distanceM = Math.round(metresBetween(lon, lat, facts.lon, facts.lat))
    const live = state === null ? { state: 'should_be_open', at, source, confidence: null } : { state, at, source, confidence: 0.5 }
    const why = { until: null, always: false, posted: true, confirmedAt: at, confirmedBy: source, distanceM, facilities: Object.fromEntries(FACILITIES.map((code) => [code, told.includes(`${code} ok`) ? 'ok' : 'unknown'])) }
    return { ...facts, distanceM, live, why, broken: [] }
  })
}

interface Row {
  readonly code: string
  readonly lon: number
  readonly lat: number
  readonly state: string | null
  readonly source: string | null
  readonly at: Date | null
  readonly told: readonly string[]
}

process.send!({ api: await listen(api), bare: await listen(bare) } satisfies Addresses)

async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}
