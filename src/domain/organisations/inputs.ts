import * as z from 'zod'
import { text, word } from '#kernel/text.ts'
import { LEVELS, PATH, SEGMENT, UNION_KINDS } from './model.ts'

export const nodePath = z.string().regex(PATH).max(300)

export const treeInput = z.object({ path: nodePath.optional() })

export const foundLocalInput = z.object({
  /** The node above: an organisation or a town union. */
  parent: nodePath,
  /** Last part of its own path; made from random letters when absent. */
  segment: z.string().regex(SEGMENT).optional(),
  name: text(80, 2),
  level: z.enum(['town', 'grassroots']),
  kind: z.enum(UNION_KINDS),
  /** Year, month or day of founding, as far as known. */
  formedOn: z.string().regex(/^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/).optional(),
}).refine((union) => union.level === 'grassroots' ? union.kind !== 'general' : union.kind === 'general', { path: ['kind'], params: { rule: 'kind_of_level' } })

export const foundInput = z.object({
  /** The division it serves; 100000 is the nation. */
  division: z.string().regex(/^\d{6}$/),
  name: text(80, 2),
})

export const foundOutput = z.object({ organisation: z.uuid(), path: z.string() })

export const createTenantInput = z.object({
  code: word(20),
  name: text(80, 2),
  /** The organisation that runs its own budget; what lies below comes under its care. */
  path: nodePath,
})

export const divisionCode = z.string().regex(/^\d{6}$/)

export const listDivisionsInput = z.object({
  parent: divisionCode.optional(),
  q: text(40, 1).optional(),
})

const count = z.int().min(0)
export const nodeOutput = z.object({
  path: z.string(),
  name: z.string(),
  level: z.enum(LEVELS),
  kind: z.enum(UNION_KINDS),
  division: z.string(),
  sample: z.boolean(),
  stations: count,
  unions: z.object({ total: count, single: count, joint: count, industryFederation: count }),
})
export const treeOutput = z.object({ here: nodeOutput, items: z.array(nodeOutput), next: z.null() })

export const divisionOutput = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(['province', 'prefecture', 'county']),
  parent: z.string().nullable(),
  within: z.array(z.string()),
  pinyin: z.string(),
  initials: z.string(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
  pointApproximate: z.boolean(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  replacedBy: z.array(z.string()),
})
export const listDivisionsOutput = z.object({ items: z.array(divisionOutput), next: z.null() })

export const foundLocalOutput = z.object({ union: z.uuid(), path: z.string() })
export const createdTenantOutput = z.object({ tenant: z.int(), code: z.string() })
