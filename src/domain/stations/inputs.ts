import * as z from 'zod'
import { numeric, text, word } from '#kernel/text.ts'
import { readCode } from './model.ts'

export const stationCode = z
  .string()
  .max(24)
  .transform(readCode)
  .pipe(z.string().regex(/^[0-9A-Z]{4,12}$/))
  .meta({ description: 'Public code of a station, as on its door.', examples: ['0AAAAA1'] })

/** Degrees; whether they lie in the world is answered by `stations.outside_world`, which says which one failed. */
export const degrees = numeric(z.number()).meta({ description: 'WGS-84 degrees', examples: [120.1551] })

const facility = z.object({
  count: z.number().int().min(0).max(10_000).optional(),
  where: text(200).optional(),
  reach: text(200).optional(),
})

const parking = z.object({
  freeHours: z.number().min(0).max(168).optional(),
  classes: z.array(word()).max(10).optional(),
  withinM: z.number().int().min(0).max(5000).optional(),
  indoor: z.boolean().optional(),
  note: text(200).optional(),
})

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().default(null)

export const stationFields = z.object({
  name: text(80, 2).meta({ examples: ['文一路小哥之家'] }),
  nameEn: optional(text(120)),
  kind: word().meta({ examples: ['union-station'] }),
  path: z.string().max(200).regex(/^(\/[A-Za-z0-9-]+)+$/).meta({ description: 'Union that answers for it, a node of the tree.', examples: ['/cn/33/3301'] }),
  operator: optional(text(120)),
  chiefName: optional(text(40)),
  chiefDuties: optional(text(500)),
  hotline: optional(z.string().regex(/^[0-9+\- ]{3,20}$/)),
  division: z.string().regex(/^\d{6}$/).meta({ examples: ['330106'] }),
  address: optional(text(200)),
  lon: degrees,
  lat: numeric(z.number()).meta({ description: 'WGS-84 degrees', examples: [30.2741] }),
  accuracyM: z.number().int().min(0).max(500_000).default(20),
  floor: optional(text(40)),
  entranceNote: optional(text(300)),
  areaM2: optional(z.number().int().min(1).max(1_000_000)),
  seats: optional(z.number().int().min(0).max(10_000)),
  access: z.enum(['open', 'code', 'key', 'unknown']).default('unknown'),
  hours: optional(text(255)),
  facilities: z.record(word(), facility).default({}),
  parking: optional(parking),
  stepFree: optional(z.boolean()),
  note: optional(text(500)),
})
export type StationFields = z.output<typeof stationFields>

export const createStation = stationFields
export const editStation = stationFields.extend({
  code: stationCode,
  revision: numeric(z.number().int().min(1)).meta({ description: 'The revision that was read (also by If-Match).', examples: [1] }),
})
export const byCode = z.object({ code: stationCode })
export const withdrawStation = z.object({ code: stationCode, revision: numeric(z.number().int().min(1)) })

export const listStations = z.object({
  bbox: z
    .preprocess((value) => (typeof value === 'string' ? value.split(',').map(Number) : value), z.tuple([z.number(), z.number(), z.number(), z.number()]))
    .optional()
    .meta({ description: 'west,south,east,north in WGS-84 degrees', examples: ['120.1,30.2,120.2,30.3'] }),
  division: z.string().regex(/^\d{2,6}$/).optional().meta({ description: 'Division code or its beginning', examples: ['330106'] }),
  q: text(60).optional().meta({ description: 'Words of name and address', examples: ['文一路'] }),
  modifiedAfter: z.iso.datetime({ offset: true }).optional().meta({ description: 'Changes since, withdrawn ones as tombstones', examples: ['2026-11-01T00:00:00Z'] }),
  cursor: z.string().max(200).optional(),
  limit: numeric(z.number().int().min(1).max(500)).default(50).meta({ examples: [50] }),
})

export const addPhoto = z.object({
  code: stationCode,
  role: z.enum(['entrance', 'inside']).default('entrance'),
  caption: optional(text(120)),
  takenOn: optional(z.iso.date()),
  photo: z.instanceof(Uint8Array).meta({ description: 'JPEG, PNG or WebP, at most 8 MB' }),
})
export const removePhoto = z.object({ code: stationCode, photo: z.uuid() })

/** What an edit answers: the revision to send with the next. */
export const revised = z.object({ code: z.string(), revision: z.int() })

const photo = z.object({ id: z.uuid(), role: z.enum(['entrance', 'inside']), caption: z.string().nullable(), width: z.int(), height: z.int(), takenOn: z.string().nullable(), url: z.string() })

/** All that is kept of a station; null: unknown. */
export const stationForEditing = z.looseObject({
  code: z.string(), name: z.string(), nameEn: z.string().nullable(), kind: z.string(), path: z.string(), division: z.string(), address: z.string().nullable(),
  lon: z.number(), lat: z.number(), accuracyM: z.int(), access: z.enum(['open', 'code', 'key', 'unknown']), hours: z.string().nullable(),
  facilities: z.record(z.string(), z.looseObject({})), status: z.enum(['open', 'paused', 'withdrawn']), sample: z.boolean(), revision: z.int(), photos: z.array(photo),
})
