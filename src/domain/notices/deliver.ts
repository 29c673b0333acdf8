import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'

const BATCH = 500
const MOST_TRIES = 12
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 3_600_000

/**
 * Brings the tenant's waiting messages to their people: one transaction a person, so that each touches one tenant and one person.
 * Answers how many went out; throws after the others were served when some did not, which wait longer from try to try.
 * The inbox row has the id of the message: however often delivery is tried, by however many processes, it lies there once.
 */
export async function deliverDue(ctx: Context): Promise<number> {
  const due = await sql<{ person_id: string }>`select person_id from outbox
    where tenant_id = ${ctx.tenant} and state = 'waiting' and next_at <= ${ctx.now} order by next_at limit ${BATCH}`.execute(ctx.db)
  let sent = 0
  let failed = 0
  const faults: unknown[] = []
  for (const person of new Set(due.rows.map((row) => row.person_id))) {
    try {
      sent += await deliverTo(ctx, person)
    } catch (error) {
      faults.push(error)
      failed += await postpone(ctx, person)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${failed} messages of tenant ${ctx.tenant} were not delivered and wait`)
  return sent
}

async function deliverTo(ctx: Context, person: string): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const locked = await sql<{ message_id: string; code: string; params: unknown; link: string | null; created_at: Date }>`
      select message_id, code, params, link, created_at from outbox
      where tenant_id = ${ctx.tenant} and person_id = ${person} and state = 'waiting' and next_at <= ${ctx.now}
      order by message_id limit ${BATCH} for update skip locked`.execute(trx)
    if (locked.rows.length === 0) return 0
    await sql`insert into inbox (person_id, message_id, tenant_id, code, params, link, at)
      select ${person}::uuid, m.message_id, ${ctx.tenant}::integer, m.code, m.params, m.link, m.created_at
      from jsonb_to_recordset(${JSON.stringify(locked.rows)}::jsonb) as m(message_id uuid, code text, params jsonb, link text, created_at timestamptz)
      on conflict on constraint inbox_pk do nothing`.execute(trx)
    await sql`update outbox set state = 'sent', sent_at = ${ctx.now}, tries = tries + 1
      where tenant_id = ${ctx.tenant} and message_id = any(${locked.rows.map((row) => row.message_id)}::uuid[])`.execute(trx)
    return locked.rows.length
  })
}

/** Doubles the pause with every try; after the last the message is marked failed and stays for whoever looks into it. */
async function postpone(ctx: Context, person: string): Promise<number> {
  const later = await sql`update outbox set tries = tries + 1,
      state = case when tries + 1 >= ${MOST_TRIES} then 'failed' else 'waiting' end,
      next_at = ${ctx.now}::timestamptz + least(${FIRST_PAUSE_MS} * power(2, tries), ${LONGEST_PAUSE_MS}) * interval '1 millisecond'
    where tenant_id = ${ctx.tenant} and person_id = ${person} and state = 'waiting' and next_at <= ${ctx.now}`.execute(ctx.db)
  return Number(later.numAffectedRows ?? 0)
}
