import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { ownPlace, PUBLIC } from '#kernel/access.ts'
import { command, type Act } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { take, useCode } from './codes.ts'
import { renamedOutput, renameInput, sessionInput, signedInOutput, signInInput } from './inputs.ts'
import type { SignedIn } from './model.ts'
import { personOfPhone, readPhoneNumber, sealName } from './people.ts'
import { endSession, openSession } from './sessions.ts'

const signInOnce = command({
  name: 'identity.sign_in',
  permission: 'identity.sign_in',
  summary: 'Signs in with the code sent to a phone; the first time makes the person.',
  input: signInInput,
  output: signedInOutput,
  refusals: ['identity.phone_invalid', 'identity.code_wrong', 'identity.code_expired', 'access.too_many'],
  at: () => PUBLIC,
  async run(ctx, input) {
    const phone = readPhoneNumber(input.phone)
    await take(ctx, 'sign_in.address', ctx.addressHash, 600, 3_600)
    const refused = await useCode(ctx, phone, input.code)
    if (refused) return refused
    const person = await personOfPhone(ctx.db, phone, { locale: ctx.locale, now: ctx.now })
    return openSession(ctx, person, input.label)
  },
  subjects: (_, out) => (out ? [out.person.person] : []),
})

/** Signs in. Takes no key: the answer holds the token and must not be kept; a resent sign-in asks for a new code. */
export const signIn = keyless<typeof signInInput, SignedIn>(signInOnce)

/** An act whose answer is never kept for a resent request. */
export function keyless<I extends z.ZodType, O>(act: Act<I, O>): Act<I, O> {
  return Object.assign((ctx: Context, raw: z.input<I>) => act({ ...ctx, key: null }, raw), { card: act.card })
}

export const signOut = command({
  name: 'identity.sign_out',
  permission: 'self.write',
  summary: 'Ends the session that asks.',
  input: z.object({}),
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    if (ctx.actor.session) await endSession(ctx, ctx.actor.person!, ctx.actor.session)
  },
})

export const revokeSession = command({
  name: 'identity.revoke_session',
  permission: 'self.write',
  summary: 'Ends one of my sessions: that phone or browser is signed out at once.',
  input: sessionInput,
  refusals: ['identity.session_unknown'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: (input) => [input.session],
  async run(ctx, { session }) {
    if (!(await endSession(ctx, ctx.actor.person!, session))) throw refuse('identity.session_unknown')
  },
})

export const renameMe = command({
  name: 'identity.rename_me',
  permission: 'self.write',
  summary: 'Sets the name I am called by.',
  input: renameInput,
  output: renamedOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx, { name }) {
    const person = ctx.actor.person!
    await sql`update person set name_sealed = ${sealName(person, name)} where person_id = ${person}`.execute(ctx.db)
    return { name }
  },
})
