import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { PUBLIC, type Place } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import { addDays, dayOf, daysBetween } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { countHomeMembersAt, memberNames } from '../membership/electorate.ts'
import { nodeAt, placeNames } from '../organisations/queries.ts'
import { nominationsOf } from './commands.ts'
import { isTaken, paperCounts } from './counting.ts'
import { choicesOf, COLUMNS, electionOf, headOf, headsOf, placeOfElection, type Election } from './election.ts'
import * as inputs from './inputs.ts'
import type { OfficeKind } from './model.ts'
import { delegatesFor, RULES } from './rules.ts'

/** What the staff of a union see: turnout as figures, never who has voted. */

async function placeOfUnion(ctx: Context, { path }: { path: string }): Promise<Place> {
  const found = await nodeAt(ctx, path)
  if (!found) throw refuse('organisations.unknown', { path })
  return { tenant: found.tenant, path }
}

export const desk = query({
  name: 'elections.desk',
  permission: 'elections.read',
  summary: 'Elections and votes of a union and those below it, the newest first.',
  input: inputs.deskInput,
  output: inputs.deskOutput,
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  async run(ctx, { path }) {
    const found = await sql<Election>`select ${COLUMNS} from election e
      where e.tenant_id = ${ctx.tenant} and (e.path = ${path} or e.path like ${path + '/%'}) order by e.opens_at desc, e.election_id limit 200`.execute(ctx.db)
    const heads = await headsOf(ctx, ctx.tenant, found.rows)
    return { items: heads.map((head, at) => ({ ...head, paperVoted: found.rows[at]!.paperVoted })), next: null }
  },
})

export const sheet = query({
  name: 'elections.sheet',
  permission: 'elections.read',
  summary: 'All that staff know of an election: candidates, nominations, turnout, paper counts entered, and the result when sealed.',
  input: inputs.electionInput,
  output: inputs.sheetOutput,
  refusals: ['elections.unknown'],
  at: placeOfElection,
  async run(ctx, { election: id }) {
    const election = await electionOf(ctx, id)
    const [choices, put, counts] = [await choicesOf(ctx, election.election), await nominationsOf(ctx, election.election), await paperCounts(ctx, election.election)]
    const names = await memberNames(ctx, put.map(({ person }) => person))
    const { text: _signed, ...figures } = election.result ?? { text: '' }
    return {
      ...(await headOf(ctx, election)), revision: election.revision, paperVoted: election.paperVoted,
      choices: choices.map(({ no, label, about, nominations }) => ({ no, label, about, nominations })),
      // Not what was counted: the second person is to count, not to copy.
      paperCounts: { needed: election.paperVoted > 0, entered: counts.length, mine: counts.some(({ countedBy }) => countedBy === ctx.actor.pseudonym), taken: isTaken(counts) },
      nominations: put.map(({ person, count }) => ({ name: names.get(person) ?? '', count })),
      result: election.result === null ? null : (figures as Omit<NonNullable<Election['result']>, 'text'>),
      listHash: election.listHash, seal: election.seal, keyId: election.keyId, sealedAt: election.sealedAt?.toISOString() ?? null,
    }
  },
})

const ALARM_DAYS = Math.max(...RULES.terms.alarmMonths) * 31
const OVERDUE_DAYS = 5 * 366

interface Term {
  readonly path: string
  readonly kind: OfficeKind
  readonly until: string
  readonly people: number
  readonly names: string[]
  readonly sample: boolean
}

export const terms = query({
  name: 'elections.terms',
  permission: 'elections.read',
  summary: 'Terms of office that have ended without a successor or end within six months, at a union and below, the most urgent first.',
  input: inputs.deskInput,
  output: inputs.termsOutput,
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  async run(ctx, { path }) {
    const today = dayOf(ctx.now)
    // A newer term of the same office at the same union has taken its place.
    const found = await sql<Term>`select o.path, o.kind, o.until_on as until, count(*)::integer as people, (array_agg(o.name order by o.name))[1:20] as names, bool_or(o.sample) as sample from office o
      where o.tenant_id = ${ctx.tenant} and (o.path = ${path} or o.path like ${path + '/%'}) and o.ended_on is null
        and o.until_on between ${addDays(today, -OVERDUE_DAYS)} and ${addDays(today, ALARM_DAYS)}
        and not exists (select 1 from office n where n.tenant_id = ${ctx.tenant} and n.path = o.path and n.kind = o.kind and n.ended_on is null and n.until_on > o.until_on and n.from_on > o.from_on)
      group by o.path, o.kind, o.until_on order by o.until_on, o.path, o.kind limit 500`.execute(ctx.db)
    const names = await placeNames(ctx, found.rows.map((row) => ({ tenant: ctx.tenant, path: row.path })))
    return { items: found.rows.map((row, at) => ({ ...row, union: names[at]?.name ?? null, daysLeft: daysBetween(today, row.until) })), next: null }
  },
})

/** The count of a union's members is its staff's to see; the rule itself is public. */
export const delegateNumber = query({
  name: 'elections.delegate_number',
  permission: 'public.read',
  summary: 'How many delegates a union of so many members has (R-O3).',
  input: inputs.delegatesInput,
  output: inputs.delegatesOutput,
  at: () => PUBLIC,
  run: (_ctx, { members }) => delegatesFor(members),
})

export const delegatesHere = query({
  name: 'elections.delegates_here',
  permission: 'elections.read',
  summary: 'How many delegates a union may have by the members it has today (R-O3).',
  input: inputs.deskInput,
  output: inputs.delegatesOutput,
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  run: async (ctx, { path }) => delegatesFor(await countHomeMembersAt(ctx, path)),
})
