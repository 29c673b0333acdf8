// The API on the country, a bare route beside it, and the same question put to PostgreSQL's GiST index.
import './clock.ts'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { openDatabase, setHandle } from '#db/open.ts'
import { startStationIndex } from '#domain/nearby/follow.ts'
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

interface Row {
  readonly code: string
  readonly name: string
  readonly lon: number
  readonly lat: number
  readonly facilities: readonly string[]
}

async function nearestByGist(lon: number, lat: number): Promise<object[]> {
  const found = await sql<Row>`select code, name, kind, address, lon, lat, accuracy_m as "accuracyM", sample, facilities from bench_station
    where open and has_both order by place <-> point(${lon}, ${lat}) limit 20`.execute(database.db)
  return found.rows.map((row) => ({ ...row, distanceM: 0, live: LIVE, why: WHY }))
}

// What our answer says besides, so that both are of one size; worked out here for nobody.
const LIVE = { state: 'open', at: '2026-11-18T01:30:00.000Z', source: 'scan', confidence: 0.8 }
const WHY = { until: '2026-11-18T09:30:00.000Z', always: false, confirmedAt: LIVE.at, confirmedBy: LIVE.source, distanceM: 0, facilities: Object.fromEntries(FACILITIES.map((code) => [code, 'unknown'])) }

process.on('SIGTERM', () => process.exit(0))
process.send!({ api: await listen(api), bare: await listen(bare) } satisfies Addresses)

async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}
