import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { tell, tellAll } from '../notices/tell.ts'
import { isHidden, proposalId } from './model.ts'
import type { ProposalRow } from './rows.ts'

export async function secondersOf(ctx: Context, proposal: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from proposal_second where tenant_id = ${ctx.tenant} and proposal_id = ${proposal} order by person_id`.execute(ctx.db)
  return found.rows.map((row) => row.person_id)
}

function message(ctx: Context, row: ProposalRow, code: string, more: Readonly<Record<string, unknown>>) {
  // What is no longer shown is not carried on by messages either.
  return { code, params: { title: isHidden(row.state, row.reason) ? null : row.title, ...more }, link: `/hui/proposals/${proposalId(ctx.tenant, row.proposal_id)}` }
}

/** Tells the author and all who second it. */
export async function tellSupporters(ctx: Context, row: ProposalRow, code: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await tellAll(ctx, [row.person_id, ...(await secondersOf(ctx, row.proposal_id))], message(ctx, row, code, more))
}

export async function tellAuthor(ctx: Context, row: ProposalRow, code: string, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await tell(ctx, { person: row.person_id, ...message(ctx, row, code, more) })
}
