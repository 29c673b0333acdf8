import { readFileSync } from 'node:fs'
import { STATUS_CODES } from 'node:http'
import { REFUSALS, refuse, statusOf } from '#domain/refusals.ts'
import type { Exposure } from './expose.ts'
import { problemOf } from './problem.ts'
import { sampleOf, schemaOf, type Schema } from './schemas.ts'
import { OPERATIONS_PATHS } from './openapi/operations.ts'
import { COMPONENTS, TAGS } from './openapi/shared.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description?: string
  style?: string
  explode?: boolean
  schema: Schema
  example?: unknown
}

interface Media {
  schema: Schema
  example?: unknown
  examples?: Record<string, unknown>
}

interface Answer {
  description: string
  headers?: Record<string, unknown>
  content?: Record<string, Media>
}

export interface Operation {
  operationId: string
  tags: readonly string[]
  summary: string
  description?: string
  security: Record<string, string[]>[]
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, Answer>
}

export interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; [kind: string]: Record<string, unknown> }
  [part: string]: unknown
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

/** The OpenAPI 3.1 document of every route, written from the cards of the acts. */
export function openApiDocument(exposures: readonly Exposure[]): Document {
  const schemas: Record<string, Schema> = {}
  const paths: Document['paths'] = {}
  for (const exposure of exposures) {
    const path = exposure.path.replace(/:(\w+)/g, '{$1}')
    const methods = (paths[path] ??= {})
    methods[exposure.method.toLowerCase()] = operationOf(exposure, schemas)
  }
  const codes = new Set(exposures.flatMap(codesOf))
  const tags = [...new Set(exposures.flatMap(tagsOf)), 'operations']
  return {
    openapi: '3.1.0',
    info: {
      title: '会站家 Huizhanjia API',
      version,
      description: 'One door for every machine. Coordinates are WGS-84, times ISO 8601 with zone, distances metres, money fen. Whatever is not known is `null` or absent, never a guess.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This installation' }],
    tags: tags.map((name) => ({ name, description: TAGS[name] ?? name })),
    paths: { ...paths, ...(OPERATIONS_PATHS as unknown as Document['paths']) },
    components: {
      ...COMPONENTS,
      schemas: { ...COMPONENTS.schemas, ...schemas },
      examples: Object.fromEntries([...codes].sort().map((code) => [code, exampleOf(code)])),
    },
  }
}

function tagsOf(exposure: Exposure): readonly string[] {
  return exposure.tags ?? [exposure.card.name.split('.', 1)[0]!]
}

function operationOf(exposure: Exposure, shared: Record<string, Schema>): Operation {
  const { card } = exposure
  const input = schemaOf(card.input, 'input', shared)
  const inPath = [...exposure.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const named = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name) && !(exposure.match && name === 'revision'))
  const query = exposure.method === 'GET' || exposure.method === 'DELETE'
  const parameters = [
    ...inPath.map((name) => parameterOf(name, 'path', input.properties?.[name] ?? { type: 'string' }, true, shared)),
    ...(query ? named.map(([name, schema]) => parameterOf(name, 'query', schema, input.required?.includes(name) ?? false, shared)) : []),
    ...headersOf(exposure).map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ]
  return {
    operationId: card.name,
    tags: tagsOf(exposure),
    summary: card.summary,
    description: exposure.public ? 'Open to everybody.' : `Needs the permission \`${card.permission}\` where it happens.`,
    security: exposure.public ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters,
    ...(query || named.length === 0 ? {} : { requestBody: bodyOf(exposure, named, input.required ?? [], shared) }),
    responses: { ...successOf(exposure, shared), ...refusalsOf(exposure) },
  }
}

function parameterOf(name: string, place: 'path' | 'query', schema: Schema, required: boolean, shared: Record<string, Schema>): Parameter {
  const { description, ...rest } = schema
  const example = sampleOf(rest, shared)
  return {
    name,
    in: place,
    required,
    ...(description ? { description } : {}),
    ...(rest.type === 'array' ? { style: 'form', explode: false } : {}),
    schema: rest,
    ...(example === undefined || Array.isArray(example) !== (rest.type === 'array') ? {} : { example }),
  }
}

function headersOf(exposure: Exposure): string[] {
  return ['lang', ...(exposure.public ? ['X-Device-Token'] : []), ...(exposure.key ? ['Idempotency-Key'] : []), ...(exposure.match ? ['If-Match'] : [])]
}

function bodyOf(exposure: Exposure, named: [string, Schema][], required: string[], shared: Record<string, Schema>): NonNullable<Operation['requestBody']> {
  const file = exposure.upload?.field
  const properties = Object.fromEntries(named.map(([name, schema]) => [name, name === file ? { type: 'string', contentMediaType: 'application/octet-stream', ...schema } : schema]))
  const schema: Schema = { type: 'object', properties, required: required.filter((name) => name in properties) }
  if (file) return { required: true, content: { 'multipart/form-data': { schema } } }
  const example = sampleOf(schema, shared)
  return { required: schema.required!.length > 0, content: { 'application/json': { schema, example } } }
}

function successOf(exposure: Exposure, shared: Record<string, Schema>): Record<string, Answer> {
  const { card } = exposure
  const id = { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } }
  if (exposure.status === 204) return { 204: { description: 'Done.', headers: id } }
  const schema: Schema = card.output ? schemaOf(card.output, 'output', shared) : { description: 'Not described yet.' }
  const whole = schema.$ref ? (shared[schema.$ref.split('/').at(-1)!] ?? {}) : schema
  const tagged = whole.properties !== undefined && ('revision' in whole.properties || 'etag' in whole.properties)
  const example = sampleOf(schema, shared)
  const status = exposure.status ?? 200
  return {
    [status]: {
      description: STATUS_CODES[status] ?? 'Done',
      headers: { ...id, ...(tagged ? { ETag: { $ref: '#/components/headers/ETag' } } : {}) },
      content: { 'application/json': { schema, ...(example === undefined ? {} : { example }) }, ...Object.fromEntries(exposure.types.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }])) },
    },
    ...(tagged && exposure.method === 'GET' ? { 304: { description: 'Not changed since the ETag in If-None-Match.', headers: id } } : {}),
  }
}

/** Every code that the route can refuse with. */
export function codesOf(exposure: Exposure): string[] {
  const writes = exposure.method !== 'GET'
  const body = writes && exposure.method !== 'DELETE'
  return [
    ...new Set([
      'input.invalid',
      ...(body ? ['input.unreadable', 'input.too_large', 'input.media_type'] : []),
      ...(writes ? ['access.cross_site'] : []),
      ...(exposure.public ? [] : ['access.sign_in', 'access.denied', 'access.not_found']),
      ...(exposure.key ? ['once.key_reused'] : []),
      ...(exposure.match ? ['edit.match_missing', 'edit.stale'] : []),
      ...(exposure.card.refusals ?? []),
      'system.busy',
      'system.fault',
    ]),
  ]
}

function refusalsOf(exposure: Exposure): Record<string, Answer> {
  const byStatus = Map.groupBy(codesOf(exposure), statusOf)
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, refusedAs(status, codes)]))
}

function refusedAs(status: number, codes: string[]): Answer {
  const later = status === 429 || status === 503
  return {
    description: `${STATUS_CODES[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    headers: { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' }, ...(later ? { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } : {}) },
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  }
}

function exampleOf(code: string): { summary: string; value: unknown } {
  if (!(code in REFUSALS)) throw new Error(`an act refuses with ${code}, which domain/refusals.ts does not list`)
  const refusal = refuse(code as keyof typeof REFUSALS)
  const id = '01938f7e-5a4b-7c3d-8e2f-1a2b3c4d5e6f'
  return { summary: problemOf(refusal, 'en', '', id).detail, value: problemOf(refusal, 'zh-CN', '', id) }
}
