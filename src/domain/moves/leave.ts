import { refuse } from '#domain/refusals.ts'
import { ownPlace } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { revokeCards } from '../cards/revoke.ts'
import { homeOf, leaveHome } from '../identity/home.ts'
import { endMember, enrol, writeHistory } from '../membership/enrol.ts'
import { memberDetails, sealedMember } from '../membership/member.ts'
import { placeOfMember } from '../membership/queries.ts'
import { deathInput, memberInput, nothing, numberOutput } from './inputs.ts'
import { OPEN_STATES } from './model.ts'
import { runningOf } from './running.ts'
import { isWithin, turn } from './rows.ts'

export const leave = command({
  name: 'moves.leave',
  permission: 'self.write',
  summary: 'I leave the union, at once and without a reason; my number stays mine for life.',
  input: nothing,
  output: numberOutput,
  refusals: ['moves.no_home', 'moves.closed'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const person = ctx.actor.person!
    const home = await homeOf(ctx, person)
    if (!home?.union) throw refuse('moves.no_home')
    const there = { ...ctx, tenant: home.union.tenant }
    await endHomeAt(there, person, home.union.path, 'left', dayOf(ctx.now))
    return { number: home.number }
  },
})

/** Home, roster, cards, history; a transfer within the tenant ends with it, one to another tenant is ended there by the clock. */
async function endHomeAt(ctx: Context, person: string, path: string, reason: 'left' | 'died', on: string): Promise<void> {
  const running = await runningOf(ctx, person)
  // Moved away in this very moment: the one who asks is told to look again.
  if (!(await leaveHome(ctx, person, ctx.tenant))) throw refuse('moves.closed', { state: 'done' })
  await endMember(ctx, person, reason, on)
  if (running && isWithin(running) && running.tenant_id === ctx.tenant) {
    for (const side of ['in', 'out'] as const) await turn(ctx, running.transfer_id, side, OPEN_STATES, { state: 'withdrawn', reason: 'home_ended' })
  }
  await revokeCards(ctx, person)
  await writeHistory(ctx, person, path, reason, { on })
}

export const recordDeath = command({
  name: 'moves.record_death',
  permission: 'moves.decide',
  summary: 'A home member has died: the membership ends on that day; nobody is written to.',
  input: deathInput,
  output: numberOutput,
  refusals: ['membership.unknown', 'moves.not_home', 'moves.day_ahead', 'moves.closed'],
  at: placeOfMember,
  subjects: ({ person }) => [person],
  async run(ctx, { person, on }) {
    const row = await sealedMember(ctx, ctx.tenant, person)
    if (row?.kind !== 'home' || row.state !== 'active') throw refuse('moves.not_home')
    if (on > dayOf(ctx.now)) throw refuse('moves.day_ahead', { on })
    await endHomeAt(ctx, person, row.path, 'died', on)
    return { number: row.number }
  },
})

export const rejoin = command({
  name: 'moves.rejoin',
  permission: 'moves.decide',
  summary: 'Takes back who has left this union and wants to return, under the old number, with what the roster knew.',
  input: memberInput,
  output: numberOutput,
  refusals: ['membership.unknown', 'membership.already_home'],
  at: placeOfMember,
  subjects: ({ person }) => [person],
  async run(ctx, { person }) {
    const member = await memberDetails(ctx, ctx.tenant, person)
    if (!member || member.endReason === 'merged') throw refuse('membership.unknown')
    // Where he is at home now is not for his former union to know.
    if ((await homeOf(ctx, person))?.union) throw refuse('membership.already_home')
    const { path, name, phone, document, trade, trades, source, sample } = member
    const home = await enrol(ctx, { person, path, name, phone, document, trade, trades, source, sample, joinedOn: dayOf(ctx.now) })
    return { number: home.number }
  },
})
