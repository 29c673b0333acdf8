import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { isPassing } from '#kernel/refusal.ts'
import { settings } from '#kernel/settings.ts'
import { nodeAt } from '../organisations/queries.ts'
import { arrive, homeTenants, Raced, takeHomes } from '../identity/arrivals.ts'
import { enrolMany, type Enrolled } from '../membership/roll.ts'
import { anyLeft, claimRows, countDone, importRow, openCells, settleRows, turnImport, type ImportRow, type StagedRow } from './imports.ts'
import type { SkipReason } from './model.ts'
import { readRow, type RowFacts } from './rowFacts.ts'
import { notePairs } from './twins.ts'

/**
 * Makes members of the good rows, a chunk a transaction. A chunk touches one tenant and hundreds of persons at once: the only
 * exception to "one person a transaction" beside the merge, because a sheet row by row would take an hour. The state of each row
 * is the progress: a process that dies leaves whole chunks, and the next tick goes on.
 */

const CHUNK = 500
const ATTEMPTS = 4

/** One chunk; false when none is left. */
export async function takeOverChunk(ctx: Context, id: string): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.db.transaction().execute((trx) => chunk({ ...ctx, db: trx }, id))
    } catch (error) {
      if (!(error instanceof Raced || isPassing(error)) || attempt === ATTEMPTS) throw error
    }
  }
}

interface Reading {
  readonly row: StagedRow
  readonly facts: RowFacts
}

async function chunk(ctx: Context, id: string): Promise<boolean> {
  const seen = await importRow(ctx, ctx.tenant, id)
  if (seen?.state !== 'running') return false
  const staged = await claimRows(ctx, id, 'good', CHUNK)
  if (staged.length === 0) {
    // Another lane may still be at its last chunk: it will end the import.
    if (!(await anyLeft(ctx, id, 'good')) && (await importRow(ctx, ctx.tenant, id, 'free'))?.state === 'running') await turnImport(ctx, id, 'done')
    return false
  }
  const about = { today: dayOf(ctx.now), demo: settings().mode === 'demo' }
  const readings = staged.flatMap((row): Reading[] => {
    const { facts } = readRow(openCells(id, row), seen.columns, about)
    return facts ? [{ row, facts }] : []
  })
  await enter(ctx, seen, readings)
  if (!(await countDone(ctx, id, 'running', staged.length))) throw new Error('the import was ended amid a chunk')
  return true
}

async function enter(ctx: Context, held: ImportRow, readings: readonly Reading[]): Promise<void> {
  const sample = (await nodeAt(ctx, held.path))?.node.sample ?? false
  const arrived = await arrive(ctx, readings.map(({ row, facts }) => ({ ...facts, phoneHash: row.phone_hash, documentHash: row.doc_hash, sample })))
  const first = new Map<string, number>()
  for (const [at, { person }] of arrived.entries()) if (!first.has(person)) first.set(person, at)
  const numbers = await takeHomes(ctx, { tenant: ctx.tenant, path: held.path }, [...first.keys()])
  const winners = [...numbers].map(([person, number]): Enrolled => {
    const { row, facts } = readings[first.get(person)!]!
    return { ...facts, person, number, nameKeys: row.name_keys, phoneHash: row.phone_hash, documentHash: row.doc_hash, sample, joinedOn: facts.joinedOn ?? dayOf(ctx.now) }
  })
  const before = await enrolMany(ctx, held.path, winners)
  const elsewhere = await homeTenants(ctx, [...first.keys()].filter((person) => !numbers.has(person)))
  await settleRows(ctx, held.import_id, readings.map(({ row }, at) => {
    const { person, made } = arrived[at]!
    if (first.get(person) === at && numbers.has(person)) return { row: row.row_no, state: 'taken', whose: person, twin_of: { ...row.twin_of, made, before: before.get(person) ?? null, at: ctx.now.toISOString() } }
    return { row: row.row_no, state: 'skipped', whose: null, twin_of: { ...row.twin_of, skipped: why(ctx, elsewhere.get(person)) } }
  }))
  await notePairs(ctx, held.import_id, readings.flatMap(({ row }, at) => (row.twin_of?.why && numbers.has(arrived[at]!.person) ? [{ person: arrived[at]!.person, of: row.twin_of }] : [])))
}

/** Only here, about a row that the union itself lists, is it told that somebody's home is elsewhere: a transfer is the next step. */
function why(ctx: Context, tenant: number | undefined): SkipReason {
  return tenant !== undefined && tenant !== ctx.tenant ? 'home_elsewhere' : 'already_member'
}
