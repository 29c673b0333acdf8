import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { handle } from '#db/open.ts'
import { enter } from '#domain/identity/enter.ts'
import { refuse } from '#domain/refusals.ts'
import { permissionsOf } from '#domain/roles.ts'
import type { Act, ActCard } from '#kernel/act.ts'
import { credentialsOf, requireSameSite } from './credentials.ts'

/** The most that a body may have. */
export const BODY_BYTES = 1_048_576

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Options<O> {
  readonly method: Method
  /** Below /api/v1, with ':name' for what the path gives to the input. */
  readonly url: string
  /** Of a success: 200 when not given, 204 where the act answers nothing. */
  readonly status?: number
  /** Where it stands in the document: the room of the act when not given. */
  readonly tags?: readonly string[]
  /** Sets what belongs to the answer beside its body, such as a cookie. */
  readonly after?: (reply: FastifyReply, answer: O, request: FastifyRequest) => void
  /** Seconds that anybody may keep a public answer. */
  readonly cache?: number
  /** Takes an Idempotency-Key: every POST does, unless it says no (its answer must not be kept: tokens, codes). */
  readonly key?: boolean
  /** The act answers ready JSON, as text or bytes. */
  readonly raw?: boolean
  /** The answer as a picture or another medium, where the request asks for it: null where it asks for JSON. */
  readonly forms?: { readonly types: readonly string[]; readonly make: (request: FastifyRequest, answer: O) => Promise<{ type: string; body: string | Buffer } | null> }
  /** The body is a form with one file, handed to the act as bytes. */
  readonly upload?: { readonly field: string; readonly maxBytes: number }
}

/** A route as the document and the preflight answers read it. */
export interface Exposure extends Omit<Options<never>, 'after' | 'forms'> {
  readonly card: ActCard
  /** The whole path. */
  readonly path: string
  /** Open to everybody. */
  readonly public: boolean
  readonly key: boolean
  /** Media types of the answer beside JSON. */
  readonly types: readonly string[]
  /** Its input carries a revision, which travels as If-Match. */
  readonly match: boolean
}

declare module 'fastify' {
  interface FastifyInstance {
    exposures: Exposure[]
  }
  interface FastifyContextConfig {
    /** Readable from pages of other sites. */
    cors?: boolean
    mostBytes?: number
  }
}

/** Gives an act an address: its input is the query or the body, with what the path names. */
export function expose<I extends z.ZodType, O>(app: FastifyInstance, options: Options<O> & { readonly act: Act<I, O> }): void {
  const { act, after, forms, ...rest } = options
  const exposure: Exposure = {
    ...rest,
    card: act.card,
    path: app.prefix + options.url,
    public: permissionsOf('anyone').has(act.card.permission),
    key: options.key ?? options.method === 'POST',
    types: forms?.types ?? [],
    match: options.method !== 'GET' && options.method !== 'POST' && takesRevision(act.card),
  }
  app.exposures.push(exposure)
  app.route({
    method: options.method,
    url: options.url,
    config: { cors: exposure.public && options.method === 'GET', mostBytes: options.upload?.maxBytes ?? BODY_BYTES },
    handler: async (request, reply) => {
      if (options.method !== 'GET') requireSameSite(request)
      const ctx = await enter(handle().db, credentialsOf(request, exposure.key))
      const input = await inputOf(request, exposure)
      const answer = await act(ctx, input as z.input<I>)
      after?.(reply, answer, request)
      const other = (await forms?.make(request, answer)) ?? null
      return other ? reply.header('cache-control', 'no-store').header('vary', 'accept').type(other.type).send(other.body) : send(request, reply, exposure, answer)
    },
  })
}

function takesRevision(card: ActCard): boolean {
  return card.input instanceof z.ZodObject && 'revision' in card.input.shape
}

async function inputOf(request: FastifyRequest, exposure: Exposure): Promise<unknown> {
  const named = { ...(request.params as Record<string, string>), ...(exposure.match ? { revision: revisionOf(request) } : {}) }
  if (exposure.upload) return { ...(await formOf(request, exposure.upload)), ...named }
  if (exposure.method === 'GET' || exposure.method === 'DELETE') {
    const { lang: _said, ...query } = request.query as Record<string, unknown>
    return { ...query, ...named }
  }
  // A body that is no object is left as it is: the act's schema says what it should have been.
  const { body } = request
  return body === undefined || isObject(body) ? { ...body, ...named } : body
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The revision inside an ETag of ours: `"7.x1y2"`, also bare. Refuses `edit.match_missing` where there is none. */
function revisionOf(request: FastifyRequest): number {
  const match = /^"(\d{1,9})(?:\.[\w-]+)?"$/.exec(request.headers['if-match'] ?? '')
  if (!match) throw refuse('edit.match_missing')
  return Number(match[1])
}

async function formOf(request: FastifyRequest, upload: NonNullable<Exposure['upload']>): Promise<Record<string, unknown>> {
  if (!request.isMultipart()) throw refuse('input.media_type')
  const form: Record<string, unknown> = {}
  try {
    for await (const part of request.parts({ limits: { fileSize: upload.maxBytes, files: 1, fields: 20, fieldSize: 10_000 } })) {
      form[part.fieldname] = part.type === 'field' ? part.value : await part.toBuffer()
    }
  } catch (error) {
    // The parser's own errors of size have codes; whatever else it throws is about a form that cannot be read.
    throw (error as { code?: string }).code?.startsWith('FST_') ? error : refuse('input.unreadable')
  }
  return form
}

function send(request: FastifyRequest, reply: FastifyReply, exposure: Exposure, answer: unknown): FastifyReply {
  const readable = exposure.public && exposure.method === 'GET'
  reply.header('cache-control', !readable ? 'no-store' : exposure.cache ? `public, max-age=${exposure.cache}` : 'private, no-cache')
  if (answer === undefined || exposure.status === 204) return reply.code(204).send()
  reply.code(exposure.status ?? 200).type('application/json; charset=utf-8').header('vary', 'accept-language')
  const body = exposure.raw ? (answer as string | Buffer) : JSON.stringify(answer)
  // Whoever asks "still the same?" of a public list gets a tag by its bytes; nobody else pays for the hash.
  const tag = tagOf(answer, body) ?? (readable && request.headers['if-none-match'] ? `"${hashOf(body)}"` : null)
  if (!tag) return reply.send(body)
  reply.header('etag', tag)
  const known = exposure.method === 'GET' && request.headers['if-none-match']
  return known && known.split(/\s*,\s*/).some((each) => each === tag || each === `W/${tag}` || each === '*') ? reply.code(304).send() : reply.send(body)
}

/** The revision for whoever edits, the hash of the body for whoever reads: live state changes without the revision. */
function tagOf(answer: unknown, body: string | Buffer): string | null {
  if (!isObject(answer) || Buffer.isBuffer(answer)) return null
  if (typeof answer['etag'] === 'string') return `"${answer['etag']}"`
  if (typeof answer['revision'] !== 'number') return null
  return `"${answer['revision']}.${hashOf(body)}"`
}

function hashOf(body: string | Buffer): string {
  return createHash('sha1').update(body).digest('base64url').slice(0, 12)
}
