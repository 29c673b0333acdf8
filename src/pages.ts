import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { originOf, strictHeaders } from './api/credentials.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

// Photos of stations come by forms as well; SvelteKit's own limit is half a megabyte.
const BODY_BYTES = 9 * 1_048_576

/** What we tell the pages about a request; whatever a client wrote into these headers is overwritten. */
const TOLD = { PROTOCOL_HEADER: 'x-hzj-protocol', HOST_HEADER: 'x-hzj-host', ADDRESS_HEADER: 'x-hzj-address' } as const
export const REQUEST_ID_HEADER = 'x-hzj-request-id'

/** Door 2 behind the same port: everything that no API route takes goes to SvelteKit. */
export async function mountPages(app: FastifyInstance, handlerUrl: URL): Promise<void> {
  // Read when the handler is loaded.
  Object.assign(process.env, TOLD, { BODY_SIZE_LIMIT: String(BODY_BYTES) })
  const { handler } = (await import(handlerUrl.href)) as { handler: Handler }
  await app.register(async (pages) => {
    pages.removeAllContentTypeParsers()
    pages.addContentTypeParser('*', (_request, _payload, done) => done(null))
    pages.all('/*', (request, reply) => {
      const origin = new URL(originOf(request))
      const { headers } = request.raw
      headers[TOLD.PROTOCOL_HEADER] = origin.protocol.slice(0, -1)
      headers[TOLD.HOST_HEADER] = origin.host
      headers[TOLD.ADDRESS_HEADER] = request.ip
      headers[REQUEST_ID_HEADER] = request.id
      for (const [name, value] of Object.entries(strictHeaders(request))) reply.raw.setHeader(name, value)
      reply.raw.setHeader('permissions-policy', 'geolocation=(self), camera=(self), microphone=(), payment=()')
      reply.raw.setHeader('cross-origin-opener-policy', 'same-origin')
      reply.hijack()
      handler(request.raw, reply.raw)
    })
  })
}
