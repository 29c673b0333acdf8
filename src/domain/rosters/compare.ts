import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { writeAudit } from '#kernel/audit.ts'
import type { Context } from '#kernel/context.ts'
import { logReadings } from '../identity/readings.ts'
import { documentsAfter } from '../membership/documentStream.ts'
import { closeList, openKey, reconciliationRow } from './reconcile.ts'

/**
 * Compares a platform's list with the members, a page a transaction. A program opens every number, no person sees one: the audit
 * gets one line with their count. Of a member who is on the list the union has learned something: he gets a reading of his own.
 */

const PAGE = 2_000
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** How far a comparing has come: only a hint. A process that dies begins anew, and every member is still matched and told once. */
const reached = new Map<string, { after: string; opened: number }>()

export async function compareChunk(ctx: Context, id: string): Promise<boolean> {
  const now = await ctx.db.transaction().execute((trx) => page({ ...ctx, db: trx }, id))
  // Only what was committed counts as reached.
  if (now) reached.set(id, now)
  else reached.delete(id)
  return now !== null
}

/** Compares the next page; null where the list is done with. */
async function page(ctx: Context, id: string): Promise<{ after: string; opened: number } | null> {
  const row = await reconciliationRow(ctx, ctx.tenant, id, { hold: true })
  if (row?.state !== 'received') return null
  const { key, by, role } = openKey(row)
  const from = reached.get(id) ?? { after: NOBODY, opened: 0 }
  const members = await documentsAfter(ctx, row.path, from.after, PAGE)
  if (members.length === 0) {
    await finish(ctx, id, by, from.opened)
    return null
  }
  const secret = Buffer.from(key, 'hex')
  const byHash = new Map(members.map(({ person, number }) => [createHmac('sha256', secret).update(number.toUpperCase()).digest('hex'), person]))
  const listed = await sql<{ doc_hash: string }>`select doc_hash from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id} and doc_hash = any(${[...byHash.keys()]}::text[])`.execute(ctx.db)
  const people = listed.rows.map(({ doc_hash }) => byHash.get(doc_hash)!)
  const matched = await sql<{ person_id: string }>`insert into reconciliation_match (tenant_id, reconciliation_id, person_id) select ${ctx.tenant}::integer, ${id}::uuid, p.id from unnest(${people}::uuid[]) as p(id)
    on conflict on constraint reconciliation_match_pk do nothing returning person_id`.execute(ctx.db)
  await logReadings(ctx, matched.rows.map(({ person_id }) => person_id), { fields: ['document'], purpose: 'reconciliation', path: row.path, role, reader: by })
  return { after: members.at(-1)!.person, opened: from.opened + members.length }
}

async function finish(ctx: Context, id: string, by: string, opened: number): Promise<void> {
  const found = await sql<{ count: number }>`select count(*)::integer as count from reconciliation_match where tenant_id = ${ctx.tenant} and reconciliation_id = ${id}`.execute(ctx.db)
  await closeList(ctx, id, 'done', found.rows[0]!.count)
  await writeAudit(ctx, { act: 'rosters.compare', outcome: 'done', code: null, subjects: [id, `opened:${opened}`, `matched:${found.rows[0]!.count}`], actor: by })
}

/** The clock's part: lists that never came end. */
export async function endLate(ctx: Context): Promise<void> {
  const late = await sql<{ reconciliation_id: string }>`select reconciliation_id from reconciliation where tenant_id = ${ctx.tenant} and state = 'waiting' and expires_at < ${ctx.now} limit 100`.execute(ctx.db)
  for (const { reconciliation_id } of late.rows) await closeList(ctx, reconciliation_id, 'ended', 0)
}
