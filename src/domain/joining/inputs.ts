import * as z from 'zod'
import { text } from '#kernel/text.ts'
import { DOCUMENT_KINDS } from '../identity/idNumber.ts'
import { READING_PURPOSES } from '../identity/readings.ts'
import { divisionCode, nodePath } from '../organisations/inputs.ts'
import { APPLICATION_STATES, DECISIONS, FIXABLE, REFUSE_REASONS } from './model.ts'

/** {tenant}.{uuid} */
export const publicIdText = z.string().max(60).regex(/^\d{1,9}\.[0-9a-f-]{36}$/).meta({ examples: ['1.0190f5e2-8c1e-7a2b-9c3d-0123456789ab'] })
export const secretText = z.string().max(60).regex(/^[A-Za-z0-9_-]{20,60}$/)

const phone = z.string().min(1).max(40).meta({ description: 'Mobile number as people type it.', examples: ['10000000001'] })
const name = text(40, 1)
export const documentFields = z.object({ kind: z.enum(DOCUMENT_KINDS).default('resident_id'), number: z.string().min(1).max(40) })
const trade = z.string().max(40).regex(/^[a-z-]+$/)

/** Four fields; the place comes from the QR code, the station or a chooser. Nothing here is ever sent to an employer. */
export const applyInput = z.object({
  name,
  phone,
  document: documentFields,
  trade,
  /** Division where the person works; or the code of a station, or a ceremony ({tenant}.{code}): one of the three. */
  division: divisionCode.optional(),
  station: z.string().max(20).optional(),
  ceremony: z.string().max(40).regex(/^\d{1,9}\.[A-Z0-9]{4,12}$/).optional(),
  /** Union of the person's own choice, instead of the routed one. */
  union: nodePath.optional(),
  /** Asked later, optional: finds the union of the employer, and is told to nobody. */
  employer: text(80).optional(),
  /** Agreed to the separate consent for the identity number (R-P2): version of the text. */
  consent: z.string().max(20).default('1'),
}).refine((one) => [one.division, one.station, one.ceremony].filter((place) => place !== undefined).length === 1, { path: ['division'], params: { rule: 'one_place' } })

export const applicationInput = z.object({ id: publicIdText, secret: secretText.optional() })
export const correctInput = z.object({
  id: publicIdText,
  secret: secretText.optional(),
  name: name.optional(),
  phone: phone.optional(),
  document: documentFields.optional(),
  trade: trade.optional(),
  division: divisionCode.optional(),
  union: nodePath.optional(),
  employer: text(80).optional(),
})
export const decideInput = z.object({
  id: publicIdText,
  decision: z.enum(DECISIONS),
  reason: z.enum(REFUSE_REASONS).optional(),
  fields: z.array(z.enum(FIXABLE)).max(6).optional(),
  words: text(300).optional(),
  revision: z.int().min(0).optional(),
}).refine((one) => one.decision !== 'refuse' || one.reason !== undefined, { path: ['reason'], params: { rule: 'reason_of_refusal' } })
  .refine((one) => one.decision !== 'return' || (one.fields?.length ?? 0) > 0 || !!one.words, { path: ['fields'], params: { rule: 'what_to_fix' } })
export const queueInput = z.object({
  path: nodePath.optional(),
  state: z.enum([...APPLICATION_STATES, 'open']).default('open'),
  /** Name, phone or document number. */
  q: text(60).optional(),
  ceremony: z.uuid().optional(),
  late: z.stringbool().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const openFieldsInput = z.object({ id: publicIdText, fields: z.array(z.enum(['phone', 'document', 'employer'])).min(1).max(3), purpose: z.enum(READING_PURPOSES) })
