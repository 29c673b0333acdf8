import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import type { ElectionState, OfficeKind } from './model.ts'
import type { Result } from './tally.ts'

/** The offices that a person holds today in a tenant. `until`: last day. */
export async function officesOf(ctx: Context, tenant: number, person: string): Promise<{ kind: OfficeKind; path: string; until: string }[]> {
  const today = dayOf(ctx.now)
  const held = await sql<{ kind: OfficeKind; path: string; until: string }>`select kind, path, until_on as until from office
    where tenant_id = ${tenant} and person_id = ${person} and ended_on is null and from_on <= ${today} and until_on >= ${today} order by path, kind`.execute(ctx.db)
  return held.rows
}

/** State and result of an election of the acting tenant, for the room that opened it; null where there is none. */
export async function outcomeOf(ctx: Context, election: string): Promise<{ state: ElectionState; electors: number; voted: number; result: Result | null } | null> {
  const found = await sql<{ state: ElectionState; electors: number; voted: number; result: Result | null }>`select state, electors, voted, result
    from election where tenant_id = ${ctx.tenant} and election_id = ${election}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/** The votes in which a person may or might have taken part, for his own data: whether, never how. */
export async function votesOf(ctx: Context, tenant: number, person: string): Promise<{ election: string; title: string; opensAt: Date; voted: 'screen' | 'paper' | null; nominated: boolean }[]> {
  const found = await sql<{ election: string; title: string; opensAt: Date; voted: 'screen' | 'paper' | null; nominated: boolean }>`
    select e.election_id as election, e.title, e.opens_at as "opensAt", r.voted, r.nominated from elector r
    join election e on e.tenant_id = ${tenant} and e.election_id = r.election_id
    where r.tenant_id = ${tenant} and r.person_id = ${person} order by e.opens_at desc limit 500`.execute(ctx.db)
  return found.rows
}
