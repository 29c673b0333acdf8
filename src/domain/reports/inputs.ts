import * as z from 'zod'
import { numeric, text } from '#kernel/text.ts'
import { nodePath } from '../organisations/inputs.ts'
import { UNION_KINDS } from '../organisations/model.ts'

const count = z.int().min(0)
const about = { path: z.string(), name: z.string(), at: z.string() }

/** Left out: the first union whose figures I may read. */
export const figuresInput = z.object({ path: nodePath.optional() })

const area = z.object({ path: z.string(), name: z.string(), members: count })
export const memberFiguresOutput = z.object({
  ...about,
  /** Persons with a home membership in force at the node and below: what all shares are taken of. */
  members: count,
  /** Of them with an identity document on the roster. */
  realName: count,
  /** Guests from other tenants' unions: not members of this one, never in the figures above. */
  guests: count,
  newForm: z.object({ members: count, others: count }),
  byTrade: z.array(z.object({ code: z.string(), newForm: z.boolean(), members: count })),
  bySex: z.array(z.object({ sex: z.enum(['female', 'male']).nullable(), members: count })),
  byArea: z.array(area),
  /** Newest first; months without anybody in between stand with 0. */
  byMonth: z.array(z.object({ month: z.string(), members: count })),
  /** Joined before the first month shown. */
  earlier: count,
})

const kinds = { total: count, single: count, joint: count, industryFederation: count }
export const unionFiguresOutput = z.object({
  ...about,
  ...kinds,
  /** Joint unions of an area, among the joint ones. */
  jointOfArea: count,
  registered: count,
  sample: count,
  byArea: z.array(z.object({ path: z.string(), name: z.string(), ...kinds })),
})

export const unionListInput = z.object({
  path: nodePath.optional(),
  kind: z.enum(UNION_KINDS).exclude(['general']).optional(),
  q: text(60).optional(),
  registered: z.enum(['yes', 'no']).optional(),
  offset: numeric(z.int().min(0).max(1_000_000)).default(0),
  limit: numeric(z.int().min(1).max(1_000)).default(50),
})
export const unionListOutput = z.object({
  items: z.array(z.object({
    path: z.string(), name: z.string(), kind: z.enum(UNION_KINDS), area: z.boolean(), trade: z.string().nullable(), creditCode: z.string().nullable(), formedOn: z.string().nullable(),
    members: count, claimedMembers: z.int().nullable(), employers: count, termUntil: z.string().nullable(), sample: z.boolean(),
  })),
  total: count,
  next: z.string().nullable(),
})
