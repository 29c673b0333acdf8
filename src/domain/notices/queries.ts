import { sql } from 'kysely'
import { ownPlace } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { inboxInput, inboxOutput } from './inputs.ts'

interface InboxRow {
  readonly message_id: string
  readonly code: string
  readonly params: Record<string, unknown>
  readonly link: string | null
  readonly at: Date
  readonly read_at: Date | null
}

export const inbox = query({
  name: 'notices.inbox',
  permission: 'self.read',
  summary: 'My messages, the newest first; texts are found by their codes.',
  input: inboxInput,
  output: inboxOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx, { cursor, limit }) {
    const rows = await sql<InboxRow>`select message_id, code, params, link, at, read_at from inbox
      where person_id = ${ctx.actor.person} ${cursor === undefined ? sql`` : sql`and message_id < ${cursor}`}
      order by message_id desc limit ${limit + 1}`.execute(ctx.db)
    const items = rows.rows.slice(0, limit).map((row) => ({
      message: row.message_id, code: row.code, params: row.params, link: row.link, at: row.at.toISOString(), readAt: row.read_at?.toISOString() ?? null,
    }))
    return { items, next: rows.rows.length > limit ? items.at(-1)!.message : null }
  },
})

const MOST_COUNTED = 100

/** How many messages wait unread, at most 100: the figure on the door. Nobody has none. */
export async function unreadCount(ctx: Context): Promise<number> {
  if (ctx.actor.person === null) return 0
  const found = await sql<{ count: number }>`select count(*)::integer as count from (
    select 1 from inbox where person_id = ${ctx.actor.person} and read_at is null limit ${MOST_COUNTED}) unread`.execute(ctx.db)
  return found.rows[0]!.count
}
