import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from './context.ts'
import { Refusal } from './refusal.ts'

/** A claimed key: `answer` is set when the same request already succeeded. */
export interface Claim {
  readonly keyHash: string
  readonly answer: { readonly value: unknown } | null
}

function digest(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

/**
 * Claims the caller's key inside the act's transaction: a second sender of the same key waits for the first to end.
 * Refuses `once.key_reused` when the key came before with another body.
 */
export async function claimKey(ctx: Context, act: string, input: unknown): Promise<Claim | null> {
  if (ctx.key === null) return null
  const keyHash = digest(act, ctx.actor.person ?? '', ctx.key)
  const bodyHash = digest(JSON.stringify(input))
  const taken = await sql`
    insert into once (tenant_id, key_hash, body_hash, at) values (${ctx.tenant}, ${keyHash}, ${bodyHash}, ${ctx.now})
    on conflict on constraint once_pk do nothing`.execute(ctx.db)
  if (taken.numAffectedRows === 1n) return { keyHash, answer: null }
  const before = await sql<{ body_hash: string; answer: unknown }>`
    select body_hash, answer from once where tenant_id = ${ctx.tenant} and key_hash = ${keyHash}`.execute(ctx.db)
  const row = before.rows[0]
  if (row && row.body_hash !== bodyHash) throw new Refusal('once.key_reused')
  return { keyHash, answer: { value: row?.answer ?? null } }
}

/** Keeps the success for the next sender of the key. */
export async function keepAnswer(ctx: Context, claim: Claim, answer: unknown): Promise<void> {
  await sql`update once set answer = ${JSON.stringify(answer ?? null)}::jsonb
    where tenant_id = ${ctx.tenant} and key_hash = ${claim.keyHash}`.execute(ctx.db)
}

/** Frees the key again: a refusal is decided anew. */
export async function freeKey(ctx: Context, claim: Claim): Promise<void> {
  await sql`delete from once where tenant_id = ${ctx.tenant} and key_hash = ${claim.keyHash}`.execute(ctx.db)
}

const KEPT_MS = 7 * 86_400_000

/** The clock's part, for one tenant: keys are kept seven days; answers how many went. */
export async function sweepKeys(ctx: Context): Promise<number> {
  const swept = await sql`delete from once where tenant_id = ${ctx.tenant} and at < ${new Date(ctx.now.getTime() - KEPT_MS)}`.execute(ctx.db)
  return Number(swept.numAffectedRows ?? 0n)
}
