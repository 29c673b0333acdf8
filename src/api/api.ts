import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { refuse } from '#domain/refusals.ts'
import { settings } from '#kernel/settings.ts'
import { originOf } from './credentials.ts'
import { docsRoutes } from './docs.ts'
import type { Method } from './expose.ts'
import { identityRoutes } from './identity.ts'
import { noticesRoutes } from './notices.ts'
import { operationsRoutes, recordRequest, type Check } from './operations.ts'
import { organisationsRoutes } from './organisations.ts'
import { answerProblem } from './problem.ts'
import { stationsRoutes } from './stations.ts'

const BODY_BYTES = 1_048_576
const SANE_REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/

/** Door 1: everything that machines ask for. `checks` are what /readyz asks beside the database. */
export async function openApi(checks: readonly Check[] = []): Promise<FastifyInstance> {
  const app = Fastify({
    logger: settings().log === 'silent' ? false : { level: settings().log, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    disableRequestLogging: true,
    requestIdLogLabel: 'requestId',
    genReqId: (request) => (SANE_REQUEST_ID.test(String(request.headers['x-request-id'])) ? String(request.headers['x-request-id']) : randomUUID()),
    trustProxy: settings().proxyHops === 0 ? false : settings().proxyHops,
    bodyLimit: BODY_BYTES,
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerProblem,
  })
  app.decorate('exposures', [])
  app.setErrorHandler(answerProblem)
  // The act's own schema is the judge of every input.
  app.setValidatorCompiler(() => () => true)
  app.addHook('onRequest', strictHeaders)
  app.addHook('onResponse', recordRequest)
  app.setNotFoundHandler((request, reply) => answerProblem(refuse('access.not_found'), request, reply))
  await app.register(cookie)
  await app.register(rooms, { prefix: '/api/v1' })
  app.all('/api/*', (request, reply) => offTheMap(app, request, reply))
  await app.register(docsRoutes)
  await app.register(operationsRoutes, { checks })
  return app
}

async function rooms(app: FastifyInstance): Promise<void> {
  await app.register(multipart)
  for (const routes of [identityRoutes, organisationsRoutes, noticesRoutes, stationsRoutes]) routes(app)
}

function strictHeaders(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.header('x-request-id', request.id)
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'strict-origin-when-cross-origin')
  if (originOf(request).startsWith('https:')) reply.header('strict-transport-security', 'max-age=31536000')
  if (request.routeOptions.config.cors) {
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-expose-headers', 'etag, retry-after, x-request-id')
  }
  done()
}

/** A path of the API without a route for the method: the preflight of a browser, another method, or nothing at all. */
function offTheMap(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0]!.split('/')
  const here = app.exposures.filter((exposure) => fits(exposure.path.split('/'), path))
  if (here.length === 0) throw refuse('access.not_found')
  const allowed = new Set<Method | 'HEAD' | 'OPTIONS'>(here.map((exposure) => exposure.method))
  if (allowed.has('GET')) allowed.add('HEAD')
  reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
  if (request.method !== 'OPTIONS') throw refuse('access.method', { method: request.method, allowed: [...allowed] })
  if (here.some((exposure) => exposure.public && exposure.method === 'GET')) {
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-allow-methods', 'GET, HEAD')
    reply.header('access-control-allow-headers', 'accept-language, if-none-match, x-request-id')
    reply.header('access-control-max-age', '86400')
  }
  return reply.code(204).send()
}

function fits(pattern: string[], path: string[]): boolean {
  return pattern.length === path.length && pattern.every((part, at) => part.startsWith(':') || part === path[at])
}
