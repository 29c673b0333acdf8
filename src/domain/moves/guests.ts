import { refuse } from '#domain/refusals.ts'
import { ownPlace } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { homeOf } from '../identity/home.ts'
import { endMember, writeHistory, writeMember } from '../membership/enrol.ts'
import { guestsAfter, memberDetails, sealedMember } from '../membership/member.ts'
import type { MemberKind } from '../membership/model.ts'
import { guestOutput, unionInput } from './inputs.ts'
import { unionPlace } from './transfers.ts'

export interface Guest {
  readonly kind: MemberKind
  /** Membership number for life. */
  readonly number: string
}

/**
 * A member from elsewhere is a guest of the acting tenant from his first use on; a home member stays one. Runs in the caller's transaction,
 * after the caller's own check of who it is. Refuses `moves.no_home`: a guest has a home somewhere.
 */
export async function ensureGuest(ctx: Context, person: string, path: string): Promise<Guest> {
  const home = await homeOf(ctx, person)
  if (!home?.union) throw refuse('moves.no_home')
  const here = await sealedMember(ctx, ctx.tenant, person)
  if (here?.state === 'active') return { kind: here.kind, number: home.number }
  const member = await memberDetails(ctx, home.union.tenant, person)
  if (!member) throw refuse('moves.no_home')
  // As little as a guest needs: neither document nor employer come along.
  const { name, phone, trade, trades, platforms, sample } = member
  const written = await writeMember(ctx, { person, path, name, phone, document: null, trade, trades, platforms, source: 'self', joinedOn: dayOf(ctx.now), sample }, 'guest', home.number)
  // Another first use, or the arrival of his home, came in between.
  if (written === 'kept') return { kind: (await sealedMember(ctx, ctx.tenant, person))?.kind ?? 'guest', number: home.number }
  await writeHistory(ctx, person, path, 'guest', {})
  return { kind: 'guest', number: home.number }
}

export const beGuest = command({
  name: 'moves.be_guest',
  permission: 'self.write',
  summary: 'I use what a union of another city offers: it keeps me as a guest, my home stays where it is.',
  input: unionInput,
  output: guestOutput,
  refusals: ['organisations.unknown', 'moves.no_home'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: ({ union }) => [union],
  async run(ctx, { union }) {
    const { tenant } = await unionPlace(ctx, union)
    return ensureGuest({ ...ctx, tenant }, ctx.actor.person!, union)
  },
})

const PAGE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** The clock's part: guests whose home has ended elsewhere are guests no more. */
export async function endGuests(ctx: Context): Promise<void> {
  for (let after = FIRST; ; ) {
    const guests = await guestsAfter(ctx, after, PAGE)
    for (const person of guests) if (!(await homeOf(ctx, person))?.union) await endMember(ctx, person, 'left')
    if (guests.length < PAGE) return
    after = guests.at(-1)!
  }
}
