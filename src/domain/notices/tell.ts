import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'

export interface Message {
  /** To whom. */
  readonly person: string
  /** Key of its text in lib/i18n/<language>/notices.ts. */
  readonly code: string
  /** Figures and names of places; no personal data. */
  readonly params: Record<string, unknown>
  /** Page of this site that it leads to. */
  readonly link?: string
}

/** Writes a message in the running act's transaction: it goes out if the act stands, and not if it falls. The clock delivers it. */
export async function tell(ctx: Context, { person, code, params, link }: Message): Promise<void> {
  if (link !== undefined && !/^\/(?!\/)/.test(link)) throw new Error(`a message leads to a page of this site, not to ${link}`)
  await sql`insert into outbox (tenant_id, message_id, person_id, channel, code, params, link, state, tries, next_at, created_at)
    values (${ctx.tenant}, ${newId()}, ${person}, 'inbox', ${code}, ${JSON.stringify(params)}::jsonb, ${link ?? null}, 'waiting', 0, ${ctx.now}, ${ctx.now})`.execute(ctx.db)
}
