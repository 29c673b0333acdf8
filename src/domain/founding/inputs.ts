import * as z from 'zod'
import { numeric, text } from '#kernel/text.ts'
import { publicIdText } from '../joining/inputs.ts'
import { accountNumber, divisionCode, nodePath } from '../organisations/inputs.ts'
import { FOUNDING_DECISIONS, FOUNDING_KINDS, FOUNDING_STATES, PARTS, REFUSE_REASONS } from './model.ts'

const own = { id: publicIdText }
const myName = text(40, 1).meta({ description: 'Own name, as the others of the founding see it.' })
const trade = z.string().max(40).regex(/^[a-z-]+$/)
/** Employers to be covered, one a line: name, then after a comma the credit code where known. */
const employers = z.array(text(300)).max(200)
const phoneOrNumber = z.string().min(1).max(40).meta({ description: 'Mobile phone or membership number.' })

export const described = {
  name: text(80, 4),
  kind: z.enum(FOUNDING_KINDS),
  /** Joint by area rather than by employers. */
  area: z.boolean().default(false),
  trade: trade.optional(),
  employers: employers.default([]),
  /** How many workers there are, about. */
  people: z.int().min(1).max(1_000_000),
}

export const askInput = z.object({
  ...described,
  division: divisionCode,
  /** Union above that is to approve: the one of the division when not given. */
  parent: nodePath.optional(),
  /** Whoever tells the need takes the lead. */
  lead: z.boolean().default(false),
  myName: myName.optional(),
}).refine((one) => !one.lead || one.myName !== undefined, { path: ['myName'], params: { rule: 'name_of_lead' } })

export const describeInput = z.object({ ...own, ...described })
export const inviteInput = z.object({ ...own, who: phoneOrNumber })
export const answerInput = z.object({ ...own, agree: z.boolean(), myName: myName.optional() })
  .refine((one) => !one.agree || one.myName !== undefined, { path: ['myName'], params: { rule: 'name_of_group' } })
export const signUpInput = z.object({ ...own, myName })
export const ownInput = z.object(own)
export const callInput = z.object({ ...own, at: z.iso.datetime({ offset: true }) })
export const holdInput = z.object({
  ...own,
  present: z.array(z.uuid()).min(1).max(2_000),
  candidates: z.array(z.uuid()).min(1).max(60),
  seats: z.int().min(1).max(60),
  /** How long votes are taken. */
  hours: z.int().min(1).max(72).default(2),
  termYears: z.union([z.literal(3), z.literal(5)]).default(5),
})
export const decideInput = z.object({ ...own, decision: z.enum(FOUNDING_DECISIONS), reason: z.enum(REFUSE_REASONS).optional(), words: text(300).optional() })
  .refine((one) => one.decision !== 'refuse' || one.reason !== undefined, { path: ['reason'], params: { rule: 'reason_of_refusal' } })
  .refine((one) => one.decision !== 'return' || !!one.words, { path: ['words'], params: { rule: 'what_to_fix' } })
export const registerInput = z.object({ ...own, creditCode: z.string().min(1).max(40), on: z.iso.date() })
export const accountInput = z.object({ ...own, account: accountNumber })
export const listInput = z.object({ path: nodePath.optional(), state: z.enum([...FOUNDING_STATES, 'under_way']).default('under_way'), offset: numeric(z.int().min(0).max(100_000)).default(0) })

const count = z.int().min(0)
export const foundedOutput = z.object({ id: z.string(), state: z.enum(FOUNDING_STATES) })
export const decidedOutput = foundedOutput.extend({ path: z.string().nullable() })
const clockOutput = z.object({ from: z.string(), dueOn: z.string(), daysLeft: z.int(), late: z.boolean() }).nullable()
export const viewOutput = z.object({
  id: z.string(),
  state: z.enum(FOUNDING_STATES),
  name: z.string(),
  kind: z.enum(FOUNDING_KINDS),
  area: z.boolean(),
  trade: z.string().nullable(),
  division: z.string(),
  divisionName: z.string().nullable(),
  parent: z.object({ path: z.string(), name: z.string() }),
  people: z.int().nullable(),
  employers: z.array(z.string()),
  counts: z.object({ group: count, invited: count, recruits: count, members: count }),
  ownCommittee: z.boolean(),
  my: z.enum(PARTS).nullable(),
  assembly: z.object({ at: z.string(), invited: count, needed: count, present: count.nullable() }).nullable(),
  election: z.object({ id: z.string(), state: z.string(), electors: count, voted: count, elected: z.array(z.string()), needed: z.int().nullable() }).nullable(),
  persons: z.array(z.object({ person: z.string(), name: z.string(), part: z.enum(PARTS), present: z.boolean() })),
  reason: z.string().nullable(),
  clock: clockOutput,
  path: z.string().nullable(),
  creditCode: z.string().nullable(),
  /** Masked. */
  account: z.string().nullable(),
  steps: z.array(z.object({ step: z.string(), who: z.string(), state: z.enum(['done', 'now', 'later']) })),
  events: z.array(z.object({ event: z.string(), at: z.string(), detail: z.record(z.string(), z.unknown()) })),
  sample: z.boolean(),
  changedAt: z.string(),
})
const rowOutput = z.object({ id: z.string(), state: z.enum(FOUNDING_STATES), name: z.string(), kind: z.enum(FOUNDING_KINDS), parent: z.string(), parentName: z.string().nullable(), members: count, clock: clockOutput, changedAt: z.string(), sample: z.boolean() })
export const listOutput = z.object({ items: z.array(rowOutput), total: count, byState: z.record(z.string(), count), next: z.string().nullable() })
export const mineOutput = z.object({ items: z.array(rowOutput.extend({ my: z.enum(PARTS).nullable() })), next: z.null() })
