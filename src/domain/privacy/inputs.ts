import * as z from 'zod'
import { text } from '#kernel/text.ts'
import { DOCUMENT_KINDS } from '../identity/model.ts'
import { ERASED, FILE_FORMAT, FILE_VERSION, KEEP_REASONS, KEPT } from './model.ts'

const code = z.string().max(20).transform((typed) => typed.normalize('NFKC').replace(/\s/g, '')).meta({ examples: ['246810'] })

export const nothing = z.object({})
export const nameInput = z.object({ name: text(40, 1).meta({ examples: ['老周（示例）'] }) })
export const phoneInput = z.object({ phone: z.string().min(1).max(40).meta({ description: 'The new number; its code proves it', examples: ['10000000001'] }), code })
export const documentInput = z.object({ kind: z.enum(DOCUMENT_KINDS), number: z.string().min(1).max(40).meta({ examples: ['33010619900101123X'] }) })
export const openInput = z.object({ field: z.enum(['phone', 'document']) })
export const consentInput = z.object({ consent: z.uuid() })
export const eraseInput = z.object({ code })

const moment = z.string()
const numbered = z.object({ kind: z.enum(DOCUMENT_KINDS), number: z.string() })
const proposal = z.looseObject({ id: z.string(), title: z.string().nullable(), state: z.string() })
export const dataOutput = z.object({
  format: z.literal(FILE_FORMAT),
  version: z.literal(FILE_VERSION),
  madeAt: moment,
  person: z.object({ name: z.string().nullable(), phone: z.string(), language: z.string(), since: moment, document: numbered.extend({ checkedAt: moment.nullable() }).nullable(), sample: z.boolean() }),
  roles: z.array(z.object({ role: z.string(), place: z.string().nullable() })),
  membership: z.object({
    number: z.string().nullable(),
    home: z.object({ union: z.string().nullable(), since: moment.nullable(), state: z.string() }).nullable(),
    history: z.array(z.object({ at: moment, event: z.string(), union: z.string(), detail: z.looseObject({}) })),
  }),
  rosters: z.array(z.looseObject({ union: z.string().nullable(), number: z.string(), name: z.string(), phone: z.string().nullable(), document: numbered.nullable() })),
  applications: z.array(z.looseObject({ id: z.string(), state: z.string(), submittedAt: moment })),
  transfers: z.array(z.looseObject({ id: z.string(), state: z.string(), askedAt: moment })),
  cards: z.array(z.object({ issuedAt: moment, expiresAt: moment, revokedAt: moment.nullable(), provisional: z.boolean() })),
  sessions: z.array(z.object({ label: z.string(), createdAt: moment, seenAt: moment, endedAt: moment.nullable() })),
  passkeys: z.array(z.object({ label: z.string(), createdAt: moment })),
  consents: z.array(z.object({ id: z.string(), purpose: z.string(), version: z.string(), party: z.string().nullable(), givenAt: moment, withdrawnAt: moment.nullable() })),
  readings: z.array(z.object({ at: moment, union: z.string(), role: z.string(), fields: z.array(z.string()), purpose: z.string() })),
  messages: z.array(z.object({ code: z.string(), params: z.looseObject({}), at: moment, readAt: moment.nullable() })),
  proposals: z.object({ made: z.array(proposal), seconded: z.array(proposal) }),
  votes: z.array(z.object({ title: z.string(), opensAt: moment, voted: z.enum(['screen', 'paper']).nullable(), nominated: z.boolean() })).meta({ description: 'Whether I voted; how is held nowhere' }),
  offices: z.array(z.object({ kind: z.string(), union: z.string().nullable(), until: z.string() })),
  foundings: z.array(z.looseObject({ id: z.string(), name: z.string(), state: z.string() })),
  notHeld: z.array(z.enum(['visits', 'reports', 'ballots', 'nominations'])).meta({ description: 'Kept without any link to a person' }),
})

export const nameOutput = z.object({ name: z.string(), rosters: z.int() })
export const phoneOutput = z.object({ phone: z.string().meta({ description: 'Masked' }), rosters: z.int() })
export const documentOutput = z.object({ kind: z.enum(DOCUMENT_KINDS), number: z.string().meta({ description: 'Masked' }), rosters: z.int() })
export const openOutput = z.object({ value: z.string() })
export const wishOutput = z.object({ told: z.int().meta({ description: 'Clerks who got the message' }) })
export const sentOutput = z.object({ sentTo: z.string(), expiresAt: moment, resendAt: moment, demoCode: z.string().optional() })
export const outcomeOutput = z.object({
  erased: z.array(z.enum(ERASED)),
  kept: z.array(z.object({ what: z.enum(KEPT.map(({ what }) => what)), reason: z.enum(KEEP_REASONS), until: z.string().nullable(), named: z.boolean() })),
})
export const carryInput = z.object({ tenant: z.int().min(1), name: z.boolean(), phone: z.boolean(), document: z.boolean() })
export const tenantInput = z.object({ tenant: z.int().min(1) })
