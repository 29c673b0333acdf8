import { sql } from 'kysely'
import type { Context } from './context.ts'

export interface Limit {
  /** What is limited, e.g. 'codes.phone'. */
  readonly name: string
  /** Whom it is limited for: a keyed hash, never a phone or an address in clear. */
  readonly who: string
  readonly most: number
  readonly windowSeconds: number
}

/**
 * Takes one from a limit of a fixed window; null when taken, else the moment it frees.
 * Counts in the caller's transaction: return (do not throw) the refusal if the try itself must count.
 */
export async function takeFrom(ctx: Context, limit: Limit): Promise<{ freeAt: Date } | null> {
  const windowMs = limit.windowSeconds * 1000
  const start = new Date(Math.floor(ctx.now.getTime() / windowMs) * windowMs)
  const taken = await sql<{ count: number }>`
    insert into rate (key_hash, window_start, count) values (${limit.name + ':' + limit.who}, ${start}, 1)
    on conflict on constraint rate_pk do update set count = rate.count + 1 where rate.count < ${limit.most}
    returning count`.execute(ctx.db)
  return taken.rows.length > 0 ? null : { freeAt: new Date(start.getTime() + windowMs) }
}

const SWEPT_AFTER_MS = 2 * 86_400_000

/** The clock's part: windows that ended long ago go; answers how many. */
export async function sweepLimits(ctx: Context): Promise<number> {
  const before = new Date(ctx.now.getTime() - SWEPT_AFTER_MS)
  const old = await sql<{ key_hash: string }>`/* across tenants: limits belong to none */
    select key_hash from rate where window_start < ${before} limit 5000`.execute(ctx.db)
  await sql`delete from rate where key_hash = any(${old.rows.map((row) => row.key_hash)}::text[]) and window_start < ${before}`.execute(ctx.db)
  return old.rows.length
}
