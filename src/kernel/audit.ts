import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from './context.ts'
import { idFloor, newId, timeOfId } from './ids.ts'

export interface AuditLine {
  readonly act: string
  readonly outcome: 'done' | 'refused'
  readonly code: string | null
  readonly subjects: readonly string[]
  /** Anonymous acts (visits, ballots) carry no actor. */
  readonly actor: string | null
}

interface AuditRow extends AuditLine {
  readonly audit_id: string
  readonly at: Date
}

// No transaction lives longer than this (statement and idle timeouts are far below), so nothing older appears late.
const LATE_MS = 15 * 60_000

export async function writeAudit(ctx: Context, line: AuditLine): Promise<void> {
  await sql`insert into audit (tenant_id, audit_id, at, act, actor, subjects, outcome, code)
    values (${ctx.tenant}, ${newId()}, ${ctx.now}, ${line.act}, ${line.actor}, ${line.subjects}, ${line.outcome}, ${line.code})`.execute(ctx.db)
}

function chainHash(before: string, row: AuditRow): string {
  const body = JSON.stringify([before, row.audit_id, row.at.toISOString(), row.act, row.actor, row.subjects, row.outcome, row.code])
  return createHash('sha256').update(body).digest('base64url')
}

interface Link {
  seq: number
  audit_id: string
  hash: string
}

async function lastLink(ctx: Context): Promise<Link | undefined> {
  const links = await sql<Link>`select seq, audit_id, hash from audit_link
    where tenant_id = ${ctx.tenant} order by seq desc limit 1`.execute(ctx.db)
  return links.rows[0]
}

/** Links the tenant's new lines into its chain, at most `most`; answers how many. Two sealers at once: the key (tenant, seq) lets one win. */
export async function sealAudit(ctx: Context, most = 2000): Promise<number> {
  const last = await lastLink(ctx)
  const from = last ? idFloor(new Date(timeOfId(last.audit_id).getTime() - LATE_MS)) : idFloor(new Date(0))
  const lines = await sql<AuditRow>`select a.audit_id, a.at, a.act, a.actor, a.subjects, a.outcome, a.code from audit a
    where a.tenant_id = ${ctx.tenant} and a.audit_id > ${from} and not exists (
      select 1 from audit_link l where l.tenant_id = ${ctx.tenant} and l.audit_id = a.audit_id)
    order by a.audit_id limit ${most}`.execute(ctx.db)
  if (lines.rows.length === 0) return 0
  let hash = last?.hash ?? ''
  let seq = last?.seq ?? 0
  const links = lines.rows.map((row) => ({ seq: ++seq, audit_id: row.audit_id, hash: (hash = chainHash(hash, row)) }))
  await sql`insert into audit_link (tenant_id, seq, audit_id, hash, at)
    select ${ctx.tenant}::integer, l.seq, l.audit_id, l.hash, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(seq bigint, audit_id uuid, hash text)`.execute(ctx.db)
  return links.length
}

export interface ChainCheck {
  readonly tenant: number
  readonly links: number
  /** First link that does not fit what it seals; null when the chain is whole. */
  readonly brokenAt: number | null
  readonly unsealed: number
}

/** Recomputes the tenant's whole chain from its lines. */
export async function verifyAudit(ctx: Context): Promise<ChainCheck> {
  let hash = ''
  let seq = 0
  for (;;) {
    const page = await sql<AuditRow & { seq: number; hash: string; id: string | null }>`
      select l.seq, l.hash, l.audit_id, a.audit_id as id, a.at, a.act, a.actor, a.subjects, a.outcome, a.code
      from audit_link l left join audit a on a.tenant_id = ${ctx.tenant} and a.audit_id = l.audit_id
      where l.tenant_id = ${ctx.tenant} and l.seq > ${seq} order by l.seq limit 5000`.execute(ctx.db)
    for (const row of page.rows) {
      if (row.seq !== seq + 1 || row.id === null || (hash = chainHash(hash, row)) !== row.hash) return { tenant: ctx.tenant, links: seq, brokenAt: row.seq, unsealed: 0 }
      seq = row.seq
    }
    if (page.rows.length < 5000) break
  }
  const rest = await sql<{ count: number }>`select count(*)::integer as count from audit a where a.tenant_id = ${ctx.tenant}
    and not exists (select 1 from audit_link l where l.tenant_id = ${ctx.tenant} and l.audit_id = a.audit_id)`.execute(ctx.db)
  return { tenant: ctx.tenant, links: seq, brokenAt: null, unsealed: rest.rows[0]!.count }
}
