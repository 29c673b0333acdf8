import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendCode } from '#domain/identity/codes.ts'
import { signIn } from '#domain/identity/commands.ts'
import { giveConsent } from '#domain/identity/consents.ts'
import { bindDocument, personByDocument, documentHash } from '#domain/identity/documents.ts'
import { enter } from '#domain/identity/enter.ts'
import { personByPhone, personOfPhone } from '#domain/identity/people.ts'
import { readPhone } from '#domain/identity/roles.ts'
import { apply } from '#domain/joining/commands.ts'
import { myApplications } from '#domain/joining/queries.ts'
import { open as openMember } from '#domain/membership/commands.ts'
import { enrol, writeMember } from '#domain/membership/enrol.ts'
import { list } from '#domain/membership/queries.ts'
import { leave } from '#domain/moves/leave.ts'
import { withdraw as withdrawConsent } from '#domain/privacy/consents.ts'
import { correctDocument, correctName, correctPhone, wishCorrection } from '#domain/privacy/correct.ts'
import { erase, sendOwnCode } from '#domain/privacy/erase.ts'
import { dataOutput } from '#domain/privacy/inputs.ts'
import { yearsAfter } from '#domain/privacy/model.ts'
import { carryAway, data, openOwn } from '#domain/privacy/queries.ts'
import { make } from '#domain/proposals/commands.ts'
import { one as proposal } from '#domain/proposals/queries.ts'
import type { Context } from '#kernel/context.ts'
import { openTestDatabase } from './database.ts'
import { anyone, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let serial = 0

beforeAll(async () => {
  useTestSettings({ HZJ_MODE: 'demo' })
  database = await openTestDatabase()
  await buildWorld(database.db)
})
afterAll(() => database.close())

const NAME = '周示例'
const newPhone = () => `1000001${String(++serial).padStart(4, '0')}`
const passport = () => ({ kind: 'passport' as const, number: `E9${String(++serial).padStart(7, '0')}`, born: null, sex: null })

/** Signed in as on a phone: code, session, context. */
async function signedIn(phone: string, now: Date = WEDNESDAY): Promise<Context> {
  const at = anyone(database.db, { now })
  const { demoCode } = await sendCode(at, { phone })
  const { token } = await signIn(at, { phone, code: demoCode! })
  return inAgain(token, now)
}

function inAgain(token: string, now: Date): Promise<Context> {
  return enter(database.db, { token, deviceToken: null, address: '10.0.0.1', locale: 'zh-CN', key: null, requestId: 'test' }, now)
}

/** A member as the product makes one: phone, document, roster. */
async function member(given: { where?: typeof HANGZHOU; seen?: boolean } = {}): Promise<{ ctx: Context; phone: string; document: ReturnType<typeof passport>; person: string }> {
  const [phone, document, where] = [newPhone(), passport(), given.where ?? HANGZHOU]
  const at = anyone(database.db, { tenant: where.tenant })
  const person = await personOfPhone(database.db, phone, { locale: 'zh-CN', now: WEDNESDAY, name: NAME, sample: true })
  await bindDocument(at, person, document, given.seen ?? false)
  await enrol(at, { person, path: where.county, name: NAME, phone, document, trade: 'courier', source: 'self', joinedOn: '2026-11-18', employer: '某公司（示例）' })
  return { ctx: await signedIn(phone), phone, document, person }
}

const rosterOf = (tenant: number, q: string, by: Context, where = HANGZHOU) => list({ ...by, tenant }, { path: where.path, q, state: 'any' })

describe('see and carry away', () => {
  test('everything that is held is there, masked on the page and in full in the file', async () => {
    const { ctx, phone, document, person } = await member()
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
    await giveConsent(ctx, person, 'identity_document', '2026-11', null)
    await openMember(clerk, { tenant: 1, person, fields: ['phone'], purpose: 'call_about_membership' })
    await make(ctx, { path: HANGZHOU.county, topic: 'stations', title: '多建几个驿站', text: '夜里没有地方可以坐一坐。', named: true })
    const seen = dataOutput.parse(await data(ctx, {}))
    expect(seen).toMatchObject({
      format: 'huizhanjia.my-data', version: 1,
      person: { name: NAME, phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`, document: { kind: 'passport', checkedAt: null } },
      membership: { home: { union: '西湖区总工会', state: 'active' }, history: [{ event: 'joined' }] },
      rosters: [{ union: '西湖区总工会', name: NAME, employer: '某公司（示例）', dues: [] }],
      consents: [{ purpose: 'identity_document', version: '2026-11', withdrawnAt: null }],
      readings: [{ union: '西湖区总工会', role: 'union_clerk', fields: ['phone'], purpose: 'call_about_membership' }],
      sessions: [{ endedAt: null }], proposals: { made: [{ title: '多建几个驿站' }] }, notHeld: ['visits', 'reports', 'ballots', 'nominations'],
    })
    expect(JSON.stringify(seen)).not.toContain(phone)
    expect(JSON.stringify(seen)).not.toContain(document.number)
    const file = dataOutput.parse(await carryAway(ctx, {}))
    expect(file.person).toMatchObject({ phone, document: { number: document.number } })
    expect(file.rosters[0]).toMatchObject({ phone, document: { number: document.number } })
    const audit = await database.db.selectFrom('audit').select('act').where('tenant_id', '=', 0).where('actor', '=', ctx.actor.pseudonym).where('act', '=', 'privacy.carry_away').execute()
    expect(audit).toHaveLength(1)
  })

  test('ten files a day; nobody but myself', async () => {
    const { ctx } = await member()
    for (let n = 0; n < 10; n++) await carryAway(ctx, {})
    expect((await refusalOf(carryAway(ctx, {}))).code).toBe('access.too_many')
    await carryAway(later(ctx, 24 * 60), {})
    expect((await refusalOf(data(anyone(database.db), {}))).code).toBe('access.sign_in')
    expect((await refusalOf(carryAway(anyone(database.db), {}))).code).toBe('access.sign_in')
  })

  test('my own numbers open for me, and that is no reading by staff', async () => {
    const { ctx, phone, document } = await member()
    expect(await openOwn(ctx, { field: 'phone' })).toEqual({ value: phone })
    expect(await openOwn(ctx, { field: 'document' })).toEqual({ value: document.number })
    expect((await data(ctx, {})).readings).toEqual([])
    expect((await refusalOf(openOwn(await signedIn(newPhone()), { field: 'document' }))).code).toBe('privacy.no_document')
  })

  test('a phone read among the holders of roles is shown to its owner too', async () => {
    const phone = newPhone()
    const ctx = await signedIn(phone)
    const person = ctx.actor.person!
    await database.db.insertInto('person_tenant').values({ person_id: person, tenant_id: 1, since: WEDNESDAY }).execute()
    await database.db.insertInto('role_grant').values({ tenant_id: 1, person_id: person, role: 'union_clerk', path: HANGZHOU.county, granted_by: null, granted_at: WEDNESDAY }).execute()
    const admin = await staff(database.db, 'tenant_admin', 1, HANGZHOU.path)
    expect((await readPhone(admin, { tenant: 1, person, purpose: 'call_about_role' })).phone).toBe(phone)
    const seen = await data(ctx, {})
    expect(seen.readings).toMatchObject([{ role: 'tenant_admin', fields: ['phone'], purpose: 'call_about_role', union: '西湖区总工会' }])
    expect(seen.roles).toEqual([{ role: 'union_clerk', place: '西湖区总工会' }])
  })
})

describe('correct', () => {
  test('a name is carried into the rosters, found by it and no longer by the old one', async () => {
    const { ctx, person } = await member()
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
    expect(await correctName(ctx, { name: '欧阳改名' })).toEqual({ name: '欧阳改名', rosters: 1 })
    expect((await rosterOf(1, '欧阳改名', clerk)).items.map((row) => row.person)).toContain(person)
    expect((await rosterOf(1, NAME, clerk)).items.map((row) => row.person)).not.toContain(person)
    expect((await data(ctx, {})).membership.history[0]).toMatchObject({ event: 'corrected', detail: { by: 'self', what: ['name'] } })
    expect((await refusalOf(correctName(ctx, { name: ' ' }))).code).toBe('input.invalid')
  })

  test('a phone is proven by its code, carried into the rosters; other devices are out, the old number is free', async () => {
    const { ctx, phone, person } = await member()
    const other = await signedIn(phone, later(ctx, 5).now)
    const next = newPhone()
    const { demoCode } = await sendCode(ctx, { phone: next })
    expect((await refusalOf(correctPhone(ctx, { phone: next, code: demoCode === '000000' ? '111111' : '000000' }))).code).toBe('identity.code_wrong')
    expect(await correctPhone(ctx, { phone: next, code: demoCode! })).toMatchObject({ rosters: 1 })
    expect(await personByPhone(database.db, next)).toBe(person)
    expect(await personByPhone(database.db, phone)).toBeNull()
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
    expect((await rosterOf(1, next, clerk)).items).toHaveLength(1)
    const sessions = (await data(ctx, {})).sessions
    expect(sessions.filter(({ endedAt }) => endedAt === null)).toHaveLength(1)
    expect(other.actor.person).toBe(person)
    expect((await data(ctx, {})).person.phone.endsWith(next.slice(-4))).toBe(true)
  })

  test('somebody else\'s phone is not taken over, even with its code', async () => {
    const [mine, his] = [await member(), await member()]
    const { demoCode } = await sendCode(later(mine.ctx, 2), { phone: his.phone })
    expect((await refusalOf(correctPhone(later(mine.ctx, 2), { phone: his.phone, code: demoCode! }))).code).toBe('privacy.phone_taken')
    expect(await personByPhone(database.db, his.phone)).toBe(his.person)
    expect((await refusalOf(correctPhone(mine.ctx, { phone: mine.phone, code: '000000' }))).code).toBe('privacy.phone_same')
    expect((await refusalOf(correctPhone(mine.ctx, { phone: '12', code: '000000' }))).code).toBe('identity.phone_invalid')
  })

  test('my applications follow my phone', async () => {
    const ctx = await signedIn(newPhone())
    const next = newPhone()
    const { phone } = { phone: (await openOwn(ctx, { field: 'phone' })).value }
    await apply(anyone(database.db), { name: NAME, phone, document: { kind: 'passport', number: passport().number }, trade: 'courier', division: HANGZHOU.division })
    expect((await myApplications(ctx, {})).items).toHaveLength(1)
    const { demoCode } = await sendCode(ctx, { phone: next })
    await correctPhone(ctx, { phone: next, code: demoCode! })
    expect((await myApplications(ctx, {})).items).toHaveLength(1)
    expect((await data(ctx, {})).applications).toMatchObject([{ state: 'submitted', name: NAME }])
  })

  test('a document is corrected until a union has checked it; then its clerks are asked', async () => {
    const { ctx, person, document } = await member()
    const next = passport()
    expect(await correctDocument(ctx, { kind: 'passport', number: next.number.toLowerCase() })).toMatchObject({ kind: 'passport', rosters: 1 })
    expect(await personByDocument(ctx, documentHash('passport', next.number))).toBe(person)
    expect(await personByDocument(ctx, documentHash('passport', document.number))).toBeNull()
    expect((await refusalOf(correctDocument(ctx, { kind: 'resident_id', number: '11010119900307461X' }))).code).toBe('identity.document_invalid')
    const other = await member()
    expect((await refusalOf(correctDocument(ctx, { kind: 'passport', number: other.document.number }))).code).toBe('identity.document_taken')

    const seen = await member({ seen: true })
    expect((await refusalOf(correctDocument(seen.ctx, { kind: 'passport', number: passport().number }))).code).toBe('privacy.document_seen')
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    expect((await wishCorrection(seen.ctx, {})).told).toBeGreaterThanOrEqual(1)
    const told = await database.db.selectFrom('outbox').select(['code', 'link', 'params']).where('tenant_id', '=', 1).where('person_id', '=', clerk.actor.person!).execute()
    expect(told).toEqual([{ code: 'privacy.correction_wished', link: `/staff/members?open=${seen.person}`, params: { union: '西湖区总工会' } }])
    expect((await refusalOf(correctDocument(await signedIn(newPhone()), { kind: 'passport', number: 'E11111111' }))).code).toBe('privacy.no_document')
  })
})

describe('consents', () => {
  test('are taken back once, by their owner only', async () => {
    const { ctx, person } = await member()
    await giveConsent(ctx, person, 'hand_over', '1', '示例平台')
    const [given] = (await data(ctx, {})).consents
    const other = await member()
    expect((await refusalOf(withdrawConsent(other.ctx, { consent: given!.id }))).code).toBe('privacy.consent_unknown')
    await withdrawConsent(ctx, { consent: given!.id })
    expect((await data(ctx, {})).consents[0]).toMatchObject({ party: '示例平台', withdrawnAt: WEDNESDAY.toISOString() })
    expect((await refusalOf(withdrawConsent(ctx, { consent: given!.id }))).code).toBe('privacy.consent_unknown')
  })
})

describe('erase', () => {
  async function code(ctx: Context): Promise<string> {
    return (await sendOwnCode(ctx)).demoCode!
  }

  test('not while a member, not while a role is held, not without the right code', async () => {
    const { ctx } = await member()
    const soon = later(ctx, 2)
    expect(await refusalOf(erase(soon, { code: await code(soon) }))).toMatchObject({ code: 'privacy.home_active', params: { union: '西湖区总工会' } })
    const clerk = await signedIn(newPhone())
    await database.db.insertInto('person_tenant').values({ person_id: clerk.actor.person!, tenant_id: 2, since: WEDNESDAY }).execute()
    await database.db.insertInto('role_grant').values({ tenant_id: 2, person_id: clerk.actor.person!, role: 'auditor', path: LANZHOU.path, granted_by: null, granted_at: WEDNESDAY }).execute()
    expect((await refusalOf(erase(clerk, { code: '000000' }))).code).toBe('privacy.roles_held')
    const free = await signedIn(newPhone())
    expect((await refusalOf(erase(free, { code: '000000' }))).code).toMatch(/^identity\.code_/)
    expect((await refusalOf(erase(anyone(database.db), { code: '000000' }))).code).toBe('access.sign_in')
  })

  test('what the law lets erase is gone everywhere; the rest is named with reason and date; the phone makes a new person', async () => {
    const { ctx, phone, document, person } = await member()
    const at = anyone(database.db)
    const made = await make(ctx, { path: HANGZHOU.county, topic: 'safety', title: '路口加一盏灯', text: '夜里看不清，差点撞上。', named: true })
    await giveConsent(ctx, person, 'identity_document', '1')
    await writeMember({ ...at, tenant: 2 }, { person, path: LANZHOU.county, name: NAME, phone, document, trade: 'courier', source: 'self', joinedOn: '2026-11-18' }, 'guest', '123456789015')
    await leave(ctx, {})
    const open = await apply(at, { name: NAME, phone, document: { kind: 'passport', number: document.number }, trade: 'courier', division: LANZHOU.division })
    const soon = later(ctx, 3)
    const outcome = await erase(soon, { code: await code(soon) })
    expect(outcome.erased).toContain('phone')
    expect(outcome.kept).toEqual(expect.arrayContaining([
      { what: 'roster', reason: 'proof_of_membership', until: '2029-11-18', named: true },
      { what: 'answers', reason: 'answers_resent', until: '2026-11-25', named: true },
      { what: 'number', reason: 'given_once', until: null, named: false },
      { what: 'proposals', reason: 'words_without_name', until: null, named: false },
    ]))
    expect(outcome.kept.map(({ what }) => what)).not.toContain('dues')

    expect(await personByPhone(database.db, phone)).toBeNull()
    expect(await personByDocument(at, documentHash('passport', document.number))).toBeNull()
    for (const table of ['session', 'passkey', 'inbox', 'card', 'reading', 'person_document'] as const) {
      expect(await database.db.selectFrom(table).select('person_id').where('person_id', '=', person).execute(), table).toEqual([])
    }
    const row = await database.db.selectFrom('member').selectAll().where('tenant_id', '=', 1).where('person_id', '=', person).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'ended', phone_sealed: null, doc_sealed: null, employer_sealed: null, name_keys: [] })
    expect(await database.db.selectFrom('member').select(['state', 'phone_hash']).where('tenant_id', '=', 2).where('person_id', '=', person).executeTakeFirstOrThrow()).toEqual({ state: 'ended', phone_hash: null })
    expect((await proposal(at, { id: made.id })).author).toBeNull()
    const [tenant, id] = open.application.split('.') as [string, string]
    expect(await database.db.selectFrom('application').select(['state', 'phone_hash', 'name_keys']).where('tenant_id', '=', Number(tenant)).where('application_id', '=', id).executeTakeFirstOrThrow())
      .toEqual({ state: 'withdrawn', phone_hash: `erased:${id}`, name_keys: [] })
    const erasure = await database.db.selectFrom('erasure').select(['done_at', 'outcome']).where('person_id', '=', person).executeTakeFirstOrThrow()
    expect(erasure).toEqual({ done_at: soon.now, outcome })

    const anew = await signedIn(phone, later(ctx, 10).now)
    expect(anew.actor.person).not.toBe(person)
    const held = await data(anew, {})
    expect(held).toMatchObject({ person: { name: null, document: null }, membership: { number: null, home: null, history: [] }, rosters: [], applications: [], proposals: { made: [] }, consents: [] })
    await enrol({ ...at, tenant: 1 }, { person: anew.actor.person!, path: HANGZHOU.county, name: NAME, phone, document, trade: 'courier', source: 'self', joinedOn: '2026-11-18' })
  })

  test('the steps cannot be taken without confirming', async () => {
    const { acts } = await import('#kernel/act.ts')
    const { ctx } = await member()
    const steps = acts().filter(({ card }) => ['privacy.erase_in_tenant', 'privacy.erase_person'].includes(card.name))
    expect(steps).toHaveLength(2)
    for (const step of steps) expect((await refusalOf(step(ctx, { tenant: 1 }))).code).toBe('access.denied')
  })

  test('dates fall on days that exist', () => {
    expect(yearsAfter('2028-02-29', 3)).toBe('2031-03-01')
    expect(yearsAfter('2026-11-18', 30)).toBe('2056-11-18')
  })
})
