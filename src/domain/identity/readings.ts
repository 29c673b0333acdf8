import { sql } from 'kysely'
import { covers } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { placeNames } from '../organisations/queries.ts'

/** Why staff open a sensitive field in full; kept with the reading. */
export const READING_PURPOSES = ['check_identity', 'call_about_application', 'call_about_membership', 'prove_membership', 'urgent_help'] as const
export type ReadingPurpose = (typeof READING_PURPOSES)[number]

export interface Opened {
  /** Whose fields. */
  readonly person: string
  readonly fields: readonly string[]
  readonly purpose: string
  /** Where the reader's right comes from. */
  readonly path: string
}

/** Writes that the acting person has opened somebody's fields in full: in the same transaction, where its owner will see it. */
export async function logReading(ctx: Context, { person, fields, purpose, path }: Opened): Promise<void> {
  const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
  const role = ctx.actor.grants.find((grant) => grant.tenant === ctx.tenant && grant.role !== 'member' && covers(grant.path, path))?.role ?? 'union_clerk'
  await sql`insert into reading (person_id, reading_id, at, tenant_id, place, role, reader, fields, purpose)
    values (${person}, ${newId()}, ${ctx.now}, ${ctx.tenant}, ${place?.name ?? path}, ${role}, ${ctx.actor.pseudonym}, ${fields}, ${purpose})`.execute(ctx.db)
}
