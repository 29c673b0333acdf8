import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Credentials } from '#domain/identity/enter.ts'
import { DEVICE_COOKIE, SESSION_COOKIE } from '#domain/identity/model.ts'
import { refuse } from '#domain/refusals.ts'
import { parse } from '#kernel/act.ts'
import type { Locale } from '#kernel/context.ts'
import { settings } from '#kernel/settings.ts'
import { localeFromHeader, parseLocale } from '#lib/ui/preferences.ts'

const keySchema = z.object({ 'Idempotency-Key': z.string().min(1).max(200).regex(/^[\x20-\x7e]*$/) })

/** Who asks, as the request says it; nothing is checked here but its form. */
export function credentialsOf(request: FastifyRequest, takesKey: boolean): Credentials {
  const locale = localeOf(request)
  const bearer = bearerOf(request)
  const key = takesKey ? request.headers['idempotency-key'] : undefined
  return {
    token: bearer ?? request.cookies[SESSION_COOKIE] ?? null,
    deviceToken: single(request.headers['x-device-token']) ?? request.cookies[DEVICE_COOKIE] ?? null,
    address: request.ip,
    locale,
    key: key === undefined ? null : parse(keySchema, { 'Idempotency-Key': key }, locale)['Idempotency-Key'],
    requestId: request.id,
  }
}

/** `?lang=`, then Accept-Language; Chinese where neither is one of ours. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = (request.query as Record<string, unknown> | undefined)?.['lang']
  return parseLocale(typeof asked === 'string' ? asked : null) ?? localeFromHeader(request.headers['accept-language'])
}

/**
 * Refuses `access.cross_site` where a browser writes with its cookie from another site. A page of ours always
 * sends Origin or Sec-Fetch-Site with a write; whoever sends neither can send a bearer token instead.
 */
export function requireSameSite(request: FastifyRequest): void {
  if (bearerOf(request) !== null || request.cookies[SESSION_COOKIE] === undefined) return
  const site = single(request.headers['sec-fetch-site'])
  const origin = request.headers.origin
  const ours = site === undefined ? origin === originOf(request) || origin === settings().origin : site === 'same-origin' || site === 'none'
  if (!ours) throw refuse('access.cross_site')
}

/** The address that the client used. A proxy in front that ends TLS is known by HZJ_ORIGIN even where HZJ_PROXY is not set. */
export function originOf(request: FastifyRequest): string {
  const { origin } = settings()
  return origin.slice(origin.indexOf('://') + 3) === request.host ? origin : `${request.protocol}://${request.host}`
}

/** On every answer of either door. */
export function strictHeaders(request: FastifyRequest): Record<string, string> {
  return {
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    ...(originOf(request).startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

/** How our cookies are set: not for scripts, not for other sites, over TLS where there is TLS. */
export function cookieOptions(request: FastifyRequest, maxAgeSeconds: number) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: originOf(request).startsWith('https:'), maxAge: maxAgeSeconds } as const
}

function bearerOf(request: FastifyRequest): string | null {
  return /^bearer +([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
