import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import type { Context } from '#kernel/context.ts'
import { checkChunk } from './check.ts'
import { compareChunk, endLate } from './compare.ts'
import type { ImportState } from './model.ts'
import { takeOverChunk } from './takeOver.ts'
import { undoChunk } from './undo.ts'

/** The clock's part: everything that outlives a request goes on here, chunk by chunk, in whichever process has the tick. */

/** A tick ends well before its lock does; the next one goes on. */
const TICK_MS = 20_000
/** Chunks of one import side by side: while one waits for the database, the other seals. */
const LANES = 2

interface Waiting {
  readonly tenant_id: number
  readonly id: string
  readonly state: ImportState | 'received'
}

export async function workWaits(db: Db): Promise<readonly Waiting[]> {
  const found = await sql<Waiting>`/* across tenants: the clock looks which of them has a sheet or a list under way */
    select tenant_id, import_id as id, state, created_at from roster_import where state in ('reading', 'running', 'undoing')
    union all select tenant_id, reconciliation_id, state, created_at from reconciliation where state = 'received' order by created_at limit 200`.execute(db)
  return found.rows
}

/** Works on what waits until the tick is over, a chunk of each in turn. `contextOf` makes the clock's context in a tenant. */
export async function workOnRosters(db: Db, contextOf: (db: Db, tenant: number) => Context, forMs = TICK_MS): Promise<void> {
  const until = performance.now() + forMs
  const faults: unknown[] = []
  let waiting = await workWaits(db)
  while (waiting.length > 0 && performance.now() < until) {
    const more: Waiting[] = []
    for (const one of waiting) {
      // One sheet that cannot go on holds up no other.
      const lanes = Array.from({ length: one.state === 'reading' || one.state === 'running' ? LANES : 1 }, () => step(contextOf(db, one.tenant_id), one).catch((fault: unknown) => faults.push(fault) < 0))
      const goesOn = (await Promise.all(lanes)).includes(true)
      if (goesOn) more.push(one)
      // Whoever else waits for this process has his turn between two chunks.
      await new Promise((resolve) => setImmediate(resolve))
    }
    waiting = more
  }
  if (faults.length > 0) throw faults[0]
}

function step(ctx: Context, { state, id }: Waiting): Promise<boolean> {
  switch (state) {
    case 'reading':
      return checkChunk(ctx, id)
    case 'running':
      return takeOverChunk(ctx, id)
    case 'undoing':
      return undoChunk(ctx, id)
    case 'received':
      return compareChunk(ctx, id)
    default:
      return Promise.resolve(false)
  }
}

const KEPT_DAYS = 30

/** Rows of sheets are personal data: they go a month after the sheet came, and with them the way to undo. Lists that never came end. */
export async function sweepRosters(ctx: Context): Promise<void> {
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000)
  const old = await sql<{ import_id: string }>`select import_id from roster_import where tenant_id = ${ctx.tenant} and created_at < ${before} and state not in ('reading', 'running', 'undoing', 'undone')
    and exists (select 1 from roster_row r where r.tenant_id = ${ctx.tenant} and r.import_id = roster_import.import_id) limit 50`.execute(ctx.db)
  for (const { import_id } of old.rows) await sql`delete from roster_row where tenant_id = ${ctx.tenant} and import_id = ${import_id}`.execute(ctx.db)
  await endLate(ctx)
}
