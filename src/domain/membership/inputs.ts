import * as z from 'zod'
import { numeric, text } from '#kernel/text.ts'
import { isDay } from '#kernel/calendar.ts'
import { READING_PURPOSES } from '../identity/readings.ts'
import { divisionCode, nodePath } from '../organisations/inputs.ts'
import { HISTORY_EVENTS, MEMBER_KINDS, MEMBER_SOURCES, MEMBER_STATES, OPENABLE } from './model.ts'

export const dayText = z.string().refine(isDay, { params: { rule: 'day' } }).meta({ examples: ['2026-11-18'] })
const trade = z.string().max(40).regex(/^[a-z-]+$/).meta({ examples: ['delivery-rider'] })

/** A member in a tenant; the reader's own when none is named. */
const member = { tenant: numeric(z.int().min(1)).optional(), person: z.uuid() }

export const LIST_MOST = 500

export const listInput = z.object({
  path: nodePath.meta({ description: 'Union; its members and those of all unions below', examples: ['/cn/33/3301/330106'] }),
  q: text(60).optional().meta({ description: 'Two characters of a name or more, a whole phone, document or membership number' }),
  union: nodePath.optional().meta({ description: 'A union below the place' }),
  trade: trade.optional(),
  state: z.enum([...MEMBER_STATES, 'any']).default('active'),
  kind: z.enum(MEMBER_KINDS).optional(),
  sex: z.enum(['female', 'male', 'unknown']).optional(),
  from: dayText.optional().meta({ description: 'Joined on this day or later' }),
  to: dayText.optional().meta({ description: 'Joined on this day or earlier' }),
  cursor: z.uuid().optional(),
  limit: numeric(z.int().min(1).max(LIST_MOST)).default(50),
})

export const oneInput = z.object(member)

export const openInput = z.object({ ...member, fields: z.array(z.enum(OPENABLE)).min(1).max(3), purpose: z.enum(READING_PURPOSES) })

export const editInput = z.object({
  ...member,
  revision: z.int().min(1),
  trade,
  trades: z.array(trade).max(10).default([]).meta({ description: 'All trades; the main one is among them without being said' }),
  platforms: z.array(text(40, 1)).max(10).default([]),
  cities: z.array(divisionCode).max(10).default([]),
})

export const duesInput = z.object({
  ...member,
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/).meta({ examples: ['2026-11'] }),
  amountFen: z.int().min(1).max(10_000_000),
  paidOn: dayText,
})

const names = z.object({ path: z.string(), name: z.string().nullable() })

const row = z.object({
  person: z.uuid(), number: z.string(), name: z.string(), kind: z.enum(MEMBER_KINDS), state: z.enum(MEMBER_STATES), union: names,
  phone: z.string().nullable().meta({ description: 'Masked' }),
  document: z.object({ kind: z.string(), number: z.string().meta({ description: 'Masked' }) }).nullable(),
  sex: z.string().nullable(), birthYear: z.int().nullable(), trade: z.string(), joinedOn: z.string(), endedOn: z.string().nullable(), endReason: z.string().nullable(), sample: z.boolean(),
})

export const listOutput = z.object({
  items: z.array(row), next: z.string().nullable(),
  count: z.int().meta({ description: 'How many there are, exact up to the bound' }),
  more: z.boolean().meta({ description: 'There are more than the bound' }),
})

export const oneOutput = row.extend({
  tenant: z.int(), trades: z.array(z.string()), platforms: z.array(z.string()), cities: z.array(z.object({ code: z.string(), name: z.string().nullable() })),
  known: z.array(z.enum(OPENABLE)), source: z.enum(MEMBER_SOURCES), silent: z.boolean(), revision: z.int(),
  history: z.array(z.object({ at: z.string(), event: z.enum(HISTORY_EVENTS), union: z.string(), detail: z.looseObject({}) })),
  dues: z.array(z.object({ month: z.string(), amountFen: z.int(), paidOn: z.string() })),
})

export const openOutput = z.object({ phone: z.string().nullable().optional(), document: z.object({ kind: z.string(), number: z.string() }).nullable().optional(), employer: z.string().nullable().optional() })
export const editOutput = z.object({ revision: z.int() })
export const duesOutput = z.object({ month: z.string(), amountFen: z.int() })
