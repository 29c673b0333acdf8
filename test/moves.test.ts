import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#kernel/context.ts'
import { homeOf } from '#domain/identity/home.ts'
import { historyOf } from '#domain/membership/queries.ts'
import { memberDetails, sealedMember } from '#domain/membership/member.ts'
import { carryIn, carryOut } from '#domain/moves/carry.ts'
import { beGuest, endGuests } from '#domain/moves/guests.ts'
import { leave, recordDeath, rejoin } from '#domain/moves/leave.ts'
import { list, mine, one } from '#domain/moves/queries.ts'
import { accept, ask, decline, object, pull, withdraw } from '#domain/moves/transfers.ts'
import { openTestDatabase } from './database.ts'
import { addMember, addUnion, clockAt, IN_HANGZHOU, IN_LANZHOU, type Enrolled } from './roster.ts'
import { addPerson, anyone, as, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

const DAY = 24 * 60
let database: Awaited<ReturnType<typeof openTestDatabase>>
let hangzhou: Context
let lanzhou: Context
let riders: string

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  riders = await addUnion(database.db, HANGZHOU, 'riders', '西湖区骑手工会（示例）')
  hangzhou = await staff(database.db, 'union_clerk', HANGZHOU.tenant, HANGZHOU.county)
  lanzhou = await staff(database.db, 'union_clerk', LANZHOU.tenant, LANZHOU.county)
})
afterAll(() => database.close())

/** The clock's tick in both tenants, twice: whatever it did may be done again. */
async function tick(days: number): Promise<void> {
  const now = later(anyone(database.db), days * DAY).now
  for (let round = 0; round < 2; round++) {
    for (const carry of [carryIn, carryOut]) for (const tenant of [1, 2]) await carry(clockAt(database.db, tenant, now))
  }
}

const at = (ctx: Context, days: number) => later(ctx, days * DAY)
const homeAt = async (one: Enrolled) => (await homeOf(one.ctx, one.id))?.union ?? null
const events = async (one: Enrolled) => (await historyOf(one.ctx, one.id)).map((entry) => entry.event).reverse()
const rosterOf = (one: Enrolled, tenant: number) => sealedMember(one.ctx, tenant, one.id)
const told = async (person: string) => (await sql<{ code: string }>`/* across tenants: what the test looks at */ select code from outbox where person_id = ${person} order by message_id`.execute(database.db)).rows.map((row) => row.code)

/** Somebody of Hangzhou on the way to Lanzhou, accepted on day 0. */
async function onTheWay(): Promise<Enrolled & { transfer: string; out: string }> {
  const member = await addMember(database.db, IN_HANGZHOU, { phone: '13800000001', platforms: ['示例平台'], trades: ['courier', 'streamer'] })
  const { transfer } = await ask(member.ctx, { union: LANZHOU.county })
  await accept(lanzhou, { transfer })
  await tick(0)
  return { ...member, transfer, out: transfer.replace(/^2\./, '1.') }
}

describe('moves.ask', () => {
  test('asks the new union, which is told; the home stays and stays valid', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    const asked = await ask(member.ctx, { union: LANZHOU.county, trade: 'truck-driver' })
    expect(asked).toMatchObject({ side: 'in', state: 'asked', name: '李示例', trade: 'truck-driver', clock: null, from: { path: HANGZHOU.county, name: '西湖区总工会' }, to: { name: '城关区总工会' } })
    expect(await homeOf(member.ctx, member.id)).toMatchObject({ state: 'transferring', union: { tenant: 1, path: HANGZHOU.county } })
    expect(await told(lanzhou.actor.person!)).toContain('moves.to_accept')
    expect(await mine(member.ctx, {})).toMatchObject({ home: { state: 'transferring' }, transfer: { transfer: asked.transfer, state: 'asked' } })
  })

  test('the old union sees nothing before the new one has accepted', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    const { transfer } = await ask(member.ctx, { union: LANZHOU.county })
    await tick(20)
    const { items } = await list(hangzhou, { path: HANGZHOU.county, side: 'out', limit: 200 })
    expect(items.map((item) => item.transfer)).not.toContain(transfer.replace(/^2\./, '1.'))
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
  })

  test('refuses a second one, one to where one is, an unknown union or trade, and who has no home', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    expect(await refusalOf(ask(member.ctx, { union: HANGZHOU.county }))).toEqual({ code: 'moves.already_here', params: { union: '西湖区总工会' } })
    expect((await refusalOf(ask(member.ctx, { union: '/cn/62/6201/620199' }))).code).toBe('organisations.unknown')
    expect((await refusalOf(ask(member.ctx, { union: '/cn/33' }))).code).toBe('organisations.unknown')
    expect((await refusalOf(ask(member.ctx, { union: LANZHOU.county, trade: 'astronaut' }))).code).toBe('membership.trade_unknown')
    expect(await homeOf(member.ctx, member.id)).toMatchObject({ state: 'active' })
    await ask(member.ctx, { union: LANZHOU.county })
    expect((await refusalOf(ask(member.ctx, { union: riders }))).code).toBe('moves.under_way')
    const stranger = as(database.db, await addPerson(database.db), [])
    expect((await refusalOf(ask(stranger, { union: riders }))).code).toBe('moves.no_home')
    expect((await refusalOf(ask(anyone(database.db), { union: riders }))).code).toBe('access.sign_in')
  })
})

describe('moves.pull', () => {
  test('by number and name, with the person’s word: accepted at once, the person is told', async () => {
    const member = await addMember(database.db, IN_HANGZHOU, { name: '王 小示' })
    const pulled = await pull(lanzhou, { union: LANZHOU.county, number: member.number, name: '王小示', word: true })
    expect(pulled).toMatchObject({ state: 'accepted', clock: { from: '2026-11-18', dueOn: '2026-11-28', day: 0, of: 10 } })
    expect(await told(member.id)).toEqual(['moves.accepted'])
  })

  test('a wrong name, an unknown number and who has left are answered alike', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    const gone = await addMember(database.db, IN_HANGZHOU)
    await leave(gone.ctx, {})
    const alike = { code: 'moves.person_unknown', params: {} }
    expect(await refusalOf(pull(lanzhou, { union: LANZHOU.county, number: member.number, name: '王示例', word: true }))).toEqual(alike)
    expect(await refusalOf(pull(lanzhou, { union: LANZHOU.county, number: '999999999999', name: '李示例', word: true }))).toEqual(alike)
    expect(await refusalOf(pull(lanzhou, { union: LANZHOU.county, number: gone.number, name: '李示例', word: true }))).toEqual(alike)
    expect((await refusalOf(pull(lanzhou, { union: LANZHOU.county, number: member.number, name: '李示例', word: false as true }))).code).toBe('input.invalid')
  })

  test('tries are counted: nobody runs through numbers', async () => {
    const busy = await staff(database.db, 'union_clerk', 2, LANZHOU.county)
    for (let tried = 0; tried < 120; tried++) await refusalOf(pull(busy, { union: LANZHOU.county, number: String(100000000000 + tried), name: '无名', word: true }))
    expect((await refusalOf(pull(busy, { union: LANZHOU.county, number: '100000000999', name: '无名', word: true }))).code).toBe('access.too_many')
  })

  test('only for a union of one’s own', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    expect((await refusalOf(pull(hangzhou, { union: LANZHOU.county, number: member.number, name: '李示例', word: true }))).code).toBe('access.not_found')
    const auditor = await staff(database.db, 'auditor', 2, LANZHOU.path)
    expect((await refusalOf(pull(auditor, { union: LANZHOU.county, number: member.number, name: '李示例', word: true }))).code).toBe('access.not_found')
  })
})

describe('across tenants', () => {
  test('accepted, shown to the old union, done by itself after ten days, nothing lost on the way', async () => {
    const member = await onTheWay()
    const [shown] = (await list(hangzhou, { path: HANGZHOU.county, side: 'out', limit: 200 })).items.filter((item) => item.transfer === member.out)
    expect(shown).toMatchObject({ state: 'accepted', to: { name: '城关区总工会' }, clock: { dueOn: '2026-11-28', day: 0 } })
    expect((await told(hangzhou.actor.person!)).filter((code) => code === 'moves.to_answer').length).toBeGreaterThan(0)
    await tick(10)
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
    await database.db.insertInto('card').values({ person_id: member.id, card_id: member.id, tenant_id: 1, provisional: false, issued_at: WEDNESDAY, expires_at: new Date('2026-12-24T00:00:00Z'), revoked_at: null }).execute()
    const gone = async () => (await told(hangzhou.actor.person!)).filter((code) => code === 'moves.gone').length
    await carryIn(clockAt(database.db, 2, at(member.ctx, 11).now))
    const before = await gone()
    await tick(11)
    expect(await homeOf(member.ctx, member.id)).toMatchObject({ number: member.number, state: 'active', union: { tenant: 2, path: LANZHOU.county }, transfer: null })
    expect(await rosterOf(member, 2)).toMatchObject({ state: 'active', kind: 'home', source: 'transfer', number: member.number, joined_on: '2026-11-29', trade: 'courier', trades: ['courier', 'streamer'] })
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'ended', end_reason: 'transferred', ended_on: '2026-11-29' })
    expect(await memberDetails(member.ctx, 2, member.id)).toMatchObject({ name: '李示例', phone: '13800000001', platforms: ['示例平台'], employer: null })
    expect(await events(member)).toEqual(['joined', 'transfer_asked', 'transferred_in', 'transferred_out'])
    expect(await told(member.id)).toEqual(['moves.accepted', 'moves.done'])
    const card = await database.db.selectFrom('card').select('revoked_at').where('person_id', '=', member.id).executeTakeFirstOrThrow()
    expect(card.revoked_at).not.toBeNull()
    expect(await one(hangzhou, { transfer: member.out, side: 'out' })).toMatchObject({ state: 'done' })
    // This one and the one pulled above, each told once, however often the clock came.
    expect((await gone()) - before).toBe(2)
  })

  test('a fault between the steps leaves one home, and the next tick goes on', async () => {
    const member = await onTheWay()
    const broken = (statement: string) => database.db.transaction().execute(async (trx) => {
      await sql`set local role none`.execute(trx)
      await sql.raw(statement).execute(trx)
    })
    await broken(`alter table membership_history add constraint broken check (event <> 'transferred_in') not valid`)
    await expect(tick(11)).rejects.toThrow('tried again')
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
    expect(await rosterOf(member, 2)).toBeNull()
    await broken('alter table membership_history drop constraint broken')
    // The new union has it, the old one's step does not come to run.
    await carryIn(clockAt(database.db, 2, at(member.ctx, 11).now))
    await broken(`alter table membership_history add constraint broken check (event <> 'transferred_out') not valid`)
    await expect(carryOut(clockAt(database.db, 1, at(member.ctx, 11).now))).rejects.toThrow('tried again')
    expect(await homeAt(member)).toEqual({ tenant: 2, path: LANZHOU.county })
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'active' })
    await broken('alter table membership_history drop constraint broken')
    await tick(12)
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'ended', ended_on: '2026-11-29' })
    expect(await events(member)).toEqual(['joined', 'transfer_asked', 'transferred_in', 'transferred_out'])
  })

  test('an old union that was not shown it in time is shown it first', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    const { transfer } = await ask(member.ctx, { union: LANZHOU.county })
    await accept(lanzhou, { transfer })
    await carryIn(clockAt(database.db, 2, at(member.ctx, 30).now))
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
    await tick(30)
    expect(await homeAt(member)).toEqual({ tenant: 2, path: LANZHOU.county })
  })

  test('who came back before the old roster was closed stays on it', async () => {
    const member = await onTheWay()
    await carryIn(clockAt(database.db, 2, at(member.ctx, 11).now))
    const back = await ask(at(member.ctx, 12), { union: HANGZHOU.county })
    await accept(at(hangzhou, 12), { transfer: back.transfer })
    for (const tenant of [1, 1]) await carryIn(clockAt(database.db, tenant, at(member.ctx, 12).now))
    await carryIn(clockAt(database.db, 1, at(member.ctx, 24).now))
    await carryOut(clockAt(database.db, 1, at(member.ctx, 24).now))
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'active', kind: 'home' })
    await tick(24)
    expect(await rosterOf(member, 2)).toMatchObject({ state: 'ended' })
  })
})

describe('within a tenant', () => {
  test('one transaction does each step; trades, platforms and cities stay', async () => {
    const member = await addMember(database.db, IN_HANGZHOU, { trades: ['courier', 'streamer'], cities: ['330106'] })
    const { transfer } = await ask(member.ctx, { union: riders })
    await accept(hangzhou, { transfer })
    expect(await one(hangzhou, { transfer, side: 'out' })).toMatchObject({ state: 'accepted', clock: { dueOn: '2026-11-28' } })
    await tick(11)
    expect(await homeAt(member)).toEqual({ tenant: 1, path: riders })
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'active', path: riders, source: 'transfer', trades: ['courier', 'streamer'], cities: ['330106'] })
    expect(await one(hangzhou, { transfer, side: 'out' })).toMatchObject({ state: 'done', clock: null })
    expect((await events(member)).sort()).toEqual(['joined', 'transfer_asked', 'transferred_in', 'transferred_out'])
  })

  test('an objection closes both sides at once', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    const { transfer } = await ask(member.ctx, { union: riders })
    await accept(hangzhou, { transfer })
    await object(hangzhou, { transfer, reason: 'dues_dispute' })
    expect(await one(hangzhou, { transfer, side: 'in' })).toMatchObject({ state: 'objected', reason: 'dues_dispute' })
    expect(await homeOf(member.ctx, member.id)).toMatchObject({ state: 'active', union: { path: HANGZHOU.county } })
  })
})

describe('moves.accept and moves.decline', () => {
  test('once; not what was withdrawn; not by another union', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    const { transfer } = await ask(member.ctx, { union: LANZHOU.county })
    expect((await refusalOf(accept(hangzhou, { transfer }))).code).toBe('access.not_found')
    await accept(lanzhou, { transfer })
    expect(await refusalOf(accept(lanzhou, { transfer }))).toMatchObject({ code: 'moves.closed' })
    await withdraw(member.ctx, {})
    expect(await refusalOf(accept(lanzhou, { transfer }))).toEqual({ code: 'moves.closed', params: { state: 'withdrawn' } })
    expect((await refusalOf(accept(lanzhou, { transfer: '2.0190f5e2-8c1e-7a2b-9c3d-0123456789ab' }))).code).toBe('moves.unknown')
  })

  test('declined: nothing has moved, the person is told why and may ask elsewhere', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    const { transfer } = await ask(member.ctx, { union: LANZHOU.county })
    expect(await decline(lanzhou, { transfer, reason: 'not_in_area', note: '在七里河区（示例）' })).toMatchObject({ state: 'withdrawn', reason: 'not_in_area' })
    expect(await told(member.id)).toEqual(['moves.declined'])
    expect(await ask(member.ctx, { union: riders })).toMatchObject({ state: 'asked' })
  })

  test('given up after accepting: the old union’s side is closed by the clock', async () => {
    const member = await onTheWay()
    await decline(lanzhou, { transfer: member.transfer, reason: 'not_the_person' })
    await tick(1)
    expect(await one(hangzhou, { transfer: member.out, side: 'out' })).toMatchObject({ state: 'withdrawn', reason: 'not_the_person' })
    await tick(20)
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
  })
})

describe('moves.object', () => {
  test('up to the last day, for a coded reason; the new union learns of it by the clock', async () => {
    const member = await onTheWay()
    expect(await object(at(hangzhou, 10), { transfer: member.out, reason: 'open_case', note: '诉求未结（示例）' })).toMatchObject({ state: 'objected', reason: 'open_case' })
    expect(await homeOf(member.ctx, member.id)).toMatchObject({ state: 'active', union: { tenant: 1 }, transfer: null })
    await tick(12)
    expect(await one(lanzhou, { transfer: member.transfer, side: 'in' })).toMatchObject({ state: 'objected', reason: 'open_case', note: '诉求未结（示例）' })
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
    expect(await told(member.id)).toEqual(['moves.accepted', 'moves.objected'])
    expect(await told(lanzhou.actor.person!)).toContain('moves.objected_to')
    expect(await events(member)).toEqual(['joined', 'transfer_asked', 'transfer_ended'])
  })

  test('not after it, not twice, not for a reason of one’s own, not by others', async () => {
    const late = await onTheWay()
    expect(await refusalOf(object(at(hangzhou, 11), { transfer: late.out, reason: 'open_case' }))).toEqual({ code: 'moves.too_late', params: { dueOn: '2026-11-28', days: 10 } })
    expect((await refusalOf(object(hangzhou, { transfer: late.out, reason: 'dislike' as 'open_case' }))).code).toBe('input.invalid')
    expect((await refusalOf(object(lanzhou, { transfer: late.out, reason: 'open_case' }))).code).toBe('access.not_found')
    expect((await refusalOf(object(lanzhou, { transfer: late.transfer, reason: 'open_case' }))).code).toBe('moves.unknown')
    await object(hangzhou, { transfer: late.out, reason: 'open_case' })
    expect(await refusalOf(object(hangzhou, { transfer: late.out, reason: 'open_case' }))).toEqual({ code: 'moves.closed', params: { state: 'objected' } })
  })
})

describe('moves.withdraw', () => {
  test('by the person, at any time before it is done', async () => {
    const member = await onTheWay()
    expect(await withdraw(at(member.ctx, 9), {})).toMatchObject({ state: 'withdrawn', reason: 'own_wish' })
    expect((await refusalOf(withdraw(member.ctx, {}))).code).toBe('moves.none_running')
    await tick(12)
    expect(await one(hangzhou, { transfer: member.out, side: 'out' })).toMatchObject({ state: 'withdrawn', reason: 'own_wish' })
    expect(await homeAt(member)).toEqual({ tenant: 1, path: HANGZHOU.county })
  })
})

describe('moves.list', () => {
  test('each union its own side; the county its own below; nobody of another tenant', async () => {
    const member = await onTheWay()
    const inside = await list(lanzhou, { path: LANZHOU.county, side: 'in', limit: 200 })
    expect(inside.items.map((item) => item.transfer)).toContain(member.transfer)
    expect((await refusalOf(list(hangzhou, { path: LANZHOU.county }))).code).toBe('access.not_found')
    expect((await refusalOf(list(hangzhou, { path: HANGZHOU.path }))).code).toBe('access.not_found')
    expect((await refusalOf(one(hangzhou, { transfer: member.transfer, side: 'in' }))).code).toBe('access.not_found')
    const page = await list(lanzhou, { path: LANZHOU.county, side: 'in', state: 'any', limit: 1 })
    expect(page.items).toHaveLength(1)
    const next = await list(lanzhou, { path: LANZHOU.county, side: 'in', state: 'any', limit: 1, cursor: page.next! })
    expect(next.items[0]!.transfer).not.toBe(page.items[0]!.transfer)
  })
})

describe('moves.leave and moves.rejoin', () => {
  test('at once, cards void, the number stays; back again under it', async () => {
    const member = await addMember(database.db, IN_HANGZHOU, { phone: '13800000002', trades: ['courier', 'streamer'] })
    expect(await leave(member.ctx, {})).toEqual({ number: member.number })
    expect(await homeOf(member.ctx, member.id)).toMatchObject({ state: 'none', union: null, number: member.number })
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'ended', end_reason: 'left', ended_on: '2026-11-18' })
    expect((await refusalOf(leave(member.ctx, {}))).code).toBe('moves.no_home')
    expect(await mine(member.ctx, {})).toMatchObject({ number: member.number, home: null })
    expect(await rejoin(hangzhou, { tenant: 1, person: member.id })).toEqual({ number: member.number })
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'active', trades: ['courier', 'streamer'] })
    expect(await events(member)).toEqual(['joined', 'left', 'rejoined'])
    expect(await refusalOf(rejoin(hangzhou, { tenant: 1, person: member.id }))).toEqual({ code: 'membership.already_home', params: {} })
    expect((await refusalOf(rejoin(lanzhou, { tenant: 1, person: member.id }))).code).toBe('access.not_found')
  })

  test('leaving ends a transfer on its way; both sides are closed', async () => {
    const member = await onTheWay()
    await leave(member.ctx, {})
    await tick(20)
    expect(await homeAt(member)).toBeNull()
    expect(await one(lanzhou, { transfer: member.transfer, side: 'in' })).toMatchObject({ state: 'withdrawn', reason: 'home_ended' })
    expect(await one(hangzhou, { transfer: member.out, side: 'out' })).toMatchObject({ state: 'withdrawn', reason: 'home_ended' })
    expect(await rosterOf(member, 2)).toBeNull()
    const near = await addMember(database.db, IN_HANGZHOU)
    const { transfer } = await ask(near.ctx, { union: riders })
    await leave(near.ctx, {})
    expect(await one(hangzhou, { transfer, side: 'in' })).toMatchObject({ state: 'withdrawn', reason: 'home_ended' })
  })
})

describe('moves.record_death', () => {
  test('ends the home on its day and tells nobody', async () => {
    const member = await addMember(database.db, IN_HANGZHOU)
    expect(await refusalOf(recordDeath(hangzhou, { tenant: 1, person: member.id, on: '2026-11-19' }))).toMatchObject({ code: 'moves.day_ahead' })
    expect((await refusalOf(recordDeath(lanzhou, { tenant: 1, person: member.id, on: '2026-11-16' }))).code).toBe('access.not_found')
    await recordDeath(hangzhou, { tenant: 1, person: member.id, on: '2026-11-16' })
    expect(await rosterOf(member, 1)).toMatchObject({ state: 'ended', end_reason: 'died', ended_on: '2026-11-16' })
    expect(await homeAt(member)).toBeNull()
    expect(await told(member.id)).toEqual([])
    expect((await refusalOf(recordDeath(hangzhou, { tenant: 1, person: member.id, on: '2026-11-16' }))).code).toBe('moves.not_home')
  })
})

describe('moves.be_guest', () => {
  test('on first use, with as little as is needed, once; the home stays', async () => {
    const member = await addMember(database.db, IN_HANGZHOU, { phone: '13800000003', document: { kind: 'passport', number: 'E12345678', born: null, sex: null }, employer: '示例公司' })
    expect(await beGuest(member.ctx, { union: LANZHOU.county })).toEqual({ kind: 'guest', number: member.number })
    expect(await beGuest(member.ctx, { union: LANZHOU.county })).toEqual({ kind: 'guest', number: member.number })
    expect(await rosterOf(member, 2)).toMatchObject({ kind: 'guest', state: 'active', doc_sealed: null, employer_sealed: null })
    expect(await events(member)).toEqual(['joined', 'guest'])
    expect(await mine(member.ctx, {})).toMatchObject({ home: { union: { path: HANGZHOU.county } }, guests: [{ union: { path: LANZHOU.county, name: '城关区总工会' }, since: '2026-11-18' }] })
    expect(await beGuest(member.ctx, { union: riders })).toEqual({ kind: 'home', number: member.number })
    expect((await refusalOf(recordDeath(lanzhou, { tenant: 2, person: member.id, on: '2026-11-16' }))).code).toBe('moves.not_home')
  })

  test('without a home nobody is a guest, and whoever leaves is none any more', async () => {
    const stranger = as(database.db, await addPerson(database.db), [])
    expect((await refusalOf(beGuest(stranger, { union: LANZHOU.county }))).code).toBe('moves.no_home')
    const member = await addMember(database.db, IN_HANGZHOU)
    await beGuest(member.ctx, { union: LANZHOU.county })
    await endGuests(clockAt(database.db, 2))
    expect(await rosterOf(member, 2)).toMatchObject({ state: 'active' })
    await leave(member.ctx, {})
    await endGuests(clockAt(database.db, 2))
    expect(await rosterOf(member, 2)).toMatchObject({ state: 'ended' })
    expect((await mine(member.ctx, {})).guests).toEqual([])
  })

  test('a guest who transfers his home becomes a home member', async () => {
    const member = await onTheWay()
    await beGuest(member.ctx, { union: LANZHOU.county })
    await tick(11)
    expect(await rosterOf(member, 2)).toMatchObject({ kind: 'home', state: 'active' })
  })

  test('a home in Lanzhou is not touched by Hangzhou’s clerks', async () => {
    const member = await addMember(database.db, IN_LANZHOU)
    expect((await refusalOf(recordDeath(hangzhou, { tenant: 1, person: member.id, on: '2026-11-16' }))).code).toBe('membership.unknown')
  })
})
