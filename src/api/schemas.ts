import * as z from 'zod'

/** A JSON Schema of 2020-12, as far as the document and its readers look into it. */
export interface Schema {
  $ref?: string
  /** Several where null is one of them. */
  type?: string | string[]
  format?: string
  contentMediaType?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
}

const SHARED = '#/components/schemas/'

/** The JSON Schema of a zod schema: of what may come in, or of what goes out. Schemas with an id go to `shared`. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output', shared: Record<string, Schema>): Schema {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => sharpen(zodSchema, jsonSchema as Schema, io, shared),
  })
  const { $defs = {}, ...whole } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', `"${SHARED}`)) as Schema & { $defs?: Record<string, Schema> }
  for (const [id, each] of Object.entries($defs)) shared[id] = bare(each)
  return bare(whole)
}

/** Without what says where a schema stands. */
function bare(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => !['$schema', '$id', 'id'].includes(name)))
}

// Text is cleaned before it is judged: what is judged is what a caller must know.
function sharpen(zod: z.core.$ZodTypes, json: Schema, io: 'input' | 'output', shared: Record<string, Schema>): void {
  const def = zod._zod.def
  if (def.type === 'date') Object.assign(json, { type: 'string', format: 'date-time' })
  if (def.type === 'pipe' && io === 'input' && def.out._zod.def.type !== 'transform') Object.assign(json, { description: json.description, ...schemaOf(def.out as z.ZodType, io, shared) })
  // zod leaves these out where text becomes another type on its way in; ours read the same in both.
  const examples = z.globalRegistry.get(zod)?.['examples']
  if (Array.isArray(examples)) json.examples = examples.map((example) => (json.type === 'array' && typeof example === 'string' ? listOf(example, json) : example))
  if (def.type === 'default') json.default = def.defaultValue
  // Bounds of safe integers say nothing to a reader.
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum
}

/** A list as a query string has it: with commas. */
function listOf(example: string, { items, prefixItems }: Schema): unknown[] {
  const parts = example.split(',')
  return (prefixItems?.[0] ?? items)?.type === 'number' ? parts.map(Number) : parts
}

const OF_FORMAT: Readonly<Record<string, string>> = {
  uuid: '01938f7e-5a4b-7c3d-8e2f-1a2b3c4d5e6f',
  'date-time': '2026-11-21T12:42:00.000Z',
  date: '2026-11-21',
  uri: 'https://example.org/',
}

/** A value that fits, from its examples where it has them; undefined where nothing can be made up. */
export function sampleOf(schema: Schema, shared: Record<string, Schema>, depth = 0): unknown {
  if (schema.$ref) return depth > 6 ? undefined : sampleOf(shared[schema.$ref.slice(SHARED.length)] ?? {}, shared, depth + 1)
  if (schema.examples) return schema.examples[0]
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return sampleOf(choice[0]!, shared, depth + 1)
  if (schema.format && OF_FORMAT[schema.format]) return OF_FORMAT[schema.format]
  return sampleOfType(schema, shared, depth)
}

function sampleOfType(schema: Schema, shared: Record<string, Schema>, depth: number): unknown {
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'boolean':
      return true
    case 'null':
      return null
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, schema.exclusiveMinimum === undefined ? -Infinity : schema.exclusiveMinimum + 1)
    case 'string':
      return sampleOfText(schema)
    case 'array':
      return sampleOfItems(schema, shared, depth)
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .map(([name, property]) => [name, sampleOf(property, shared, depth + 1)] as const)
          .filter(([, value]) => value !== undefined),
      )
    default:
      return undefined
  }
}

const TEXTS = ['示例', 'example', 'EXAMPLE1', '330106', '2026', '/cn/33/3301']

function sampleOfText({ pattern, minLength = 0, maxLength = Infinity, contentMediaType }: Schema): string | undefined {
  if (contentMediaType) return undefined
  const fits = new RegExp(pattern ?? '', 'u')
  return [...TEXTS, 'A'.repeat(minLength), '0'.repeat(minLength)].find((each) => each.length >= minLength && each.length <= maxLength && fits.test(each))
}

function sampleOfItems(schema: Schema, shared: Record<string, Schema>, depth: number): unknown {
  if (schema.prefixItems) return schema.prefixItems.map((item) => sampleOf(item, shared, depth + 1))
  const item = schema.items && sampleOf(schema.items, shared, depth + 1)
  return item === undefined ? [] : [item]
}
