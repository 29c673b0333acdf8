import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Context } from '#kernel/context.ts'
import { applicationById, type Application } from './application.ts'
import { isOpen, OPEN_STATES } from './model.ts'

/**
 * One open application a document and tenant: the gate names the first, the others are its echoes. Whoever changes any of them
 * holds the gate's row, so that sending, correcting and deciding the same document come one after the other.
 */

const OPEN = [...OPEN_STATES]

/** Holds the gate of a document, made for `id` where there is none; answers the application that stands first. */
export async function takeGate(ctx: Context, docHash: string, id: string): Promise<string> {
  for (;;) {
    const made = await sql`insert into application_gate (tenant_id, doc_hash, application_id) values (${ctx.tenant}, ${docHash}, ${id})
      on conflict on constraint application_gate_pk do nothing`.execute(ctx.db)
    if (made.numAffectedRows === 1n) return id
    const first = await holdGate(ctx, docHash)
    // Freed between the two statements: try again.
    if (first !== null) return first
  }
}

/** Holds the gate of a document; answers who stands first, null where nobody does. */
export async function holdGate(ctx: Context, docHash: string): Promise<string | null> {
  const held = await sql<{ application_id: string }>`select application_id from application_gate
    where tenant_id = ${ctx.tenant} and doc_hash = ${docHash} for update`.execute(ctx.db)
  return held.rows[0]?.application_id ?? null
}

/** Holds an application's document and answers the row as it is now. Refuses `joining.unknown`. */
export async function holdApplication(ctx: Context, id: string): Promise<Application> {
  for (;;) {
    const { doc_hash } = await applicationById(ctx, id)
    await holdGate(ctx, doc_hash)
    const held = await sql<Application>`select * from application where tenant_id = ${ctx.tenant} and application_id = ${id} for update`.execute(ctx.db)
    if (held.rows[0]?.doc_hash === doc_hash) return held.rows[0]
  }
}

/** As `holdApplication`, the one that stands first where `id` is an echo: decisions are about that one. */
export async function holdFirst(ctx: Context, id: string): Promise<Application> {
  const row = await holdApplication(ctx, id)
  return row.echo_of === null ? row : holdApplication(ctx, row.echo_of)
}

/** Refuses `joining.decided` unless the application waits for somebody. */
export function requireOpen(row: Application): void {
  if (!isOpen(row.state)) throw refuse('joining.decided', { state: row.state, at: row.decided_at?.toISOString() ?? null })
}

/** Puts an open application first; all others of its document become its echoes. The gate is held. */
export async function putFirst(ctx: Context, docHash: string, id: string): Promise<void> {
  await sql`update application_gate set application_id = ${id} where tenant_id = ${ctx.tenant} and doc_hash = ${docHash}`.execute(ctx.db)
  await sql`update application set echo_of = case when application_id = ${id} then null else ${id}::uuid end
    where tenant_id = ${ctx.tenant} and doc_hash = ${docHash} and state = any(${OPEN}::text[])`.execute(ctx.db)
}

/** Open applications that say the same as this one: its echoes. */
export async function echoesOf(ctx: Context, row: Pick<Application, 'application_id' | 'doc_hash'>): Promise<Application[]> {
  const found = await sql<Application>`select * from application
    where tenant_id = ${ctx.tenant} and doc_hash = ${row.doc_hash} and echo_of = ${row.application_id} and state = any(${OPEN}::text[])
    order by submitted_at, application_id`.execute(ctx.db)
  return found.rows
}

/** Lets the next in line stand first, or frees the gate: for a first application that leaves its document. The gate is held. */
export async function stepAside(ctx: Context, row: Application): Promise<void> {
  if (row.echo_of !== null) return
  const [next] = await echoesOf(ctx, row)
  if (next) await putFirst(ctx, row.doc_hash, next.application_id)
  else await freeGate(ctx, row.doc_hash)
}

export async function freeGate(ctx: Context, docHash: string): Promise<void> {
  await sql`delete from application_gate where tenant_id = ${ctx.tenant} and doc_hash = ${docHash}`.execute(ctx.db)
}
