// The API on the country; beside it a bare route, and the same question put to PostgreSQL's GiST index through a route of the API's own making.
import './clock.ts'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { openDatabase, setHandle } from '#db/open.ts'
import { startStationIndex } from '#domain/nearby/follow.ts'
import { createKeyring, parseKeyFile } from '#kernel/cipher.ts'
import { setKeys } from '#kernel/keys.ts'
import { readSettings, setSettings } from '#kernel/settings.ts'
import { openApi } from '../src/api/api.ts'
import { expose } from '../src/api/expose.ts'
import { nearestByGist } from './gist.ts'

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
await api.register(async (routes) => expose(routes, { method: 'GET', url: '/gist', act: nearestByGist }), { prefix: '/bench' })
const bare = Fastify()
let answer: unknown = {}
bare.get('/', async () => answer)
/** Takes the answer that the bare route gives, so that both are of one size. */
bare.put('/', (request, reply) => {
  answer = request.body
  reply.code(204).send()
})
process.on('SIGTERM', () => process.exit(0))
process.send!({ api: await listen(api), bare: await listen(bare) } satisfies Addresses)

async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}
