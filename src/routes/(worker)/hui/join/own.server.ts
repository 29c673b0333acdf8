import { fullPhone, opened, sealedPerson } from '#domain/identity/people.ts'
import type { Context } from '#kernel/context.ts'
import { EMPTY, type Entry } from './entry.ts'

/** What a signed-in person has told before is not asked again: shown to nobody but himself. */
export async function ownEntry(ctx: Context): Promise<Entry> {
  const row = ctx.actor.person === null ? null : await sealedPerson(ctx.db, ctx.actor.person)
  return row ? { ...EMPTY, name: opened(row).name ?? '', phone: fullPhone(row) } : EMPTY
}
