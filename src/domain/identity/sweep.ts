import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'

/** The clock's part: one-time codes and challenges that ended an hour ago go; answers how many. */
export async function sweepSignIn(ctx: Context): Promise<number> {
  const before = new Date(ctx.now.getTime() - 3_600_000)
  let swept = 0
  for (const table of ['sign_in_code', 'challenge'] as const) {
    const old = await sql<{ key_hash: string }>`/* across tenants: sign-in belongs to none */
      select key_hash from ${sql.table(table)} where expires_at < ${before} limit 5000`.execute(ctx.db)
    await sql`delete from ${sql.table(table)} where key_hash = any(${old.rows.map((row) => row.key_hash)}::text[]) and expires_at < ${before}`.execute(ctx.db)
    swept += old.rows.length
  }
  return swept
}
