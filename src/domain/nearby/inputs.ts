import * as z from 'zod'
import { commaList, flag, numeric, word } from '#kernel/text.ts'
import { degrees } from '../stations/inputs.ts'

const openWhen = z.union([z.literal('now'), z.iso.datetime({ offset: true })])

export const nearest = z.object({
  lon: degrees,
  lat: numeric(z.number()).meta({ description: 'WGS-84 degrees', examples: [30.2741] }),
  limit: numeric(z.number().int().min(1).max(100)).default(20).meta({ examples: [20] }),
  open: openWhen.optional().meta({ description: '"now": posted open and not reported locked; or the moment at which it must be open', examples: ['now'] }),
  facilities: commaList(word(), 20).optional().meta({ description: 'Facility codes with commas; all must be there and not out of order', examples: ['water,microwave'] }),
  kind: word().optional().meta({ examples: ['union-station'] }),
  withinM: numeric(z.number().min(1).max(500_000)).default(50_000).meta({ examples: [5000] }),
  always: flag().optional().meta({ description: 'Open 24 hours every day' }),
  stepFree: flag().optional().meta({ description: 'Known to be free of steps' }),
  parking: word().optional().meta({ description: 'Parking for a vehicle class', examples: ['heavy-truck'] }),
  closedToo: numeric(z.number().int().min(0).max(20)).default(0).meta({ description: 'So many of those that fail only `open`, apart, with the reason', examples: [5] }),
})

export const map = z.object({
  bbox: z.preprocess((value) => (typeof value === 'string' ? value.split(',').map(Number) : value), z.tuple([z.number(), z.number(), z.number(), z.number()]))
    .meta({ description: 'west,south,east,north in WGS-84 degrees', examples: ['120.1,30.2,120.2,30.3'] }),
})
