import { createHash } from 'node:crypto'
import * as z from 'zod'
import { numeric, text } from '#kernel/text.ts'
import { nodePath } from '../organisations/inputs.ts'
import { LIST_LIMITS, ROSTER_FIELDS, ROW_STATES, SHEET_LIMITS, TWIN_REASONS } from './model.ts'

/** A file as it came. It stands for itself by its digest where an input is kept or compared, never by its bytes. */
export interface SheetFile {
  readonly bytes: Uint8Array
  toJSON(): string
}

const file = z.instanceof(Uint8Array).transform((bytes): SheetFile => ({ bytes, toJSON: () => createHash('sha256').update(bytes).digest('base64url') }))

const tenant = numeric(z.int().min(1))
/** An import of a tenant. */
const which = { tenant: tenant.optional(), import: z.uuid() }
const trade = z.string().max(40).regex(/^[a-z-]+$/).meta({ examples: ['delivery-rider'] })

export const uploadInput = z.object({ path: nodePath.meta({ description: 'Union whose members the sheet lists' }), fileName: text(200).default('roster'), sheet: file })
export const importInput = z.object(which)
export const listInput = z.object({ path: nodePath, limit: numeric(z.int().min(1).max(200)).default(50) })

const columnNumber = numeric(z.int().min(0).max(SHEET_LIMITS.columns - 1))
export const mapInput = z.object({
  ...which,
  headingRow: numeric(z.int().min(1).max(SHEET_LIMITS.rows)).nullable().optional().meta({ description: 'Row of the headings; rows above it are left out' }),
  fields: z.partialRecord(z.enum(ROSTER_FIELDS), columnNumber).meta({ description: 'Field to column, columns counted from 0' }),
  trade: trade.nullable().default(null).meta({ description: 'Trade of rows that name none' }),
  trades: z.record(z.string().max(60), trade).default({}).meta({ description: 'What a word or code in the trade column stands for' }),
})

export const rowsInput = z.object({ ...which, state: z.enum(ROW_STATES).default('bad'), why: z.enum(TWIN_REASONS).optional(), after: numeric(z.int().min(0)).default(0), limit: numeric(z.int().min(1).max(500)).default(100) })

export const judgeInput = z.object({
  ...which,
  rows: z.array(numeric(z.int().min(1))).min(1).max(500).optional().meta({ description: 'Rows that repeat somebody; all of them when absent' }),
  take: z.boolean().meta({ description: 'Take them over as people of their own, to be looked at pair by pair later; or leave them out' }),
})

export const pairsInput = z.object({ path: nodePath, state: z.enum(['open', 'merged', 'apart']).default('open'), after: z.uuid().optional(), limit: numeric(z.int().min(1).max(200)).default(50) })
const pair = { tenant: tenant.optional(), a: z.uuid(), b: z.uuid() }
export const pairInput = z.object(pair)
export const mergeInput = z.object({ ...pair, keep: z.enum(['a', 'b']) })
export const mergesInput = z.object({ path: nodePath, limit: numeric(z.int().min(1).max(200)).default(50) })
export const unmergeInput = z.object({ tenant: tenant.optional(), merge: z.uuid() })

export const handOverInput = z.object({
  name: text(40, 1),
  phone: z.string().min(1).max(40).meta({ examples: ['10000000001'] }),
  document: z.object({ kind: z.enum(['resident_id', 'hkm_permit', 'taiwan_permit', 'hkmt_residence', 'permanent_residence', 'passport']).default('resident_id'), number: z.string().min(1).max(40) }),
  trade,
  division: z.string().regex(/^\d{6}$/).meta({ description: 'Where the person works' }),
  union: nodePath.optional().meta({ description: 'Union of the person\'s own choice' }),
  employer: text(80).optional(),
  consent: z.object({
    version: z.string().min(1).max(20).meta({ description: 'Version of the text that the person agreed to' }),
    at: z.iso.datetime({ offset: true }).meta({ description: 'When the person agreed' }),
  }).meta({ description: 'The person\'s separate consent to hand these fields to the union (R-P2)' }),
})

export const reconcileInput = z.object({ path: nodePath, platform: text(60, 2) })
export const reconciliationInput = z.object({ tenant: tenant.optional(), reconciliation: z.uuid(), after: z.uuid().optional(), limit: numeric(z.int().min(1).max(500)).default(100) })
export const reconciliationsInput = z.object({ path: nodePath, limit: numeric(z.int().min(1).max(200)).default(50) })
export const endInput = z.object({ tenant: tenant.optional(), reconciliation: z.uuid() })

const hash = z.string().regex(/^[0-9a-f]{64}$/).meta({ examples: ['0'.repeat(64)] })
export const sendListInput = z.object({
  token: z.string().max(120).regex(/^hzjr\.\d{1,9}\.[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/).meta({ examples: [`hzjr.1.0190f5e2-8c1e-7a2b-9c3d-0123456789ab.${'x'.repeat(43)}`] }),
  hashes: z.array(hash).max(LIST_LIMITS.page).meta({ description: `HMAC-SHA-256 of each document number, hex; at most ${LIST_LIMITS.page} a page` }),
  last: z.boolean().default(false).meta({ description: 'This was the last page: comparing begins, the key dies' }),
})

const count = z.int().min(0)
export const importOutput = z.object({
  tenant: z.int(), import: z.uuid(), path: z.string(), fileName: z.string(), state: z.string(), rows: count, good: count, bad: count, twins: count, done: count,
  taken: count.meta({ description: 'Rows that have become members' }), skipped: count, fault: z.string().nullable(), createdAt: z.string(), finishedAt: z.string().nullable(),
})
