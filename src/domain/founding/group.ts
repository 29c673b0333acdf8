import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { takeFrom } from '#kernel/limits.ts'
import { memberCheckDigit, personByNumber } from '../identity/home.ts'
import { maskPhone } from '../identity/model.ts'
import { personOfPhone, readPhoneNumber, usesTenant } from '../identity/people.ts'
import { publicId } from '../joining/model.ts'
import { tell } from '../notices/tell.ts'
import { requireLead } from './ask.ts'
import { answerInput, foundedOutput, inviteInput, ownInput, signUpInput } from './inputs.ts'
import { countsOf, hold, moveTo, partOf, placeOfMembers, placeOfParent, writeEvent, writeTaker, type Founding } from './queries.ts'
import { ruleOn } from './rules.ts'

/** The preparatory group of 3 to 5 (R-O2) and the members who sign up. Everybody agrees for himself. */

const INVITED_A_DAY = 20

/** Finds or makes the person: whoever invites is told nothing about who that is, or whether he is known. */
async function invitedPerson(ctx: Context, who: string): Promise<{ person: string; shown: string }> {
  const plain = who.replace(/\s/g, '')
  if (/^\d{12}$/.test(plain)) {
    const person = memberCheckDigit(plain.slice(0, 11)) === plain[11] ? await personByNumber(ctx, plain) : null
    if (person === null) throw refuse('founding.number_unknown', { number: plain })
    return { person, shown: `会员号 ****${plain.slice(-4)}` }
  }
  const phone = readPhoneNumber(who)
  return { person: await personOfPhone(ctx.db, phone, { locale: ctx.locale, now: ctx.now }), shown: maskPhone(phone) }
}

async function inviteTo(ctx: Context, row: Founding, who: string): Promise<void> {
  const full = await takeFrom(ctx, { name: 'founding.invited', who: ctx.actor.person!, most: INVITED_A_DAY, windowSeconds: 86_400 })
  if (full) throw refuse('access.too_many', { retryAt: full.freeAt.toISOString() })
  const { groupMost } = ruleOn(dayOf(ctx.now))
  const counts = await countsOf(ctx, row.founding)
  if (counts.group + counts.invited >= groupMost) throw refuse('founding.group_full', { size: counts.group, invited: counts.invited, most: groupMost })
  const { person, shown } = await invitedPerson(ctx, who)
  const part = await partOf(ctx, row.founding, person)
  if (part !== null && part !== 'recruit') throw refuse('founding.already_in', { part })
  if (part === null) await writeTaker(ctx, row.founding, person, 'invited', shown)
  else await sql`update founding_person set part = 'invited' where tenant_id = ${ctx.tenant} and founding_id = ${row.founding} and person_id = ${person}`.execute(ctx.db)
  await usesTenant(ctx.db, person, ctx.tenant, ctx.now)
  await writeEvent(ctx, row.founding, 'invited', {})
  await tell(ctx, { person, code: 'founding.invited', params: { union: row.name }, link: `/hui/found/${publicId(ctx.tenant, row.founding)}` })
}

export const invite = command({
  name: 'founding.invite',
  permission: 'founding.take_part',
  summary: 'The lead invites somebody into the preparatory group, by phone or membership number; he agrees himself.',
  input: inviteInput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'founding.group_full', 'founding.already_in', 'founding.number_unknown', 'identity.phone_invalid', 'membership.not_member', 'access.too_many'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['preparing', 'recruiting'])
    await requireLead(ctx, row.founding)
    await inviteTo(ctx, row, input.who)
  },
})

export const findLead = command({
  name: 'founding.find_lead',
  permission: 'founding.decide',
  summary: 'The union above asks somebody to take the lead where a need was told and nobody leads; the first who agrees does.',
  input: inviteInput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.group_full', 'founding.already_in', 'founding.number_unknown', 'identity.phone_invalid', 'access.too_many'],
  at: placeOfParent,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    await inviteTo(ctx, await hold(ctx, input.id, ['need']), input.who)
  },
})

export const answerInvitation = command({
  name: 'founding.answer_invitation',
  permission: 'founding.take_part',
  summary: 'An invited person agrees to be of the preparatory group, or does not. Where nobody leads yet, the first who agrees does.',
  input: answerInput,
  output: foundedOutput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_invited', 'founding.group_full', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const person = ctx.actor.person!
    const row = await hold(ctx, input.id, ['need', 'preparing', 'recruiting'])
    if ((await partOf(ctx, row.founding, person)) !== 'invited') throw refuse('founding.not_invited')
    if (!input.agree) {
      await sql`delete from founding_person where tenant_id = ${ctx.tenant} and founding_id = ${row.founding} and person_id = ${person}`.execute(ctx.db)
      return { id: input.id, state: row.state }
    }
    const { group } = await countsOf(ctx, row.founding)
    const { groupMost } = ruleOn(dayOf(ctx.now))
    if (group >= groupMost) throw refuse('founding.group_full', { size: group, invited: 0, most: groupMost })
    await writeTaker(ctx, row.founding, person, group === 0 ? 'lead' : 'group', input.myName!)
    if (row.state !== 'need') return { id: input.id, state: row.state }
    await moveTo(ctx, row, 'preparing', { group: 1 })
    return { id: input.id, state: 'preparing' as const }
  },
})

export const startRecruiting = command({
  name: 'founding.start_recruiting',
  permission: 'founding.take_part',
  summary: 'The preparatory group of 3 to 5 is complete; from now on members sign up.',
  input: ownInput,
  output: foundedOutput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'founding.group_size', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['preparing'])
    await requireLead(ctx, row.founding)
    const { group } = await countsOf(ctx, row.founding)
    const { groupLeast, groupMost } = ruleOn(dayOf(ctx.now))
    if (group < groupLeast || group > groupMost) throw refuse('founding.group_size', { size: group, least: groupLeast, most: groupMost, missing: Math.max(0, groupLeast - group) })
    await moveTo(ctx, row, 'recruiting', { group })
    return { id: input.id, state: 'recruiting' as const }
  },
})

export const signUp = command({
  name: 'founding.sign_up',
  permission: 'founding.take_part',
  summary: 'A member of the tenant signs up for a union that is being founded. No employer is told.',
  input: signUpInput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.already_in', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const person = ctx.actor.person!
    const row = await hold(ctx, input.id, ['recruiting'])
    const part = await partOf(ctx, row.founding, person)
    if (part !== null && part !== 'invited') throw refuse('founding.already_in', { part })
    await writeTaker(ctx, row.founding, person, 'recruit', input.myName)
    await usesTenant(ctx.db, person, ctx.tenant, ctx.now)
  },
})

export const stepOut = command({
  name: 'founding.step_out',
  permission: 'founding.take_part',
  summary: 'Whoever signed up or is of the group steps out, until the assembly is called. The lead hands over by giving up.',
  input: ownInput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.lead_stays', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['preparing', 'recruiting'])
    const part = await partOf(ctx, row.founding, ctx.actor.person!)
    if (part === null) throw refuse('founding.unknown', { id: input.id })
    if (part === 'lead') throw refuse('founding.lead_stays')
    await sql`delete from founding_person where tenant_id = ${ctx.tenant} and founding_id = ${row.founding} and person_id = ${ctx.actor.person}`.execute(ctx.db)
  },
})
