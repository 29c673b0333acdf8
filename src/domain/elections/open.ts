import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { tellAll } from '../notices/tell.ts'
import { electionId, isMatter, SHARE, type ElectionKind } from './model.ts'
import { defaultsOf } from './rules.ts'

export interface ElectionSpec {
  /** Union whose members vote; for a founding the union above. */
  readonly path: string
  readonly title: string
  readonly kind: ElectionKind
  /** Votes about people are always secret; a resolution is, unless said otherwise. */
  readonly secret?: boolean
  readonly seats: number
  readonly termYears: 3 | 5 | null
  /** Fractions such as "2/3" and "1/2" ("1/2 electors": of all); those of the kind where absent (R-O2). */
  readonly quorum?: string
  readonly majority?: string
  readonly nominatesFrom?: Date | null
  readonly opensAt: Date
  readonly closesAt: Date
  readonly sample?: boolean
}

export interface Choice {
  /** null: no member, named only. */
  readonly person: string | null
  readonly label: string
  readonly about?: string | null
}

/** Writes a draft in the acting tenant. Refuses `elections.times_wrong` and `elections.open_vote_on_people`. */
export async function draftElection(ctx: Context, spec: ElectionSpec): Promise<string> {
  checkSpec(spec)
  const election = newId()
  const { quorum, majority } = defaultsOf(spec.kind)
  await sql`insert into election (tenant_id, election_id, path, title, kind, secret, seats, term_years, quorum, majority, nominates_from, opens_at, closes_at,
      state, electors, voted, paper_voted, sample, revision, created_by, created_at)
    values (${ctx.tenant}, ${election}, ${spec.path}, ${spec.title}, ${spec.kind}, ${spec.secret ?? true}, ${spec.seats}, ${spec.termYears}, ${spec.quorum ?? quorum}, ${spec.majority ?? majority},
      ${spec.nominatesFrom ?? null}, ${spec.opensAt}, ${spec.closesAt}, 'draft', 0, 0, 0, ${spec.sample ?? false}, 1, ${ctx.actor.pseudonym ?? 'clock'}, ${ctx.now})`.execute(ctx.db)
  return election
}

export function checkSpec(spec: Omit<ElectionSpec, 'path'>): void {
  const { nominatesFrom: from, opensAt, closesAt } = spec
  if (closesAt <= opensAt || (from && from >= opensAt)) {
    throw refuse('elections.times_wrong', { nominatesFrom: from?.toISOString() ?? null, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() })
  }
  if (spec.secret === false && spec.kind !== 'resolution') throw refuse('elections.open_vote_on_people', { kind: spec.kind })
  for (const share of [spec.quorum, spec.majority]) if (share !== undefined && !SHARE.test(share)) throw new Error(`${share} is no fraction`)
}

/** The choices of an election, numbered from 1, in place of those before. */
export async function writeChoices(ctx: Context, election: string, choices: readonly (Choice & { nominations?: number })[]): Promise<void> {
  await sql`delete from election_choice where tenant_id = ${ctx.tenant} and election_id = ${election}`.execute(ctx.db)
  const rows = choices.map(({ person, label, about, nominations }, at) => ({ no: at + 1, who: person, label, about: about ?? null, nominations: nominations ?? 0 }))
  await sql`insert into election_choice (tenant_id, election_id, choice_no, person_id, label, about, nominations)
    select ${ctx.tenant}::integer, ${election}::uuid, c.no, c.who, c.label, c.about, c.nominations
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(no integer, who uuid, label text, about text, nominations integer)`.execute(ctx.db)
}

/** The people who may vote, in place of those before. Each counts once. */
export async function writeElectors(ctx: Context, election: string, people: readonly string[]): Promise<number> {
  await sql`delete from elector where tenant_id = ${ctx.tenant} and election_id = ${election}`.execute(ctx.db)
  const added = await sql`insert into elector (tenant_id, election_id, person_id, voted, nominated)
    select ${ctx.tenant}::integer, ${election}::uuid, p, null, false from unnest(${[...new Set(people)]}::uuid[]) as p`.execute(ctx.db)
  return Number(added.numAffectedRows ?? 0)
}

/** Closes the list of electors of a draft and announces it to them: votes count from opens_at. Refuses `elections.no_electors`. */
export async function announce(ctx: Context, election: string, people: readonly string[]): Promise<void> {
  if (people.length === 0) throw refuse('elections.no_electors')
  const electors = await writeElectors(ctx, election, people)
  const opened = await sql<{ title: string; opens_at: Date; closes_at: Date }>`update election set state = 'open', electors = ${electors}, revision = revision + 1
    where tenant_id = ${ctx.tenant} and election_id = ${election} and state = 'draft' returning title, opens_at, closes_at`.execute(ctx.db)
  const row = opened.rows[0]
  if (!row) throw refuse('elections.wrong_state', { needs: 'draft' })
  await tellAll(ctx, people, {
    code: 'elections.announced',
    params: { title: row.title, opensAt: row.opens_at.toISOString(), closesAt: row.closes_at.toISOString() },
    link: `/hui/votes/${electionId(ctx.tenant, election)}`,
  })
}

/**
 * Drafts and announces an election in the acting tenant at once, under the running act's authority: the electors are person ids.
 * For a vote about a matter leave `choices` empty: they are yes, no and abstain. Answers the election's uuid.
 * Refuses as draftElection and announce do, and `elections.no_candidates`.
 */
export async function openElection(ctx: Context, spec: ElectionSpec & { readonly choices: readonly Choice[]; readonly electors: readonly string[] }): Promise<{ election: string }> {
  const election = await draftElection(ctx, spec)
  const choices = isMatter(spec.kind) ? matterChoices(spec.choices[0]?.person ?? null) : spec.choices
  if (choices.length === 0 && !spec.nominatesFrom) throw refuse('elections.no_candidates', { least: 1 })
  await writeChoices(ctx, election, choices)
  await announce(ctx, election, spec.electors)
  return { election }
}

/** 同意, 反对, 弃权; a recall knows whom it is about. */
export function matterChoices(about: string | null): Choice[] {
  return [{ person: about, label: '同意' }, { person: null, label: '反对' }, { person: null, label: '弃权' }]
}
