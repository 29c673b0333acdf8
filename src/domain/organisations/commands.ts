import { sql } from 'kysely'
import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { createdTenantOutput, createTenantInput, foundInput, foundLocalInput, foundLocalOutput, foundOutput } from './inputs.ts'
import { addLocalUnion } from './localUnion.ts'
import { divisionNode, NATION, ROOT } from './model.ts'
import { divisionInForce, nodeAt } from './queries.ts'

export const foundLocal = command({
  name: 'organisations.found_local',
  permission: 'organisations.edit',
  summary: 'Enters a town union or a grass-roots union below an organisation.',
  input: foundLocalInput,
  output: foundLocalOutput,
  refusals: ['organisations.parent_unknown', 'organisations.local_path_taken'],
  async at(ctx, { parent }) {
    const found = await nodeAt(ctx, parent)
    if (!found) throw refuse('organisations.parent_unknown', { path: parent })
    return { tenant: found.tenant, path: parent, see: 'public.read' }
  },
  run: (ctx, input) => addLocalUnion(ctx, input),
  subjects: (_, out) => (out ? [out.union] : []),
})

const LEVEL_OF = { province: 'province', prefecture: 'city', county: 'county' } as const

export const found = command({
  name: 'organisations.found',
  permission: 'tenants.edit',
  summary: 'Enters the union of a division, or of the nation, under the union of the division above.',
  input: foundInput,
  output: foundOutput,
  refusals: ['organisations.division_unknown', 'organisations.parent_unknown', 'organisations.path_taken'],
  at: () => ({ tenant: 0, path: '' }),
  async run(ctx, { division: code, name }) {
    const node = code === NATION ? { path: ROOT, level: 'nation' as const, steward: 0 } : await nodeToFound(ctx, code)
    const organisation = newId()
    await sql`insert into organisation (organisation_id, path, name, level, kind, division, steward_tenant, sample, created_at)
      values (${organisation}, ${node.path}, ${name}, ${node.level}, 'general', ${code}, ${node.steward}, false, ${ctx.now})`.execute(ctx.db)
    return { organisation, path: node.path }
  },
  subjects: (_, out) => (out ? [out.organisation] : []),
})

async function nodeToFound(ctx: Context, code: string): Promise<{ path: string; level: 'province' | 'city' | 'county'; steward: number }> {
  const division = await divisionInForce(ctx, code)
  if (!division) throw refuse('organisations.division_unknown', { code })
  const parent = division.parent ?? NATION
  const above = await sql<{ path: string; steward_tenant: number }>`select path, steward_tenant from organisation
    where division = ${parent} and kind = 'general'`.execute(ctx.db)
  if (!above.rows[0]) throw refuse('organisations.parent_unknown', { path: parent })
  return { path: divisionNode(above.rows[0].path, code, division.level), level: LEVEL_OF[division.level], steward: above.rows[0].steward_tenant }
}

export const createTenant = command({
  name: 'tenants.create',
  permission: 'tenants.edit',
  summary: 'Makes an organisation a union that runs its own budget; the organisations below it come under its care.',
  input: createTenantInput,
  output: createdTenantOutput,
  refusals: ['organisations.parent_unknown', 'organisations.tenant_code_taken', 'organisations.in_use'],
  at: () => ({ tenant: 0, path: '' }),
  subjects: (input) => [input.code],
  async run(ctx, input) {
    const found = await sql<{ division: string; steward_tenant: number }>`select division, steward_tenant from organisation where path = ${input.path}`.execute(ctx.db)
    const organisation = found.rows[0]
    if (!organisation) throw refuse('organisations.parent_unknown', { path: input.path })
    const same = await sql<{ code: string }>`select code from tenant where (path = ${input.path} or code = ${input.code}) and tenant_id > 0`.execute(ctx.db)
    if (same.rows[0]) throw refuse('organisations.tenant_code_taken', { code: same.rows[0].code })
    // Rows never change tenant: what was entered below would stay behind, out of the new tenant's sight.
    const below = await sql<{ count: number }>`select count(*)::integer as count from local_union
      where tenant_id = ${organisation.steward_tenant} and path like ${input.path + '/%'}`.execute(ctx.db)
    if (below.rows[0]!.count > 0) throw refuse('organisations.in_use', { path: input.path, unions: below.rows[0]!.count })
    const tenant = await insertTenant(ctx, input, organisation.division)
    await sql`update organisation set steward_tenant = ${tenant}
      where (path = ${input.path} or path like ${input.path + '/%'}) and steward_tenant = ${organisation.steward_tenant}`.execute(ctx.db)
    return { tenant, code: input.code }
  },
})

async function insertTenant(ctx: Context, input: z.output<typeof createTenantInput>, division: string): Promise<number> {
  for (;;) {
    // The next number; whoever takes it first at the same moment keeps it, the other asks again.
    const taken = await sql<{ tenant_id: number }>`insert into tenant (tenant_id, code, name, path, division, sample, created_at)
      select coalesce(max(tenant_id), 0) + 1, ${input.code}::text, ${input.name}::text, ${input.path}::text, ${division}::text, false, ${ctx.now}::timestamptz from tenant
      on conflict on constraint tenant_pk do nothing returning tenant_id`.execute(ctx.db)
    if (taken.rows[0]) return taken.rows[0].tenant_id
  }
}
