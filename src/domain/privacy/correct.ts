import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { ownPlace } from '#kernel/access.ts'
import { command, type Act } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { Refusal } from '#kernel/refusal.ts'
import { changePhone, type ChangedPhone } from '../identity/changePhone.ts'
import { peopleWithRoleAt } from '../identity/chiefs.ts'
import { take } from '../identity/codes.ts'
import { bindDocument, documentOf } from '../identity/documents.ts'
import { homeOf } from '../identity/home.ts'
import { maskDocument, readDocument } from '../identity/idNumber.ts'
import { checkedAt, personFor } from '../identity/mine.ts'
import { maskPhone } from '../identity/model.ts'
import { rename, tenantsUsed } from '../identity/people.ts'
import { followPhone } from '../joining/mine.ts'
import { carryOwn } from '../membership/mine.ts'
import { tell, tellAll } from '../notices/tell.ts'
import { upwards } from '../organisations/model.ts'
import { placeNames } from '../organisations/queries.ts'
import { carryInput, documentInput, documentOutput, nameInput, nameOutput, nothing, phoneInput, phoneOutput, wishOutput } from './inputs.ts'
import { WISHES_A_DAY } from './model.ts'

/**
 * Corrections: first the person's own rows, then the roster of each of his tenants, one transaction each. The roster takes what the
 * person's rows say now, so that doing it again after a break changes nothing that is right.
 */

const carry = command({
  name: 'privacy.carry_into_roster',
  permission: 'self.write',
  summary: 'Carries what I corrected about myself into the roster of one tenant.',
  input: carryInput,
  at: (ctx, { tenant }) => ({ ...ownPlace(ctx.actor.person), tenant }),
  subjects: ({ name, phone, document }) => [name && 'name', phone && 'phone', document && 'document'].filter((what) => what !== false),
  async run(ctx, asked): Promise<{ carried: boolean }> {
    const person = ctx.actor.person!
    const now = await personFor(ctx, person, true)
    const own = asked.document ? await documentOf(ctx, person) : null
    const document = own && { kind: own.kind, number: own.number, born: own.birthYear === null ? null : `${own.birthYear}-01-01`, sex: own.sex }
    const carried = await carryOwn(ctx, person, { ...(asked.name && now.name !== null && { name: now.name }), ...(asked.phone && { phone: now.phone }), ...(document && { document }) })
    return { carried }
  },
})

async function carryEverywhere(ctx: Context, what: { name?: boolean; phone?: boolean; document?: boolean }): Promise<number> {
  let rosters = 0
  for (const tenant of await tenantsUsed(ctx.db, ctx.actor.person!)) {
    const { carried } = await carry({ ...ctx, key: null }, { tenant, name: false, phone: false, document: false, ...what })
    if (carried) rosters++
  }
  return rosters
}

/** The act, and what it changed carried on afterwards. */
function carrying<I extends z.ZodType, O extends object>(act: Act<I, O>, what: Parameters<typeof carryEverywhere>[1]): Act<I, O & { rosters: number }> {
  return Object.assign(async (ctx: Context, raw: z.input<I>) => ({ ...(await act(ctx, raw)), rosters: await carryEverywhere(ctx, what) }), { card: act.card })
}

export const correctName = carrying(command({
  name: 'privacy.correct_name',
  permission: 'self.write',
  summary: 'Corrects my name, also on the rosters where I stand.',
  input: nameInput,
  output: nameOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx, { name }) {
    await rename(ctx.db, ctx.actor.person!, name)
    return { name }
  },
}), { name: true })

export const correctPhone = carrying(command({
  name: 'privacy.correct_phone',
  permission: 'self.write',
  summary: 'Changes my phone to one that a code has proved mine; other devices are signed out, my applications follow.',
  input: phoneInput,
  output: phoneOutput,
  refusals: ['identity.phone_invalid', 'identity.code_wrong', 'identity.code_expired', 'privacy.phone_same', 'privacy.phone_taken', 'access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx, { phone, code }): Promise<{ phone: string } | Refusal> {
    const person = ctx.actor.person!
    await take(ctx, 'privacy.phone', person, 20, 3_600)
    const changed: ChangedPhone | Refusal = await changePhone(ctx, person, phone, code)
    if (changed instanceof Refusal) return changed
    await followPhone(ctx, changed.from, changed.to)
    await tell(ctx, { person, code: 'privacy.phone_changed', params: {}, link: '/wo/devices' })
    return { phone: maskPhone(changed.phone) }
  },
}), { phone: true })

export const correctDocument = carrying(command({
  name: 'privacy.correct_document',
  permission: 'self.write',
  summary: 'Corrects my document while no union has checked it; after that a union does it, by a wish of mine.',
  input: documentInput,
  output: documentOutput,
  refusals: ['privacy.no_document', 'privacy.document_seen', 'identity.document_invalid', 'identity.document_taken', 'access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx, { kind, number }) {
    const person = ctx.actor.person!
    await take(ctx, 'privacy.document', person, 5, 86_400)
    if ((await documentOf(ctx, person)) === null) throw refuse('privacy.no_document')
    if ((await checkedAt(ctx, person)) !== null) throw refuse('privacy.document_seen')
    const facts = readDocument(kind, number, dayOf(ctx.now))
    if (typeof facts === 'string') throw refuse('identity.document_invalid', { mistake: facts })
    if ((await bindDocument(ctx, person, facts, false)) !== null) throw refuse('identity.document_taken')
    return { kind: facts.kind, number: maskDocument(facts.number) }
  },
}), { document: true })

export const wishCorrection = command({
  name: 'privacy.wish_correction',
  permission: 'self.write',
  summary: 'Asks the clerks of my union to correct a document that has been checked: they look at the document itself.',
  input: nothing,
  output: wishOutput,
  refusals: ['privacy.no_document', 'moves.no_home', 'access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const person = ctx.actor.person!
    await take(ctx, 'privacy.wish', person, WISHES_A_DAY, 86_400)
    if ((await documentOf(ctx, person)) === null) throw refuse('privacy.no_document')
    const home = await homeOf(ctx, person)
    if (!home?.union) throw refuse('moves.no_home')
    return { told: await tellClerks({ ...ctx, tenant: home.union.tenant }, person, home.union.path) }
  },
})

/** Those at the union itself, else those of the nearest one above that has some. */
async function tellClerks(ctx: Context, person: string, path: string): Promise<number> {
  const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
  for (const node of upwards(path)) {
    const people = new Set([...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_clerk', node)), ...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_manager', node))])
    if (people.size === 0) continue
    await tellAll(ctx, [...people], { code: 'privacy.correction_wished', params: { union: place?.name ?? null }, link: `/staff/members?open=${person}` })
    return people.size
  }
  return 0
}
