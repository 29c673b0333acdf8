import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { forgetArrivals, giveUpHomes } from '../identity/arrivals.ts'
import { unenrol, untouched, type EndedBefore } from '../membership/roll.ts'
import { importRow, settleRows, stagedRows, turnImport } from './imports.ts'

/** Takes an import back, chunk by chunk: rows to which nothing has happened since. The others stay members and say so. */

const CHUNK = 1_000

export function undoChunk(ctx: Context, id: string): Promise<boolean> {
  return ctx.db.transaction().execute(async (trx) => {
    const inner = { ...ctx, db: trx }
    const held = await importRow(inner, ctx.tenant, id, 'free')
    if (held?.state !== 'undoing') return false
    // Those that had to stay keep their mark and are not looked at again.
    const rows = await stagedRows(inner, id, ['taken'], held.done, CHUNK)
    if (rows.length === 0) {
      await turnImport(inner, id, 'undone')
      return false
    }
    const entries = rows.map((row) => ({ row, person: row.person_id!, at: new Date(row.twin_of!.at!), before: (row.twin_of!.before ?? null) as EndedBefore | null, made: row.twin_of!.made! }))
    const same = await untouched(inner, held.path, entries.map(({ person, at, before }) => ({ person, at, before })))
    const left = await giveUpHomes(inner, { tenant: ctx.tenant, path: held.path }, entries.filter(({ person }) => same.has(person)))
    const back = entries.filter(({ person }) => left.has(person))
    await unenrol(inner, held.path, back)
    await forgetArrivals(inner, back)
    await settleRows(inner, id, entries.map(({ row, person }) => (left.has(person)
      ? { row: row.row_no, state: 'undone', whose: null, twin_of: null }
      : { row: row.row_no, state: 'taken', whose: person, twin_of: { ...row.twin_of, skipped: 'changed_since' } })))
    // While it is undone, `done` is the last row looked at.
    await sql`update roster_import set done = ${rows.at(-1)!.row_no} where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(trx)
    return true
  })
}
