import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { readingBy, writeReading, type Look, type Reading } from '../identity/readings.ts'
import type { Application } from './application.ts'

/** Looks into an application whose sender nobody knows yet: kept with it, until there is a person to whom they are shown. */

export async function keepLook(ctx: Context, row: Application, look: Look): Promise<void> {
  await sql`insert into application_event (tenant_id, application_id, event_id, at, event, path, detail)
    values (${ctx.tenant}, ${row.echo_of ?? row.application_id}, ${newId()}, ${ctx.now}, 'opened', ${row.path}, ${JSON.stringify(await readingBy(ctx, look))}::jsonb)`.execute(ctx.db)
}

/** Gives them to the person that the sender has turned out to be, each with its own time. */
export async function handOverLooks(ctx: Context, row: Application, person: string): Promise<void> {
  const found = await sql<{ at: Date; detail: Reading }>`select at, detail from application_event
    where tenant_id = ${ctx.tenant} and application_id = ${row.application_id} and event = 'opened' order by at, event_id`.execute(ctx.db)
  for (const { at, detail } of found.rows) await writeReading(ctx, person, at, detail)
  if (found.rows.length > 0) await sql`delete from application_event where tenant_id = ${ctx.tenant} and application_id = ${row.application_id} and event = 'opened'`.execute(ctx.db)
}
