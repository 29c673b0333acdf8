import { randomUUID } from 'node:crypto'
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { handle as database } from '#db/open.ts'
import { mintDevice } from '#domain/identity/device.ts'
import { enter } from '#domain/identity/enter.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '#domain/identity/model.ts'
import { statusOf } from '#domain/refusals.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { settings } from '#kernel/settings.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { htmlAttributes, readPreferences } from '#lib/ui/preferences.ts'

const YEAR_S = 31_536_000
const ROUTE = Symbol.for('huizhanjia.route')

/** Who asks, for every page: session and device cookies become the context. Other headers are set by pages.ts. */
export const handle: Handle = async ({ event, resolve }) => {
  const preferences = readPreferences((name) => event.cookies.get(name), event.request.headers.get('accept-language'))
  const requestId = event.request.headers.get('x-hzj-request-id') ?? randomUUID()
  // The server logs and counts by the pattern of the route, never by the address.
  if (event.platform?.req) Reflect.set(event.platform.req, ROUTE, event.route.id ?? 'none')
  const ctx = await enter(database().db, {
    token: event.cookies.get(SESSION_COOKIE) ?? null,
    deviceToken: deviceToken(event),
    address: event.getClientAddress(),
    locale: preferences.locale,
    key: null,
    requestId
  })
  Object.assign(event.locals, preferences, { ctx, demo: settings().mode === 'demo', requestId })
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%hzj.html%', htmlAttributes(preferences))
  })
  allowTiles(response.headers)
  // What a signed-in person sees stays with that person.
  if (ctx.actor.person !== null && !response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store')
  return squeezed(event.request, response)
}

/** Pages are words that repeat themselves: a tenth of the bytes, on somebody's data plan. */
function squeezed(request: Request, response: Response): Response {
  const wanted =
    /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '') &&
    /^(text\/html|application\/json)/.test(response.headers.get('content-type') ?? '')
  if (!wanted || response.body === null || response.headers.has('content-encoding')) return response
  const headers = new Headers(response.headers)
  headers.set('content-encoding', 'gzip')
  headers.append('vary', 'accept-encoding')
  headers.delete('content-length')
  return new Response(response.body.pipeThrough(new CompressionStream('gzip')), {
    status: response.status,
    statusText: response.statusText,
    headers
  })
}

/** Where an operator has set tiles for the map, pages may fetch from that house and no other. */
function allowTiles(headers: Headers): void {
  const { tiles } = settings()
  const policy = headers.get('content-security-policy')
  if (tiles === null || policy === null) return
  const { origin } = new URL(tiles)
  headers.set('content-security-policy', policy.replace('connect-src ', `connect-src ${origin} `).replace('img-src ', `img-src ${origin} `))
}

/** The token of this browser; one that has none gets one with the first page, so that it has an age when it is needed. */
function deviceToken(event: Parameters<Handle>[0]['event']): string {
  const known = event.cookies.get(DEVICE_COOKIE)
  if (known) return known
  const { token } = mintDevice(new Date())
  event.cookies.set(DEVICE_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: YEAR_S
  })
  return token
}

/** A refusal says its sentence; anything else goes to the log with its cause, and the person gets the correlation id. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { locale, requestId } = event.locals
  const refusal = kind === 'unknown' ? refusalOf(error) : null
  if (refusal) {
    const said = sayRefusal(refusal.code, refusal.params, locale)
    return { status: statusOf(refusal.code), message: said.detail, next: said.next, code: refusal.code, requestId }
  }
  if (kind === 'unknown')
    console.error(
      JSON.stringify({
        level: 50,
        time: new Date().toISOString(),
        requestId,
        route: event.route.id,
        err: describe(error),
        msg: 'fault of a page'
      })
    )
  return { requestId }
}

function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  return { type: error.name, message: error.message, stack: error.stack, ...(error.cause ? { cause: describe(error.cause) } : {}) }
}
