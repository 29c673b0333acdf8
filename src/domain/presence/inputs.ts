import * as z from 'zod'
import { numeric, text, word } from '#kernel/text.ts'
import { stationCode } from '../stations/inputs.ts'
import { SHOWN_STATES } from './model.ts'

/** What a reader is told, as the API's document has it. */
export const shown = z.object({
  state: z.enum(SHOWN_STATES),
  at: z.string().nullable(),
  source: z.string().nullable(),
  confidence: z.number().nullable(),
})

export const visit = z.object({ code: stationCode })

export const report = z.object({
  code: stationCode,
  kind: z.enum(['locked', 'open', 'broken', 'out_of_stock', 'other']).meta({ description: 'What was found at the door', examples: ['locked'] }),
  facility: word().optional().meta({ description: 'Which facility, for broken and out_of_stock', examples: ['microwave'] }),
  note: text(300).optional(),
  lon: numeric(z.number()).optional().meta({ description: 'Where the reporter stands, WGS-84; used once, not kept', examples: [120.1551] }),
  lat: numeric(z.number()).optional().meta({ examples: [30.2741] }),
  positionAccuracyM: numeric(z.number().min(0)).optional(),
})

const facilityStates = z.record(word(), z.enum(['ok', 'out_of_order', 'out_of_stock', 'unknown']))

export const setLive = z.object({
  code: stationCode,
  state: z.enum(['open', 'closed']).optional().meta({ examples: ['open'] }),
  facilities: facilityStates.optional().meta({ examples: [{ microwave: 'ok' }] }),
  note: text(300).optional(),
})

export const inspect = z.object({ code: stationCode, state: z.enum(['open', 'closed', 'locked']), note: text(300).optional() })

export const answer = z.object({
  code: stationCode,
  event: z.uuid(),
  answer: z.enum(['fixed', 'not_so', 'in_work']),
  note: text(300).optional(),
})

export const board = z.object({ code: stationCode })
export const nothing = z.object({})

export const answered = z.object({ event: z.uuid(), answer: z.enum(['fixed', 'not_so', 'in_work']) })

const facilityState = z.enum(['ok', 'out_of_order', 'out_of_stock', 'unknown'])
const names = z.object({ zh: z.string(), en: z.string() }).nullable()

const stationRow = z.object({
  code: z.string(), name: z.string(), kind: z.string(), path: z.string(), division: z.string(), address: z.string().nullable(), sample: z.boolean(), chiefName: z.string().nullable(),
  live: z.looseObject({ state: z.string() }),
  lastSeen: z.object({ at: z.string(), source: z.string() }).nullable(),
  visitsToday: z.int(), visits30: z.int(), reportsWaiting: z.int(), oldestReportAt: z.string().nullable(),
  broken: z.array(z.string()).meta({ description: 'Facilities out of order or out of stock' }),
  brokenSince: z.string().nullable(),
  attention: z.array(z.string()).meta({ description: 'Why it should be looked at first' }),
})

const event = z.object({
  event: z.uuid(), kind: z.string(), source: z.string(), at: z.string(), near: z.boolean().nullable(), facility: z.string().nullable(), facilityNames: names,
  note: z.string().nullable(), answer: z.string().nullable(), answerNote: z.string().nullable(), answeredAt: z.string().nullable(),
})

export const myStations = z.object({ items: z.array(stationRow), next: z.null() })
export const boardOutput = stationRow.extend({
  posted: z.boolean().nullable(),
  facilities: z.array(z.object({ code: z.string(), names, state: facilityState, at: z.string().nullable(), source: z.string().nullable() })),
  reports: z.array(event),
  lately: z.array(event),
  days: z.array(z.object({ day: z.string(), visits: z.int() })),
})
export const areaOutput = z.object({
  items: z.array(stationRow), next: z.string().nullable(), total: z.int(), matching: z.int(),
  figures: z.object({ byState: z.record(z.string(), z.int()), needing: z.int(), visitsToday: z.int(), broken: z.int(), waiting: z.int() }),
})
