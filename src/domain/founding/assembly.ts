import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { atLeast, electionId, readShare } from '../elections/model.ts'
import { openElection } from '../elections/open.ts'
import { outcomeOf } from '../elections/queries.ts'
import { publicId } from '../joining/model.ts'
import { tellAll } from '../notices/tell.ts'
import { employerKey } from '../organisations/cover.ts'
import { nameTaken } from '../organisations/localUnion.ts'
import { requireLead } from './ask.ts'
import { callInput, foundedOutput, holdInput, ownInput } from './inputs.ts'
import type { FoundingState } from './model.ts'
import { countsOf, describedIn, eventsOf, hold, moveTo, placeOfMembers, takersOf, writeEvent, type Founding } from './queries.ts'
import { ruleOn } from './rules.ts'

/** The founding assembly: two thirds of those invited are present (R-O2), then they elect, each with more than half of those present. */

/** How many of those invited must be present. */
export function presentNeeded(ctx: Context, invited: number): number {
  return atLeast(readShare(ruleOn(dayOf(ctx.now)).presentShare), invited)
}

export const callAssembly = command({
  name: 'founding.call_assembly',
  permission: 'founding.take_part',
  summary: 'The lead calls the founding assembly, or moves it; all who signed up are invited and told. From now on nobody else signs up.',
  input: callInput,
  output: z.object({ invited: z.int(), needed: z.int() }),
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'founding.assembly_past', 'founding.group_size', 'founding.election_under_way', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['recruiting', 'assembly'])
    await requireLead(ctx, row.founding)
    if (await electionRuns(ctx, row)) throw refuse('founding.election_under_way')
    const at = new Date(input.at)
    if (at <= ctx.now) throw refuse('founding.assembly_past', { at: input.at, now: ctx.now.toISOString() })
    const { group, members: invited } = await countsOf(ctx, row.founding)
    const { groupLeast, groupMost } = ruleOn(dayOf(ctx.now))
    if (group < groupLeast || group > groupMost) throw refuse('founding.group_size', { size: group, least: groupLeast, most: groupMost, missing: Math.max(0, groupLeast - group) })
    await sql`delete from founding_person where tenant_id = ${ctx.tenant} and founding_id = ${row.founding} and part = 'invited'`.execute(ctx.db)
    await sql`update founding set assembly_at = ${at}, invited = ${invited}, present = null, election_id = null where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
    const needed = presentNeeded(ctx, invited)
    await moveTo(ctx, row, 'assembly', { at: input.at, invited, needed })
    const people = (await takersOf(ctx, row.founding)).map(({ person }) => person)
    await tellAll(ctx, people, { code: 'founding.assembly', params: { union: row.name, at: at.toISOString() }, link: `/hui/found/${publicId(ctx.tenant, row.founding)}` })
    return { invited, needed }
  },
})

async function electionRuns(ctx: Context, row: Founding): Promise<boolean> {
  const outcome = row.election === null ? null : await outcomeOf(ctx, row.election)
  return outcome !== null && outcome.state !== 'sealed' && outcome.state !== 'cancelled'
}

export const holdAssembly = command({
  name: 'founding.hold_assembly',
  permission: 'founding.take_part',
  summary: 'The lead says who is present; with two thirds of those invited the election of the committee opens at once, the electors being those present.',
  input: holdInput,
  output: z.object({ election: z.string(), invited: z.int(), needed: z.int(), present: z.int() }),
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'founding.assembly_not_yet', 'founding.too_few_present', 'founding.not_among_invited', 'founding.seats_wrong', 'founding.election_under_way', 'membership.not_member'],
  at: placeOfMembers,
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['assembly'])
    await requireLead(ctx, row.founding)
    if (await electionRuns(ctx, row)) throw refuse('founding.election_under_way')
    if (row.assemblyAt === null || ctx.now < row.assemblyAt) throw refuse('founding.assembly_not_yet', { at: row.assemblyAt?.toISOString() ?? null })
    const takers = await takersOf(ctx, row.founding)
    const names = new Map(takers.map(({ person, name }) => [person, name]))
    const present = [...new Set(input.present)]
    const candidates = [...new Set(input.candidates)]
    const stranger = [...present, ...candidates].find((person) => !names.has(person))
    if (stranger !== undefined) throw refuse('founding.not_among_invited', { person: stranger })
    const invited = row.invited ?? takers.length
    const needed = presentNeeded(ctx, invited)
    if (present.length < needed) throw refuse('founding.too_few_present', { invited, present: present.length, needed, missing: needed - present.length, share: ruleOn(dayOf(ctx.now)).presentShare })
    checkSeats(ctx, input.seats, candidates.length)
    await sql`update founding_person set present = person_id = any(${present}::uuid[]) where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
    const { election } = await openElection(ctx, {
      path: row.parent, title: `${row.name}：选举工会委员会`, kind: 'founding', seats: input.seats, termYears: input.termYears, majority: ruleOn(dayOf(ctx.now)).electedShare,
      opensAt: ctx.now, closesAt: new Date(ctx.now.getTime() + input.hours * 3_600_000), sample: row.sample,
      electors: present, choices: candidates.map((person) => ({ person, label: names.get(person)! })),
    })
    await sql`update founding set present = ${present.length}, election_id = ${election} where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
    await writeEvent(ctx, row.founding, 'held', { invited, present: present.length, needed, seats: input.seats, candidates: candidates.length })
    return { election: electionId(ctx.tenant, election), invited, needed, present: present.length }
  },
  subjects: (input, out) => (out ? [input.id, out.election] : [input.id]),
})

function checkSeats(ctx: Context, seats: number, candidates: number): void {
  const most = ruleOn(dayOf(ctx.now)).committeeMost
  if (seats > most || seats > candidates) throw refuse('founding.seats_wrong', { seats, most, candidates })
}

export const submit = command({
  name: 'founding.submit',
  permission: 'founding.take_part',
  summary: 'The lead sends the founding to the union above, once the election is sealed and somebody has more than half of those present; again after it was sent back.',
  input: ownInput,
  output: foundedOutput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'founding.not_held', 'founding.election_not_sealed', 'founding.nobody_elected', 'founding.employers_count', 'founding.name_taken', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['assembly', 'elected'])
    await requireLead(ctx, row.founding)
    if (row.state === 'assembly') await requireElected(ctx, row)
    await checkEmployers(ctx, row)
    if (await nameTaken(ctx, row.parent, row.name)) throw refuse('founding.name_taken', { name: row.name })
    const { members } = await countsOf(ctx, row.founding)
    await moveTo(ctx, row, 'submitted', { members, invited: row.invited, present: row.present })
    return { id: input.id, state: 'submitted' as FoundingState }
  },
})

async function requireElected(ctx: Context, row: Founding): Promise<void> {
  const outcome = row.election === null ? null : await outcomeOf(ctx, row.election)
  if (!outcome) throw refuse('founding.not_held')
  if (outcome.state !== 'sealed' || !outcome.result) throw refuse('founding.election_not_sealed', { state: outcome.state, voted: outcome.voted, electors: outcome.electors })
  const { elected, majority, present } = outcome.result
  if (elected.length === 0) throw refuse('founding.nobody_elected', { needed: majority.needed, present, electors: outcome.electors })
  await writeEvent(ctx, row.founding, 'elected', { elected: elected.length, needed: majority.needed, of: majority.of })
}

/** One employer for a single union; at least two for a joint one, unless it is of an area. */
async function checkEmployers(ctx: Context, row: Founding): Promise<void> {
  const { employers } = describedIn(await eventsOf(ctx, row.founding))
  const count = new Set(employers.map((line) => employerKey(line.split(/[\t,，;；|]/)[0]!))).size
  const { jointEmployersLeast } = ruleOn(dayOf(ctx.now))
  const wrong = row.kind === 'single' ? count !== 1 : row.kind === 'joint' && !row.area && count < jointEmployersLeast
  if (wrong) throw refuse('founding.employers_count', { kind: row.kind, count, least: row.kind === 'single' ? 1 : jointEmployersLeast })
}
