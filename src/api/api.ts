import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { refuse } from '#domain/refusals.ts'
import { settings } from '#kernel/settings.ts'
import { strictHeaders } from './credentials.ts'
import { cardsRoutes, wellKnownRoutes } from './cards.ts'
import { docsRoutes } from './docs.ts'
import { electionsRoutes } from './elections.ts'
import { BODY_BYTES } from './expose.ts'
import { foundingRoutes } from './founding.ts'
import { identityRoutes } from './identity.ts'
import { logOutput } from './logOutput.ts'
import { joiningRoutes } from './joining.ts'
import { membersRoutes } from './members.ts'
import { movesRoutes } from './moves.ts'
import { noticesRoutes } from './notices.ts'
import { operationsRoutes, recordRequest, type Check } from './operations.ts'
import { organisationsRoutes } from './organisations.ts'
import { answerProblem, answerUnparsed } from './problem.ts'
import { partnersRoutes } from './partners.ts'
import { privacyRoutes } from './privacy.ts'
import { proposalsRoutes } from './proposals.ts'
import { reportsRoutes } from './reports.ts'
import { rostersRoutes } from './rosters.ts'
import { stationsRoutes } from './stations.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is. */
    paths: { method: string; url: string; cors: boolean }[]
  }
}

const SANE_REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/

/** Door 1: everything that machines ask for. `checks` are what /readyz asks beside the database. */
export async function openApi(checks: readonly Check[] = []): Promise<FastifyInstance> {
  const { proxyHops } = settings()
  const app = Fastify({
    logger: settings().log === 'silent' ? false : { level: settings().log, stream: logOutput(), timestamp: () => `,"time":"${new Date().toISOString()}"` },
    logController: new LogController({ disableRequestLogging: true }),
    // A logger of each request's own costs more than its one line: who logs names the request.
    childLoggerFactory: (logger) => logger,
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    trustProxy: proxyHops > 0 && ((_address: string, hop: number) => hop < proxyHops),
    bodyLimit: BODY_BYTES,
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    // Longer than any address: what is in a path is judged by the act, not by the router.
    routerOptions: { maxParamLength: 20_000 },
    frameworkErrors: answerProblem,
    clientErrorHandler: answerUnparsed,
  })
  app.decorate('exposures', [])
  app.decorate('paths', [])
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const each of [method].flat()) app.paths.push({ method: each, url, cors: config?.cors ?? false })
  })
  app.setErrorHandler(answerProblem)
  // The act's own schema is the judge of every input.
  app.setValidatorCompiler(() => () => true)
  app.addHook('onRequest', headersOfAll)
  app.addHook('onResponse', recordRequest)
  app.setNotFoundHandler((request, reply) => answerProblem(refuse('access.not_found'), request, reply))
  await app.register(cookie)
  await app.register(rooms, { prefix: '/api/v1' })
  wellKnownRoutes(app)
  app.all('/api/*', (request, reply) => offTheMap(app, request, reply))
  await app.register(docsRoutes)
  await app.register(operationsRoutes, { checks })
  return app
}

/** A caller's own correlation id where it is a sane one. */
function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID()
}

async function rooms(app: FastifyInstance): Promise<void> {
  await app.register(multipart)
  for (const routes of [identityRoutes, organisationsRoutes, noticesRoutes, stationsRoutes, cardsRoutes, joiningRoutes, membersRoutes, movesRoutes, electionsRoutes, foundingRoutes, reportsRoutes, rostersRoutes, partnersRoutes, proposalsRoutes, privacyRoutes]) routes(app)
}

function headersOfAll(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.headers(strictHeaders(request))
  if (request.routeOptions.config.cors) {
    reply.header('access-control-allow-origin', '*')
    reply.header('access-control-expose-headers', 'etag, retry-after, x-request-id')
  }
  done()
}

/** A path of the API without a route for the method: the preflight of a browser, another method, or nothing at all. */
function offTheMap(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0]!.split('/')
  const here = app.paths.filter(({ url }) => fits(url.split('/'), path))
  if (here.length === 0) throw refuse('access.not_found')
  const allowed = [...new Set(here.map(({ method }) => method))].sort()
  reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
  if (request.method !== 'OPTIONS') throw refuse('access.method', { method: request.method, allowed })
  if (here.some(({ cors }) => cors)) {
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
