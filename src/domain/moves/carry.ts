import { writeAudit } from '#kernel/audit.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { revokeCards } from '../cards/revoke.ts'
import { homeOf, moveHome } from '../identity/home.ts'
import { endMember, moveMember, writeHistory, writeMember } from '../membership/enrol.ts'
import { holdMember, memberDetails } from '../membership/member.ts'
import { OPEN_STATES, type EndReason } from './model.ts'
import { isWithin, openRows, rowOf, turn, type TransferRow } from './rows.ts'
import { tellPerson, tellUnion } from './told.ts'
import { writeOut } from './transfers.ts'

/**
 * The clock of transfers. A transaction touches one tenant and one person, so a transfer between tenants goes step by step:
 * each step looks at what is true, does what is missing, and may be tried again at any moment by any process.
 */

const PAGE = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Carries what the unions of the acting tenant want to take in: to the old union, and home when its days are over. */
export function carryIn(ctx: Context): Promise<void> {
  return forEachOpen(ctx, 'in', stepIn)
}

/** Brings the sides of unions that are left to the end which the new union's side has reached. */
export function carryOut(ctx: Context): Promise<void> {
  return forEachOpen(ctx, 'out', stepOut)
}

/** All are tried; those that failed are thrown together and come again with the next tick. */
async function forEachOpen(ctx: Context, side: 'in' | 'out', step: (ctx: Context, row: TransferRow) => Promise<void>): Promise<void> {
  const faults: unknown[] = []
  for (let after = FIRST; ; ) {
    const rows = await openRows(ctx, side, after, PAGE)
    for (const row of rows) await step(ctx, row).catch((fault: unknown) => faults.push(fault))
    if (rows.length < PAGE) break
    after = rows.at(-1)!.transfer_id
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} transfers of tenant ${ctx.tenant} did not go on and are tried again`)
}

async function stepIn(ctx: Context, row: TransferRow): Promise<void> {
  const out = isWithin(row) || row.state === 'asked' ? null : await rowOf(ctx, row.other_tenant, row.transfer_id, 'out')
  if ((await homeOf(ctx, row.person_id))?.transfer !== row.transfer_id) return endIn(ctx, row, out)
  if (row.state === 'asked') return
  // An old union that has not been shown the transfer could not have objected: it is shown first, and moved at a later tick.
  if (!out && !isWithin(row)) return inTransaction({ ...ctx, tenant: row.other_tenant }, (there) => writeOut(there, row))
  if (dayOf(ctx.now) > row.due_on!) return moveIn(ctx, row)
}

/** The home is not on its way here any more: the old union objected, or the person withdrew, left or died. */
function endIn(ctx: Context, row: TransferRow, out: TransferRow | null): Promise<void> {
  const objected = out?.state === 'objected'
  const to = objected ? { state: 'objected' as const, reason: out.reason, note: out.note } : { state: 'withdrawn' as const, reason: 'home_ended' as EndReason }
  return inTransaction(ctx, async (here) => {
    if (!(await turn(here, row.transfer_id, 'in', OPEN_STATES, to))) return
    if (isWithin(row)) await turn(here, row.transfer_id, 'out', OPEN_STATES, to)
    if (objected) await tellUnion(here, row, 'in', 'moves.objected_to', { reason: out.reason })
  })
}

/** The home moves in one statement; roster, history, cards and messages of the new union go with it or not at all. */
async function moveIn(ctx: Context, row: TransferRow): Promise<void> {
  const member = await memberDetails(ctx, row.other_tenant, row.person_id)
  if (!member) throw new Error(`transfer ${row.transfer_id}: the roster that is left does not know the person`)
  await inTransaction(ctx, async (here) => {
    // Moved by another process, or kept by an objection in this very moment: the next tick sees which.
    if (!(await moveHome(here, row.person_id, row.transfer_id, { tenant: here.tenant, path: row.to_path }))) return
    if (!(await turn(here, row.transfer_id, 'in', ['accepted'], { state: 'done', doneAt: here.now }))) throw new Error(`transfer ${row.transfer_id} is over, yet its home was on the way`)
    if (isWithin(row)) {
      await moveMember(here, row.person_id, row.to_path)
      await turn(here, row.transfer_id, 'out', ['accepted'], { state: 'done', doneAt: here.now })
      await writeHistory(here, row.person_id, row.from_path, 'transferred_out', { transfer: row.transfer_id })
      await tellUnion(here, row, 'out', 'moves.gone')
    } else {
      // The employer stays behind: a new union asks anew, if ever.
      const { name, phone, document, platforms, cities, sample } = member
      await writeMember(here, {
        person: row.person_id, path: row.to_path, name, phone, document, platforms, cities, sample,
        trade: row.trade, trades: [...new Set([row.trade, ...member.trades])], source: 'transfer', joinedOn: dayOf(here.now),
      }, 'home', member.number)
    }
    await writeHistory(here, row.person_id, row.to_path, 'transferred_in', { transfer: row.transfer_id })
    await revokeCards(here, row.person_id)
    await tellPerson(here, row, 'moves.done')
    await tellUnion(here, row, 'in', 'moves.came')
    await writeAudit(here, { act: 'moves.done', outcome: 'done', code: null, subjects: [row.transfer_id], actor: null })
  })
}

async function stepOut(ctx: Context, row: TransferRow): Promise<void> {
  if (isWithin(row)) return
  const other = await rowOf(ctx, row.other_tenant, row.transfer_id, 'in')
  if (other?.state === 'withdrawn') await inTransaction(ctx, async (here) => void (await turn(here, row.transfer_id, 'out', OPEN_STATES, { state: 'withdrawn', reason: other.reason })))
  if (other?.state === 'done') await leaveOut(ctx, row, other.done_at!)
}

/** Ends the roster row that is left, unless the person's home has come back to this tenant since. */
function leaveOut(ctx: Context, row: TransferRow, doneAt: Date): Promise<void> {
  return inTransaction(ctx, async (here) => {
    if (!(await turn(here, row.transfer_id, 'out', OPEN_STATES, { state: 'done', doneAt }))) return
    // Held before the home is read: one that comes back waits here, or has been seen.
    await holdMember(here, row.person_id)
    if ((await homeOf(here, row.person_id))?.union?.tenant !== here.tenant) await endMember(here, row.person_id, 'transferred', dayOf(doneAt))
    await writeHistory(here, row.person_id, row.from_path, 'transferred_out', { transfer: row.transfer_id })
    await tellUnion(here, row, 'out', 'moves.gone')
    await writeAudit(here, { act: 'moves.left', outcome: 'done', code: null, subjects: [row.transfer_id], actor: null })
  })
}

function inTransaction(ctx: Context, run: (ctx: Context) => Promise<void>): Promise<void> {
  return ctx.db.transaction().execute((trx) => run({ ...ctx, db: trx }))
}
