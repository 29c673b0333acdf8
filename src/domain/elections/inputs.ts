import * as z from 'zod'
import { numeric, text } from '#kernel/text.ts'
import { nodePath } from '../organisations/inputs.ts'
import { DRAFTED_KINDS, ELECTION_KINDS, OFFICE_KINDS, PHASES, readReceipt, SHARE } from './model.ts'
import { OUTCOMES } from './tally.ts'

const id = z.string().max(60).regex(/^\d{1,9}\.[0-9a-f-]{36}$/).meta({ description: 'Id of the election: {tenant}.{uuid}', examples: ['1.0190f5e2-8c1e-7a2b-9c3d-0123456789ab'] })
const moment = z.iso.datetime({ offset: true }).meta({ examples: ['2026-12-01T09:00:00+08:00'] })
export const memberNumber = z.string().max(40).regex(/^\s*(\d\s*){12}$/).meta({ description: 'Membership number, 12 digits', examples: ['100000000007'] }).transform((typed) => typed.replace(/\s/g, ''))

export const electionInput = z.object({ election: id })
export const mineInput = z.object({})

const fields = {
  title: text(80, 2),
  kind: z.enum(DRAFTED_KINDS),
  /** Only a resolution may say no. */
  secret: z.boolean().default(true),
  seats: z.int().min(1).max(500).default(1),
  termYears: z.union([z.literal(3), z.literal(5)]).nullable().default(null),
  quorum: z.string().regex(SHARE).optional().meta({ description: 'Share of the electors that must take part; that of the kind where absent', examples: ['2/3'] }),
  majority: z.string().regex(SHARE).optional().meta({ description: 'More than this share of those present ("1/2 electors": of all electors)', examples: ['1/2'] }),
  nominatesFrom: moment.nullable().default(null),
  opensAt: moment,
  closesAt: moment,
  electors: z.enum(['members', 'delegates', 'list']).default('members').meta({ description: 'members: active home members at the union and below when it is opened; delegates: its delegates in office; list: the numbers given' }),
  numbers: z.array(memberNumber).max(5000).optional(),
  /** Whom a recall is about. */
  about: memberNumber.optional(),
}

type Fields = { kind: string; termYears: number | null; electors: string; numbers?: string[] | undefined; about?: string | undefined; seats: number }
const ofPeople = ({ kind }: Fields) => !['recall', 'resolution'].includes(kind)

function whole<S extends z.ZodType<Fields>>(schema: S) {
  return schema
    .refine((one) => ofPeople(one) === (one.termYears !== null), { path: ['termYears'], params: { rule: 'term_of_people' } })
    .refine((one) => (one.electors === 'list') === (one.numbers !== undefined && one.numbers.length > 0), { path: ['numbers'], params: { rule: 'numbers_of_list' } })
    .refine((one) => (one.kind === 'recall') === (one.about !== undefined), { path: ['about'], params: { rule: 'about_of_recall' } })
    .refine((one) => ofPeople(one) || one.seats === 1, { path: ['seats'], params: { rule: 'one_seat' } })
}

export const draftInput = whole(z.object({ path: nodePath, ...fields }))
export const choicesInput = z.object({
  election: id,
  people: z.array(z.object({ number: memberNumber, about: text(120).optional() })).max(500).default([]),
  /** Adds whoever was put forward by at least so many. */
  nominatedBy: z.int().min(1).optional(),
})
export const paperElectorInput = z.object({ election: id, number: memberNumber })
export const paperCountInput = z.object({
  election: id,
  ballots: z.int().min(0),
  invalid: z.int().min(0),
  counts: z.record(z.string().regex(/^[1-9]\d{0,2}$/), z.int().min(0)),
})
export const deskInput = z.object({ path: nodePath })
export const delegatesInput = z.object({ members: numeric(z.int().min(0)) })

const receipt = z.string().max(40).meta({ description: '80 random bits made by the voter’s own side, as 16 letters of 0–9 A–Z without I, L, O, U', examples: ['7Q2M-9XKD-4HTB-W0ZR'] }).transform((typed, check) => {
  const read = readReceipt(typed)
  if (read !== null) return read
  check.addIssue({ code: 'custom', params: { rule: 'receipt' } })
  return z.NEVER
})

export const voteInput = z.object({
  election: id,
  choices: z.array(z.int().min(1)).max(500).refine((list) => new Set(list).size === list.length, { params: { rule: 'unique' } }).meta({ description: 'Numbers of the choices; none: a blank vote' }),
  receipt,
})
export const voteOutput = z.object({ election: z.string(), accepted: z.literal(true) })
export const nominateInput = z.object({ election: id, number: memberNumber })
export const checkInput = z.object({ election: id, receipt })

const count = z.int().min(0)
const share = z.string()
export const resultOutput = z.object({
  electors: count, screen: count, paper: count, present: count, blank: count,
  urn: z.object({ ballots: count, invalid: count }).nullable(),
  quorum: z.object({ share, needed: count, reached: z.boolean() }),
  majority: z.object({ share, of: count, needed: count }),
  seats: count,
  choices: z.array(z.object({ no: count, label: z.string(), screen: count, paper: count, votes: count, outcome: z.enum(OUTCOMES) })),
  elected: z.array(count), tied: z.array(count), seatsLeft: count,
})
const head = {
  election: z.string(), title: z.string(), kind: z.enum(ELECTION_KINDS), path: z.string(), union: z.string().nullable(), secret: z.boolean(), seats: count, termYears: count.nullable(),
  quorum: share, majority: share, nominatesFrom: z.string().nullable(), opensAt: z.string(), closesAt: z.string(), phase: z.enum(PHASES), electors: count, voted: count, sample: z.boolean(),
}
const choice = z.object({ no: count, label: z.string(), about: z.string().nullable(), nominations: count })
export const paperOutput = z.object({ ...head, choices: z.array(choice), elector: z.boolean(), mine: z.enum(['screen', 'paper']).nullable(), nominated: z.boolean() })
export const mineOutput = z.object({ items: z.array(z.object({ ...head, elector: z.boolean(), mine: z.enum(['screen', 'paper']).nullable() })), next: z.null() })
export const sealedOutput = z.object({ ...head, result: resultOutput, listHash: z.string(), seal: z.string(), keyId: z.string(), sealedAt: z.string() })
export const checkOutput = z.object({ found: z.boolean(), choices: z.array(z.object({ no: count, label: z.string() })), line: z.string().nullable() })
export const sheetOutput = z.object({
  ...head, choices: z.array(choice), revision: count, paperVoted: count,
  paperCounts: z.object({ needed: z.boolean(), entered: count, mine: z.boolean(), taken: z.boolean() }),
  nominations: z.array(z.object({ name: z.string(), count })),
  result: resultOutput.nullable(), listHash: z.string().nullable(), seal: z.string().nullable(), keyId: z.string().nullable(), sealedAt: z.string().nullable(),
})
export const deskOutput = z.object({ items: z.array(z.object({ ...head, paperVoted: count })), next: z.null() })
export const termsOutput = z.object({
  items: z.array(z.object({ path: z.string(), union: z.string().nullable(), kind: z.enum(OFFICE_KINDS), until: z.string(), people: count, names: z.array(z.string()), daysLeft: z.int(), sample: z.boolean() })),
  next: z.null(),
})
export const delegatesOutput = z.object({
  members: count, assembly: z.boolean(), least: count.nullable(), most: count.nullable(), proposed: count.nullable(), rule: z.string(), mark: z.string(), version: z.string(),
})
export const changedOutput = z.object({ election: z.string() })
export const turnoutOutput = z.object({ election: z.string(), electors: count, voted: count, paperVoted: count })
export const termsAlarmInput = z.object({ path: nodePath, until: z.iso.date(), months: z.int().min(1) })
export const ballotsOutput = z.string()
export const remindedOutput = z.object({ election: z.string(), told: count })
export const countedOutput = z.object({ election: z.string(), taken: z.boolean().meta({ description: 'Two people have said the same' }) })
