import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge } from 'prom-client'
import { readMigrations } from '#db/migrate.ts'
import { handle } from '#db/open.ts'
import { refuse } from '#domain/refusals.ts'
import { registry, requestSeconds } from '#kernel/metrics.ts'
import { settings } from '#kernel/settings.ts'

/** One thing that must be so before this process takes requests. */
export interface Check {
  readonly name: string
  /** null when it is so, else what is wrong. */
  readonly run: () => Promise<string | null> | string | null
}

const CHECK_MS = 3_000
const MOST_SKEW_MS = 2_000

/** For whoever runs the system: /healthz, /readyz, /metrics. */
export async function operationsRoutes(app: FastifyInstance, { checks }: { checks: readonly Check[] }): Promise<void> {
  watchProcess()
  const all = [...databaseChecks(), ...checks]
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(all.map(async (check) => ({ name: check.name, wrong: await answerOf(check) })))
    const failing = results.filter((result) => result.wrong !== null)
    if (failing.length > 0) throw refuse('system.busy', { failing })
    return reply.header('cache-control', 'no-store').send({ status: 'ready', checks: results.map((result) => result.name) })
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request)) throw refuse('access.not_found')
    return reply.header('cache-control', 'no-store').type(registry.contentType).send(await registry.metrics())
  })
}

/** Counts and logs a finished request: by the pattern of its route, never its address, which may hold a position. */
export function recordRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const route = pageRoute(request) ?? request.routeOptions.url ?? 'none'
  requestSeconds.observe({ method: request.method, route, status: reply.raw.statusCode }, reply.elapsedTime / 1000)
  request.log.info({ requestId: request.id, method: request.method, route, status: reply.raw.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'request')
  done()
}

/** Pages tell which of their routes answered (hooks.server.ts). */
function pageRoute(request: FastifyRequest): string | undefined {
  return Reflect.get(request.raw, Symbol.for('huizhanjia.route')) as string | undefined
}

async function answerOf(check: Check): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => (timer = setTimeout(resolve, CHECK_MS, `no answer within ${CHECK_MS} ms`)))
  const run = async () => check.run()
  try {
    return await Promise.race([run(), late])
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error)
  } finally {
    clearTimeout(timer)
  }
}

function databaseChecks(): Check[] {
  const newest = readMigrations().at(-1)?.number ?? 0
  return [
    {
      name: 'schema',
      run: async () => {
        const { rows } = await sql<{ number: number | null }>`select max(number) as number from migration`.execute(handle().db)
        return rows[0]?.number === newest ? null : `the database is at ${rows[0]?.number}, this program at ${newest}`
      },
    },
    {
      name: 'clock',
      run: async () => {
        const sent = Date.now()
        const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(handle().db)
        const skewMs = Math.abs(rows[0]!.at.getTime() - (sent + Date.now()) / 2)
        return skewMs < MOST_SKEW_MS ? null : `the clocks of this machine and of the database differ by ${Math.round(skewMs)} ms`
      },
    },
  ]
}

/** Whoever sits on the machine itself, or who shows the token. A request that came through a proxy does not sit here. */
function mayReadMetrics(request: FastifyRequest): boolean {
  const token = settings().metricsToken
  if (token !== null && request.headers.authorization === `Bearer ${token}`) return true
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded']
  return forwarded === undefined && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '')
}

let watching = false

function watchProcess(): void {
  if (watching) return
  watching = true
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'hzj_pool_connections',
    help: 'Connections to the database: in use, idle, and callers waiting for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { pool } = handle()
      this.set({ state: 'in_use' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}
