import * as z from 'zod'
import { numeric, text, word } from '#kernel/text.ts'
import { stationCode } from '../stations/inputs.ts'

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
