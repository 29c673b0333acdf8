import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { openName } from './member.ts'

/** Who makes up a union of the acting tenant: its active home members, at its node and below. */

export async function homeMembersAt(ctx: Context, path: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from member
    where tenant_id = ${ctx.tenant} and kind = 'home' and state = 'active' and (path = ${path} or path like ${path + '/%'})`.execute(ctx.db)
  return found.rows.map((row) => row.person_id)
}

export async function countHomeMembersAt(ctx: Context, path: string): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::integer as count from member
    where tenant_id = ${ctx.tenant} and kind = 'home' and state = 'active' and (path = ${path} or path like ${path + '/%'})`.execute(ctx.db)
  return found.rows[0]!.count
}

/** Ids of a union's active home members by membership number; numbers that are nobody's there are left out. */
export async function homeMembersByNumber(ctx: Context, path: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ number: string; person_id: string }>`select number, person_id from member
    where tenant_id = ${ctx.tenant} and number = any(${numbers}::text[]) and kind = 'home' and state = 'active' and (path = ${path} or path like ${path + '/%'})`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.number, row.person_id]))
}

/** Names in full by person, for a ballot or a protocol: candidates and officers of a union are known to its members. */
export async function memberNames(ctx: Context, people: readonly string[]): Promise<Map<string, string>> {
  const found = await sql<{ person_id: string; name_sealed: string }>`select person_id, name_sealed from member
    where tenant_id = ${ctx.tenant} and person_id = any(${people}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.person_id, openName(row)]))
}
