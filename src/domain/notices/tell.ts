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

const AT_ONCE = 5_000

/** The same message to many, as `tell` does. */
export async function tellAll(ctx: Context, people: readonly string[], { code, params, link }: Omit<Message, 'person'>): Promise<void> {
  if (link !== undefined && !/^\/(?!\/)/.test(link)) throw new Error(`a message leads to a page of this site, not to ${link}`)
  const unique = [...new Set(people)]
  for (let from = 0; from < unique.length; from += AT_ONCE) {
    const some = unique.slice(from, from + AT_ONCE)
    await sql`insert into outbox (tenant_id, message_id, person_id, channel, code, params, link, state, tries, next_at, created_at)
      select ${ctx.tenant}::integer, m.message, m.who, 'inbox', ${code}, ${JSON.stringify(params)}::jsonb, ${link ?? null}, 'waiting', 0, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from unnest(${some.map(() => newId())}::uuid[], ${some}::uuid[]) as m(message, who)`.execute(ctx.db)
  }
}
