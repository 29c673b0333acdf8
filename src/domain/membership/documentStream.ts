import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { openSealed } from './member.ts'

/** A page of the documents in full of active members of a union and those below it, in order of person after one: for programs only; whose number led to something has to be told so. */
export async function documentsAfter(ctx: Context, path: string, after: string, most: number): Promise<{ person: string; number: string }[]> {
  const found = await sql<{ person_id: string; doc_sealed: string }>`select person_id, doc_sealed from member
    where tenant_id = ${ctx.tenant} and (path = ${path} or path like ${path + '/%'}) and state = 'active' and doc_sealed is not null and person_id > ${after} order by person_id limit ${most}`.execute(ctx.db)
  return found.rows.map((row) => ({ person: row.person_id, number: openSealed('doc', row.person_id, row.doc_sealed)! }))
}
