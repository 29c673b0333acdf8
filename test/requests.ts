import * as fc from 'fast-check'
import type { Document, Operation } from '../src/api/openapi.ts'
import { sampleOf, type Schema } from '../src/api/schemas.ts'

/** Requests made up from the OpenAPI document: half right, half wrong in every way that we could think of. */

export interface MadeRequest {
  readonly operation: Operation
  readonly method: string
  readonly path: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string | undefined
}

const HOSTILE = [
  '', ' ', '\u0000', '\u0001\u001f', '\u202e反', '\ud800', "'; drop table station; --", '<script>alert(1)</script>', '../../etc/passwd', '%00', '%zz', '😀'.repeat(50), '中'.repeat(5000),
  '__proto__', 'constructor', 'null', 'undefined', 'NaN', 'Infinity', '-0', '0x10', '1e400', '9'.repeat(400), '-1', '0', '2147483648', '9007199254740993', '1.5', 'true', '[]', '{}', '24:00', '2026-02-30', '2026-13-01T00:00:00Z',
  '+275760-09-13T00:00:00.001Z', '0000-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000', '330106', '0AAAAA1', 'NOSUCH1', '/cn', '/cn/33/3301', '10000000001', '１３８００００００００',
] as const
// The rims of the world, the swapped pair of Hangzhou, and what is no place at all.
const DEGREES = [120.1, 30.28, 30.1, 180, -180, 90, -90, 180.0000001, 90.5, 1e9, -1e9, 0] as const
const NUMBERS = [0, -1, 1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e308, 5e-324, ...DEGREES] as const

const hostile = fc.constantFrom<string>(...HOSTILE)
const anyJson = fc.oneof(hostile, fc.constantFrom<number>(...NUMBERS), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 3 }))

export function requestsOf(document: Document, tokens: readonly string[], deviceToken: string): fc.Arbitrary<MadeRequest> {
  const shared = document.components.schemas
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  return fc.constantFrom(...operations).chain(({ path, method, operation }) => {
    const parameters = (operation.parameters ?? []).flatMap((parameter) => ('$ref' in parameter ? [] : [parameter]))
    const valueOf = (schema: Schema, example: unknown) => fc.oneof({ weight: 3, arbitrary: fc.constant(textOf(example ?? sampleOf(schema, shared))) }, { weight: 2, arbitrary: fitting(schema, shared).map(textOf) }, hostile, fc.constantFrom<number>(...NUMBERS).map(String))
    const inPath = fc.tuple(...parameters.filter((each) => each.in === 'path').map((each) => valueOf(each.schema, each.example).map((value) => [each.name, value] as const)))
    const inQuery = fc.tuple(...parameters.filter((each) => each.in === 'query').map((each) => fc.option(valueOf(each.schema, each.example), { freq: each.required ? 9 : 1, nil: undefined }).map((value) => [each.name, value] as const)))
    return fc.record({ inPath, inQuery, headers: headersOf(tokens, deviceToken), body: bodyOf(operation, shared) }).map((made) => ({
      operation,
      method: method.toUpperCase(),
      path,
      url: urlOf(path, made.inPath, made.inQuery),
      headers: { ...made.headers, ...(made.body === undefined ? {} : { 'content-type': made.body.type }) },
      body: made.body?.text,
    }))
  })
}

function headersOf(tokens: readonly string[], deviceToken: string): fc.Arbitrary<Record<string, string>> {
  const maybe = (values: readonly string[], freq = 2) => fc.option(fc.constantFrom(...values), { freq, nil: undefined })
  return fc
    .record({
      authorization: maybe([...tokens.map((token) => `Bearer ${token}`), `Bearer ${'A'.repeat(22)}.${'B'.repeat(22)}.${'C'.repeat(43)}`, 'Bearer x', 'Basic eDp5', 'Bearer'], 5),
      'x-device-token': maybe([deviceToken, 'd1.x.y.z', 'x'.repeat(500)], 3),
      'idempotency-key': maybe(['key-1', 'key-2', 'x'.repeat(201), 'a b c'], 1),
      'if-match': maybe(['"1"', '"1.abcdefghijkl"', '"2"', '"999999999"', '*', 'W/"1"', '1', '""'], 3),
      'if-none-match': maybe(['*', '"1"', 'x'], 1),
      'accept-language': maybe(['zh-CN', 'en', 'fr;q=0.9', '*', ',;=,'], 1),
      'sec-fetch-site': maybe(['same-origin', 'cross-site'], 1),
      cookie: maybe([`hzj_session=${tokens[0]}`, 'hzj_session=x; hzj_device=y', 'a=%zz; ;;='], 1),
    })
    .map((headers) => Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined)))
}

function bodyOf(operation: Operation, shared: Record<string, Schema>): fc.Arbitrary<{ type: string; text: string } | undefined> {
  const content = operation.requestBody?.content ?? {}
  const schema = content['application/json']?.schema
  if (!schema) return Object.keys(content).length > 0 ? garbage : fc.option(garbage, { nil: undefined, freq: 1 })
  const json = (value: unknown) => ({ type: 'application/json', text: JSON.stringify(value) ?? '' })
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(json(content['application/json']!.example)) },
    { weight: 3, arbitrary: fitting(schema, shared).map(json) },
    { weight: 4, arbitrary: mutated(schema, shared).map(json) },
    { weight: 1, arbitrary: anyJson.map(json) },
    { weight: 1, arbitrary: garbage },
  )
}

const garbage = fc.record({
  type: fc.constantFrom('application/json', 'application/json; charset=gbk', 'text/plain', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/octet-stream', 'x'),
  text: fc.constantFrom('', '{', '{"a":', 'null', '"x"', '[]', '--x\r\n\r\n', '--x\r\ncontent-disposition: form-data; name="photo"; filename="a.png"\r\n\r\nnot a picture\r\n--x--\r\n', '{"__proto__":{}}', '\ufeff{}'),
})

/** An object of the schema in which one field has become something else, or is gone, or is more than was asked. */
function mutated(schema: Schema, shared: Record<string, Schema>): fc.Arbitrary<unknown> {
  const names = [...Object.keys(schema.properties ?? {}), 'tenant', 'revision', 'person']
  const whole = fc.oneof(fc.constant(sampleOf(schema, shared)), fitting(schema, shared))
  return fc.tuple(whole, fc.constantFrom(...names), fc.option(anyJson, { nil: undefined })).map(([value, name, replacement]) => ({ ...(value as object), [name]: replacement }))
}

/** A value that the schema allows, as far as it can be told. */
function fitting(schema: Schema, shared: Record<string, Schema>): fc.Arbitrary<unknown> {
  if (schema.$ref) return fitting(shared[schema.$ref.split('/').at(-1)!] ?? {}, shared)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return fc.oneof(...choice.map((each) => fitting(each, shared)))
  const examples = (schema.examples ?? []).map((example) => fc.constant(example))
  return fc.oneof(...examples, fittingType(schema, shared))
}

function fittingType(schema: Schema, shared: Record<string, Schema>): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => fittingType({ ...schema, type }, shared)))
  switch (schema.type) {
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 100_000 })
    case 'number':
      return fc.oneof(fc.constantFrom<number>(...DEGREES), fc.double({ min: schema.minimum ?? -200, max: schema.maximum ?? 200, noNaN: true }))
    case 'string':
      return schema.pattern || schema.format ? fc.constant(sampleOf(schema, shared) ?? 'x') : fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 30, 300), unit: 'grapheme' })
    case 'array':
      return schema.prefixItems ? fc.tuple(...schema.prefixItems.map((item) => fitting(item, shared))) : fc.array(fitting(schema.items ?? {}, shared), { minLength: schema.minItems ?? 0, maxLength: 3 })
    case 'object':
      return fittingObject(schema, shared)
    default:
      return anyJson
  }
}

function fittingObject(schema: Schema, shared: Record<string, Schema>): fc.Arbitrary<unknown> {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, fitting(property, shared)]))
  return fc.record(properties, { requiredKeys: (schema.required ?? []).filter((name) => name in properties) })
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function urlOf(path: string, inPath: readonly (readonly [string, string])[], inQuery: readonly (readonly [string, string | undefined])[]): string {
  const named = inPath.reduce((url, [name, value]) => url.replace(`{${name}}`, () => escape(value)), path)
  const query = inQuery.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escape(value)}`]))
  return query.length === 0 ? named : `${named}?${query.join('&')}`
}

/** Some of the hostile ones stay broken escapes; the rest is what a client would send. */
function escape(value: string): string {
  return value === '%zz' || value === '%00' ? value : encodeURIComponent(value.toWellFormed()).replace(/^\.+$/, (dots) => dots.replaceAll('.', '%2E'))
}
