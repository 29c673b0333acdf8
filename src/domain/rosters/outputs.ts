import * as z from 'zod'
import { CELL_RULES, RECONCILIATION_STATES, ROSTER_FIELDS, ROW_STATES, TWIN_REASONS } from './model.ts'

/** Shapes of the room's answers, for the API's document. */

const next = z.int().nullable()
const problem = z.object({ field: z.enum(ROSTER_FIELDS), rule: z.enum(CELL_RULES) })
const nobody = z.null()

export const rowsOutput = z.object({
  items: z.array(z.object({
    row: z.int(),
    state: z.enum(ROW_STATES),
    cells: z.partialRecord(z.enum(ROSTER_FIELDS), z.string()).meta({ description: 'Documents and phones by their ends' }),
    problems: z.array(problem),
    twin: z.object({ why: z.enum(TWIN_REASONS), row: next, member: z.object({ person: z.uuid(), name: z.string(), number: z.string() }).nullable() }).nullable(),
    skipped: z.string().nullable(),
  })),
  next,
})

export const exportOutput = z.object({
  fileName: z.string(),
  columns: z.looseObject({}),
  rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()), problems: z.array(problem), twin: z.looseObject({}).nullable() })),
})

export const tradesOutput = z.object({ items: z.array(z.object({ word: z.string(), count: z.int() })), next: nobody })

const member = z.object({
  person: z.uuid(), number: z.string(), name: z.string(), kind: z.string(), state: z.string(), path: z.string(), phone: z.string().nullable().meta({ description: 'Masked' }),
  document: z.object({ kind: z.string(), number: z.string().meta({ description: 'Masked' }) }).nullable(), sex: z.string().nullable(), birthYear: z.int().nullable(), trade: z.string(), joinedOn: z.string(), source: z.string(),
})

const why = z.enum(TWIN_REASONS)
export const pairsOutput = z.object({ items: z.array(z.object({ tenant: z.int(), a: member, b: member, why, state: z.string(), foundAt: z.string() })), next: nobody })
export const mergesOutput = z.object({ items: z.array(z.object({ tenant: z.int(), merge: z.uuid(), kept: member, dropped: member, why, mergedAt: z.string(), undoneAt: z.string().nullable() })), next: nobody })

const list = z.object({
  tenant: z.int(), reconciliation: z.uuid(), path: z.string(), platform: z.string(), state: z.enum(RECONCILIATION_STATES), received: z.int(), matched: next, unmatched: next,
  createdAt: z.string(), expiresAt: z.string(), finishedAt: z.string().nullable(),
})
export const reconciliationsOutput = z.object({ items: z.array(list), next: nobody })
export const reconciliationOutput = list.extend({ items: z.array(member), next: z.uuid().nullable() })
