import { sql } from 'kysely'
import type { GrantedRole } from '#domain/roles.ts'
import type { Context } from '#kernel/context.ts'

/** Ids of the people who hold a role exactly at a node of a tenant: whom a message about the node goes to. */
export async function peopleWithRoleAt(ctx: Context, tenant: number, role: GrantedRole, path: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from role_grant
    where tenant_id = ${tenant} and path = ${path} and role = ${role} order by person_id`.execute(ctx.db)
  return found.rows.map((row) => row.person_id)
}

/** Grants at a node follow it when it moves inside its tenant (a station that another union answers for). */
export async function moveGrants(ctx: Context, from: string, to: string): Promise<void> {
  const held = await sql<{ person_id: string; role: string; granted_by: string | null; granted_at: Date }>`delete from role_grant
    where tenant_id = ${ctx.tenant} and path = ${from} returning person_id, role, granted_by, granted_at`.execute(ctx.db)
  for (const { person_id, role, granted_by, granted_at } of held.rows) {
    await sql`insert into role_grant (tenant_id, person_id, role, path, granted_by, granted_at)
      values (${ctx.tenant}, ${person_id}, ${role}, ${to}, ${granted_by}, ${granted_at}) on conflict on constraint role_grant_pk do nothing`.execute(ctx.db)
  }
}
