import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { edit, open, recordDues } from '#domain/membership/commands.ts'
import { duesFor } from '#domain/membership/model.ts'
import { COUNT_BOUND, list, NAMES_BOUND, one } from '#domain/membership/queries.ts'
import { nameKeys } from '#domain/membership/nameKeys.ts'
import { sealedMember } from '#domain/membership/member.ts'
import { ask, accept } from '#domain/moves/transfers.ts'
import { leave } from '#domain/moves/leave.ts'
import { openTestDatabase } from './database.ts'
import { addMember, addUnion, IN_HANGZHOU, IN_LANZHOU, type Enrolled } from './roster.ts'
import { anyone, buildWorld, HANGZHOU, LANZHOU, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

/** Made-up numbers with right check digits. */
const WOMAN = { kind: 'resident_id', number: '100000199003071520', born: '1990-03-07', sex: 'female' } as const
const PASSPORT = { kind: 'passport', number: 'E87654321', born: null, sex: null } as const

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clerk: Context
let city: Context
let lanzhou: Context
let riders: string
let chen: Enrolled

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  riders = await addUnion(database.db, HANGZHOU, 'riders', '西湖区骑手工会（示例）')
  clerk = await staff(database.db, 'union_clerk', HANGZHOU.tenant, HANGZHOU.county)
  city = await staff(database.db, 'union_clerk', HANGZHOU.tenant, HANGZHOU.path)
  lanzhou = await staff(database.db, 'union_clerk', LANZHOU.tenant, LANZHOU.path)
  chen = await addMember(database.db, { tenant: 1, path: riders }, { name: '陈小示', phone: '13800001234', document: WOMAN, trade: 'delivery-rider', platforms: ['示例外卖'], employer: '示例公司', joinedOn: '2026-03-01' })
  await addMember(database.db, IN_HANGZHOU, { name: '陈示', phone: '13900001234', document: PASSPORT })
  await addMember(database.db, IN_HANGZHOU, { name: '小陈小示例', trade: 'streamer' })
  await addMember(database.db, { tenant: 1, path: HANGZHOU.path }, { name: '陈市级' })
  await addMember(database.db, IN_LANZHOU, { name: '陈小示', phone: '13800001234' })
})
afterAll(() => database.close())

const county = { path: HANGZHOU.county }
const names = async (ctx: Context, asked: Omit<Parameters<typeof list>[1], 'path'> & { path?: string }) => (await list(ctx, { ...county, ...asked })).items.map((item) => item.name).sort()

describe('members.list', () => {
  test('by two characters of a name or more, only where they stand together', async () => {
    expect(await names(clerk, { q: '小示' })).toEqual(['小陈小示例', '陈小示'])
    expect(await names(clerk, { q: '陈小示' })).toEqual(['小陈小示例', '陈小示'])
    expect(await names(clerk, { q: '陈 小 示' })).toEqual(['小陈小示例', '陈小示'])
    expect(await names(clerk, { q: '陈示' })).toEqual(['陈示'])
    expect(await names(clerk, { q: '示陈' })).toEqual([])
    expect(await refusalOf(list(clerk, { ...county, q: '陈' }))).toEqual({ code: 'membership.search_short', params: { least: 2 } })
  })

  test('pairs that all occur, yet not in this order, do not fit', async () => {
    await addMember(database.db, IN_HANGZHOU, { name: '示乙甲示乙丙' })
    expect(await names(clerk, { q: '示乙丙' })).toEqual(['示乙甲示乙丙'])
    expect(await names(clerk, { q: '甲示乙丙' })).toEqual(['示乙甲示乙丙'])
    expect(await names(clerk, { q: '示乙示乙' })).toEqual([])
  })

  test('by phone, document and membership number, as people type them; only whole ones', async () => {
    expect(await names(clerk, { q: '138 0000 1234' })).toEqual(['陈小示'])
    expect(await names(clerk, { q: WOMAN.number })).toEqual(['陈小示'])
    expect(await names(clerk, { q: 'e8765 4321' })).toEqual(['陈示'])
    expect(await names(clerk, { q: chen.number })).toEqual(['陈小示'])
    expect(await names(clerk, { q: '13800001235' })).toEqual([])
  })

  test('numbers are masked, and no sealed field leaves', async () => {
    const { items } = await list(clerk, { ...county, q: chen.number })
    expect(items).toEqual([{
      person: chen.id, number: chen.number, name: '陈小示', kind: 'home', state: 'active', union: { path: riders, name: '西湖区骑手工会（示例）' }, phone: '138****1234',
      document: { kind: 'resident_id', number: '100***********1520' }, sex: 'female', birthYear: 1990, trade: 'delivery-rider', joinedOn: '2026-03-01', endedOn: null, endReason: null, sample: true,
    }])
  })

  test('filters by union below, trade, state, kind, sex and first day', async () => {
    expect(await names(clerk, { union: riders })).toEqual(['陈小示'])
    expect(await names(clerk, { trade: 'streamer' })).toEqual(['小陈小示例'])
    expect(await names(clerk, { sex: 'female' })).toEqual(['陈小示'])
    expect(await names(clerk, { sex: 'unknown', q: '陈示' })).toEqual(['陈示'])
    expect(await names(clerk, { from: '2026-03-01', to: '2026-03-01' })).toEqual(['陈小示'])
    expect(await names(clerk, { kind: 'guest' })).toEqual([])
    const gone = await addMember(database.db, IN_HANGZHOU, { name: '已退示' })
    await leave(gone.ctx, {})
    expect(await names(clerk, { q: '已退' })).toEqual([])
    expect(await names(clerk, { q: '已退', state: 'ended' })).toEqual(['已退示'])
    expect(await names(clerk, { q: '已退', state: 'any' })).toEqual(['已退示'])
    expect((await refusalOf(list(clerk, { ...county, from: '2026-02-30' }))).code).toBe('input.invalid')
  })

  test('a county sees itself and below, the city all, other tenants nothing', async () => {
    expect(await names(clerk, { q: '陈市' })).toEqual([])
    expect(await names(city, { path: HANGZHOU.path, q: '陈市' })).toEqual(['陈市级'])
    expect((await refusalOf(list(clerk, { path: HANGZHOU.path }))).code).toBe('access.not_found')
    expect((await refusalOf(list(lanzhou, county))).code).toBe('access.not_found')
    expect((await list(lanzhou, { path: LANZHOU.path, q: '13800001234' })).items).toHaveLength(1)
    expect((await refusalOf(list(clerk, { path: '/cn/33/3301/330199' }))).code).toBe('organisations.unknown')
    expect(await names(clerk, { union: LANZHOU.county })).toEqual([])
    expect((await refusalOf(list(anyone(database.db), county))).code).toBe('access.sign_in')
  })

  test('pages by key, each member once', async () => {
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await list(clerk, { ...county, limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.items.map((item) => item.person))
      if (page.next === null) break
      cursor = page.next
    }
    const all = await list(clerk, { ...county, limit: 500 })
    expect(seen).toEqual(all.items.map((item) => item.person))
    expect(all).toMatchObject({ count: seen.length, more: false, next: null })
  })

  test('the count is exact up to its bound', async () => {
    const row = (await sealedMember(clerk, 1, chen.id))!
    const many = Array.from({ length: COUNT_BOUND + 1 }, (_, at) => {
      const person = newId()
      return {
        ...row, tenant_id: 1, person_id: person, path: HANGZHOU.county, number: String(at), name_sealed: keys().seal('众示例', `member.name:${person}`), name_keys: nameKeys(1, '众示例'), phone_hash: null, doc_hash: null,
        phone_sealed: null, doc_sealed: null, doc_kind: null, employer_sealed: null, trade: 'other', trades: ['other'], created_at: WEDNESDAY, changed_at: WEDNESDAY,
      }
    })
    for (let at = 0; at < many.length; at += 500) await database.db.insertInto('member').values(many.slice(at, at + 500)).execute()
    expect(await list(clerk, { ...county, trade: 'other', limit: 1 })).toMatchObject({ count: COUNT_BOUND, more: true })
    expect(await list(clerk, { ...county, trade: 'delivery-rider', limit: 1 })).toMatchObject({ count: 1, more: false })
    const named = await list(clerk, { ...county, q: '众示例', limit: 200 })
    expect(named).toMatchObject({ count: NAMES_BOUND, more: true })
    const rest = await list(clerk, { ...county, q: '众示例', limit: 200, cursor: named.next! })
    // Which three hundred of a thousand is the database's matter: nobody is shown twice, and it ends.
    const shown = [...named.items, ...rest.items].map((item) => item.person)
    expect(new Set(shown).size).toBe(shown.length)
    expect(rest.next).toBeNull()
    await database.db.deleteFrom('member').where('tenant_id', '=', 1).where('trade', '=', 'other').execute()
    expect(await list(clerk, { ...county, limit: 1 })).toMatchObject({ more: false })
  })
})

describe('members.one', () => {
  test('trades, platforms, what is known and what happened in this tenant', async () => {
    expect(await one(clerk, { tenant: 1, person: chen.id })).toMatchObject({
      tenant: 1, trades: ['delivery-rider'], platforms: ['示例外卖'], cities: [], known: ['phone', 'document', 'employer'], silent: true, source: 'self', revision: 1, phone: '138****1234',
      history: [{ event: 'joined', union: '西湖区骑手工会（示例）' }], dues: [],
    })
    expect(JSON.stringify(await one(clerk, { tenant: 1, person: chen.id }))).not.toMatch(/13800001234|19900307|示例公司/)
  })

  test('what other tenants did is not told', async () => {
    const member = await addMember(database.db, IN_HANGZHOU, { name: '要转示' })
    const { transfer } = await ask(member.ctx, { union: LANZHOU.county })
    await accept(lanzhou, { transfer })
    const { history } = await one(clerk, { tenant: 1, person: member.id })
    expect(history.map((entry) => entry.event)).toEqual(['joined'])
  })

  test('not to other tenants or counties', async () => {
    expect((await refusalOf(one(lanzhou, { tenant: 1, person: chen.id }))).code).toBe('access.not_found')
    expect((await refusalOf(one(lanzhou, { person: chen.id }))).code).toBe('membership.unknown')
    const other = await staff(database.db, 'union_clerk', 1, '/cn/33/3301/330105')
    expect((await refusalOf(one(other, { tenant: 1, person: chen.id }))).code).toBe('access.not_found')
  })
})

describe('members.open', () => {
  test('in full, for a purpose; the reading is logged for the member and in the audit', async () => {
    const opened = await open(clerk, { tenant: 1, person: chen.id, fields: ['phone', 'document', 'employer'], purpose: 'call_about_membership' })
    expect(opened).toEqual({ phone: '13800001234', document: { kind: 'resident_id', number: WOMAN.number }, employer: '示例公司' })
    const readings = await database.db.selectFrom('reading').selectAll().where('person_id', '=', chen.id).execute()
    expect(readings).toMatchObject([{ tenant_id: 1, place: '西湖区骑手工会（示例）', role: 'union_clerk', fields: ['phone', 'document', 'employer'], purpose: 'call_about_membership', reader: clerk.actor.pseudonym }])
    const lines = await database.db.selectFrom('audit').selectAll().where('tenant_id', '=', 1).where('act', '=', 'members.open').execute()
    expect(lines).toMatchObject([{ subjects: [chen.id, 'phone', 'document', 'employer', 'call_about_membership'] }])
  })

  test('only what is asked for, only with a purpose, only by who may', async () => {
    expect(await open(clerk, { tenant: 1, person: chen.id, fields: ['phone'], purpose: 'urgent_help' })).toEqual({ phone: '13800001234' })
    expect((await refusalOf(open(clerk, { tenant: 1, person: chen.id, fields: ['phone'], purpose: 'curiosity' as 'urgent_help' }))).code).toBe('input.invalid')
    expect((await refusalOf(open(clerk, { tenant: 1, person: chen.id, fields: [], purpose: 'urgent_help' }))).code).toBe('input.invalid')
    const auditor = await staff(database.db, 'auditor', 1, HANGZHOU.path)
    expect((await refusalOf(open(auditor, { tenant: 1, person: chen.id, fields: ['phone'], purpose: 'urgent_help' }))).code).toBe('access.not_found')
    expect((await refusalOf(open(lanzhou, { tenant: 1, person: chen.id, fields: ['phone'], purpose: 'urgent_help' }))).code).toBe('access.not_found')
  })
})

describe('members.edit', () => {
  test('several trades, platforms and cities; who edits an old state is told', async () => {
    const given = { tenant: 1, person: chen.id, revision: 1, trade: 'courier', trades: ['delivery-rider'], platforms: ['示例外卖', '示例快递', '示例外卖'], cities: ['330106', '620102'] }
    expect(await edit(clerk, given)).toEqual({ revision: 2 })
    expect(await one(clerk, { tenant: 1, person: chen.id })).toMatchObject({
      trade: 'courier', trades: ['courier', 'delivery-rider'], platforms: ['示例外卖', '示例快递'], cities: [{ code: '330106', name: '浙江省 杭州市 西湖区' }, { code: '620102' }], revision: 2,
    })
    expect(await refusalOf(edit(clerk, given))).toEqual({ code: 'edit.stale', params: { yours: 1, now: 2 } })
  })

  test('no unknown trade or division, not by others', async () => {
    const given = { tenant: 1, person: chen.id, revision: 2, trade: 'courier' }
    expect((await refusalOf(edit(clerk, { ...given, trades: ['astronaut'] }))).code).toBe('membership.trade_unknown')
    expect((await refusalOf(edit(clerk, { ...given, cities: ['999999'] }))).code).toBe('stations.division_unknown')
    expect((await refusalOf(edit(lanzhou, given))).code).toBe('access.not_found')
  })
})

describe('members.record_dues', () => {
  test('once a month, on a day that has come', async () => {
    const given = { tenant: 1, person: chen.id, month: '2026-10', amountFen: 2615, paidOn: '2026-11-02' }
    expect(await recordDues(clerk, given)).toEqual({ month: '2026-10', amountFen: 2615 })
    expect(await refusalOf(recordDues(clerk, given))).toEqual({ code: 'membership.dues_recorded', params: { month: '2026-10' } })
    expect((await refusalOf(recordDues(clerk, { ...given, month: '2026-11', paidOn: '2026-11-19' }))).code).toBe('membership.dues_ahead')
    expect((await refusalOf(recordDues(clerk, { ...given, month: '2026-13' }))).code).toBe('input.invalid')
    expect((await refusalOf(recordDues(clerk, { ...given, amountFen: 0 }))).code).toBe('input.invalid')
    expect((await one(clerk, { tenant: 1, person: chen.id })).dues).toEqual([{ month: '2026-10', amountFen: 2615, paidOn: '2026-11-02' }])
  })

  test('R-O4: 0.5 % of the pay, a remainder under ten yuan not counted', () => {
    expect(duesFor(523_700)).toBe(2_615)
    expect(duesFor(523_000)).toBe(2_615)
    expect(duesFor(999)).toBe(0)
    expect(duesFor(0)).toBe(0)
    expect(duesFor(523_700, { permille: 10, remainderFen: 100 })).toBe(5_237)
    expect(() => duesFor(-1)).toThrow(RangeError)
    expect(() => duesFor(1.5)).toThrow(RangeError)
  })
})
