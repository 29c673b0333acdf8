import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, statusOf, type RefusalCode } from '#domain/refusals.ts'
import type { Locale } from '#kernel/context.ts'
import { isPassing, refusalOf, type Refusal } from '#kernel/refusal.ts'
import { settings } from '#kernel/settings.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { localeOf, originOf, strictHeaders } from './credentials.ts'

/** RFC 9457, with the refusal's code, the figures that failed, and what to do next. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  /** Correlation id of the request. */
  readonly instance: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly next: string
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** Seconds after which a busy system is worth asking again. */
const BUSY_SECONDS = 2

export function problemOf(refusal: Refusal, locale: Locale, origin: string, requestId: string): Problem {
  // Moments travel as ISO strings.
  const params = JSON.parse(JSON.stringify(refusal.params)) as Problem['params']
  const said = sayRefusal(refusal.code, params, locale)
  return {
    type: `${origin}/problems/${refusal.code}`,
    title: said.title,
    status: statusOf(refusal.code),
    detail: said.detail,
    instance: requestId,
    code: refusal.code,
    params,
    next: said.next,
  }
}

/** What Fastify and its plugins throw about a request that cannot be read. */
const UNREADABLE: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'input.too_large',
  FST_REQ_FILE_TOO_LARGE: 'input.too_large',
  FST_PARTS_LIMIT: 'input.too_large',
  FST_FILES_LIMIT: 'input.too_large',
  FST_FIELDS_LIMIT: 'input.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'input.media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'input.media_type',
}

// Query cancelled at its time limit, out of connections, memory or disk; a pool that is closing.
const BUSY = /^(57014|53\d{3})$/

/** The refusal behind an error; `fault` when it is ours: it belongs in the log with its cause. */
export function refusalBehind(error: unknown, mostBytes?: number): { refusal: Refusal; fault: boolean } {
  const refusal = refusalOf(error)
  if (refusal) return { refusal, fault: false }
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string }
  const unreadable = UNREADABLE[code ?? '']
  if (unreadable) return { refusal: refuse(unreadable, unreadable === 'input.too_large' ? { mostBytes } : {}), fault: false }
  if (isPassing(error) || BUSY.test(code ?? '') || /after calling end on the pool/.test(message ?? '')) return { refusal: refuse('system.busy'), fault: true }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return { refusal: refuse('input.unreadable'), fault: false }
  return { refusal: refuse('system.fault'), fault: true }
}

/** Answers an error of any kind as a problem, in the reader's language. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { refusal, fault } = refusalBehind(error, request.routeOptions?.config?.mostBytes)
  if (fault) request.log.error({ requestId: request.id, err: error, code: refusal.code }, 'fault')
  const problem = problemOf(refusal, localeOf(request), originOf(request), request.id)
  if (refusal.code === 'system.busy') reply.header('retry-after', BUSY_SECONDS)
  if (problem.status === 429) reply.header('retry-after', secondsUntil(problem.params))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  reply.headers(strictHeaders(request))
  return reply.code(problem.status).header('cache-control', 'no-store').header('vary', 'accept-language').type(PROBLEM_TYPE).send(JSON.stringify(problem))
}

/** Answers what was no HTTP at all, or an address longer than the 16 KB that Node reads of a head. */
export function answerUnparsed(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const id = randomUUID()
  const refusal = refuse(error.code === 'HPE_HEADER_OVERFLOW' ? 'input.too_large' : 'input.unreadable')
  const problem = problemOf(refusal, 'zh-CN', settings().origin, id)
  const body = JSON.stringify(problem)
  const head = [`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, `content-type: ${PROBLEM_TYPE}`, `content-length: ${Buffer.byteLength(body)}`, `x-request-id: ${id}`, 'cache-control: no-store', 'connection: close']
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function secondsUntil({ seconds, retryAt }: Problem['params']): number {
  if (typeof seconds === 'number') return Math.max(1, Math.ceil(seconds))
  const at = new Date(String(retryAt)).getTime()
  return Number.isNaN(at) ? 60 : Math.max(1, Math.ceil((at - Date.now()) / 1000))
}
