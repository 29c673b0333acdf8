import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { tenantsUsed } from '../identity/people.ts'
import { placeNames } from '../organisations/queries.ts'
import { COLUMNS, shortOf, type ProposalRow, type ShortProposal } from './rows.ts'

/** What the room holds about a person, for himself. */

const MOST = 500

export async function withNames(ctx: Context, tenant: number, rows: readonly ProposalRow[]): Promise<ShortProposal[]> {
  const places = await placeNames(ctx, rows.map(({ path }) => ({ tenant, path })))
  return rows.map((row, at) => shortOf(ctx, tenant, row, places[at]?.name ?? null))
}

/** Those that a person made, the newest first. */
export async function madeBy(ctx: Context, person: string): Promise<ShortProposal[]> {
  const made = await sql<{ tenant_id: number; proposal_id: string }>`select tenant_id, proposal_id from my_proposal where person_id = ${person} order by at desc, proposal_id desc limit ${MOST}`.execute(ctx.db)
  const found: ShortProposal[] = []
  for (const [tenant, some] of Map.groupBy(made.rows, (row) => row.tenant_id)) {
    const rows = await sql<ProposalRow>`select ${COLUMNS} from proposal where tenant_id = ${tenant} and proposal_id = any(${some.map((row) => row.proposal_id)}::uuid[])`.execute(ctx.db)
    found.push(...(await withNames(ctx, tenant, rows.rows)))
  }
  // The part behind the dot tells the time.
  return found.sort((a, b) => (a.id.split('.')[1]! < b.id.split('.')[1]! ? 1 : -1))
}

/** Which of some proposals of a tenant a person seconds. */
export async function secondedBy(ctx: Context, tenant: number, person: string, proposals: readonly string[]): Promise<string[]> {
  const found = await sql<{ proposal_id: string }>`select proposal_id from proposal_second where tenant_id = ${tenant} and person_id = ${person} and proposal_id = any(${proposals}::uuid[])`.execute(ctx.db)
  return found.rows.map((row) => row.proposal_id)
}

/** Those that a person seconds, tenant by tenant. */
export async function secondsOf(ctx: Context, person: string): Promise<ShortProposal[]> {
  const found: ShortProposal[] = []
  for (const tenant of await tenantsUsed(ctx.db, person)) {
    const rows = await sql<ProposalRow>`select ${COLUMNS} from proposal where tenant_id = ${tenant} and proposal_id in (
        select s.proposal_id from proposal_second s where s.tenant_id = ${tenant} and s.person_id = ${person}) order by proposal_id desc limit ${MOST}`.execute(ctx.db)
    found.push(...(await withNames(ctx, tenant, rows.rows)))
  }
  return found
}

/** Takes the name from all that a person made in the acting tenant: what was proposed stays with its union. */
export async function unname(ctx: Context, person: string): Promise<number> {
  const done = await sql`update proposal set anonymous = true, name_sealed = null, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and person_id = ${person} and name_sealed is not null`.execute(ctx.db)
  return Number(done.numAffectedRows)
}
