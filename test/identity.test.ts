import { createServer, type IncomingHttpHeaders } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase, type Database, type Db } from '#db/open.ts'
import { networkOf } from '#domain/identity/address.ts'
import { peopleWithRoleAt } from '#domain/identity/chiefs.ts'
import { sendCode } from '#domain/identity/codes.ts'
import { renameMe, revokeSession, signIn, signOut } from '#domain/identity/commands.ts'
import { mintDevice, readDevice } from '#domain/identity/device.ts'
import { enter } from '#domain/identity/enter.ts'
import { deviceLabel, normalisePhone, SESSION_MS, type SentCode } from '#domain/identity/model.ts'
import { grantDirect, personByPhone, personOfPhone } from '#domain/identity/people.ts'
import { me, sessions } from '#domain/identity/queries.ts'
import { appointAdmin, grantRole, readPhone, revokeRole, roleHolders } from '#domain/identity/roles.ts'
import { signatureOf } from '#domain/identity/sms.ts'
import { packId } from '#domain/identity/token.ts'
import type { Context } from '#kernel/context.ts'
import { createKeyring, generateKeyFile } from '#kernel/cipher.ts'
import { setKeys } from '#kernel/keys.ts'
import { readSettings, setSettings, settings } from '#kernel/settings.ts'
import { loadDemoPeople } from '../src/demo/people.ts'
import { openTestDatabase } from './database.ts'

const T0 = new Date('2026-03-02T02:00:00Z')
let database: Awaited<ReturnType<typeof openTestDatabase>>
let counted: Database
let owner: Database
let statements = 0
let addresses = 0

beforeAll(async () => {
  setKeys(createKeyring(generateKeyFile()))
  database = await openTestDatabase()
  counted = openDatabase({ url: database.scratch.url, connections: 1, log: () => statements++ })
  owner = openDatabase({ url: database.scratch.url, connections: 1, as: 'owner' })
  setSettings(readSettings({}))
  await loadDemoPeople(database.db, () => undefined)
})
afterAll(async () => {
  await counted.close()
  await owner.close()
  await database.close()
})
beforeEach(() => setSettings(readSettings({})))

/** A caller: each from an address of its own unless told otherwise. */
function caller(options: { db?: Db; token?: string; address?: string; device?: string; now?: Date; key?: string } = {}): Promise<Context> {
  const address = options.address ?? `10.1.${Math.floor(++addresses / 250)}.${addresses % 250}`
  return enter(options.db ?? database.db, { token: options.token ?? null, deviceToken: options.device ?? null, address, locale: 'zh-CN', key: options.key ?? null, requestId: 'test' }, options.now ?? T0)
}

function after(seconds: number, from = T0): Date {
  return new Date(from.getTime() + seconds * 1000)
}

async function refusal(promise: Promise<unknown>): Promise<{ code: string; params: Record<string, unknown> }> {
  const error = await promise.then(() => null, (thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'Refusal' })
  const { code, params } = error as { code: string; params: Record<string, unknown> }
  return { code, params }
}

let phones = 0
function newPhone(): string {
  return `139${String(10_000_000 + ++phones)}`
}

async function newToken(phone: string, now = T0): Promise<string> {
  const { demoCode } = await sendCode(await caller({ now }), { phone })
  return (await signIn(await caller({ now }), { phone, code: demoCode! })).token
}

/** Everything that a query finds, as one text: what the database really keeps. */
async function kept(query: string, values: unknown[] = []): Promise<string> {
  return JSON.stringify((await owner.pool.query(query, values)).rows)
}

/** A code that is not the one given. */
function wrong(sent: SentCode): string {
  return sent.demoCode === '000000' ? '000001' : '000000'
}

describe('phones', () => {
  test.each(['13912345678', '+86 139 1234 5678', '0086-139-1234-5678', '８６１３９１２３４５６７８', ' 139 1234 5678 ', '１３９１２３４５６７８'])('%s is understood', (typed) => {
    expect(normalisePhone(typed)).toBe('13912345678')
  })
  test.each(['', '12345678901', '1391234567', '139123456789', '2391234567a', '057112345678', '+85291234567'])('%s is none', (typed) => {
    expect(normalisePhone(typed)).toBeNull()
  })
  test('a browser is called by what it is', () => {
    expect(deviceLabel('Mozilla/5.0 (Linux; Android 12) AppleWebKit Chrome/98 MicroMessenger/8.0')).toBe('微信 · Android')
    expect(deviceLabel(null)).toBe('—')
  })
})

test('addresses count by network', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:0DB8:0001:0002:bbbb:1:2:3')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
})

describe('device', () => {
  test('is known again by its token, and never a forged one or one from the future', () => {
    const { token, device } = mintDevice(T0)
    expect(readDevice(token, after(60))).toEqual(device)
    expect(readDevice(token, after(-3600))).toBeNull()
    expect(readDevice(token.replace(/\.[0-9a-z]+\./, '.1.'), after(60))).toBeNull()
    expect(readDevice(token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'), after(60))).toBeNull()
    for (const broken of [null, '', 'd1', 'd1...', 'd1.a.b.c', token + '.x', token.replace('d1.', 'd2.')]) expect(readDevice(broken, after(60))).toBeNull()
  })
})

describe('identity.send_code', () => {
  test('answers the masked phone, when it ends and when another may be sent; the database keeps neither phone nor code', async () => {
    const phone = newPhone()
    const sent = await sendCode(await caller(), { phone: `+86 ${phone}` })
    expect(sent).toEqual({ sentTo: `139****${phone.slice(-4)}`, expiresAt: after(300).toISOString(), resendAt: after(60).toISOString(), demoCode: expect.stringMatching(/^\d{6}$/) })
    for (const table of ['sign_in_code', 'rate', 'audit', 'once']) {
      expect(await kept(`select * from ${table}`)).not.toContain(phone)
      expect(await kept(`select * from ${table}`)).not.toContain(`"${sent.demoCode}"`)
    }
  })

  test('a client key keeps no code', async () => {
    await sendCode(await caller({ key: 'again' }), { phone: newPhone() })
    expect(await kept('select * from once')).toBe('[]')
  })

  test('refuses a phone that is none', async () => {
    expect(await refusal(sendCode(await caller(), { phone: '12345' }))).toEqual({ code: 'identity.phone_invalid', params: {} })
  })

  test('refuses demonstration phones outside demo mode', async () => {
    setSettings({ ...settings(), mode: 'production' })
    expect((await refusal(sendCode(await caller(), { phone: '10000000001' }))).code).toBe('identity.phone_invalid')
    expect((await refusal(signIn(await caller(), { phone: '10000000001', code: '123456' }))).code).toBe('identity.phone_invalid')
  })

  test('one a minute and phone, also of two at once', async () => {
    const phone = newPhone()
    const both = await Promise.allSettled([sendCode(await caller(), { phone }), sendCode(await caller(), { phone })])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusal(sendCode(await caller({ now: after(20) }), { phone }))).toEqual({ code: 'identity.code_too_soon', params: { retryAt: after(60).toISOString(), seconds: 40 } })
    await sendCode(await caller({ now: after(60) }), { phone })
  })

  test('five an hour, ten a day and phone, however many addresses and devices', async () => {
    const phone = newPhone()
    for (let minute = 0; minute < 5; minute++) await sendCode(await caller({ now: after(minute * 60) }), { phone })
    expect(await refusal(sendCode(await caller({ now: after(300) }), { phone }))).toEqual({ code: 'access.too_many', params: { retryAt: '2026-03-02T03:00:00.000Z', seconds: 3300 } })
    for (let minute = 0; minute < 5; minute++) await sendCode(await caller({ now: after(3600 + minute * 60) }), { phone })
    expect((await refusal(sendCode(await caller({ now: after(7200) }), { phone }))).params).toMatchObject({ retryAt: '2026-03-03T00:00:00.000Z' })
  })

  test('a shared address serves many phones; one device behind it does not take them all', async () => {
    const address = '198.51.100.1'
    const { token: device } = mintDevice(T0)
    for (let index = 0; index < 10; index++) await sendCode(await caller({ address, device }), { phone: newPhone() })
    expect((await refusal(sendCode(await caller({ address, device }), { phone: newPhone() }))).code).toBe('access.too_many')
    for (let index = 10; index < 200; index++) await sendCode(await caller({ address }), { phone: newPhone() })
    expect((await refusal(sendCode(await caller({ address }), { phone: newPhone() }))).code).toBe('access.too_many')
    await sendCode(await caller({ address: '198.51.100.2' }), { phone: newPhone() })
  })

  test('a refused try takes nothing from the limits', async () => {
    const phone = newPhone()
    await sendCode(await caller(), { phone })
    for (let index = 1; index < 30; index++) await refusal(sendCode(await caller({ now: after(index) }), { phone }))
    for (let minute = 1; minute < 5; minute++) await sendCode(await caller({ now: after(minute * 60) }), { phone })
  })
})

describe('the SMS gateway', () => {
  const secret = 'a secret of the gateway'

  async function gateway(answer: (seen: { headers: IncomingHttpHeaders; url: string; body: string }) => number): Promise<void> {
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += chunk)).on('end', () => {
        const status = answer({ headers: request.headers, url: request.url!, body })
        if (status > 0) response.writeHead(status).end('{}')
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    setSettings({ ...settings(), mode: 'production', sms: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send?app=7`, secret } })
  }

  test('gets a signed request after the transaction; the answer carries no code', async () => {
    const phone = newPhone()
    let got: { to: string; params: { code: string } } | undefined
    let committed = -1
    await gateway(({ headers, url, body }) => {
      const timestamp = String(headers['x-hzj-timestamp'])
      const expected = signatureOf(secret, { method: 'POST', path: url, timestamp, nonce: String(headers['x-hzj-nonce']), body })
      if (headers['x-hzj-signature'] !== expected || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return 401
      got = JSON.parse(body)
      committed = database.pool.totalCount - database.pool.idleCount
      return 202
    })
    const sent = await sendCode(await caller(), { phone })
    expect(sent).not.toHaveProperty('demoCode')
    expect(got).toMatchObject({ to: `+86${phone}`, template: 'sign_in_code', locale: 'zh-CN', params: { code: expect.stringMatching(/^\d{6}$/), minutes: 5 } })
    expect(committed).toBe(0)
    await signIn(await caller(), { phone, code: got!.params.code })
  })

  test('every part of a request is signed', () => {
    const parts = { method: 'POST', path: '/send', timestamp: '1', nonce: 'n', body: '{}' }
    const all = [parts, { ...parts, method: 'PUT' }, { ...parts, path: '/other' }, { ...parts, timestamp: '2' }, { ...parts, nonce: 'm' }, { ...parts, body: '[]' }]
    expect(new Set(all.map((one) => signatureOf(secret, one))).size).toBe(all.length)
    expect(signatureOf('another secret', parts)).not.toBe(signatureOf(secret, parts))
  })

  test('that fails is a refusal with the moment of the next try; the code may have come all the same and stays good', async () => {
    const phone = newPhone()
    let code = ''
    await gateway(({ body }) => {
      code = JSON.parse(body).params.code
      return 500
    })
    expect(await refusal(sendCode(await caller(), { phone }))).toEqual({ code: 'identity.sms_failed', params: { retryAt: after(60).toISOString(), seconds: 60 } })
    expect((await refusal(sendCode(await caller({ now: after(30) }), { phone }))).code).toBe('identity.code_too_soon')
    await signIn(await caller(), { phone, code })
  })

  test('that never answers is given up after five seconds', async () => {
    await gateway(() => 0)
    const began = Date.now()
    expect((await refusal(sendCode(await caller(), { phone: newPhone() }))).code).toBe('identity.sms_failed')
    expect(Date.now() - began).toBeLessThan(8_000)
  })
})

describe('identity.sign_in', () => {
  test('answers a token that opens the person', async () => {
    const phone = newPhone()
    const { demoCode } = await sendCode(await caller(), { phone })
    const signed = await signIn(await caller(), { phone, code: ` ${demoCode!.slice(0, 3)} ${demoCode!.slice(3)} `, label: '微信 · Android' })
    expect(signed).toMatchObject({ expiresAt: new Date(T0.getTime() + SESSION_MS).toISOString(), person: { name: null, phone: `139****${phone.slice(-4)}` } })
    const ctx = await caller({ token: signed.token })
    expect(ctx.actor.person).toBe(await personByPhone(database.db, phone))
    expect(ctx.tenant).toBe(0)
    expect(await me(ctx, {})).toMatchObject({ phone: `139****${phone.slice(-4)}`, roles: [], tenants: [], staff: false })
    expect(await kept('select * from session')).not.toContain(signed.token.split('.')[2])
  })

  test('a wrong code counts down; the sixth try is refused even with the right one', async () => {
    const phone = newPhone()
    const sent = await sendCode(await caller(), { phone })
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      expect(await refusal(signIn(await caller(), { phone, code: wrong(sent) }))).toEqual({ code: 'identity.code_wrong', params: { triesLeft } })
    }
    expect((await refusal(signIn(await caller(), { phone, code: sent.demoCode! }))).code).toBe('identity.code_expired')
    expect(await personByPhone(database.db, phone)).toBeNull()
  })

  test('tries sent at once count each', async () => {
    const phone = newPhone()
    const sent = await sendCode(await caller(), { phone })
    const ctx = await caller()
    const tried = await Promise.all(Array.from({ length: 20 }, () => refusal(signIn(ctx, { phone, code: wrong(sent) }))))
    expect(tried.filter((one) => one.code === 'identity.code_wrong').map((one) => one.params['triesLeft']).sort()).toEqual([0, 1, 2, 3, 4])
    expect(tried.filter((one) => one.code === 'identity.code_expired')).toHaveLength(15)
  })

  test('a code ends after five minutes, with its use, and with the next code', async () => {
    const phone = newPhone()
    const first = await sendCode(await caller(), { phone })
    expect((await refusal(signIn(await caller({ now: after(300) }), { phone, code: first.demoCode! }))).code).toBe('identity.code_expired')
    const second = await sendCode(await caller({ now: after(301) }), { phone })
    if (first.demoCode !== second.demoCode) expect((await refusal(signIn(await caller({ now: after(302) }), { phone, code: first.demoCode! }))).code).toBe('identity.code_wrong')
    await signIn(await caller({ now: after(303) }), { phone, code: second.demoCode! })
    expect((await refusal(signIn(await caller({ now: after(304) }), { phone, code: second.demoCode! }))).code).toBe('identity.code_expired')
  })

  test('a phone that nobody asked a code for, and one that nobody has, are answered alike', async () => {
    const known = newPhone()
    await newToken(known)
    await owner.pool.query('delete from sign_in_code')
    const answers = [await refusal(signIn(await caller(), { phone: known, code: '123456' })), await refusal(signIn(await caller(), { phone: newPhone(), code: '123456' }))]
    expect(answers[0]).toEqual(answers[1])
    const sent = [await sendCode(await caller(), { phone: known }), await sendCode(await caller(), { phone: newPhone() })]
    expect(Object.keys(sent[0]!)).toEqual(Object.keys(sent[1]!))
  })

  test('of two with the same code at once one wins, and there is one person', async () => {
    const phone = newPhone()
    const { demoCode } = await sendCode(await caller(), { phone })
    const contexts = await Promise.all(Array.from({ length: 8 }, () => caller()))
    const tried = await Promise.allSettled(contexts.map((ctx) => signIn(ctx, { phone, code: demoCode! })))
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await people(phone)).toBe(1)
  })

  test('transactions that first see a phone at once make one person', async () => {
    const phone = newPhone()
    const made = await Promise.all(Array.from({ length: 8 }, () => database.db.transaction().execute((trx) => personOfPhone(trx, phone, { locale: 'zh-CN', now: T0 }))))
    expect(new Set(made).size).toBe(1)
    expect(await people(phone)).toBe(1)
  })

  test('a key keeps no token', async () => {
    const phone = newPhone()
    const { demoCode } = await sendCode(await caller(), { phone })
    await signIn(await caller({ key: 'k' }), { phone, code: demoCode! })
    expect(await kept('select * from once')).toBe('[]')
  })

  test.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', "1' or 1"])('a code like "%s" is wrong, not a fault', async (code) => {
    const phone = newPhone()
    await sendCode(await caller(), { phone })
    expect((await refusal(signIn(await caller(), { phone, code }))).code).toBe('identity.code_wrong')
  })

  async function people(phone: string): Promise<number> {
    expect(await kept('select 1 from person p where not exists (select 1 from phone h where h.person_id = p.person_id)')).toBe('[]')
    return (await owner.pool.query('select 1 from person where person_id = $1', [await personByPhone(database.db, phone)])).rows.length
  }
})

describe('entering', () => {
  test('takes no statement without a token, one for a worker, two with roles', async () => {
    const worker = await newToken(newPhone())
    const clerk = await newToken('10000000021')
    for (const [token, expected] of [[undefined, 0], ['rubbish', 0], [worker, 1], [clerk, 2]] as const) {
      statements = 0
      await caller({ db: counted.db, ...(token === undefined ? {} : { token }) })
      expect(statements).toBe(expected)
    }
  })

  test('a token is nobody\'s when it is unknown, revoked, expired, or carries another person\'s id', async () => {
    const [mine, other] = [await newToken(newPhone()), await newToken(newPhone())]
    const [person, session, secret] = mine.split('.') as [string, string, string]
    const [otherPerson, otherSession] = other.split('.') as [string, string]
    const forged = [`${otherPerson}.${session}.${secret}`, `${otherPerson}.${otherSession}.${secret}`, `${person}.${otherSession}.${secret}`, `${person}.${session}.${'A'.repeat(43)}`, `${person}.${packId('00000000-0000-7000-8000-000000000000')}.${secret}`, mine + 'A', `${person}.${session}`]
    for (const token of forged) expect((await caller({ token })).actor.person).toBeNull()
    expect((await caller({ token: mine })).actor.person).not.toBeNull()
    expect((await caller({ token: mine, now: new Date(T0.getTime() + SESSION_MS) })).actor.person).toBeNull()
    expect((await refusal(me(await caller({ token: forged[0]! }), {}))).code).toBe('access.sign_in')
  })

  test('a session in use slides on, and its last use is written at most once an hour', async () => {
    const token = await newToken(newPhone())
    const use = async (now: Date) => {
      statements = 0
      const ctx = await caller({ db: counted.db, token, now })
      return { statements, signedIn: ctx.actor.person !== null }
    }
    expect(await use(after(3599))).toEqual({ statements: 1, signedIn: true })
    expect(await use(after(3600))).toEqual({ statements: 2, signedIn: true })
    expect(await use(after(3700))).toEqual({ statements: 1, signedIn: true })
    expect((await use(new Date(T0.getTime() + SESSION_MS + 3_000_000))).signedIn).toBe(true)
    expect((await use(new Date(T0.getTime() + 2 * SESSION_MS + 4_000_000))).signedIn).toBe(false)
  })
})

describe('sessions', () => {
  test('are listed to their owner alone, and ended one by one', async () => {
    const phone = newPhone()
    const [phoneToken, tabletToken] = [await newToken(phone), await newToken(phone, after(100))]
    const ctx = await caller({ token: tabletToken, now: after(200) })
    const { items } = await sessions(ctx, {})
    expect(items.map((one) => one.current)).toEqual([true, false])
    const stranger = await caller({ token: await newToken(newPhone()) })
    expect((await refusal(revokeSession(stranger, { session: items[1]!.session }))).code).toBe('identity.session_unknown')
    await revokeSession(ctx, { session: items[1]!.session })
    expect((await caller({ token: phoneToken, now: after(200) })).actor.person).toBeNull()
    expect((await refusal(revokeSession(ctx, { session: items[1]!.session }))).code).toBe('identity.session_unknown')
    expect((await sessions(ctx, {})).items).toHaveLength(1)
    await signOut(ctx, {})
    expect((await caller({ token: tabletToken, now: after(300) })).actor.person).toBeNull()
  })

  test('nobody has none', async () => {
    const ctx = await caller()
    for (const act of [sessions, me, signOut] as const) expect((await refusal(act(ctx, {}))).code).toBe('access.sign_in')
  })
})

test('identity.rename_me seals the name', async () => {
  const token = await newToken(newPhone())
  await renameMe(await caller({ token }), { name: ' 周小林 ' })
  expect(await me(await caller({ token }), {})).toMatchObject({ name: '周小林' })
  expect(await kept('select * from person')).not.toContain('周小林')
  expect((await refusal(renameMe(await caller({ token }), { name: 'a\u202eb' }))).code).toBe('input.invalid')
})

describe('roles', () => {
  const CITY = '/cn/33/3301'
  const DISTRICT = '/cn/33/3301/330106'
  const admin = async (now = T0) => caller({ token: await adminToken, now })
  let adminToken: Promise<string>
  let districtAdmin: string
  let tenant: number
  let other: number
  beforeAll(async () => {
    setSettings(readSettings({}))
    adminToken = newToken('10000000051', after(1_000_000))
    const rows = await sql<{ code: string; tenant_id: number }>`select code, tenant_id from tenant`.execute(database.db)
    tenant = rows.rows.find((row) => row.code === '3301')!.tenant_id
    other = rows.rows.find((row) => row.code === '6201')!.tenant_id
    const phone = newPhone()
    districtAdmin = await newToken(phone)
    await grantDirect(database.db, { tenant, person: (await personByPhone(database.db, phone))!, role: 'tenant_admin', path: DISTRICT, by: null, now: T0 })
  })

  async function worker(): Promise<{ person: string; phone: string; token: string }> {
    const phone = newPhone()
    const token = await newToken(phone)
    return { phone, token, person: (await personByPhone(database.db, phone))! }
  }

  test('are given by phone, hold from the next request on, and are told', async () => {
    const { phone, token, person } = await worker()
    await grantRole(await admin(), { phone, role: 'union_clerk', path: DISTRICT })
    await grantRole(await admin(), { phone, role: 'union_clerk', path: DISTRICT })
    const ctx = await caller({ token })
    expect(ctx.tenant).toBe(tenant)
    expect(await me(ctx, {})).toMatchObject({ staff: true, roles: [{ role: 'union_clerk', tenant, path: DISTRICT, place: '杭州市西湖区总工会', station: null }], tenants: [{ code: '3301', name: '杭州市总工会' }] })
    const told = await sql<{ code: string }>`select code from outbox where tenant_id = ${tenant} and person_id = ${person}`.execute(database.db)
    expect(told.rows).toEqual([{ code: 'roles.granted' }])
    await revokeRole(await admin(), { person, role: 'union_clerk', path: DISTRICT })
    expect((await caller({ token })).actor.grants.some((grant) => grant.role === 'union_clerk')).toBe(false)
    expect((await refusal(revokeRole(await admin(), { person, role: 'union_clerk', path: DISTRICT }))).code).toBe('access.not_found')
  })

  test('a chief is found at the station', async () => {
    const { person } = await worker()
    const path = `${DISTRICT}/station:HZ00001`
    await grantRole(await caller({ token: districtAdmin }), { person, role: 'station_chief', path })
    expect(await peopleWithRoleAt(await caller(), tenant, 'station_chief', path)).toEqual([person])
    expect(await peopleWithRoleAt(await caller(), other, 'station_chief', path)).toEqual([])
    expect(await peopleWithRoleAt(await caller(), tenant, 'station_chief', DISTRICT)).toEqual([])
  })

  test('nobody gives beyond his own node, in another tenant, or the operator\'s role', async () => {
    const { person } = await worker()
    const district = await caller({ token: districtAdmin })
    for (const path of [CITY, '/cn/33/3301/330105', `${DISTRICT}0`.slice(0, 20), '/cn', '']) {
      expect((await refusal(grantRole(district, { person, role: 'union_clerk', path }))).code).toMatch(/^(roles\.beyond_own|input\.invalid)$/)
    }
    expect((await refusal(grantRole(await admin(), { tenant: other, person, role: 'union_clerk', path: '/cn/62/6201' }))).code).toBe('access.not_found')
    expect((await refusal(grantRole(await admin(), { tenant, person, role: 'union_clerk', path: '/cn/62/6201' }))).code).toBe('roles.beyond_own')
    expect((await refusal(grantRole(await admin(), { tenant: 0, person, role: 'operator', path: '' }))).code).toBe('access.not_found')
    expect((await refusal(grantRole(await admin(), { person, role: 'operator', path: CITY }))).code).toBe('roles.beyond_own')
    expect((await refusal(grantRole(await admin(), { person, role: 'union_clerk', path: `${CITY}/nowhere` }))).code).toBe('organisations.unknown')
    expect((await refusal(revokeRole(district, { person, role: 'union_clerk', path: CITY }))).code).toBe('roles.beyond_own')
  })

  test('those without the right are refused: a worker as if nothing were there, a manager openly', async () => {
    const { person, token } = await worker()
    const manager = await caller({ token: await newToken('10000000031') })
    expect((await refusal(grantRole(await caller({ token }), { tenant, person, role: 'tenant_admin', path: CITY }))).code).toBe('access.not_found')
    expect((await refusal(grantRole(manager, { person, role: 'union_clerk', path: DISTRICT }))).code).toBe('access.denied')
    expect((await refusal(grantRole(await caller(), { tenant, person, role: 'union_clerk', path: CITY }))).code).toBe('access.sign_in')
    expect((await roleHolders(manager, {})).items.length).toBeGreaterThan(3)
    expect((await refusal(roleHolders(await caller({ token }), { tenant }))).code).toBe('access.not_found')
  })

  test('need a person who has signed in once', async () => {
    expect((await refusal(grantRole(await admin(), { phone: newPhone(), role: 'union_clerk', path: CITY }))).code).toBe('roles.person_unknown')
    expect((await refusal(grantRole(await admin(), { person: '00000000-0000-7000-8000-000000000000', role: 'union_clerk', path: CITY }))).code).toBe('roles.person_unknown')
    expect((await refusal(grantRole(await admin(), { role: 'union_clerk', path: CITY }))).code).toBe('input.invalid')
  })

  test('identity.role_holders pages through all, masked, each once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await roleHolders(await admin(), { limit: 2, ...(cursor ? { cursor } : {}) })
      for (const item of page.items) {
        expect(item.phone).toMatch(/^1\d\d\*{4}\d{4}$/)
        seen.push(`${item.person} ${item.role} ${item.path}`)
      }
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen).toEqual([...new Set(seen)])
    expect(seen).toHaveLength((await roleHolders(await admin(), {})).items.length)
    expect((await refusal(roleHolders(await admin(), { cursor: 'bm90' }))).code).toBe('list.bad_cursor')
  })

  test('identity.read_phone answers the whole number and leaves a line with its purpose', async () => {
    const { person, phone } = await worker()
    expect((await refusal(readPhone(await admin(), { person, purpose: 'call_about_role' }))).code).toBe('access.not_found')
    await grantRole(await admin(), { person, role: 'merchant', path: CITY })
    expect(await readPhone(await admin(), { person, purpose: 'call_about_role' })).toEqual({ phone })
    const lines = await sql<{ subjects: string[] }>`select subjects from audit where tenant_id = ${tenant} and act = 'identity.read_phone' and outcome = 'done'`.execute(database.db)
    expect(lines.rows).toEqual([{ subjects: [person, 'purpose:call_about_role'] }])
    expect((await refusal(readPhone(await caller({ token: districtAdmin }), { person, purpose: 'call_about_role' }))).code).toBe('access.not_found')
  })

  test('tenants.appoint is the operator\'s alone', async () => {
    const { phone, token, person } = await worker()
    expect((await refusal(appointAdmin(await admin(), { tenant: other, phone }))).code).toBe('access.not_found')
    const operator = await caller({ token: await newToken('10000000071') })
    expect(await appointAdmin(operator, { tenant: other, phone })).toEqual({ tenant: other, person, role: 'tenant_admin', path: '/cn/62/6201' })
    expect((await caller({ token })).tenant).toBe(other)
    expect((await refusal(appointAdmin(operator, { tenant: 99_999, phone }))).code).toBe('organisations.unknown')
  })
})

test('no personal data stands in the audit', async () => {
  expect(await kept('select act, subjects, code from audit')).not.toMatch(/(?<![0-9a-f-])1[03-9]\d{9}(?![0-9a-f-])/)
})
