import QRCode from 'qrcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#kernel/context.ts'
import { readSettings } from '#kernel/settings.ts'
import { ownGrant } from '#domain/roles.ts'
import { reissue, renew } from '#domain/cards/commands.ts'
import { fromBase45, toBase45 } from '#domain/cards/format/base45.ts'
import { encode } from '#domain/cards/format/cbor.ts'
import { listedId, readCard, toSign, writeCard } from '#domain/cards/format/envelope.ts'
import { checkerWith } from '#domain/cards/format/signature.ts'
import { judge, type Known } from '#domain/cards/format/verdict.ts'
import { issueCard } from '#domain/cards/issue.ts'
import { publicJwk, publishedKeys, rotateKeys, signText, verifyText } from '#domain/cards/keys.ts'
import type { Card, MyCard } from '#domain/cards/model.ts'
import { svgOf } from '#domain/cards/picture.ts'
import { cardsOf, keySet, mine, revocations, verifyCard } from '#domain/cards/queries.ts'
import { forgetCards, revokeCard, revokeCards, sweepRevocations } from '#domain/cards/revoke.ts'
import { personByPhone } from '#domain/identity/people.ts'
import { enrol, endHome } from '#domain/membership/enrol.ts'
import { openTestApp, type TestApp } from './app.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, anyone, as, buildWorld, HANGZHOU, later, refusalOf, useTestSettings, WEDNESDAY } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
})
afterAll(() => database.close())

const PREFIX = 'HZJ1:'
const DAY_MIN = 24 * 60

async function member(given: Partial<Context> = {}): Promise<Context> {
  const person = await addPerson(database.db)
  const ctx = as(database.db, person, [], given)
  await enrol({ ...ctx, tenant: 1 }, { person: person.id, path: HANGZHOU.county, name: '周建国', phone: null, document: null, trade: 'courier', source: 'self', joinedOn: '2026-11-18' })
  return ctx
}

async function known(ctx: Context): Promise<Known> {
  return { prefix: PREFIX, keys: (await keySet(ctx, {})).keys, revoked: new Set((await revocations(ctx, {})).revoked) }
}

async function verdictOf(text: string, ctx: Context): Promise<string> {
  const { state, why } = await judge(text, await known(ctx), ctx.now, ownCheck)
  return why ?? state
}

const ownCheck = checkerWith(() => Promise.reject(new Error('this runtime knows Ed25519')))

describe('the envelope', () => {
  const CARD: Card = {
    issuer: 'https://example.org', issuedAt: new Date('2026-11-18T02:00:00Z'), expiresAt: new Date('2026-11-19T02:00:00Z'), id: '00112233-4455-4677-8899-aabbccddeeff',
    kind: 'valid', union: '示例工会', trade: 'courier', tradeName: '快递员', initials: '周**',
  }

  test('its bytes are those of the documentation', () => {
    const { protectedHeader, payload } = toSign(CARD, 'AQIDBAUG')
    expect(Buffer.from(protectedHeader).toString('hex')).toBe('a2 01 27 04 46 010203040506'.replaceAll(' ', ''))
    expect(Buffer.from(payload).toString('hex')).toBe(
      ['a5', '01 73', Buffer.from(CARD.issuer).toString('hex'), '04 1a', (1794967200 + 86400).toString(16), '06 1a', (1794967200).toString(16), '07 50 00112233445546778899aabbccddeeff',
        '3a 00010000 a5', '01 00', '02 6c', Buffer.from(CARD.union).toString('hex'), '03 67', Buffer.from(CARD.trade).toString('hex'), '04 69', Buffer.from(CARD.tradeName).toString('hex'), '05 65', Buffer.from(CARD.initials).toString('hex')].join('').replaceAll(' ', ''),
    )
  })

  test('what is written is read again, with line ends and blanks of copying', () => {
    const text = writeCard(PREFIX, toSign(CARD, 'AQIDBAUG'), new Uint8Array(64))
    expect(readCard(` \n${text}\r\n`, PREFIX)).toMatchObject({ card: CARD, keyId: 'AQIDBAUG' })
    expect(readCard(text.slice(0, 40) + '\n' + text.slice(40), PREFIX)?.card).toEqual(CARD)
    expect(readCard(text, 'X:')).toBeNull()
  })

  test('no text ends with a blank, which copying would lose', () => {
    for (const last of [0, 1, 127, 255]) {
      const signature = new Uint8Array(64).fill(last)
      for (const union of ['示例', '示例工']) expect(writeCard(PREFIX, toSign({ ...CARD, union: union + (last % 2 ? 'a' : '') }, 'AQIDBAUG'), signature)).not.toMatch(/ $/)
    }
  })

  test('the prefix is of letters that a QR code packs tight', () => {
    expect(() => readSettings({ HZJ_CARD_PREFIX: 'hzj:' })).toThrow(/HZJ_CARD_PREFIX/)
    expect(readSettings({ HZJ_CARD_PREFIX: 'GH3301:' }).cardPrefix).toBe('GH3301:')
  })

  test('anything else is no card', () => {
    for (const text of ['', 'HZJ1:', 'HZJ1:ab', '你好', `HZJ1:${toBase45(encode([1, 2]))}`, `HZJ1:${toBase45(encode({ tag: 18, value: [1, 2, 3, 4] }))}`, 'HZJ1:' + '0'.repeat(5000)]) expect(readCard(text, PREFIX)).toBeNull()
  })
})

describe('cards.mine', () => {
  test('gives a member a card that says what a guard needs and no more', async () => {
    const ctx = await member()
    const card = await mine(ctx, {})
    expect(card).toMatchObject({ union: '西湖区总工会', trade: { code: 'courier', name: '快递员' }, name: '周*国', initials: '周**', provisional: false, expiresAt: '2026-11-19T02:00:00.000Z', renewAt: '2026-11-18T14:00:00.000Z' })
    expect(card.number).toMatch(/^\d{12}$/)
    const read = readCard(card.text, PREFIX)!
    expect(read.card).toEqual({
      issuer: 'http://127.0.0.1:8080', issuedAt: WEDNESDAY, expiresAt: new Date(WEDNESDAY.getTime() + 86_400_000), id: read.card.id, kind: 'valid', union: '西湖区总工会', trade: 'courier', tradeName: '快递员', initials: '周**',
    })
    expect(Buffer.from(fromBase45(card.text.slice(5))).includes(Buffer.from(card.number!))).toBe(false)
    expect(await verdictOf(card.text, ctx)).toBe('valid')
    // Every letter is one of the 45, so the code packs them tight: 49 to 61 modules a side.
    expect(QRCode.create(card.text, { errorCorrectionLevel: 'L' }).version).toBeLessThanOrEqual(9)
  })

  test('is the same card for twelve hours, then silently a new one', async () => {
    const ctx = await member()
    const first = await mine(ctx, {})
    expect((await mine(later(ctx, 11 * 60), {})).text).toBe(first.text)
    const second = await mine(later(ctx, 12 * 60), {})
    expect(second.text).not.toBe(first.text)
    expect(await verdictOf(first.text, later(ctx, 13 * 60))).toBe('valid')
  })

  test('refuses strangers and those who have no home', async () => {
    expect(await refusalOf(mine(anyone(database.db), {}))).toMatchObject({ code: 'access.sign_in' })
    const ctx = as(database.db, await addPerson(database.db), [])
    expect(await refusalOf(mine(ctx, {}))).toMatchObject({ code: 'cards.none' })
    const other = await member()
    const foreign = { ...other, actor: { ...other.actor, grants: [ownGrant((await addPerson(database.db)).id)] } }
    expect(await refusalOf(mine(foreign, {}))).toMatchObject({ code: 'access.not_found' })
  })

  test('after leaving there is none, and the one photographed before is worthless', async () => {
    const ctx = await member()
    const { text } = await mine(ctx, {})
    const union = { ...ctx, tenant: 1 }
    await endHome(union, ctx.actor.person!, HANGZHOU.county, 'left')
    expect(await revokeCards(union, ctx.actor.person!)).toBe(1)
    expect(await verdictOf(text, ctx)).toBe('revoked')
    expect(await refusalOf(mine(ctx, {}))).toMatchObject({ code: 'cards.none' })
  })
})

describe('cards.renew', () => {
  test('whoever asks at the moment of leaving is refused, or his card is worthless', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => member()))
    const asked = await Promise.all(all.flatMap((ctx) => [
      renew(ctx, {}).then(({ text }) => ({ ctx, text }), () => null),
      database.db.transaction().execute(async (db) => {
        const union = { ...ctx, db, tenant: 1 }
        await endHome(union, ctx.actor.person!, HANGZHOU.county, 'left')
        await revokeCards(union, ctx.actor.person!)
        return null
      }),
    ]))
    for (const one of asked) if (one) expect(await verdictOf(one.text, one.ctx)).toBe('revoked')
  })

  test('twenty a day, then it says until when', async () => {
    const ctx = await member()
    for (let count = 0; count < 20; count++) await renew(ctx, {})
    expect(await refusalOf(renew(ctx, {}))).toMatchObject({ code: 'access.too_many', params: { retryAt: '2026-11-19T00:00:00.000Z' } })
    expect((await mine(ctx, {})).text).toMatch(/^HZJ1:/)
  })
})

describe('cards.reissue', () => {
  test('every card dies, a new one is good', async () => {
    const ctx = await member()
    const old = [await renew(ctx, {}), await renew(later(ctx, 1), {})]
    const { revoked, card } = await reissue(later(ctx, 2), {})
    expect(revoked).toBe(2)
    for (const { text } of old) expect(await verdictOf(text, later(ctx, 3))).toBe('revoked')
    expect(await verdictOf(card!.text, later(ctx, 3))).toBe('valid')
    expect((await mine(later(ctx, 3), {})).text).toBe(card!.text)
  })

  test('the old ones die even where no new one may be had today', async () => {
    const ctx = await member()
    const first = await renew(ctx, {})
    for (let count = 1; count < 20; count++) await renew(ctx, {})
    expect(await refusalOf(reissue(ctx, {}))).toMatchObject({ code: 'access.too_many' })
    expect(await verdictOf(first.text, ctx)).toBe('revoked')
  })

  test('what is kept of them is shown to their owner, and can be taken away', async () => {
    const ctx = await member()
    const { text } = await renew(ctx, {})
    await reissue(later(ctx, 1), {})
    const person = ctx.actor.person!
    expect(await cardsOf(ctx, person)).toMatchObject([{ tenant: 1, provisional: false, revokedAt: null }, { revokedAt: later(ctx, 1).now }])
    await forgetCards(later(ctx, 2), person)
    expect(await cardsOf(ctx, person)).toEqual([])
    expect(await verdictOf(text, later(ctx, 3))).toBe('revoked')
  })

  test('a stranger revokes nothing', async () => {
    expect(await refusalOf(reissue(anyone(database.db), {}))).toMatchObject({ code: 'access.sign_in' })
  })
})

describe('a verifier', () => {
  test('finds a changed byte, a forged signature, an unknown key, what has ended and what is from the future', async () => {
    const ctx = await member()
    const { text } = await mine(ctx, {})
    const read = readCard(text, PREFIX)!
    expect(await verdictOf(text, later(ctx, DAY_MIN))).toBe('expired')
    expect(await verdictOf(text, later(ctx, -10))).toBe('not_yet')
    expect(await verdictOf(text, later(ctx, -3))).toBe('valid')
    const changed = writeCard(PREFIX, toSign({ ...read.card, initials: '王**' }, read.keyId), read.signature)
    expect(await verdictOf(changed, ctx)).toBe('bad_signature')
    expect(await verdictOf(writeCard(PREFIX, toSign(read.card, read.keyId), new Uint8Array(64)), ctx)).toBe('bad_signature')
    expect(await verdictOf(writeCard(PREFIX, toSign(read.card, 'AQIDBAUG'), read.signature), ctx)).toBe('unknown_key')
    const bytes = fromBase45(text.slice(5))
    for (let at = 0; at < bytes.length; at += 3) {
      const broken = bytes.slice()
      broken[at]! ^= 1
      expect(['not_a_card', 'bad_signature', 'unknown_key']).toContain(await verdictOf(PREFIX + toBase45(broken), ctx))
    }
  })

  test('says of what it does not vouch for nothing', async () => {
    const ctx = await member()
    const read = readCard((await mine(ctx, {})).text, PREFIX)!
    const forged = writeCard(PREFIX, toSign({ ...read.card, union: '假工会' }, read.keyId), read.signature)
    expect((await verifyCard(ctx, { text: forged })).card).toBeNull()
  })

  test('reads a provisional card as one, and its revocation by the application', async () => {
    const ctx = anyone(database.db)
    const id = '0198f000-1111-7222-8333-444455556666'
    const { text, cardId, expiresAt } = await issueCard(ctx, { person: null, id, tenant: 1, union: '示例工会', trade: 'courier', name: '王小明', provisional: true })
    expect(cardId).toBe(id)
    expect(await verifyCard(ctx, { text })).toMatchObject({ state: 'valid', why: null, card: { kind: 'provisional', initials: '王**' } })
    await revokeCard(ctx, cardId, expiresAt)
    await revokeCard(ctx, cardId, expiresAt)
    expect(await verifyCard(ctx, { text })).toMatchObject({ state: 'revoked' })
    expect((await revocations(ctx, {})).revoked).toContain(listedId(id))
    expect(await sweepRevocations(later(ctx, DAY_MIN - 1))).toBe(0)
    expect(await sweepRevocations(later(ctx, DAY_MIN))).toBeGreaterThan(0)
    expect((await revocations(later(ctx, DAY_MIN), {})).revoked).not.toContain(listedId(id))
  })
})

describe('keys', () => {
  const day = (ctx: Context, days: number) => later(ctx, days * DAY_MIN)

  test('sign texts, which hold long after', async () => {
    const ctx = anyone(database.db)
    const { keyId, signature } = await signText(ctx, '名单一')
    expect(await verifyText(ctx, '名单一', keyId, signature)).toBe(true)
    expect(await verifyText(ctx, '名单二', keyId, signature)).toBe(false)
    expect(await verifyText(ctx, '名单一', 'AQIDBAUG', signature)).toBe(false)
    await rotateKeys(day(ctx, 40))
    expect(await verifyText(day(ctx, 400), '名单一', keyId, signature)).toBe(true)
    expect(await publicJwk(ctx, keyId)).toMatchObject({ kty: 'OKP', kid: keyId })
  })

  test('are made a day before they are needed; old ones stay published until their last card has ended, and forget their private half', async () => {
    const fresh = await openTestDatabase()
    try {
      const ctx = anyone(fresh.db)
      expect(await rotateKeys(ctx)).toBe(1)
      expect(await rotateKeys(day(ctx, 28.9))).toBe(0)
      const given = { person: null, id: '0198f000-1111-7222-8333-444455557777', tenant: 1, union: '示例工会', trade: 'courier', name: '王小明', provisional: true }
      const last = await issueCard(day(ctx, 29.99), given)
      expect(await rotateKeys(day(ctx, 29))).toBe(1)
      expect(await publishedKeys(day(ctx, 29))).toHaveLength(2)
      const next = await issueCard(day(ctx, 30), given)
      const [first, second] = (await publishedKeys(day(ctx, 29))).map(({ kid }) => kid)
      expect(readCard(last.text, PREFIX)!.keyId).toBe(first)
      expect(readCard(next.text, PREFIX)!.keyId).toBe(second)
      expect(await verdictOf(last.text, day(ctx, 30.9))).toBe('valid')
      expect((await publishedKeys(day(ctx, 31.9))).map(({ kid }) => kid)).toEqual([first, second])
      expect((await publishedKeys(day(ctx, 32))).map(({ kid }) => kid)).toEqual([second])
      await rotateKeys(day(ctx, 31))
      const kept = await fresh.db.selectFrom('card_key').select(['key_id', 'private_sealed']).orderBy('signs_from').execute()
      expect(kept.map(({ private_sealed }) => private_sealed === '')).toEqual([true, false])
    } finally {
      await fresh.close()
    }
  })

  test('two processes that make the first key at once make two good ones', async () => {
    const fresh = await openTestDatabase()
    try {
      const ctx = anyone(fresh.db)
      const signed = await Promise.all(Array.from({ length: 8 }, (_, at) => signText(ctx, `text ${at}`)))
      const published = (await publishedKeys(ctx)).map(({ kid }) => kid)
      for (const [at, { keyId, signature }] of signed.entries()) {
        expect(published).toContain(keyId)
        expect(await verifyText(ctx, `text ${at}`, keyId, signature)).toBe(true)
      }
    } finally {
      await fresh.close()
    }
  })
})

// Last: it opens a keyring of its own.
describe('the doors', () => {
  let site: TestApp
  let token: string

  beforeAll(async () => {
    site = await openTestApp()
    token = await site.signIn('13800000001')
    const person = (await personByPhone(site.db, '13800000001'))!
    const ctx = anyone(site.db, { now: new Date(), tenant: 1 })
    await enrol(ctx, { person, path: HANGZHOU.county, name: '周建国', phone: null, document: null, trade: 'courier', source: 'self', joinedOn: '2026-11-18' })
  })
  afterAll(() => site.close())

  const get = (url: string, headers: Record<string, string> = {}) => site.app.inject({ url, headers })
  const bearer = () => ({ authorization: `Bearer ${token}` })

  test('GET /api/v1/me/card answers JSON, PNG and SVG, kept by nobody', async () => {
    const json = await get('/api/v1/me/card', bearer())
    expect(json.statusCode).toBe(200)
    expect(json.headers['cache-control']).toBe('no-store')
    const card = json.json<MyCard>()
    const svg = await get('/api/v1/me/card?format=svg', bearer())
    expect(svg.headers['content-type']).toBe('image/svg+xml')
    expect(svg.body).toBe(await svgOf(card.text))
    for (const png of [await get('/api/v1/me/card?format=png', bearer()), await get('/api/v1/me/card', { ...bearer(), accept: 'image/png' })]) {
      expect(png.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-store' })
      expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG')
    }
    expect((await get('/api/v1/me/card?format=gif', bearer())).statusCode).toBe(400)
    expect((await get('/api/v1/me/card')).statusCode).toBe(401)
  })

  test('keys and revocations are public, for pages of any site, and kept for minutes', async () => {
    const set = await get('/.well-known/jwks.json')
    expect(set.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' })
    expect(set.json().keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', x: expect.stringMatching(/^[\w-]{43}$/), kid: expect.stringMatching(/^[\w-]{8}$/), use: 'sig', alg: 'EdDSA' }])
    const list = await get('/.well-known/revocations.json')
    expect(list.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' })
    expect(list.json()).toMatchObject({ issuer: 'http://127.0.0.1:8080', revoked: [] })
  })

  test('a stolen card dies at once for every verifier', async () => {
    const { text } = (await get('/api/v1/me/card', bearer())).json<MyCard>()
    const verify = (card: string) => site.app.inject({ method: 'POST', url: '/api/v1/cards/verifications', payload: { text: card } }).then((answer) => answer.json<{ state: string }>().state)
    expect(await verify(text)).toBe('valid')
    const answer = await site.app.inject({ method: 'POST', url: '/api/v1/me/card/revocation', headers: bearer() })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ revoked: 1 })
    expect((await get('/.well-known/revocations.json')).json().revoked).toEqual([listedId(readCard(text, PREFIX)!.card.id)])
    expect(await verify(text)).toBe('revoked')
    expect(await verify(answer.json<{ card: MyCard }>().card.text)).toBe('valid')
    expect(await verify('HZJ1:什么')).toBe('unreadable')
  })
})
