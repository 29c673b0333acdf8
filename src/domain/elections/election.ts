import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { may, type Place } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { homeOf } from '../identity/home.ts'
import { upwards } from '../organisations/model.ts'
import { placeNames } from '../organisations/queries.ts'
import { electionId, phaseOf, readElectionId, type ElectionKind, type ElectionState } from './model.ts'
import type { Result } from './tally.ts'

/** A row of `election`, and who may look at it. */

export interface Election {
  readonly election: string
  readonly path: string
  readonly title: string
  readonly kind: ElectionKind
  readonly secret: boolean
  readonly seats: number
  readonly termYears: 3 | 5 | null
  readonly quorum: string
  readonly majority: string
  readonly nominatesFrom: Date | null
  readonly opensAt: Date
  readonly closesAt: Date
  readonly state: ElectionState
  readonly electors: number
  readonly voted: number
  readonly paperVoted: number
  /** With the text that was signed. */
  readonly result: (Result & { readonly text: string }) | null
  readonly listHash: string | null
  readonly seal: string | null
  readonly keyId: string | null
  readonly sample: boolean
  readonly revision: number
  readonly sealedAt: Date | null
}

export const COLUMNS = sql.raw(`e.election_id as election, e.path, e.title, e.kind, e.secret, e.seats, e.term_years as "termYears", e.quorum, e.majority, e.nominates_from as "nominatesFrom",
  e.opens_at as "opensAt", e.closes_at as "closesAt", e.state, e.electors, e.voted, e.paper_voted as "paperVoted", e.result, e.list_hash as "listHash", e.seal, e.key_id as "keyId",
  e.sample, e.revision, e.sealed_at as "sealedAt"`)

/** Refuses `elections.unknown`. */
export function readId(id: string): { tenant: number; election: string } {
  const read = readElectionId(id)
  if (!read) throw refuse('elections.unknown')
  return read
}

/** An election of a tenant by its id outside. `hold` locks its row until the transaction ends. Refuses `elections.unknown`. */
export async function electionOf(ctx: Context, id: string, hold = false): Promise<Election> {
  const { tenant, election } = readId(id)
  const found = await sql<Election>`select ${COLUMNS} from election e where e.tenant_id = ${tenant} and e.election_id = ${election} ${hold ? sql`for update` : sql``}`.execute(ctx.db)
  if (!found.rows[0]) throw refuse('elections.unknown')
  return found.rows[0]
}

/** Where staff act: the union of the election. */
export async function placeOfElection(ctx: Context, { election }: { election: string }): Promise<Place> {
  const { path } = await electionOf(ctx, election)
  return { tenant: readId(election).tenant, path, see: 'elections.read' }
}

/** Where a voter acts: his own place in the tenant of the election. Whether he is an elector, the list says, not a role. */
export function ownPlaceIn(ctx: Context, { election }: { election: string }): Place {
  return { tenant: readId(election).tenant, path: `/person/${ctx.actor.person ?? 'nobody'}` }
}

export interface Elector {
  readonly voted: 'screen' | 'paper' | null
  readonly nominated: boolean
}

export async function electorOf(ctx: Context, election: string): Promise<Elector | null> {
  const found = await sql<Elector>`select voted, nominated from elector
    where tenant_id = ${ctx.tenant} and election_id = ${election} and person_id = ${ctx.actor.person}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/** The election as somebody of its union sees it: an elector, a member at or below its node, its staff. Refuses `elections.unknown` to others, and drafts to all but staff. */
export async function visible(ctx: Context, id: string): Promise<{ election: Election; elector: Elector | null }> {
  const election = await electionOf(ctx, id)
  if (may(ctx, 'elections.read', { tenant: ctx.tenant, path: election.path })) return { election, elector: await electorOf(ctx, election.election) }
  const elector = election.state === 'draft' ? null : await electorOf(ctx, election.election)
  if (elector) return { election, elector }
  const home = election.state === 'draft' || ctx.actor.person === null ? null : await homeOf(ctx, ctx.actor.person)
  if (home?.union?.tenant !== ctx.tenant || !upwards(home.union.path).includes(election.path)) throw refuse('elections.unknown')
  return { election, elector: null }
}

export interface ChoiceRow {
  readonly no: number
  readonly person: string | null
  readonly label: string
  readonly about: string | null
  readonly nominations: number
}

export async function choicesOf(ctx: Context, election: string): Promise<ChoiceRow[]> {
  const found = await sql<ChoiceRow>`select choice_no as no, person_id as person, label, about, nominations from election_choice
    where tenant_id = ${ctx.tenant} and election_id = ${election} order by choice_no`.execute(ctx.db)
  return found.rows
}

/** What is shown of elections, with the names of their unions. */
export async function headsOf(ctx: Context, tenant: number, elections: readonly Election[]) {
  const names = await placeNames(ctx, elections.map(({ path }) => ({ tenant, path })))
  return elections.map((one, at) => ({
    election: electionId(tenant, one.election), title: one.title, kind: one.kind, path: one.path, union: names[at]?.name ?? null, secret: one.secret, seats: one.seats, termYears: one.termYears,
    quorum: one.quorum, majority: one.majority, nominatesFrom: one.nominatesFrom?.toISOString() ?? null, opensAt: one.opensAt.toISOString(), closesAt: one.closesAt.toISOString(),
    phase: phaseOf(one, ctx.now), electors: one.electors, voted: one.voted, sample: one.sample,
  }))
}

export type ElectionHead = Awaited<ReturnType<typeof headsOf>>[number]

export async function headOf(ctx: Context, election: Election): Promise<ElectionHead> {
  return (await headsOf(ctx, ctx.tenant, [election]))[0]!
}

/** Refuses `elections.not_now` unless the election is in one of the phases. */
export function requirePhase(ctx: Context, election: Election, ...phases: readonly ReturnType<typeof phaseOf>[]): void {
  const phase = phaseOf(election, ctx.now)
  if (phases.includes(phase)) return
  throw refuse('elections.not_now', { phase, needs: phases, nominatesFrom: election.nominatesFrom?.toISOString() ?? null, opensAt: election.opensAt.toISOString(), closesAt: election.closesAt.toISOString() })
}
