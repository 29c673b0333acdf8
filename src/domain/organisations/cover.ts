import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { upwards } from './model.ts'

/** Which unions could take a person: by employer, by trade and place, by town. */

const LEGAL_FORMS = /(股份)?有限(责任)?公司|集团|分公司|有限合伙|合伙企业|个体工商户|\bco\.?,? ?ltd\.?$|\binc\.?$/giu

/** A name of an employer as it is compared: NFKC, small letters, without spaces, brackets and legal form. */
export function employerKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase()
  const key = plain.replace(LEGAL_FORMS, '').replace(/[\s()（）【】·.,，。'"“”-]/gu, '')
  return key || plain.trim()
}

export interface UnionFound {
  readonly path: string
  readonly name: string
}

/** Unions of a tenant that cover an employer, the deepest first. */
export async function unionsOfEmployer(ctx: Context, tenant: number, employer: string): Promise<UnionFound[]> {
  const found = await sql<UnionFound>`select u.path, u.name from covered_employer e join local_union u on u.tenant_id = e.tenant_id and u.path = e.path
    where e.tenant_id = ${tenant} and u.tenant_id = ${tenant} and e.name_key = ${employerKey(employer)} and (e.until_on is null or e.until_on >= ${dayOf(ctx.now)}) and u.ended_on is null
    order by length(u.path) desc, u.path limit 20`.execute(ctx.db)
  return found.rows
}

/** Industry federations of a trade at a node or above it, the nearest first; those of any trade after those of this one. */
export async function federationsFor(ctx: Context, tenant: number, trade: string, path: string): Promise<UnionFound[]> {
  // A federation stands right below the union of its area.
  const areas = upwards(path)
  const found = await sql<UnionFound & { trade: string | null }>`select path, name, trade from local_union
    where tenant_id = ${tenant} and kind = 'industry_federation' and ended_on is null and (trade is null or trade = ${trade})
      and left(path, length(path) - position('/' in reverse(path))) = any(${areas}::text[])
    order by trade is null, length(path) desc, path limit 20`.execute(ctx.db)
  return found.rows
}

/** The town unions at or right below a node: the town itself where the path lies in one, else those of the county. */
export async function townsAt(ctx: Context, tenant: number, path: string): Promise<UnionFound[]> {
  const found = await sql<UnionFound>`select path, name from local_union
    where tenant_id = ${tenant} and level = 'town' and ended_on is null and (path = any(${upwards(path)}::text[]) or path like ${path + '/%'}) order by path limit 200`.execute(ctx.db)
  return found.rows
}

/** The living unions that a tenant cares for at a node and above it, the lowest first: who decides, and who decides when he does not. */
export async function ladderOf(ctx: Context, tenant: number, path: string): Promise<UnionFound[]> {
  const nodes = upwards(path)
  const found = await sql<UnionFound>`select path, name from organisation where steward_tenant = ${tenant} and path = any(${nodes}::text[])
    union all
    select path, name from local_union where tenant_id = ${tenant} and path = any(${nodes}::text[]) and ended_on is null`.execute(ctx.db)
  return found.rows.toSorted((a, b) => b.path.length - a.path.length)
}
