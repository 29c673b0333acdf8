import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addPasskey, passkeyChallenge, passkeyOptions, passkeys, passkeySignIn, removePasskey } from '#domain/identity/passkeys.ts'
import { enter } from '#domain/identity/enter.ts'
import { personOfPhone } from '#domain/identity/people.ts'
import { packId } from '#domain/identity/token.ts'
import { grantOf } from '#domain/roles.ts'
import type { Context } from '#kernel/context.ts'
import { makeAuthenticator, type Authenticator } from './authenticator.ts'
import { openTestDatabase } from './database.ts'
import { anyone, as, HANGZHOU, later, refusalOf, useTestSettings, WEDNESDAY } from './world.ts'

const SITE = { rpID: 'union.example', origin: 'https://union.example' }
let database: Awaited<ReturnType<typeof openTestDatabase>>
let phones = 0

beforeAll(async () => {
  useTestSettings({ HZJ_ORIGIN: SITE.origin })
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function newPerson(): Promise<Context> {
  const id = await personOfPhone(database.db, `139${String(20_000_000 + ++phones)}`, { locale: 'zh-CN', now: WEDNESDAY })
  return as(database.db, { id, pseudonym: id }, [])
}

async function newClerk(): Promise<Context> {
  const ctx = await newPerson()
  return as(database.db, { id: ctx.actor.person!, pseudonym: ctx.actor.pseudonym! }, [grantOf('union_clerk', HANGZHOU.tenant, HANGZHOU.path)])
}

async function withPasskey(): Promise<{ ctx: Context; phone: Authenticator }> {
  const ctx = await newClerk()
  const phone = makeAuthenticator(SITE, packId(ctx.actor.person!))
  const { challenge } = await passkeyOptions(ctx, {})
  await addPasskey(ctx, { response: phone.register(challenge), label: '办公手机' })
  return { ctx, phone }
}

async function challengeOf(ctx = anyone(database.db)): Promise<string> {
  return (await passkeyChallenge(ctx, {})).challenge
}

test('staff add a passkey, sign in with it, and remove it', async () => {
  const { ctx, phone } = await withPasskey()
  expect((await passkeys(ctx, {})).items).toMatchObject([{ passkey: phone.id, label: '办公手机', usedAt: null }])
  const signed = await passkeySignIn(anyone(database.db), { response: phone.authenticate(await challengeOf()) })
  expect(signed.person.person).toBe(ctx.actor.person)
  const entered = await enter(database.db, { token: signed.token, deviceToken: null, address: '10.0.0.1', locale: 'zh-CN', key: null, requestId: 'test' }, WEDNESDAY)
  expect(entered.actor.person).toBe(ctx.actor.person)
  expect((await passkeys(ctx, {})).items[0]!.usedAt).toBe(WEDNESDAY.toISOString())
  await removePasskey(ctx, { passkey: phone.id })
  expect((await refusalOf(passkeySignIn(anyone(database.db), { response: phone.authenticate(await challengeOf()) }))).code).toBe('identity.passkey_failed')
  expect((await refusalOf(removePasskey(ctx, { passkey: phone.id }))).code).toBe('access.not_found')
})

test('the options ask for a key that the phone keeps and checks its holder with', async () => {
  const ctx = await newClerk()
  const options = await passkeyOptions(ctx, {})
  expect(options).toMatchObject({ rp: { id: SITE.rpID, name: '会站家' }, authenticatorSelection: { residentKey: 'required', userVerification: 'required' }, user: { id: packId(ctx.actor.person!) } })
  expect(options.user.name).toMatch(/^139\*{4}\d{4}$/)
})

test('a worker without a duty is told to use the code', async () => {
  const worker = await newPerson()
  expect((await refusalOf(passkeyOptions(worker, {}))).code).toBe('identity.passkey_staff_only')
  const response = makeAuthenticator(SITE, packId(worker.actor.person!)).register('AAAA')
  expect((await refusalOf(addPasskey(worker, { response, label: 'x' }))).code).toBe('identity.passkey_staff_only')
  expect((await refusalOf(passkeyOptions(anyone(database.db), {}))).code).toBe('access.sign_in')
})

test('a challenge is good once, for five minutes, for its purpose and its person', async () => {
  const { ctx, phone } = await withPasskey()
  const failed = async (promise: Promise<unknown>) => expect((await refusalOf(promise)).code).toBe('identity.passkey_failed')
  const challenge = await challengeOf()
  const answer = phone.authenticate(challenge)
  await passkeySignIn(anyone(database.db), { response: answer })
  await failed(passkeySignIn(anyone(database.db), { response: answer }))
  await failed(passkeySignIn(anyone(database.db), { response: phone.authenticate(challenge) }))
  await failed(passkeySignIn(later(anyone(database.db), 5), { response: phone.authenticate(await challengeOf()) }))
  await failed(passkeySignIn(anyone(database.db), { response: phone.authenticate('AAAAAAAAAAAAAAAAAAAAAA') }))
  const { challenge: adding } = await passkeyOptions(ctx, {})
  await failed(passkeySignIn(anyone(database.db), { response: phone.authenticate(adding) }))
  const other = await newClerk()
  await failed(addPasskey(other, { response: makeAuthenticator(SITE, packId(other.actor.person!)).register(adding), label: 'x' }))
})

test('two answers to one challenge at once: one signs in', async () => {
  const { phone } = await withPasskey()
  const answer = phone.authenticate(await challengeOf())
  const tried = await Promise.allSettled(Array.from({ length: 6 }, () => passkeySignIn(anyone(database.db), { response: answer })))
  expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
})

test('forged answers are refused: another site, another key, no check of the holder, another person, a copied authenticator', async () => {
  const { phone } = await withPasskey()
  const { ctx: other } = await withPasskey()
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const forgeries = [{ origin: 'https://union.example.evil' }, { key: stranger }, { userVerified: false }, { userHandle: packId(other.actor.person!) }, { type: 'webauthn.create' }]
  for (const forgery of forgeries) {
    expect((await refusalOf(passkeySignIn(anyone(database.db), { response: phone.authenticate(await challengeOf(), forgery) }))).code).toBe('identity.passkey_failed')
  }
  await passkeySignIn(anyone(database.db), { response: phone.authenticate(await challengeOf()) })
  phone.counter = 1
  expect((await refusalOf(passkeySignIn(anyone(database.db), { response: phone.authenticate(await challengeOf()) }))).code).toBe('identity.passkey_failed')
})

test('broken bytes are refused, never a fault', async () => {
  const ctx = await newClerk()
  const { challenge } = await passkeyOptions(ctx, {})
  const response = makeAuthenticator(SITE, packId(ctx.actor.person!)).register(challenge)
  expect((await refusalOf(addPasskey(ctx, { response: { ...response, response: { ...response.response, attestationObject: 'AAAA' } }, label: 'x' }))).code).toBe('identity.passkey_failed')
  expect((await refusalOf(addPasskey(ctx, { response: { ...response, response: { ...response.response, clientDataJSON: 'bm90IGpzb24' } }, label: 'x' }))).code).toBe('identity.passkey_failed')
  expect((await refusalOf(passkeySignIn(anyone(database.db), { response: { ...response, response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', userHandle: 'A'.repeat(22) } } }))).code).toBe('identity.passkey_failed')
})
