import * as z from 'zod'
import { text } from '#kernel/text.ts'
import { DOCUMENT_KINDS } from '../identity/model.ts'
import { READING_PURPOSES } from '../identity/readings.ts'
import { divisionCode, nodePath } from '../organisations/inputs.ts'
import { APPLICATION_SOURCES, APPLICATION_STATES, APPROVALS_AT_ONCE, CONSENT_VERSION, DECISIONS, FIXABLE, REFUSE_REASONS, ROUTE_REASONS } from './model.ts'

/** {tenant}.{uuid} */
/** {tenant}.{code} of a ceremony, as its QR code says it. */
export const ceremonyCode = z.string().max(40).regex(/^\d{1,9}\.[A-Z0-9]{4,12}$/).meta({ examples: ['1.HUIJ2026'] })
export const publicIdText = z.string().max(60).regex(/^\d{1,9}\.[0-9a-f-]{36}$/).meta({ examples: ['1.0190f5e2-8c1e-7a2b-9c3d-0123456789ab'] })
export const secretText = z.string().max(60).regex(/^[A-Za-z0-9_-]{20,60}$/).meta({ description: 'Answered by applying.', examples: ['AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE'] })

const phone = z.string().min(1).max(40).meta({ description: 'Mobile number as people type it.', examples: ['10000000001'] })
const name = text(40, 1).meta({ examples: ['周师傅（示例）'] })
export const documentFields = z.object({ kind: z.enum(DOCUMENT_KINDS).default('resident_id'), number: z.string().min(1).max(40).meta({ description: 'As people type it.', examples: ['33010619900101123X'] }) })
const trade = z.string().max(40).regex(/^[a-z-]+$/).meta({ description: 'Code of data/trades.json.', examples: ['delivery-rider'] })

/** Four fields; the place comes from the QR code, the station or a chooser. Nothing here is ever sent to an employer. */
export const applyInput = z.object({
  name,
  phone,
  document: documentFields,
  trade,
  /** Division where the person works; or the code of a station, or a ceremony ({tenant}.{code}): one of the three. */
  division: divisionCode.optional(),
  station: z.string().max(20).optional(),
  ceremony: ceremonyCode.optional(),
  /** Union of the person's own choice, instead of the routed one. */
  union: nodePath.optional(),
  /** Asked later, optional: finds the union of the employer, and is told to nobody. */
  employer: text(80).optional(),
  /** Agreed to the separate consent for the identity number (R-P2): version of the text. */
  consent: z.string().max(20).default(CONSENT_VERSION),
}).refine((one) => [one.division, one.station, one.ceremony].filter((place) => place !== undefined).length === 1, { path: ['division'], params: { rule: 'one_place' } })

export const applicationInput = z.object({ id: publicIdText, secret: secretText.optional() })
export const reviewInput = z.object({ id: publicIdText })
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

/** Unions that could take somebody who works there. */
export const unionsInput = z.object({ division: divisionCode.optional(), station: z.string().max(20).optional(), trade, employer: text(80).optional() })
  .refine((one) => (one.division === undefined) !== (one.station === undefined), { path: ['division'], params: { rule: 'one_place' } })

const period = { startsAt: z.iso.datetime({ offset: true }), endsAt: z.iso.datetime({ offset: true }) }
const endsLater = (one: { startsAt: string; endsAt: string }) => Date.parse(one.endsAt) > Date.parse(one.startsAt)
const ceremonyFields = { name: text(60, 2), oath: text(1000), ...period }
export const createCeremonyInput = z.object({ path: nodePath, ...ceremonyFields }).refine(endsLater, { path: ['endsAt'], params: { rule: 'ends_before_it_starts' } })
export const editCeremonyInput = z.object({ ceremony: ceremonyCode, ...ceremonyFields }).refine(endsLater, { path: ['endsAt'], params: { rule: 'ends_before_it_starts' } })
export const ceremonyInput = z.object({ ceremony: ceremonyCode })
export const ceremoniesInput = z.object({ path: nodePath.optional() })
export const approveAllInput = z.object({
  ceremony: ceremonyCode,
  /** Name of the present official, as typed under the list. */
  name: text(40, 2),
  /** Only these; all that wait when absent. */
  applications: z.array(publicIdText).min(1).max(APPROVALS_AT_ONCE).optional(),
})
export const listInput = z.object({ ceremony: ceremonyCode, list: z.uuid() })

const union = z.object({ path: z.string(), name: z.string() })
const documentOutput = z.object({ kind: z.string(), number: z.string().meta({ description: 'Masked.' }) })
const clockOutput = z.object({ from: z.string(), dueOn: z.string(), riseOn: z.string().nullable(), counted: z.array(z.string()), late: z.boolean(), provisional: z.boolean() })
const returnedOutput = z.object({ fields: z.array(z.enum(FIXABLE)), words: z.string().nullable() }).nullable()
const candidate = union.extend({ why: z.enum(ROUTE_REASONS) })
const step = z.object({ event: z.string(), at: z.string(), union: z.string(), detail: z.record(z.string(), z.unknown()) })
const state = z.enum(APPLICATION_STATES)
const card = z.object({ text: z.string(), expiresAt: z.string() }).nullable()

export const progressOutput = z.object({
  application: z.string(), state, name: z.string(), phone: z.string(), document: documentOutput, trade: z.string(), union, candidates: z.array(candidate), clock: clockOutput.nullable(),
  returned: returnedOutput, reason: z.enum(REFUSE_REASONS).nullable(), steps: z.array(step), submittedAt: z.string(), decidedAt: z.string().nullable(), number: z.string().nullable(),
  sample: z.boolean(), revision: z.int(), card,
})
export const appliedOutput = progressOutput.extend({ id: z.string(), secret: z.string(), progress: z.string() })
export const ownApplicationsOutput = z.object({
  items: z.array(z.object({ application: z.string(), state, name: z.string(), trade: z.string(), union, submittedAt: z.string(), decidedAt: z.string().nullable(), sample: z.boolean() })),
  next: z.null(),
})
export const unionsOutput = z.object({ items: z.array(candidate), next: z.null() })
const queueItem = z.object({
  application: z.string(), state, name: z.string(), phone: z.string(), document: documentOutput, birthYear: z.int().nullable(), sex: z.enum(['female', 'male']).nullable(), trade: z.string(),
  division: z.string(), union, target: union, level: z.int(), source: z.enum(APPLICATION_SOURCES), station: z.string().nullable(), ceremony: z.string().nullable(), employerTold: z.boolean(),
  phoneProved: z.boolean(), echoes: z.int(), member: z.enum(['here', 'elsewhere']).nullable(), alike: z.int(), clock: clockOutput.nullable(), returned: returnedOutput,
  reason: z.enum(REFUSE_REASONS).nullable(), submittedAt: z.string(), decidedAt: z.string().nullable(), sample: z.boolean(), revision: z.int(),
})
export const queueOutput = z.object({ items: z.array(queueItem), next: z.string().nullable(), counts: z.object({ open: z.int(), late: z.int(), returned: z.int() }) })
export const reviewOutput = queueItem.extend({
  candidates: z.array(candidate),
  steps: z.array(step),
  sentAgain: z.array(z.object({ application: z.string(), submittedAt: z.string(), name: z.string(), phone: z.string(), differs: z.array(z.enum(['name', 'phone', 'trade'])) })),
  alikeMembers: z.array(z.object({ person: z.uuid(), name: z.string(), number: z.string(), birthYear: z.int().nullable(), trade: z.string() })),
  home: z.string().nullable(),
})
export const decidedOutput = z.object({ application: z.string(), state, person: z.uuid().nullable(), number: z.string().nullable(), revision: z.int() })
export const openedFieldsOutput = z.object({ phone: z.string().optional(), document: z.object({ kind: z.string(), number: z.string() }).optional(), employer: z.string().nullable().optional() })

const ceremonyView = z.object({
  ceremony: z.string(), name: z.string(), oath: z.string(), union, startsAt: z.string(), endsAt: z.string(), state: z.enum(['coming', 'open', 'over']), sample: z.boolean(),
})
export const ceremonyOutput = ceremonyView
export const ceremonyRowOutput = ceremonyView.extend({ id: z.uuid(), joined: z.int(), waiting: z.int(), approved: z.int() })
export const ceremoniesOutput = z.object({ items: z.array(ceremonyRowOutput), next: z.null() })
export const countOutput = z.object({ joined: z.int(), etag: z.string() })
const signedList = z.object({ list: z.uuid(), people: z.int(), hash: z.string(), signature: z.string(), keyId: z.string(), signedBy: z.string(), at: z.string() })
export const listsOutput = z.object({ items: z.array(signedList), next: z.null() })
export const printedListOutput = signedList.extend({
  ceremony: ceremonyView,
  verified: z.boolean(),
  items: z.array(z.object({ application: z.string(), name: z.string(), document: documentOutput, trade: z.string(), number: z.string().nullable() })),
  next: z.null(),
})
export const approvedAllOutput = z.object({
  approved: z.int(), list: signedList.nullable(), left: z.int(),
  failed: z.array(z.object({ application: z.string(), name: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()) })),
})
