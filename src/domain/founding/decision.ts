import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { enterOffices } from '../elections/seal.ts'
import { homeOf } from '../identity/home.ts'
import { tellAll } from '../notices/tell.ts'
import { rehome } from '../membership/rehome.ts'
import { coverEmployers } from '../organisations/employers.ts'
import { addLocalUnion, keepAccount, nameTaken, registerUnion, requirePast } from '../organisations/localUnion.ts'
import { nodeAt, placeNames } from '../organisations/queries.ts'
import { requireLead } from './ask.ts'
import { accountInput, decidedOutput, decideInput, foundedOutput, ownInput, registerInput } from './inputs.ts'
import { BEFORE_APPROVAL, ownCommittee, type FoundingState } from './model.ts'
import { countsOf, describedIn, eventsOf, hold, moveTo, partOf, placeOfMembers, placeOfParent, takersOf, writeEvent, type Founding } from './queries.ts'
import { ruleOn } from './rules.ts'

/** What the union above does: decides, registers, opens; and how the new union begins. */

export const decide = command({
  name: 'founding.decide',
  permission: 'founding.decide',
  summary: 'The union above approves (the new union is entered in the tree), sends back with what to fix, or refuses with a reason. Nobody decides about a founding of his own.',
  input: decideInput,
  output: decidedOutput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.own_founding', 'founding.name_taken'],
  at: placeOfParent,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    // A need that nobody took up may be refused too, so that it does not lie there for ever.
    const row = await hold(ctx, input.id, input.decision === 'refuse' ? BEFORE_APPROVAL : ['submitted'])
    const part = await partOf(ctx, row.founding, ctx.actor.person!)
    if (part !== null || row.askedBy === ctx.actor.person) throw refuse('founding.own_founding')
    switch (input.decision) {
      case 'approve': {
        const path = await establish(ctx, row)
        await tellTakers(ctx, row, 'approved', input.id)
        return { id: input.id, state: 'approved' as FoundingState, path }
      }
      case 'return':
        await moveTo(ctx, row, 'elected')
        await writeEvent(ctx, row.founding, 'returned', { words: input.words ?? null })
        await tellTakers(ctx, row, 'returned', input.id)
        return { id: input.id, state: 'elected' as FoundingState, path: null }
      case 'refuse':
        await sql`update founding set reason = ${input.reason ?? null} where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
        await moveTo(ctx, row, 'refused', { reason: input.reason, words: input.words ?? null })
        await tellTakers(ctx, row, 'refused', input.id)
        return { id: input.id, state: 'refused' as FoundingState, path: null }
    }
  },
})

/** Enters the new union below the one that approves, with the employers it covers. */
async function establish(ctx: Context, row: Founding): Promise<string> {
  if (await nameTaken(ctx, row.parent, row.name)) throw refuse('founding.name_taken', { name: row.name })
  const { members } = await countsOf(ctx, row.founding)
  const { path } = await addLocalUnion(ctx, { parent: row.parent, name: row.name, level: 'grassroots', kind: row.kind, area: row.area, trade: row.trade, formedOn: dayOf(ctx.now) })
  await sql`update founding set path = ${path} where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
  await coverEmployers(ctx, path, describedIn(await eventsOf(ctx, row.founding)).employers)
  if (row.election !== null) await enterOffices(ctx, row.election, path)
  await moveTo(ctx, row, 'approved', { path, members, ownCommittee: ownCommittee(ruleOn(dayOf(ctx.now)), members) })
  return path
}

async function tellTakers(ctx: Context, row: Founding, outcome: 'approved' | 'returned' | 'refused', id: string): Promise<void> {
  const takers = await takersOf(ctx, row.founding)
  const people = takers.filter(({ part }) => part !== 'invited' && (outcome !== 'returned' || part !== 'recruit')).map(({ person }) => person)
  await tellAll(ctx, people, { code: `founding.${outcome}`, params: { union: row.name }, link: `/hui/found/${id}` })
}

export const registerFounded = command({
  name: 'founding.register',
  permission: 'founding.decide',
  summary: 'The union above enters the credit code (81…, GB 32100) and the day of registration as a legal person.',
  input: registerInput,
  output: foundedOutput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'organisations.credit_code_wrong', 'organisations.credit_code_taken', 'organisations.day_ahead'],
  at: placeOfParent,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['approved'])
    requirePast(ctx, input.on)
    const code = await registerUnion(ctx, row.path!, input.creditCode, input.on)
    await sql`update founding set credit_code = ${code} where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
    await moveTo(ctx, row, 'registered', { on: input.on })
    return { id: input.id, state: 'registered' as FoundingState }
  },
})

export const giveAccount = command({
  name: 'founding.give_account',
  permission: 'founding.take_part',
  summary: "The lead enters the new union's bank account: kept encrypted, shown by its last four figures.",
  input: accountInput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['registered'])
    await requireLead(ctx, row.founding)
    await keepAccount(ctx, row.path!, input.account)
    await writeEvent(ctx, row.founding, 'account', {})
  },
})

export const openUnion = command({
  name: 'founding.open',
  permission: 'founding.decide',
  summary: 'The union above opens the new union once it is registered and has an account.',
  input: ownInput,
  output: foundedOutput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.account_missing'],
  at: placeOfParent,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['registered'])
    const events = await eventsOf(ctx, row.founding)
    if (!events.some(({ event }) => event === 'account')) throw refuse('founding.account_missing')
    await moveTo(ctx, row, 'open')
    return { id: input.id, state: 'open' as FoundingState }
  },
})

export const giveUp = command({
  name: 'founding.give_up',
  permission: 'founding.take_part',
  summary: 'The lead gives the founding up, before it is approved.',
  input: ownInput,
  output: foundedOutput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, BEFORE_APPROVAL)
    await requireLead(ctx, row.founding)
    await moveTo(ctx, row, 'given_up')
    return { id: input.id, state: 'given_up' as FoundingState }
  },
})

export const comeOver = command({
  name: 'founding.come_over',
  permission: 'founding.take_part',
  summary: 'Who signed up moves his home to the new union: from a town or county union at once; from another grass-roots union by a transfer.',
  input: ownInput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.other_home', 'founding.already_over', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const person = ctx.actor.person!
    const row = await hold(ctx, input.id, ['approved', 'registered', 'open'])
    if ((await partOf(ctx, row.founding, person)) === null) throw refuse('founding.unknown', { id: input.id })
    const home = await homeOf(ctx, person)
    if (home?.union?.tenant !== ctx.tenant) throw refuse('membership.not_member')
    if (home.union.path === row.path) throw refuse('founding.already_over')
    const here = await nodeAt(ctx, home.union.path)
    const moved = here?.node.kind === 'general' && (await rehome(ctx, person, home.union.path, row.path!, { founding: row.founding }))
    if (!moved) throw refuse('founding.other_home', { union: (await placeNames(ctx, [home.union]))[0]?.name ?? null })
  },
})
