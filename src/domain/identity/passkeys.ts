import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { ownPlace, PUBLIC } from '#kernel/access.ts'
import { command, query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { settings } from '#kernel/settings.ts'
import { tell } from '../notices/tell.ts'
import { take } from './codes.ts'
import { keyless } from './commands.ts'
import { addedPasskeyOutput, addPasskeyInput, passkeySignInInput, passkeysOutput, removePasskeyInput, signedInOutput, webauthnOptionsOutput } from './inputs.ts'
import { isNumericHost } from './model.ts'
import { opened, sealedPerson } from './people.ts'
import { isStaff } from './queries.ts'
import { openSession } from './sessions.ts'
import { packId, unpackId } from './token.ts'

const CHALLENGE_MS = 5 * 60_000
const MOST_PASSKEYS = 20
// EdDSA, ES256, RS256: what authenticators have; asking the library for its default tries experimental algorithms.
const ALGORITHMS = [-8, -7, -257]

/** The site that passkeys are bound to: that of HZJ_ORIGIN. They need a name; a demonstration at 127.0.0.1 is localhost by name. */
function site(): { rpID: string; origin: string } {
  const url = new URL(settings().origin)
  if (isNumericHost(url.hostname)) url.hostname = 'localhost'
  return { rpID: url.hostname, origin: url.origin }
}

function challengeHash(purpose: string, challenge: string): string {
  return keys().lookup('challenge', `${purpose}:${challenge}`)
}

async function keepChallenge(ctx: Context, purpose: string, challenge: string): Promise<void> {
  await sql`insert into challenge (key_hash, expires_at) values (${challengeHash(purpose, challenge)}, ${new Date(ctx.now.getTime() + CHALLENGE_MS)})`.execute(ctx.db)
}

/** Takes the challenge that a response answers; null when it is not one of ours, used or too old. */
async function takeChallenge(ctx: Context, purpose: string, clientDataJSON: string): Promise<string | null> {
  const challenge = challengeOf(clientDataJSON)
  if (challenge === null) return null
  const taken = await sql`delete from challenge where key_hash = ${challengeHash(purpose, challenge)} and expires_at > ${ctx.now}`.execute(ctx.db)
  return taken.numAffectedRows === 1n ? challenge : null
}

function challengeOf(clientDataJSON: string): string | null {
  try {
    const { challenge } = decodeClientDataJSON(clientDataJSON)
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}

/** Null where the library refuses a response: it throws on every kind of forgery and malformed bytes. */
async function verified<T extends { verified: boolean }>(verify: () => Promise<T>): Promise<T | null> {
  try {
    const result = await verify()
    return result.verified ? result : null
  } catch {
    return null
  }
}

export const passkeyOptions = keyless<z.ZodObject<{}>, PublicKeyCredentialCreationOptionsJSON>(command({
  name: 'identity.passkey_options',
  permission: 'self.write',
  summary: 'Begins adding a passkey (staff only): what the browser needs to make one, good for five minutes.',
  input: z.object({}),
  output: webauthnOptionsOutput,
  refusals: ['identity.passkey_staff_only'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    if (!isStaff(ctx)) throw refuse('identity.passkey_staff_only')
    const { person, name, phone } = opened((await sealedPerson(ctx.db, ctx.actor.person!))!)
    const known = await ownPasskeys(ctx)
    const options = await generateRegistrationOptions({
      rpName: '会站家',
      rpID: site().rpID,
      userName: phone,
      userDisplayName: name ?? phone,
      userID: new Uint8Array(Buffer.from(packId(person), 'base64url')),
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: known.map((row) => ({ id: row.credential_id, transports: row.transports })),
    })
    await keepChallenge(ctx, `add:${person}`, options.challenge)
    return options
  },
}))

export const addPasskey = command({
  name: 'identity.add_passkey',
  permission: 'self.write',
  summary: 'Adds the passkey that the browser made (staff only).',
  input: addPasskeyInput,
  output: addedPasskeyOutput,
  refusals: ['identity.passkey_staff_only', 'identity.passkey_failed'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: (input) => [input.response.id],
  async run(ctx, { response, label }) {
    if (!isStaff(ctx)) throw refuse('identity.passkey_staff_only')
    const person = ctx.actor.person!
    // Two additions at once would both see room for one more.
    await sql`select 1 from person where person_id = ${person} for update`.execute(ctx.db)
    const expectedChallenge = await takeChallenge(ctx, `add:${person}`, response.response.clientDataJSON)
    if (expectedChallenge === null || (await ownPasskeys(ctx)).length >= MOST_PASSKEYS) return refuse('identity.passkey_failed')
    const { rpID, origin } = site()
    const checked = await verified(() => verifyRegistrationResponse({ response, expectedChallenge, expectedOrigin: origin, expectedRPID: rpID, supportedAlgorithmIDs: ALGORITHMS }))
    if (!checked?.registrationInfo) return refuse('identity.passkey_failed')
    const { credential } = checked.registrationInfo
    await ctx.db.insertInto('passkey').values({
      person_id: person,
      credential_id: credential.id,
      public_key: credential.publicKey,
      counter: credential.counter,
      transports: response.response.transports ?? [],
      label,
      created_at: ctx.now,
      used_at: null,
    }).onConflict((conflict) => conflict.constraint('passkey_pk').doNothing()).execute()
    await tell(ctx, { person, code: 'identity.passkey_added', params: { label }, link: '/wo/passkeys' })
    return { passkey: credential.id, label }
  },
})

export const passkeys = query({
  name: 'identity.passkeys',
  permission: 'self.read',
  summary: 'My passkeys.',
  input: z.object({}),
  output: passkeysOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const rows = await ownPasskeys(ctx)
    const items = rows.map((row) => ({ passkey: row.credential_id, label: row.label, createdAt: row.created_at.toISOString(), usedAt: row.used_at?.toISOString() ?? null }))
    return { items, next: null }
  },
})

export const removePasskey = command({
  name: 'identity.remove_passkey',
  permission: 'self.write',
  summary: 'Removes one of my passkeys.',
  input: removePasskeyInput,
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: (input) => [input.passkey],
  async run(ctx, { passkey }) {
    const removed = await sql`delete from passkey where person_id = ${ctx.actor.person} and credential_id = ${passkey}`.execute(ctx.db)
    if (removed.numAffectedRows !== 1n) throw refuse('access.not_found')
  },
})

export const passkeyChallenge = keyless<z.ZodObject<{}>, PublicKeyCredentialRequestOptionsJSON>(command({
  name: 'identity.passkey_challenge',
  permission: 'identity.sign_in',
  summary: 'Begins signing in with a passkey: what the browser needs to sign, good for five minutes.',
  input: z.object({}),
  output: webauthnOptionsOutput,
  refusals: ['access.too_many'],
  at: () => PUBLIC,
  async run(ctx) {
    await take(ctx, 'passkey.address', ctx.addressHash, 600, 3_600)
    const options = await generateAuthenticationOptions({ rpID: site().rpID, userVerification: 'required' })
    await keepChallenge(ctx, 'sign_in', options.challenge)
    return options
  },
}))

export const passkeySignIn = keyless(command({
  name: 'identity.passkey_sign_in',
  permission: 'identity.sign_in',
  summary: 'Signs in with a passkey; the authenticator says whose it is.',
  input: passkeySignInInput,
  output: signedInOutput,
  refusals: ['identity.passkey_failed'],
  at: () => PUBLIC,
  async run(ctx, { response, label }) {
    const expectedChallenge = await takeChallenge(ctx, 'sign_in', response.response.clientDataJSON)
    if (expectedChallenge === null) return refuse('identity.passkey_failed')
    const person = unpackId(response.response.userHandle)
    const known = await ctx.db.selectFrom('passkey').selectAll().where('person_id', '=', person).where('credential_id', '=', response.id).executeTakeFirst()
    if (!known) return refuse('identity.passkey_failed')
    const { rpID, origin } = site()
    const credential = { id: known.credential_id, publicKey: new Uint8Array(known.public_key), counter: known.counter }
    const checked = await verified(() => verifyAuthenticationResponse({ response, expectedChallenge, expectedOrigin: origin, expectedRPID: rpID, credential }))
    if (!checked) return refuse('identity.passkey_failed')
    const counter = checked.authenticationInfo.newCounter
    // A counter that goes back means a copied authenticator; many authenticators keep it at 0.
    const used = await sql`update passkey set counter = ${counter}, used_at = ${ctx.now}
      where person_id = ${person} and credential_id = ${response.id} and (counter < ${counter} or (counter = 0 and ${counter} = 0))`.execute(ctx.db)
    if (used.numAffectedRows !== 1n) return refuse('identity.passkey_failed')
    return openSession(ctx, person, label)
  },
  subjects: (_, out) => (out ? [out.person.person] : []),
}))

async function ownPasskeys(ctx: Context) {
  return ctx.db.selectFrom('passkey').select(['credential_id', 'transports', 'label', 'created_at', 'used_at'])
    .where('person_id', '=', ctx.actor.person!).orderBy('created_at').execute()
}
