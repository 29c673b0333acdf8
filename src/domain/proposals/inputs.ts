import * as z from 'zod'
import { flag, numeric, text } from '#kernel/text.ts'
import { nodePath } from '../organisations/inputs.ts'
import { BODY_MOST, EVENTS, isOutcomeLink, REASONS, STATES, STEPS, TITLE_MOST, TOPICS, VOICES, WORDS_MOST } from './model.ts'

const id = z.string().max(60).regex(/^\d{1,9}\.[0-9a-f-]{36}$/).meta({ examples: ['1.0190f5e2-8c1e-7a2b-9c3d-0123456789ab'] })
const words = text(WORDS_MOST, 1)

export const SORTS = ['seconds', 'newest', 'oldest'] as const
export const LIST_MOST = 200

export const nothing = z.object({})
export const oneInput = z.object({ id })
export const makeInput = z.object({
  path: nodePath.meta({ description: 'Union that it is made to: any of the tenant in which I am a member', examples: ['/cn/33/3301/330106'] }),
  topic: z.enum(TOPICS),
  title: text(TITLE_MOST, 4).meta({ examples: ['枢纽旁边建一个司机之家'] }),
  text: text(BODY_MOST, 10).meta({ examples: ['长途司机在枢纽等货，附近没有能洗澡的地方。'] }),
  /** My name is shown with it; without, nobody is told who made it, the union neither. */
  named: z.boolean().default(false),
})
export const listInput = z.object({
  path: nodePath.meta({ description: 'Union; proposals to it and to all below', examples: ['/cn/33/3301'] }),
  topic: z.enum(TOPICS).optional(),
  state: z.enum([...STATES, 'live', 'any']).default('live').meta({ description: 'live: on their way (open, accepted, in_work)' }),
  q: text(TITLE_MOST).optional(),
  sort: z.enum(SORTS).default('seconds'),
  cursor: z.string().max(80).regex(/^\d{1,9}\.[0-9a-f-]{36}$/).optional().meta({ description: 'next of the page before', examples: ['12.0190f5e2-8c1e-7a2b-9c3d-0123456789ab'] }),
  limit: numeric(z.int().min(1).max(LIST_MOST)).default(50),
})
export const alikeInput = z.object({ path: nodePath, title: text(TITLE_MOST, 2), but: id.optional().meta({ description: 'Not this one' }) })
export const mineInput = z.object({ seconded: flag().default(false).meta({ description: 'What I second instead of what I made' }) })
export const decideInput = z.object({
  id,
  to: z.enum(STEPS),
  revision: z.int().min(1).meta({ description: 'As it was read' }),
  answer: words.optional(),
  reason: z.enum(REASONS).optional(),
  /** What came of it: in words, and a page of this site or an https address. */
  outcome: words.optional(),
  link: text(500).refine(isOutcomeLink, { params: { rule: 'outcome_link' } }).optional(),
}).refine((one) => one.to !== 'refused' || (one.reason !== undefined && one.answer !== undefined), { path: ['answer'], params: { rule: 'reason_and_words' } })
  .refine((one) => one.to !== 'adopted' || one.outcome !== undefined, { path: ['outcome'], params: { rule: 'what_came_of_it' } })
export const answerInput = z.object({ id, answer: words })
export const mergeInput = z.object({ id, into: id })
export const voiceInput = z.object({ id, voice: z.enum(['worker', 'model_worker']) })

const union = z.object({ path: z.string(), name: z.string().nullable() })
const short = {
  id, topic: z.enum(TOPICS), title: z.string().nullable().meta({ description: 'null: no longer shown' }), state: z.enum(STATES), voice: z.enum(VOICES), seconds: z.int(),
  union, author: z.string().nullable().meta({ description: 'Name, where the author chose to show it' }), madeAt: z.string(), changedAt: z.string(), sample: z.boolean(),
}
export const shortOutput = z.object(short)
export const listOutput = z.object({ items: z.array(shortOutput), next: z.string().nullable() })
export const alikeOutput = z.object({ items: z.array(z.object({ id, title: z.string(), state: z.enum(STATES), seconds: z.int(), union })), next: z.null() })
const other = z.object({ id, title: z.string().nullable() })
export const oneOutput = z.object({
  ...short,
  text: z.string().nullable(),
  reason: z.enum(REASONS).nullable(),
  answer: z.string().nullable(),
  outcome: z.string().nullable(),
  link: z.string().nullable(),
  into: other.nullable(),
  revision: z.int(),
  way: z.array(z.object({
    at: z.string(), event: z.enum(EVENTS), answer: z.string().nullable(), reason: z.enum(REASONS).nullable(), outcome: z.string().nullable(), link: z.string().nullable(),
    voice: z.enum(VOICES).nullable(), other: other.nullable(), seconds: z.int().nullable().meta({ description: 'Seconds that came with a merge' }),
  })),
  mine: z.object({ author: z.boolean(), seconded: z.boolean(), member: z.boolean() }),
})
export const madeOutput = z.object({ id })
export const secondsOutput = z.object({ id, seconds: z.int(), seconded: z.boolean() })
export const steppedOutput = z.object({ id, state: z.enum(STATES), revision: z.int() })
export const mergedOutput = z.object({ id, into: id, added: z.int(), seconds: z.int() })
