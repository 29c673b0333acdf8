import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { DOCUMENT_KINDS } from '#domain/identity/model.ts'
import { homeOf } from '#domain/identity/home.ts'
import { personOfPhone } from '#domain/identity/people.ts'
import { approveAll, printedList, signedLists } from '#domain/joining/approvals.ts'
import { ceremonies, ceremony, ceremonyCount, createCeremony, editCeremony } from '#domain/joining/ceremonies.ts'
import { countedDays, nextRise, risesUntil, startClock } from '#domain/joining/clock.ts'
import { apply, correct, withdraw } from '#domain/joining/commands.ts'
import { decide } from '#domain/joining/decide.ts'
import type { Applied } from '#domain/joining/model.ts'
import { openFields } from '#domain/joining/openFields.ts'
import { myApplications, progress, unions } from '#domain/joining/queries.ts'
import { queue, review } from '#domain/joining/queue.ts'
import { raiseLate } from '#domain/joining/raise.ts'
import { submit } from '#domain/joining/submit.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { clockContext } from '../src/jobs.ts'
import { openTestDatabase } from './database.ts'
import { addStation, anyone, as, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings, WEDNESDAY, type Person } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clerk: Context
let serial = 0

const TOWN = `${HANGZHOU.county}/u-town`
const FEDERATION = `${HANGZHOU.path}/u-riders`
const COMPANY = `${TOWN}/u-company`

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  await addUnion(TOWN, '示例街道总工会', 'town', 'general')
  await addUnion(FEDERATION, '示例骑手行业工会联合会', 'grassroots', 'industry_federation', 'courier')
  await addUnion(COMPANY, '示例公司工会', 'grassroots', 'single')
  await database.db.insertInto('covered_employer').values({ tenant_id: 1, employer_id: newId(), path: COMPANY, name: '示例速运有限公司', name_key: '示例速运', credit_code: null, since_on: null, until_on: null, sample: true }).execute()
  clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
})
afterAll(() => database.close())

async function addUnion(path: string, name: string, level: string, kind: string, trade: string | null = null): Promise<void> {
  await database.db.insertInto('local_union').values({ tenant_id: 1, union_id: newId(), path, name, level, kind, division: '330106', formed_on: null, sample: true, created_at: WEDNESDAY, trade, area: false, credit_code: null, registered_on: null, account_sealed: null, claimed_members: null, ended_on: null }).execute()
}

/** A right resident number and a phone that nobody else of this file has. */
function someone(): { name: string; phone: string; document: { kind: (typeof DOCUMENT_KINDS)[number]; number: string }; trade: string; division: string } {
  const at = ++serial
  const number = `33010619${String(60 + (at % 40)).padStart(2, '0')}0101${String(at % 1000).padStart(3, '0')}`
  return { name: `周小${String.fromCodePoint(0x4e00 + at)}`, phone: `138${String(10_000_000 + at)}`, document: { kind: 'resident_id', number: number + checkDigit(number) }, trade: 'delivery-rider', division: HANGZHOU.division }
}

const sent = (given: object = {}, ctx: Context = anyone(database.db)): Promise<Applied> => apply(ctx, { ...someone(), ...given })

async function signedIn(phone: string, given: Partial<Context> = {}): Promise<Context> {
  const id = await personOfPhone(database.db, phone, { locale: 'zh-CN', now: WEDNESDAY })
  const person: Person = { id, pseudonym: newId() }
  return as(database.db, person, [], given)
}

const rowOf = async (text: string) => (await database.db.selectFrom('application').selectAll().where('tenant_id', '=', Number(text.split('.')[0])).where('application_id', '=', text.split('.')[1]!).execute())[0]!

describe('joining.apply', () => {
  test('four fields and a place: a provisional card, the union that should act and its clock, at once', async () => {
    const one = await sent()
    expect(one).toMatchObject({
      state: 'submitted', union: { path: TOWN, name: '示例街道总工会' }, revision: 1, number: null,
      clock: { from: '2026-11-18', dueOn: '2026-11-19', riseOn: '2026-11-23', counted: [], late: false, provisional: false },
      steps: [{ event: 'submitted', union: '示例街道总工会' }],
    })
    expect(one.id).toMatch(/^1\.[0-9a-f-]{36}$/)
    expect(one.progress).toBe(`/hui/p/${one.id}?k=${one.secret}`)
    expect(one.card!.text).toMatch(/^HZJ1:/)
    expect(one.candidates.map(({ path, why }) => [path, why])).toEqual([[TOWN, 'town'], [HANGZHOU.county, 'county']])
  })

  test('keeps nothing in clear: no name, phone or document in the row or in the kept answer', async () => {
    const given = someone()
    const one = await apply(anyone(database.db, { key: 'clear-1' }), { ...given, employer: '示例速运' })
    const kept = JSON.stringify([await rowOf(one.id), await database.db.selectFrom('once').selectAll().where('tenant_id', '=', 1).execute()])
    for (const plain of [given.name, given.phone, given.document.number, '示例速运', one.secret, one.card!.text]) expect(kept).not.toContain(plain)
  })

  test('the same key answers the same, with the same secret, and sends once; with another body it is refused', async () => {
    const given = someone()
    const ctx = anyone(database.db, { key: 'join-1' })
    const first = await apply(ctx, given)
    const again = await apply(ctx, given)
    expect([again.id, again.secret]).toEqual([first.id, first.secret])
    expect(await refusalOf(apply(ctx, { ...given, name: '别人' }))).toMatchObject({ code: 'once.key_reused' })
    expect(await database.db.selectFrom('application').select('application_id').where('tenant_id', '=', 1).where('doc_hash', '=', (await rowOf(first.id)).doc_hash).execute()).toHaveLength(1)
  })

  test('every kind of document is read; a wrong one is refused with its rule', async () => {
    const right = { hkm_permit: 'h 1234 5678', taiwan_permit: '12345678', hkmt_residence: '', permanent_residence: 'abc123456789012', passport: 'E12345678' } as const
    for (const [kind, number] of Object.entries(right)) if (number) expect((await sent({ document: { kind, number } })).document.kind).toBe(kind)
    expect(await refusalOf(sent({ document: { kind: 'resident_id', number: '330106199001011230' } }))).toMatchObject({ code: 'identity.document_invalid', params: { rule: 'check_digit' } })
    expect(await refusalOf(sent({ document: { kind: 'resident_id', number: '12' } }))).toMatchObject({ code: 'identity.document_invalid', params: { rule: 'form' } })
    expect(await refusalOf(sent({ phone: '123' }))).toMatchObject({ code: 'identity.phone_invalid' })
    expect(await refusalOf(sent({ trade: 'astronaut' }))).toMatchObject({ code: 'membership.trade_unknown' })
    expect(await refusalOf(sent({ station: 'X1' }))).toMatchObject({ code: 'input.invalid' })
  })

  test('a place whose union has no budget of its own, and a union that is not there, are refused', async () => {
    expect(await refusalOf(sent({ division: '330000' }))).toMatchObject({ code: 'joining.no_union_here', params: { division: '330000', place: '浙江省' } })
    expect(await refusalOf(sent({ division: '990000' }))).toMatchObject({ code: 'stations.division_unknown' })
    for (const union of ['/cn/33', `${HANGZHOU.county}/u-nothing`]) expect(await refusalOf(sent({ union }))).toMatchObject({ code: 'joining.union_unknown' })
  })

  test('goes by choice, employer, federation, town and county in this order; by the station where one was scanned', async () => {
    const whys = async (given: object) => (await sent(given)).candidates.map(({ why }) => why)
    expect(await whys({ trade: 'courier' })).toEqual(['federation', 'town', 'county'])
    expect(await whys({ trade: 'courier', employer: '示例速运（有限公司）' })).toEqual(['employer', 'federation', 'town', 'county'])
    expect(await whys({ employer: '示例 速运', union: HANGZHOU.path })).toEqual(['chosen', 'employer', 'town', 'county'])
    await addStation(database.db, { code: 'JN00001', where: LANZHOU })
    const atStation = await sent({ division: undefined, station: 'JN00001' })
    expect(atStation).toMatchObject({ union: { path: LANZHOU.county } })
    expect(atStation.id).toMatch(/^2\./)
    expect((await unions(anyone(database.db), { division: HANGZHOU.division, trade: 'courier' })).items[0]).toMatchObject({ path: FEDERATION, why: 'federation' })
  })

  test('where there are several towns and nothing says which, the county acts', async () => {
    await addUnion(`${HANGZHOU.county}/u-town2`, '另一街道总工会', 'town', 'general')
    try {
      expect((await sent()).union.path).toBe(HANGZHOU.county)
      expect((await sent({ union: TOWN })).union.path).toBe(TOWN)
    } finally {
      await database.db.deleteFrom('local_union').where('tenant_id', '=', 1).where('path', '=', `${HANGZHOU.county}/u-town2`).execute()
    }
  })

  test('a stranger is answered the same, field by field, whether the document is unknown, open, or a member\'s', async () => {
    const plain = (one: Applied) => JSON.parse(JSON.stringify(one, (name, value: unknown) => (['id', 'application', 'secret', 'progress', 'text', 'at', 'name', 'phone', 'number'].includes(name) && typeof value === 'string' ? 'own' : value))) as unknown
    const unknown = await sent()
    const given = someone()
    const open = await apply(anyone(database.db), given)
    const echo = await apply(anyone(database.db), { ...given, name: '陌生人', phone: '13900000001' })
    const member = someone()
    await decide(clerk, { id: (await apply(anyone(database.db), member)).id, decision: 'approve' })
    const about = await apply(anyone(database.db), { ...member, name: '陌生人', phone: '13900000002' })
    for (const answer of [open, echo, about]) expect(plain(answer)).toEqual(plain(unknown))
    // And on its progress page, days later, without a decision.
    const days = (one: Applied) => progress(anyone(database.db, { now: later(clerk, 6 * 1440).now }), { id: one.id, secret: one.secret })
    await raiseLate({ ...clockContext(database.db, 1), now: later(clerk, 6 * 1440).now })
    const seen = await Promise.all([unknown, echo, about].map(days))
    for (const page of seen.slice(1)) expect({ ...(plain(page as Applied) as object), revision: 0 }).toEqual({ ...(plain(seen[0] as Applied) as object), revision: 0 })
    expect(seen[0]).toMatchObject({ union: { path: HANGZHOU.county } })
  })

  test('a signed-in member is told that he is one; signed in with the same phone the application is his', async () => {
    const given = someone()
    const me = await signedIn(given.phone)
    const mine = await apply(me, given)
    expect((await rowOf(mine.id)).person_id).toBe(me.actor.person)
    await decide(clerk, { id: mine.id, decision: 'approve' })
    expect(await refusalOf(apply(me, given))).toMatchObject({ code: 'membership.already_home', params: { union: '示例街道总工会' } })
    // For somebody else, from the same phone of the helper: as for anybody.
    expect((await apply(me, someone())).state).toBe('submitted')
    expect(await database.db.selectFrom('consent').select(['purpose', 'version']).where('person_id', '=', me.actor.person!).execute()).toEqual([{ purpose: 'identity_document', version: '1' }])
  })

  test('a phone is held up after twenty in a day, a hall is not', async () => {
    const { phone } = someone()
    const tries = Array.from({ length: 21 }, () => () => sent({ phone }, anyone(database.db)))
    for (const send of tries.slice(0, 20)) await send()
    expect(await refusalOf(tries[20]!())).toMatchObject({ code: 'access.too_many' })
  })
})

describe('joining.progress, correct, withdraw', () => {
  test('opens with the secret or signed in with the phone; to anybody else it is not there', async () => {
    const given = someone()
    const one = await apply(anyone(database.db), given)
    const page = await progress(anyone(database.db), { id: one.id, secret: one.secret })
    expect(page).toMatchObject({ name: '周*' + given.name.at(-1), phone: `138****${given.phone.slice(-4)}`, document: { number: `330***********${given.document.number.slice(-4)}` } })
    expect((await progress(await signedIn(given.phone), { id: one.id })).application).toBe(one.id)
    for (const [ctx, secret] of [[anyone(database.db), undefined], [anyone(database.db), 'x'.repeat(43)], [await signedIn('13712345678'), undefined]] as const) {
      expect(await refusalOf(progress(ctx, { id: one.id, ...(secret ? { secret } : {}) }))).toEqual({ code: 'joining.unknown', params: {} })
    }
    for (const id of [`1.${newId()}`, `0.${newId()}`, `77.${newId()}`]) expect(await refusalOf(progress(anyone(database.db), { id, secret: one.secret }))).toMatchObject({ code: 'joining.unknown' })
  })

  test('what was sent back is corrected: the clock stops, and begins anew', async () => {
    const given = someone()
    const one = await apply(anyone(database.db), given)
    await decide(clerk, { id: one.id, decision: 'return', fields: ['name', 'document'], words: '名字和证件对不上' })
    const back = await progress(anyone(database.db), { id: one.id, secret: one.secret })
    expect(back).toMatchObject({ state: 'returned', clock: null, returned: { fields: ['name', 'document'], words: '名字和证件对不上' } })
    expect(back.card).not.toBeNull()
    const now = later(clerk, 2 * 1440).now
    const fixed = await correct(anyone(database.db, { now }), { id: one.id, secret: one.secret, name: '周大明', trade: 'courier' })
    expect(fixed).toMatchObject({ state: 'submitted', returned: null, name: '周*明', union: { path: FEDERATION }, clock: { from: '2026-11-20', dueOn: '2026-11-23' } })
    expect(fixed.steps.map(({ event }) => event)).toEqual(['submitted', 'returned', 'corrected'])
    expect(fixed.steps.at(-1)!.detail).toEqual({ fields: ['name', 'trade'] })
    expect(await refusalOf(correct(anyone(database.db), { id: one.id, name: '无权' }))).toMatchObject({ code: 'joining.unknown' })
    expect(await refusalOf(correct(anyone(database.db), { id: one.id, secret: one.secret, division: LANZHOU.division }))).toMatchObject({ code: 'joining.place_elsewhere' })
  })

  test('a document corrected to one that is open already becomes its echo, and the old gate is free', async () => {
    const [a, b] = [someone(), someone()]
    const first = await apply(anyone(database.db), a)
    const second = await apply(anyone(database.db), b)
    await correct(anyone(database.db), { id: second.id, secret: second.secret, document: a.document, phone: '13511112222' })
    expect((await rowOf(second.id)).echo_of).toBe(first.id.split('.')[1])
    expect((await rowOf((await apply(anyone(database.db), b)).id)).echo_of).toBeNull()
    expect((await myApplications(await signedIn('13511112222'), {})).items.map(({ application }) => application)).toEqual([second.id])
  })

  test('a second application after a return stands first: its sender has tried again', async () => {
    const given = someone()
    const lost = await apply(anyone(database.db), given)
    await decide(clerk, { id: lost.id, decision: 'return', fields: ['name'] })
    const again = await apply(anyone(database.db), { ...given, name: '周改名' })
    expect([(await rowOf(again.id)).echo_of, (await rowOf(lost.id)).echo_of]).toEqual([null, again.id.split('.')[1]])
    // Corrected by the old link after all: while the other waits it stays behind it.
    await correct(anyone(database.db), { id: lost.id, secret: lost.secret, name: '周改名' })
    await decide(clerk, { id: lost.id, decision: 'approve' })
    expect([(await rowOf(again.id)).state, (await rowOf(lost.id)).state]).toEqual(['approved', 'approved'])
  })

  test('taken back, it ends with all that the same phone sent; what others sent for the document moves up', async () => {
    const given = someone()
    const one = await apply(anyone(database.db), given)
    const twice = await apply(anyone(database.db), given)
    const other = await apply(anyone(database.db), { ...given, phone: '13600000009' })
    const gone = await withdraw(anyone(database.db), { id: one.id, secret: one.secret })
    expect(gone).toMatchObject({ state: 'withdrawn', card: null, clock: null })
    expect([(await rowOf(twice.id)).state, (await rowOf(other.id)).state, (await rowOf(other.id)).echo_of]).toEqual(['withdrawn', 'submitted', null])
    expect((await withdraw(anyone(database.db), { id: one.id, secret: one.secret })).state).toBe('withdrawn')
    expect(await refusalOf(correct(anyone(database.db), { id: one.id, secret: one.secret, name: '晚了' }))).toMatchObject({ code: 'joining.decided', params: { state: 'withdrawn' } })
    const ended = await database.db.selectFrom('card_revocation').select('card_id').execute()
    expect(ended.length).toBeGreaterThanOrEqual(2)
  })
})

describe('joining.decide', () => {
  test('ten sendings of one person are settled by one approval: one membership, one number, the person told', async () => {
    const given = someone()
    const all = []
    for (let at = 0; at < 10; at++) all.push(await apply(anyone(database.db), given))
    const done = await decide(clerk, { id: all[4]!.id, decision: 'approve', revision: 1 })
    expect(done).toMatchObject({ application: all[0]!.id, state: 'approved' })
    expect(done.number).toMatch(/^\d{12}$/)
    for (const one of all) expect(await rowOf(one.id)).toMatchObject({ state: 'approved', person_id: done.person })
    expect(await refusalOf(decide(clerk, { id: all[1]!.id, decision: 'refuse', reason: 'own_wish' }))).toMatchObject({ code: 'joining.decided', params: { state: 'approved' } })
    const member = await database.db.selectFrom('member').selectAll().where('tenant_id', '=', 1).where('person_id', '=', done.person!).execute()
    expect(member).toMatchObject([{ path: TOWN, kind: 'home', source: 'self', silent: true, number: done.number }])
    const me = await signedIn(given.phone)
    expect(await progress(me, { id: all[0]!.id })).toMatchObject({ state: 'approved', number: done.number, card: null })
    // The secret alone does not tell the number.
    expect((await progress(anyone(database.db), { id: all[0]!.id, secret: all[0]!.secret })).number).toBeNull()
    const told = await database.db.selectFrom('outbox').select(['person_id', 'code', 'params']).where('tenant_id', '=', 1).where('code', '=', 'joining.approved').where('person_id', '=', done.person!).execute()
    expect(told).toEqual([{ person_id: done.person, code: 'joining.approved', params: { union: '示例街道总工会' } }])
  })

  test('twice is once: at home in this very union the second application is settled without a second membership; elsewhere it is refused', async () => {
    const given = someone()
    const first = await decide(clerk, { id: (await apply(anyone(database.db), given)).id, decision: 'approve' })
    expect(await decide(clerk, { id: (await apply(anyone(database.db), given)).id, decision: 'approve' })).toMatchObject({ person: first.person, number: first.number })
    const other = await apply(anyone(database.db), { ...given, union: HANGZHOU.county })
    expect(await refusalOf(decide(clerk, { id: other.id, decision: 'approve' }))).toMatchObject({ code: 'membership.already_home', params: { union: '示例街道总工会' } })
    const far = await apply(anyone(database.db), { ...given, division: LANZHOU.division })
    const there = await staff(database.db, 'union_clerk', 2, LANZHOU.path)
    expect(await refusalOf(decide(there, { id: far.id, decision: 'approve' }))).toMatchObject({ code: 'membership.already_home' })
    expect((await review(there, { id: far.id })).member).toBe('elsewhere')
    expect((await homeOf(clerk, first.person!))!.union).toEqual({ tenant: 1, path: TOWN })
  })

  test('a phone and a document of two people are not made one, nor is a family\'s phone', async () => {
    const [a, b] = [someone(), someone()]
    await decide(clerk, { id: (await apply(anyone(database.db), a)).id, decision: 'approve' })
    await decide(clerk, { id: (await apply(anyone(database.db), b)).id, decision: 'approve' })
    const mixed = await apply(anyone(database.db), { ...a, phone: b.phone })
    expect(await refusalOf(decide(clerk, { id: mixed.id, decision: 'approve' }))).toMatchObject({ code: 'joining.person_conflict' })
    const wife = await apply(anyone(database.db), { ...someone(), phone: a.phone })
    expect(await refusalOf(decide(clerk, { id: wife.id, decision: 'approve' }))).toMatchObject({ code: 'joining.person_conflict' })
    expect((await rowOf(wife.id)).state).toBe('submitted')
  })

  test('refused with a coded reason; a reason that would betray a member is told only to the person of the document', async () => {
    const one = await sent()
    await decide(clerk, { id: one.id, decision: 'refuse', reason: 'not_in_area' })
    expect(await progress(anyone(database.db), { id: one.id, secret: one.secret })).toMatchObject({ state: 'refused', reason: 'not_in_area', card: null })
    const given = someone()
    const member = await decide(clerk, { id: (await apply(anyone(database.db), given)).id, decision: 'approve' })
    for (const reason of ['already_member', 'not_reached', 'own_wish'] as const) {
      const again = await apply(anyone(database.db), given)
      await decide(clerk, { id: again.id, decision: 'refuse', reason })
      const shown = await progress(anyone(database.db), { id: again.id, secret: again.secret })
      expect([shown.reason, shown.steps.at(-1)!.detail]).toEqual([null, {}])
      expect((await progress(await signedIn(given.phone), { id: again.id })).reason).toBe(reason)
    }
    expect(member.person).not.toBeNull()
    expect(await refusalOf(decide(clerk, { id: (await sent()).id, decision: 'refuse' }))).toMatchObject({ code: 'input.invalid' })
    expect(await refusalOf(decide(clerk, { id: (await sent()).id, decision: 'return' }))).toMatchObject({ code: 'input.invalid' })
  })

  test('a decision about an older version is refused; other counties and tenants see nothing', async () => {
    const one = await sent()
    await correct(anyone(database.db), { id: one.id, secret: one.secret, name: '周新名' })
    expect(await refusalOf(decide(clerk, { id: one.id, decision: 'approve', revision: 1 }))).toEqual({ code: 'edit.stale', params: { read: 1, current: 2 } })
    for (const stranger of [await staff(database.db, 'union_clerk', 2, LANZHOU.path), await staff(database.db, 'union_clerk', 1, '/cn/33/3301/330105')]) {
      for (const act of [() => decide(stranger, { id: one.id, decision: 'approve' }), () => review(stranger, { id: one.id }), () => openFields(stranger, { id: one.id, fields: ['phone'], purpose: 'check_identity' })]) {
        expect((await refusalOf(act())).code).toBe('access.not_found')
      }
    }
    const auditor = await staff(database.db, 'auditor', 1, HANGZHOU.path)
    expect((await refusalOf(decide(auditor, { id: one.id, decision: 'approve' }))).code).toBe('access.denied')
  })
})

test('an echo routed to another union gives its clerk no word in the first one', async () => {
  const given = someone()
  const first = await apply(anyone(database.db), { ...given, union: HANGZHOU.path })
  const echo = await apply(anyone(database.db), given)
  for (const { id } of [first, echo]) expect((await refusalOf(decide(clerk, { id, decision: 'approve' }))).code).toBe('access.not_found')
  expect((await rowOf(first.id)).state).toBe('submitted')
})

test('handed over by a partner: routed, and the consents become the person\'s own when he is known', async () => {
  const ctx = { ...anyone(database.db), tenant: 1 }
  const client = { id: newId(), name: '示例货运平台' }
  const { application } = await ctx.db.transaction().execute((trx) => submit({ ...ctx, db: trx }, { ...someone(), consent: '2', source: 'partner', client, union: TOWN }))
  expect((await review(clerk, { id: application })).candidates[0]).toMatchObject({ why: 'partner', path: TOWN })
  const { person } = await decide(clerk, { id: application, decision: 'approve' })
  const given = await database.db.selectFrom('consent').select(['purpose', 'version', 'party']).where('person_id', '=', person!).orderBy('purpose').execute()
  expect(given).toEqual([{ purpose: 'hand_over', version: '2', party: '示例货运平台' }, { purpose: 'identity_document', version: '2', party: null }])
})

describe('joining.queue, review, open_fields', () => {
  test('shows names in full and numbers masked, what is due first on top, page by page', async () => {
    const city = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
    const seen: string[] = []
    let next: string | null = null
    do {
      const page: Awaited<ReturnType<typeof queue>> = await queue(city, { limit: 7, ...(next ? { cursor: next } : {}) })
      seen.push(...page.items.map(({ application }) => application))
      next = page.next
    } while (next)
    const all = await queue(city, { limit: 200 })
    expect(seen).toEqual(all.items.map(({ application }) => application))
    expect(new Set(seen).size).toBe(seen.length)
    expect(all.counts.open + all.counts.returned).toBe(seen.length)
    expect(all.items.every(({ phone, document }) => phone.includes('****') && document.number.includes('*'))).toBe(true)
    const closed = await queue(city, { state: 'approved', limit: 2 })
    const older = await queue(city, { state: 'approved', limit: 2, cursor: closed.next! })
    expect([...closed.items, ...older.items].map(({ application }) => application)).toEqual((await queue(city, { state: 'approved', limit: 4 })).items.map(({ application }) => application))
    expect(await refusalOf(queue(city, { cursor: 'xx' }))).toMatchObject({ code: 'list.bad_cursor' })
    expect((await refusalOf(queue(await signedIn('13700000001'), {}))).code).toBe('access.not_found')
    expect((await refusalOf(queue(anyone(database.db), {}))).code).toBe('access.sign_in')
  })

  test('finds by name, phone and document; says how often it came, who is alike and who is a member', async () => {
    const given = { ...someone(), name: '欧阳锋' }
    const one = await apply(anyone(database.db), { ...given, employer: '示例速运' })
    await apply(anyone(database.db), { ...given, name: '欧阳峰', phone: '13655556666' })
    for (const q of ['欧阳', given.phone, given.document.number.toLowerCase()]) expect((await queue(clerk, { q })).items.map(({ application }) => application)).toEqual([one.id])
    expect((await queue(clerk, { q })).items).toEqual([])
    expect((await queue(clerk, { q: '欧阳锋' })).items[0]).toMatchObject({ name: '欧阳锋', echoes: 1, member: null, alike: 0, employerTold: true, phoneProved: false, target: { path: COMPANY } })
    await decide(clerk, { id: one.id, decision: 'approve' })
    const like = await apply(anyone(database.db), { ...someone(), name: '欧阳锋', document: { kind: 'passport', number: 'G1234567' } })
    expect(await review(clerk, { id: like.id })).toMatchObject({ alike: 1, alikeMembers: [{ name: '欧阳锋' }], home: null, member: null })
    const known = await apply(anyone(database.db), { ...given, phone: '13655556667' })
    expect(await review(clerk, { id: known.id })).toMatchObject({ member: 'here', home: '示例公司工会', steps: [{ event: 'submitted' }] })
  })
  const q = '司马'

  test('a field is opened with a purpose: in the audit, and the person sees it, also what was opened before he was known', async () => {
    const given = someone()
    const one = await apply(anyone(database.db), { ...given, employer: '示例速运' })
    expect(await openFields({ ...clerk, key: 'look-1' }, { id: one.id, fields: ['phone', 'document', 'employer'], purpose: 'check_identity' })).toEqual({ phone: given.phone, document: given.document, employer: '示例速运' })
    const { person } = await decide(clerk, { id: one.id, decision: 'approve' })
    await openFields(clerk, { id: one.id, fields: ['document'], purpose: 'call_about_application' })
    const reader = clerk.actor.pseudonym
    expect(await database.db.selectFrom('reading').select(['fields', 'purpose', 'reader', 'at']).where('person_id', '=', person!).orderBy('reading_id').execute()).toEqual([
      { fields: ['phone', 'document', 'employer'], purpose: 'check_identity', reader, at: clerk.now },
      { fields: ['document'], purpose: 'call_about_application', reader, at: clerk.now },
    ])
    expect((await review(clerk, { id: one.id })).steps.map(({ event }) => event)).toEqual(['submitted', 'approved'])
    const lines = await database.db.selectFrom('audit').select('subjects').where('tenant_id', '=', 1).where('act', '=', 'joining.open_fields').where('outcome', '=', 'done').execute()
    expect(lines.map(({ subjects }) => subjects)).toContainEqual([one.id, 'purpose:check_identity', 'field:phone', 'field:document', 'field:employer'])
    expect(JSON.stringify(await database.db.selectFrom('once').selectAll().where('tenant_id', '=', 1).execute())).not.toContain(given.phone)
  })
})

describe('the clock', () => {
  test('counts working days only, over the National Day and its make-up days', () => {
    expect(startClock('2026-11-18')).toEqual({ clockOn: '2026-11-18', dueOn: '2026-11-19', raiseOn: '2026-11-23', provisional: false })
    expect(startClock('2026-11-20')).toMatchObject({ dueOn: '2026-11-23', raiseOn: '2026-11-25' })
    expect(startClock('2026-09-30')).toMatchObject({ dueOn: '2026-10-08' })
    expect(countedDays('2026-11-18', '2026-11-22')).toEqual(['2026-11-19', '2026-11-20'])
    expect(countedDays('2026-11-18', '2026-11-18')).toEqual([])
    expect(startClock('2031-01-06').provisional).toBe(true)
  })

  test('rises one level a time, to the living union above, and stays at the top', () => {
    const start = { path: '/cn/33/3301/330106/u', level: 0, clock: startClock('2026-11-18') }
    const ladder = ['/cn/33/3301/330106/u', '/cn/33/3301/330106', '/cn/33/3301']
    expect(nextRise(start, ladder, '2026-11-23')).toBeNull()
    expect(nextRise(start, ladder, '2026-11-24')).toMatchObject({ to: { path: ladder[1], level: 1, clock: { clockOn: '2026-11-24' } }, counted: ['2026-11-19', '2026-11-20', '2026-11-23'] })
    expect(risesUntil(start, ladder, '2027-01-31').map(({ to }) => to.path)).toEqual(ladder.slice(1))
    expect(nextRise({ ...start, path: '/cn/33/3301/330106/ended' }, ladder.slice(1), '2026-12-01')).toMatchObject({ to: { path: ladder[1] } })
  })

  test('what is not decided in three working days goes up, its new staff are told a plain number, and at the top it is late', async () => {
    const given = someone()
    const one = await apply(anyone(database.db), given)
    const city = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
    const raise = (minutes: number) => raiseLate({ ...clockContext(database.db, 1), now: later(clerk, minutes).now })
    const page = (minutes: number) => progress(anyone(database.db, { now: later(clerk, minutes).now }), { id: one.id, secret: one.secret })
    const DAYS = 1440
    expect(await page(5 * DAYS)).toMatchObject({ union: { path: TOWN }, clock: { counted: ['2026-11-19', '2026-11-20', '2026-11-23'], late: true } })
    await raise(5 * DAYS)
    expect((await rowOf(one.id)).path).toBe(TOWN)
    expect(await raise(6 * DAYS)).toBeGreaterThan(0)
    expect(await raise(6 * DAYS)).toBe(0)
    expect(await page(6 * DAYS)).toMatchObject({ union: { path: HANGZHOU.county }, clock: { from: '2026-11-24', dueOn: '2026-11-25', riseOn: '2026-11-27', late: false }, steps: [{}, { event: 'raised', detail: { from: TOWN } }] })
    await raise(11 * DAYS)
    expect((await page(11 * DAYS)).union.path).toBe(HANGZHOU.path)
    const told = await database.db.selectFrom('outbox').select('params').where('tenant_id', '=', 1).where('person_id', '=', city.actor.person!).where('code', '=', 'joining.raised').execute()
    for (const { params } of told) expect(Object.keys(params as object)).toEqual(['count'])
    expect(told.length).toBeGreaterThan(0)
    await raise(40 * DAYS)
    expect(await page(40 * DAYS)).toMatchObject({ union: { path: HANGZHOU.path }, clock: { riseOn: null, late: true } })
    // The union decides for the one below: the person belongs where he was routed to.
    const { person } = await decide(city, { id: one.id, decision: 'approve' })
    expect((await homeOf(city, person!))!.union).toEqual({ tenant: 1, path: TOWN })
  })
})

describe('ceremonies', () => {
  const times = { startsAt: '2026-11-18T09:00:00+08:00', endsAt: '2026-11-18T12:00:00+08:00' }
  const hold = (given: object = {}) => createCeremony(clerk, { path: HANGZHOU.county, name: '示例入会仪式', oath: '示例誓词', ...times, ...given })

  test('is set up, changed and seen by whoever scans its code', async () => {
    const held = await hold()
    expect(held).toMatchObject({ name: '示例入会仪式', joined: 0, waiting: 0, state: 'open', union: { name: '西湖区总工会' } })
    expect(held.ceremony).toMatch(/^1\.[0-9A-Z]{8}$/)
    expect(await editCeremony(clerk, { ceremony: held.ceremony, name: '改了名', oath: '示例', ...times })).toMatchObject({ name: '改了名', ceremony: held.ceremony })
    expect(await ceremony(anyone(database.db), { ceremony: held.ceremony })).toMatchObject({ name: '改了名', state: 'open' })
    expect((await ceremonies(clerk, {})).items[0]).toMatchObject({ ceremony: held.ceremony })
    expect(await refusalOf(ceremony(anyone(database.db), { ceremony: '1.NOSUCH99' }))).toMatchObject({ code: 'joining.ceremony_unknown' })
    expect(await refusalOf(hold({ endsAt: times.startsAt }))).toMatchObject({ code: 'input.invalid' })
    expect((await refusalOf(createCeremony(clerk, { path: HANGZHOU.path, name: '越级', oath: '', ...times }))).code).toBe('access.not_found')
    expect((await refusalOf(createCeremony(anyone(database.db), { path: HANGZHOU.county, name: '路人', oath: '', ...times }))).code).toBe('access.sign_in')
  })

  test('counts each document once, and takes what was sent late but not what comes next day', async () => {
    const held = await hold()
    const given = { ...someone(), division: undefined, ceremony: held.ceremony }
    const [one, two] = [await apply(anyone(database.db), given), await apply(anyone(database.db), given)]
    expect([one.candidates, (await rowOf(two.id)).echo_of]).toEqual([[{ path: HANGZHOU.county, name: '西湖区总工会', why: 'ceremony' }], one.id.split('.')[1]])
    await sent({ division: undefined, ceremony: held.ceremony }, later(anyone(database.db), 200))
    expect(await ceremonyCount(anyone(database.db), { ceremony: held.ceremony })).toEqual({ joined: 2, etag: '2' })
    expect(await refusalOf(sent({ division: undefined, ceremony: held.ceremony }, later(anyone(database.db), 1440)))).toMatchObject({ code: 'joining.ceremony_closed' })
    expect(await refusalOf(sent({ division: undefined, ceremony: held.ceremony }, later(anyone(database.db), -120)))).toMatchObject({ code: 'joining.ceremony_closed' })
  })

  test('whoever had applied before stands first at the ceremony', async () => {
    const held = await hold()
    const given = someone()
    const before = await apply(anyone(database.db), given)
    const now = await apply(anyone(database.db), { ...given, division: undefined, ceremony: held.ceremony })
    expect([(await rowOf(now.id)).echo_of, (await rowOf(before.id)).echo_of]).toEqual([null, now.id.split('.')[1]])
    await approveAll(clerk, { ceremony: held.ceremony, name: '王主席' })
    expect((await rowOf(before.id)).state).toBe('approved')
  })

  test('the present official approves all at once and signs; one bad row stops nobody', async () => {
    const held = await hold()
    const people = Array.from({ length: 6 }, () => ({ ...someone(), division: undefined, ceremony: held.ceremony }))
    const all = []
    for (const person of people) all.push(await apply(anyone(database.db), person))
    await decide(clerk, { id: (await apply(anyone(database.db), { ...people[0]!, ceremony: undefined, division: LANZHOU.division })).id, decision: 'approve' }).catch(() => null)
    const there = await staff(database.db, 'union_clerk', 2, LANZHOU.path)
    await decide(there, { id: (await apply(anyone(database.db), { ...people[0]!, ceremony: undefined, division: LANZHOU.division })).id, decision: 'approve' })
    const done = await approveAll(clerk, { ceremony: held.ceremony, name: '王主席' })
    expect(done).toMatchObject({ approved: 5, left: 0, failed: [{ application: all[0]!.id, name: people[0]!.name, code: 'membership.already_home' }], list: { people: 5, signedBy: '王主席' } })
    expect((await ceremonies(clerk, {})).items.find((each) => each.ceremony === held.ceremony)).toMatchObject({ joined: 6, waiting: 1, approved: 5 })
    const printed = await printedList(clerk, { ceremony: held.ceremony, list: done.list!.list })
    expect(printed).toMatchObject({ verified: true, people: 5, signedBy: '王主席' })
    expect(printed.items.every(({ number }) => /^\d{12}$/.test(number ?? ''))).toBe(true)
    expect((await signedLists(clerk, { ceremony: held.ceremony })).items).toEqual([done.list])
    expect(await approveAll(clerk, { ceremony: held.ceremony, name: '王主席' })).toMatchObject({ approved: 0, list: null, failed: [{ code: 'membership.already_home' }] })
    // A list that somebody has touched no longer holds.
    await sql`update application set list_id = null where tenant_id = 1 and application_id = ${printed.items[0]!.application.split('.')[1]}`.execute(database.db)
    expect((await printedList(clerk, { ceremony: held.ceremony, list: done.list!.list })).verified).toBe(false)
  })

  test('approves only those named; another county\'s official sees nothing', async () => {
    const held = await hold()
    const [one] = [await sent({ division: undefined, ceremony: held.ceremony }), await sent({ division: undefined, ceremony: held.ceremony })]
    expect(await approveAll(clerk, { ceremony: held.ceremony, name: '王主席', applications: [one.id] })).toMatchObject({ approved: 1, failed: [] })
    const stranger = await staff(database.db, 'union_clerk', 1, '/cn/33/3301/330105')
    expect((await refusalOf(approveAll(stranger, { ceremony: held.ceremony, name: '外人' }))).code).toBe('access.not_found')
    expect((await refusalOf(signedLists(stranger, { ceremony: held.ceremony }))).code).toBe('access.not_found')
  })
})

test('sealed names are bound to their row', async () => {
  const [a, b] = [await rowOf((await sent()).id), await rowOf((await sent()).id)]
  expect(() => keys().open(a.name_sealed, `application.name:${b.application_id}`)).toThrow()
})
