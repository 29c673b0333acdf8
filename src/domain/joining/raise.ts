import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { peopleWithRoleAt } from '../identity/chiefs.ts'
import { tell } from '../notices/tell.ts'
import { ladderOf } from '../organisations/cover.ts'
import { tenantsByNumber } from '../organisations/queries.ts'
import { clockOf, writeEvents, type Application } from './application.ts'
import { nextRise, startClock, type Rise } from './clock.ts'

const BATCH = 500

/**
 * The clock's part, for one tenant: what its union has not decided in time goes to the union above, up to the one with the budget,
 * where it stays and is late (R-O6). Answers how many rose. Done twice at once, the second finds nothing left to do.
 */
export async function raiseLate(ctx: Context): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const inside = { ...ctx, db: trx }
    await recount(inside)
    const risen = new Map<string, number>()
    // Nothing rises above the tenant's own union.
    const [top] = await tenantsByNumber(inside, [ctx.tenant])
    const due = await sql<Application>`select * from application
      where tenant_id = ${ctx.tenant} and state = 'submitted' and echo_of is null and raise_on < ${dayOf(ctx.now)} and path <> ${top?.path ?? ''}
      order by raise_on, application_id limit ${BATCH} for update skip locked`.execute(trx)
    for (const row of due.rows) {
      const rise = await raise(inside, row)
      if (rise) risen.set(rise.to.path, (risen.get(rise.to.path) ?? 0) + 1)
    }
    for (const [path, count] of risen) await tellStaff(inside, path, count)
    return [...risen.values()].reduce((sum, count) => sum + count, 0)
  })
}

async function raise(ctx: Context, row: Application): Promise<Rise | null> {
  const ladder = (await ladderOf(ctx, ctx.tenant, row.path)).map(({ path }) => path)
  const rise = nextRise({ path: row.path, level: row.level, clock: clockOf(row) }, ladder, dayOf(ctx.now))
  if (!rise) return null
  const { path, level, clock } = rise.to
  await sql`update application set path = ${path}, level = ${level}, clock_on = ${clock.clockOn}, due_on = ${clock.dueOn}, raise_on = ${clock.raiseOn},
      provisional_clock = ${clock.provisional}, revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and application_id = ${row.application_id}`.execute(ctx.db)
  await writeEvents(ctx, [row.application_id], 'raised', path, { from: rise.from, counted: rise.counted })
  return rise
}

async function tellStaff(ctx: Context, path: string, count: number): Promise<void> {
  const staff = [...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_clerk', path)), ...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_manager', path))]
  for (const person of new Set(staff)) await tell(ctx, { person, code: 'joining.raised', params: { count }, link: '/staff/joining' })
}

/** Days counted by weekday are counted again: the year's notice may be out. */
async function recount(ctx: Context): Promise<void> {
  const found = await sql<{ on: string; provisional: boolean }>`select distinct clock_on as on from application
    where tenant_id = ${ctx.tenant} and state = 'submitted' and echo_of is null and provisional_clock`.execute(ctx.db)
  for (const { on } of found.rows) {
    const clock = startClock(on)
    await sql`update application set due_on = ${clock.dueOn}, raise_on = ${clock.raiseOn}, provisional_clock = ${clock.provisional}
      where tenant_id = ${ctx.tenant} and state = 'submitted' and provisional_clock and clock_on = ${on} and (due_on, raise_on, provisional_clock) is distinct from (${clock.dueOn}::date, ${clock.raiseOn}::date, ${clock.provisional})`.execute(ctx.db)
  }
}
