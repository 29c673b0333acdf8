import * as z from 'zod'
import { numeric, text } from '#kernel/text.ts'
import { dayText } from '../membership/inputs.ts'
import { HISTORY_EVENTS } from '../membership/model.ts'
import { nodePath } from '../organisations/inputs.ts'
import { DECLINES, END_REASONS, OBJECTIONS, SIDES, TRANSFER_STATES } from './model.ts'

const trade = z.string().max(40).regex(/^[a-z-]+$/)
const transfer = z.string().regex(/^\d{1,9}\.[0-9a-f-]{36}$/).meta({ examples: ['1.0190f5e2-8c1e-7a2b-9c3d-0123456789ab'] })
const member = { tenant: numeric(z.int().min(1)).optional(), person: z.uuid() }

export const nothing = z.object({})
export const unionInput = z.object({ union: nodePath })
export const askInput = z.object({ union: nodePath, trade: trade.optional().meta({ description: 'Main trade from now on; as before when absent' }) })

/** The number and the name together prove that the person stands there: neither alone tells anything. */
export const pullInput = z.object({
  union: nodePath,
  number: z.string().regex(/^\d{12}$/).meta({ examples: ['123456789015'] }),
  name: text(40, 1),
  trade: trade.optional(),
  word: z.literal(true).meta({ description: 'The person has said that he wants it' }),
})

export const transferInput = z.object({ transfer })
export const declineInput = z.object({ transfer, reason: z.enum(DECLINES), note: text(300).optional() })
export const objectInput = z.object({ transfer, reason: z.enum(OBJECTIONS), note: text(300).optional() })
export const oneInput = z.object({ transfer, side: z.enum(SIDES) })
export const listInput = z.object({
  path: nodePath,
  side: z.enum(SIDES).default('in'),
  state: z.enum([...TRANSFER_STATES, 'open', 'any']).default('open'),
  cursor: z.uuid().optional(),
  limit: numeric(z.int().min(1).max(200)).default(50),
})
export const deathInput = z.object({ ...member, on: dayText })
export const memberInput = z.object(member)

const union = z.object({ path: z.string(), name: z.string().nullable() })
export const transferOutput = z.object({
  transfer: z.string(), side: z.enum(SIDES), state: z.enum(TRANSFER_STATES), name: z.string(), trade: z.string(), from: union, to: union, askedAt: z.string(),
  clock: z.object({ from: z.string(), dueOn: z.string(), day: z.int(), of: z.int() }).nullable(),
  reason: z.enum(END_REASONS).nullable(), note: z.string().nullable(), doneAt: z.string().nullable(), sample: z.boolean(),
})
export const listOutput = z.object({ items: z.array(transferOutput), next: z.string().nullable() })
export const mineOutput = z.object({
  number: z.string().nullable(),
  home: z.object({ union: union, since: z.string(), state: z.enum(['active', 'transferring']) }).nullable(),
  transfer: transferOutput.nullable(),
  guests: z.array(z.object({ union: union, since: z.string() })),
  history: z.array(z.object({ at: z.string(), event: z.enum(HISTORY_EVENTS), union: z.string(), detail: z.looseObject({}) })),
})
export const numberOutput = z.object({ number: z.string() })
export const guestOutput = z.object({ kind: z.enum(['home', 'guest']), number: z.string() })
