import { sql } from 'kysely'
import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { isGrantedRole } from '#domain/roles.ts'
import { ownPlace } from '#kernel/access.ts'
import { command, type Act } from '#kernel/act.ts'
import { addDays, dayOf, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { forgetCards } from '../cards/revoke.ts'
import { sendCode, useCode } from '../identity/codes.ts'
import { grantsOf } from '../identity/enter.ts'
import { holdHome, type Home } from '../identity/home.ts'
import { forgetPerson } from '../identity/mine.ts'
import type { SentCode } from '../identity/model.ts'
import { fullPhone, sealedPerson, tenantsUsed } from '../identity/people.ts'
import { withdraw as withdrawApplication } from '../joining/commands.ts'
import { applicationTenants, forgetApplications, forgetClaims, openApplications } from '../joining/mine.ts'
import { endMember } from '../membership/enrol.ts'
import { thinOut } from '../membership/mine.ts'
import { forgetTransfers } from '../moves/mine.ts'
import { forgetInbox, forgetOutbox } from '../notices/mine.ts'
import { placeNames } from '../organisations/queries.ts'
import { unname } from '../proposals/mine.ts'
import { collect, type MyData } from './collect.ts'
import { eraseInput, nothing, outcomeOutput, tenantInput } from './inputs.ts'
import { ERASED, KEPT, yearsAfter, type ErasureOutcome, type Keep } from './model.ts'

/**
 * Erasure (R-P2) in steps, each a transaction of its own and harmless when done again: first it is confirmed and written down, then the
 * rows of each tenant are emptied, last the person. Until the last step he is signed in and may go on after a break.
 */

/** Sends the code that confirms, to the phone that is held. */
export async function sendOwnCode(ctx: Context): Promise<SentCode> {
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  return sendCode(ctx, { phone: fullPhone((await sealedPerson(ctx.db, ctx.actor.person))!) })
}

/** What stands in the way of erasing: `privacy.home_active` or `privacy.roles_held`; null: nothing. */
export async function obstacleOf(ctx: Context, person: string, home: Home | null): Promise<Refusal | null> {
  if (home?.union) {
    const [place] = await placeNames(ctx, [home.union])
    return refuse('privacy.home_active', { union: place?.name ?? null })
  }
  const roles = (await grantsOf(ctx.db, person, await tenantsUsed(ctx.db, person))).filter((grant) => isGrantedRole(grant.role))
  return roles.length > 0 ? refuse('privacy.roles_held', { count: roles.length }) : null
}

async function requireFree(ctx: Context, person: string): Promise<void> {
  const obstacle = await obstacleOf(ctx, person, await holdHome(ctx, person))
  if (obstacle) throw obstacle
}

/** What would stay of somebody who is erased now. */
export function outlook(held: MyData, today: Day): ErasureOutcome {
  const kept = KEPT.filter(({ what }) => isHeld(held, what)).map((keep) => ({ what: keep.what, reason: keep.reason, until: until(keep, today), named: keep.named }))
  return { erased: [...ERASED], kept }
}

function isHeld(held: MyData, what: Keep['what']): boolean {
  switch (what) {
    case 'roster':
      return held.rosters.length > 0
    case 'dues':
      return held.rosters.some(({ dues }) => dues.length > 0)
    case 'elections':
      return held.votes.length > 0
    case 'offices':
      return held.offices.length > 0
    case 'foundings':
      return held.foundings.length > 0
    case 'consents':
      return held.consents.length > 0
    case 'number':
      return held.membership.number !== null
    case 'proposals':
      return held.proposals.made.length + held.proposals.seconded.length > 0
    case 'answers':
    case 'audit':
      return true
  }
}

function until({ years, days }: Keep, today: Day): Day | null {
  return years === null ? null : addDays(yearsAfter(today, years), days ?? 0)
}

const confirm = command({
  name: 'privacy.erase',
  permission: 'self.write',
  summary: 'Erases me: what the law lets erase goes, the rest is named with its reason and date. Confirmed by a code; not while I am a member or hold a role.',
  input: eraseInput,
  output: outcomeOutput,
  refusals: ['privacy.home_active', 'privacy.roles_held', 'identity.code_wrong', 'identity.code_expired'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx, { code }): Promise<ErasureOutcome | Refusal> {
    const person = ctx.actor.person!
    await requireFree(ctx, person)
    const wrong = await useCode(ctx, fullPhone((await sealedPerson(ctx.db, person))!), code)
    if (wrong) return wrong
    const outcome = outlook(await collect(ctx, false), dayOf(ctx.now))
    await sql`insert into erasure (person_id, erasure_id, asked_at, outcome) values (${person}, ${newId()}, ${ctx.now}, ${JSON.stringify(outcome)}::jsonb)`.execute(ctx.db)
    return outcome
  },
})

const eraseIn = command({
  name: 'privacy.erase_in_tenant',
  permission: 'self.write',
  summary: 'Empties what one tenant holds about me: a step of erasing.',
  input: tenantInput,
  at: (ctx, { tenant }) => ({ ...ownPlace(ctx.actor.person), tenant }),
  async run(ctx) {
    const person = ctx.actor.person!
    await requireWish(ctx, person)
    await endMember(ctx, person, 'left')
    await thinOut(ctx, person)
    await forgetApplications(ctx)
    await forgetTransfers(ctx, person)
    await unname(ctx, person)
    await forgetOutbox(ctx, person)
  },
})

const finish = command({
  name: 'privacy.erase_person',
  permission: 'self.write',
  summary: 'Empties my own rows: the last step of erasing.',
  input: nothing,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const person = ctx.actor.person!
    await requireWish(ctx, person)
    // Enrolled or appointed while the tenants were emptied: then nothing of the person goes.
    await requireFree(ctx, person)
    await forgetClaims(ctx)
    await forgetCards(ctx, person)
    await forgetInbox(ctx, person)
    await forgetOutbox(ctx, person)
    await forgetPerson(ctx, person)
    await sql`update erasure set done_at = ${ctx.now} where person_id = ${person} and done_at is null`.execute(ctx.db)
  },
})

/** The steps are nobody's to take who has not confirmed. Refuses `access.denied`. */
async function requireWish(ctx: Context, person: string): Promise<void> {
  const wished = await sql`select 1 from erasure where person_id = ${person} and done_at is null limit 1`.execute(ctx.db)
  if (wished.rows.length === 0) throw refuse('access.denied')
}

/** Takes no key: its answer is told once, and the session that asks is gone afterwards. */
export const erase: Act<typeof eraseInput, ErasureOutcome> = Object.assign(
  async (given: Context, raw: z.input<typeof eraseInput>): Promise<ErasureOutcome> => {
    const ctx: Context = { ...given, key: null }
    const outcome = await confirm(ctx, raw)
    const person = ctx.actor.person!
    for (const { id } of await openApplications(ctx)) await withdrawApplication(ctx, { id })
    for (const tenant of new Set([...(await tenantsUsed(ctx.db, person)), ...(await applicationTenants(ctx))])) await eraseIn(ctx, { tenant })
    await finish(ctx, {})
    return outcome
  },
  { card: confirm.card },
)
