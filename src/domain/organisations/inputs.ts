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

/** A bank account as people type it: spaces and dashes are left out. */
export const accountNumber = z.string().transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, '')).pipe(z.string().regex(/^\d{8,32}$/))
  .meta({ description: 'Bank account number: 8 to 32 digits.', examples: ['6222000012345678'] })

/** Up to a thousand lines a time. */
export const coverInput = z.object({ path: nodePath, lines: z.array(z.string().max(300)).min(1).max(1_000) })
const mistakeOutput = z.object({ rule: z.enum(['length', 'letter', 'division', 'check', 'union', 'name']), position: count, found: z.string(), expected: z.string().nullable() })
export const coveredOutput = z.object({
  added: count,
  mistakes: count,
  lines: z.array(z.object({ line: z.int(), name: z.string(), creditCode: z.string().nullable(), mistake: mistakeOutput.nullable(), outcome: z.enum(['added', 'again', 'already', 'mistake']) })),
})
export const unionOutput = z.object({
  path: z.string(),
  name: z.string(),
  level: z.enum(LEVELS),
  kind: z.enum(UNION_KINDS),
  division: z.string(),
  formedOn: z.string().nullable(),
  trade: z.string().nullable(),
  area: z.boolean(),
  creditCode: z.string().nullable(),
  registeredOn: z.string().nullable(),
  /** Masked. */
  account: z.string().nullable(),
  claimedMembers: z.int().nullable(),
  endedOn: z.string().nullable(),
  sample: z.boolean(),
  parent: z.object({ path: z.string(), name: z.string() }).nullable(),
  employers: z.array(z.object({ employer: z.string(), name: z.string(), creditCode: z.string().nullable(), since: z.string().nullable(), until: z.string().nullable(), sample: z.boolean() })),
})
