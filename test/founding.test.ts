import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#kernel/context.ts'
import { close } from '#domain/elections/counting.ts'
import { newReceipt } from '#domain/elections/model.ts'
import { seal } from '#domain/elections/seal.ts'
import { vote } from '#domain/elections/booth.ts'
import { ask, describe as describeFounding } from '#domain/founding/ask.ts'
import { callAssembly, holdAssembly, presentNeeded, submit } from '#domain/founding/assembly.ts'
import { comeOver, decide, giveAccount, giveUp, openUnion, registerFounded } from '#domain/founding/decision.ts'
import { answerInvitation, findLead, invite, signUp, startRecruiting, stepOut } from '#domain/founding/group.ts'
import { inspect, list, mine, show } from '#domain/founding/view.ts'
import { homeOf } from '#domain/identity/home.ts'
import { creditCheckLetter } from '#domain/organisations/creditCode.ts'
import { cover, endCover } from '#domain/organisations/employers.ts'
import { editUnion, register, union } from '#domain/organisations/localUnion.ts'
import { rotateKeys } from '#domain/cards/keys.ts'
import { openTestDatabase } from './database.ts'
import { addMember, addPerson, anyone, as, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let manager: Context
let serial = 0

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  await rotateKeys(anyone(database.db))
  manager = await staff(database.db, 'union_manager', 1, HANGZHOU.path)
})
afterAll(() => database.close())

type Member = Awaited<ReturnType<typeof addMember>>
const members = (count: number, given: Parameters<typeof addMember>[1] = {}) => Promise.all(Array.from({ length: count }, () => addMember(database.db, given)))
const about = (given: object = {}) => ({ division: HANGZHOU.division, name: `示例联合工会${++serial}`, kind: 'joint' as const, area: true, people: 40, ...given })

/** A founding with its lead and so many others of the group. */
async function prepared(others = 2, given: object = {}): Promise<{ id: string; lead: Member; group: Member[] }> {
  const lead = await addMember(database.db)
  const { id } = await ask(lead.ctx, { ...about(given), lead: true, myName: '组长示例' })
  const group = await members(others)
  for (const one of group) {
    await invite(lead.ctx, { id, who: one.number })
    await answerInvitation(one.ctx, { id, agree: true, myName: '组员示例' })
  }
  return { id, lead, group }
}

async function recruiting(recruits = 3, given: object = {}) {
  const founding = await prepared(2, given)
  await startRecruiting(founding.lead.ctx, { id: founding.id })
  const more = await members(recruits)
  for (const one of more) await signUp(one.ctx, { id: founding.id, myName: '会员示例' })
  return { ...founding, all: [founding.lead, ...founding.group, ...more] }
}

const HOUR = 60

/** Called, held an hour later with everybody, voted for the lead, sealed, submitted. */
async function submitted(recruits = 3, given: object = {}) {
  const founding = await recruiting(recruits, given)
  const { id, lead, all } = founding
  await callAssembly(lead.ctx, { id, at: later(lead.ctx, HOUR).now.toISOString() })
  const at = (member: Member) => later(member.ctx, HOUR)
  const { election } = await holdAssembly(at(lead), { id, present: all.map((one) => one.person), candidates: [lead.person, founding.group[0]!.person], seats: 1 })
  for (const one of all) await vote(later(one.ctx, HOUR + 1), { election, choices: [1], receipt: newReceipt() })
  await close(later(manager, HOUR + 5), { election })
  await seal(later(manager, HOUR + 6), { election })
  await submit(later(lead.ctx, HOUR + 7), { id })
  return { ...founding, election }
}

describe('founding.ask', () => {
  test('a worker who is no member tells a need; the lead takes a member', async () => {
    const worker = as(database.db, await addPerson(database.db), [])
    expect(await refusalOf(ask(anyone(database.db), about()))).toMatchObject({ code: 'access.sign_in' })
    expect(await refusalOf(ask(worker, { ...about(), lead: true, myName: '某' }))).toMatchObject({ code: 'membership.not_member' })
    const told = await ask(worker, about())
    expect(told).toMatchObject({ state: 'need', id: expect.stringMatching(/^1\./) as unknown })
    expect((await mine(worker, {})).items).toMatchObject([{ id: told.id, state: 'need', my: null }])
    expect((await show(worker, { id: told.id })).steps[0]).toMatchObject({ step: 'need', state: 'done' })
  })

  test('a wrong division, trade or credit code is refused with what is wrong', async () => {
    const { ctx } = await addMember(database.db)
    expect(await refusalOf(ask(ctx, about({ division: '999999' })))).toMatchObject({ code: 'organisations.division_unknown', params: { code: '999999' } })
    expect(await refusalOf(ask(ctx, about({ trade: 'astronaut' })))).toMatchObject({ code: 'membership.trade_unknown' })
    expect(await refusalOf(ask(ctx, about({ employers: ['好公司', '坏公司，91350100M000100Y44'] })))).toMatchObject({ code: 'founding.employer_line', params: { line: 2, rule: 'check', position: 18, expected: '3' } })
  })

  test('one person is held to five a day', async () => {
    const { ctx } = await addMember(database.db)
    for (let i = 0; i < 5; i++) await ask(ctx, about())
    expect(await refusalOf(ask(ctx, about()))).toMatchObject({ code: 'access.too_many' })
  })
})

describe('the preparatory group', () => {
  test('two are too few, a sixth is one too many; the group agrees for itself', async () => {
    const { id, lead, group } = await prepared(1)
    expect(await refusalOf(startRecruiting(lead.ctx, { id }))).toEqual({ code: 'founding.group_size', params: { size: 2, least: 3, most: 5, missing: 1 } })
    expect(await refusalOf(startRecruiting(group[0]!.ctx, { id }))).toMatchObject({ code: 'founding.not_lead' })
    for (const one of await members(3)) {
      await invite(lead.ctx, { id, who: one.number })
      await answerInvitation(one.ctx, { id, agree: true, myName: '组员' })
    }
    const [sixth] = await members(1)
    expect(await refusalOf(invite(lead.ctx, { id, who: sixth!.number }))).toMatchObject({ code: 'founding.group_full', params: { size: 5, most: 5 } })
    expect(await startRecruiting(lead.ctx, { id })).toMatchObject({ state: 'recruiting' })
    expect(await refusalOf(invite(lead.ctx, { id, who: sixth!.number }))).toMatchObject({ code: 'founding.group_full' })
  })

  test('an invitation tells nothing of who the number is; only the invited person may answer, once', async () => {
    const { id, lead } = await prepared(0)
    const invited = await addMember(database.db)
    await invite(lead.ctx, { id, who: '13900000001' })
    await invite(lead.ctx, { id, who: invited.number })
    const shown = (await show(lead.ctx, { id })).persons.filter(({ part }) => part === 'invited').map(({ name }) => name).toSorted()
    expect(shown).toEqual(['139****0001', `会员号 ****${invited.number.slice(-4)}`])
    expect(await refusalOf(answerInvitation((await addMember(database.db)).ctx, { id, agree: true, myName: '某' }))).toMatchObject({ code: 'founding.not_invited' })
    await answerInvitation(invited.ctx, { id, agree: false })
    expect(await refusalOf(answerInvitation(invited.ctx, { id, agree: true, myName: '某' }))).toMatchObject({ code: 'founding.not_invited' })
    expect(await refusalOf(invite(lead.ctx, { id, who: '123456789012' }))).toMatchObject({ code: 'founding.number_unknown' })
    expect(await refusalOf(invite(lead.ctx, { id, who: 'abc' }))).toMatchObject({ code: 'identity.phone_invalid' })
  })

  test('where a need has nobody, the union above asks somebody, and the first who agrees leads', async () => {
    const worker = as(database.db, await addPerson(database.db), [])
    const { id } = await ask(worker, about())
    const one = await addMember(database.db)
    await findLead(manager, { id, who: one.number })
    await answerInvitation(one.ctx, { id, agree: true, myName: '新组长' })
    expect(await show(one.ctx, { id })).toMatchObject({ state: 'preparing', my: 'lead', counts: { group: 1, members: 1 } })
    expect(await refusalOf(findLead(manager, { id, who: one.number }))).toMatchObject({ code: 'founding.not_in_state', params: { state: 'preparing' } })
  })
})

describe('founding.sign_up', () => {
  test('members of the tenant sign up, once; others are sent to join first', async () => {
    const { id, lead } = await prepared(2)
    const one = await addMember(database.db)
    expect(await refusalOf(signUp(one.ctx, { id, myName: '某' }))).toMatchObject({ code: 'founding.not_in_state', params: { state: 'preparing' } })
    await startRecruiting(lead.ctx, { id })
    await signUp(one.ctx, { id, myName: '某' })
    expect(await refusalOf(signUp(one.ctx, { id, myName: '某' }))).toMatchObject({ code: 'founding.already_in', params: { part: 'recruit' } })
    expect(await refusalOf(signUp(as(database.db, await addPerson(database.db), []), { id, myName: '某' }))).toMatchObject({ code: 'membership.not_member' })
    expect(await refusalOf(signUp((await addMember(database.db, { where: LANZHOU })).ctx, { id, myName: '某' }))).toMatchObject({ code: 'membership.not_member' })
    expect((await show(one.ctx, { id })).persons).toEqual([])
    await stepOut(one.ctx, { id })
    expect((await show(lead.ctx, { id })).counts.members).toBe(3)
    expect(await refusalOf(stepOut(lead.ctx, { id }))).toMatchObject({ code: 'founding.lead_stays' })
  })

  test('25 and more: a committee of its own; 24 choose (R-O1)', async () => {
    const { id, lead } = await recruiting(21)
    expect(await show(lead.ctx, { id })).toMatchObject({ counts: { members: 24 }, ownCommittee: false })
    await signUp((await addMember(database.db)).ctx, { id, myName: '第二十五' })
    expect(await show(lead.ctx, { id })).toMatchObject({ counts: { members: 25 }, ownCommittee: true })
  })
})

describe('the assembly', () => {
  test.each([[3, 2], [4, 3], [5, 4], [6, 4], [9, 6], [10, 7], [100, 67], [101, 68], [150, 100]])('of %i invited two thirds are %i', (invited, needed) => {
    expect(presentNeeded(anyone(database.db), invited)).toBe(needed)
  })

  test('with one too few of two thirds it is refused with the arithmetic; with enough the election opens to those present alone', async () => {
    const { id, lead, group, all } = await recruiting(4)
    expect(await refusalOf(callAssembly(lead.ctx, { id, at: '2026-11-01T09:00:00+08:00' }))).toMatchObject({ code: 'founding.assembly_past' })
    expect(await callAssembly(lead.ctx, { id, at: later(lead.ctx, HOUR).now.toISOString() })).toEqual({ invited: 7, needed: 5 })
    const candidates = [lead.person, group[0]!.person]
    const at = later(lead.ctx, HOUR)
    expect(await refusalOf(holdAssembly(lead.ctx, { id, present: all.map((one) => one.person), candidates, seats: 1 }))).toMatchObject({ code: 'founding.assembly_not_yet' })
    expect(await refusalOf(holdAssembly(at, { id, present: all.slice(0, 4).map((one) => one.person), candidates, seats: 1 })))
      .toMatchObject({ code: 'founding.too_few_present', params: { invited: 7, present: 4, needed: 5, missing: 1 } })
    // The same person named twice is one.
    expect(await refusalOf(holdAssembly(at, { id, present: [...all.slice(0, 4), all[0]!].map((one) => one.person), candidates, seats: 1 }))).toMatchObject({ code: 'founding.too_few_present' })
    expect(await refusalOf(holdAssembly(at, { id, present: [...all.slice(0, 5).map((one) => one.person), manager.actor.person!], candidates, seats: 1 }))).toMatchObject({ code: 'founding.not_among_invited' })
    expect(await refusalOf(holdAssembly(at, { id, present: all.slice(0, 5).map((one) => one.person), candidates, seats: 3 }))).toMatchObject({ code: 'founding.seats_wrong', params: { seats: 3, candidates: 2 } })
    const { election, present } = await holdAssembly(at, { id, present: all.slice(0, 5).map((one) => one.person), candidates, seats: 1 })
    expect(present).toBe(5)
    expect(await refusalOf(holdAssembly(at, { id, present: all.map((one) => one.person), candidates, seats: 1 }))).toMatchObject({ code: 'founding.election_under_way' })
    expect(await refusalOf(vote(later(all[6]!.ctx, HOUR + 1), { election, choices: [1], receipt: newReceipt() }))).toMatchObject({ code: 'elections.not_elector' })
    expect(await refusalOf(submit(at, { id }))).toMatchObject({ code: 'founding.election_not_sealed', params: { electors: 5, voted: 0 } })
  })

  test('half of those present is not more than half: nobody is elected, and another assembly may be called', async () => {
    const { id, lead, group, all } = await recruiting(3)
    await callAssembly(lead.ctx, { id, at: later(lead.ctx, HOUR).now.toISOString() })
    const { election } = await holdAssembly(later(lead.ctx, HOUR), { id, present: all.map((one) => one.person), candidates: [lead.person, group[0]!.person], seats: 1 })
    for (const [at, one] of all.entries()) await vote(later(one.ctx, HOUR + 1), { election, choices: [at < 3 ? 1 : 2], receipt: newReceipt() })
    await close(later(manager, HOUR + 5), { election })
    await seal(later(manager, HOUR + 6), { election })
    expect(await refusalOf(submit(later(lead.ctx, HOUR + 7), { id }))).toMatchObject({ code: 'founding.nobody_elected', params: { needed: 4, present: 6 } })
    expect(await callAssembly(later(lead.ctx, HOUR + 8), { id, at: later(lead.ctx, 3 * HOUR).now.toISOString() })).toEqual({ invited: 6, needed: 4 })
  })
})

describe('founding.submit, founding.decide', () => {
  test('approved: the union stands in the tree with its kind, employers and officers; those who signed up come over', async () => {
    const { id, lead, all } = await submitted(3, { kind: 'joint', area: true, trade: 'courier', employers: ['甲快递有限公司,91350100M000100Y43', '乙快递'] })
    expect(await inspect(manager, { id })).toMatchObject({ state: 'submitted', clock: { daysLeft: 15, late: false }, election: { elected: ['组长示例'], needed: 4 } })
    expect((await inspect(manager, { id })).persons[0]).toMatchObject({ name: '组**例', part: 'lead' })
    const done = await decide(later(manager, 100), { id, decision: 'approve' })
    expect(done).toMatchObject({ state: 'approved', path: expect.stringMatching(new RegExp(`^${HANGZHOU.county}/u-`)) as unknown })
    expect(await union(manager, { path: done.path! })).toMatchObject({
      kind: 'joint', area: true, trade: 'courier', formedOn: '2026-11-18', creditCode: null, parent: { path: HANGZHOU.county },
      employers: [{ name: '乙快递', creditCode: null }, { name: '甲快递有限公司', creditCode: '91350100M000100Y43' }],
    })
    const offices = await database.db.selectFrom('office').selectAll().where('tenant_id', '=', 1).where('path', '=', done.path!).execute()
    expect(offices).toMatchObject([{ kind: 'committee', person_id: lead.person, until_on: '2031-11-17' }])
    expect(await refusalOf(decide(manager, { id, decision: 'approve' }))).toMatchObject({ code: 'founding.not_in_state', params: { state: 'approved' } })

    await comeOver(all[4]!.ctx, { id })
    expect((await homeOf(all[4]!.ctx, all[4]!.person))?.union).toEqual({ tenant: 1, path: done.path })
    const row = await database.db.selectFrom('member').select(['path', 'state']).where('tenant_id', '=', 1).where('person_id', '=', all[4]!.person).execute()
    expect(row).toEqual([{ path: done.path, state: 'active' }])
    expect(await refusalOf(comeOver(all[4]!.ctx, { id }))).toMatchObject({ code: 'founding.already_over' })
  })

  test('who has his home at another grass-roots union takes the way of a transfer', async () => {
    const { id } = await submitted()
    const { path } = await decide(manager, { id, decision: 'approve' })
    const elsewhere = await addMember(database.db, { path: path! })
    const other = await recruiting(0)
    await signUp(elsewhere.ctx, { id: other.id, myName: '某' })
    await callAssembly(other.lead.ctx, { id: other.id, at: later(other.lead.ctx, HOUR).now.toISOString() })
    const { election } = await holdAssembly(later(other.lead.ctx, HOUR), { id: other.id, present: other.all.map((one) => one.person), candidates: [other.lead.person], seats: 1 })
    for (const one of other.all) await vote(later(one.ctx, HOUR + 1), { election, choices: [1], receipt: newReceipt() })
    await close(later(manager, HOUR + 121), { election })
    await seal(later(manager, HOUR + 122), { election })
    await submit(later(other.lead.ctx, HOUR + 123), { id: other.id })
    await decide(later(manager, HOUR + 124), { id: other.id, decision: 'approve' })
    expect(await refusalOf(comeOver(elsewhere.ctx, { id: other.id }))).toMatchObject({ code: 'founding.other_home' })
  })

  test('two approvals at once make one union', async () => {
    const { id } = await submitted()
    const second = await staff(database.db, 'union_manager', 1, HANGZHOU.county)
    const both = await Promise.allSettled([decide(manager, { id, decision: 'approve' }), decide(second, { id, decision: 'approve' })])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const { name } = await inspect(manager, { id })
    expect(await database.db.selectFrom('local_union').select('path').where('tenant_id', '=', 1).where('name', '=', name).execute()).toHaveLength(1)
  })

  test('sent back, corrected, sent again; refused with a reason', async () => {
    const { id, lead, group } = await submitted()
    expect(await refusalOf(decide(manager, { id, decision: 'return' }))).toMatchObject({ code: 'input.invalid' })
    await decide(manager, { id, decision: 'return', words: '名称请写全区名' })
    expect(await show(lead.ctx, { id })).toMatchObject({ state: 'elected' })
    expect((await show(lead.ctx, { id })).events.at(-1)).toMatchObject({ event: 'returned', detail: { words: '名称请写全区名' } })
    await describeFounding(lead.ctx, { id, name: `改名工会${++serial}`, kind: 'single', people: 40, employers: ['甲公司', '乙公司'] })
    expect(await refusalOf(submit(lead.ctx, { id }))).toMatchObject({ code: 'founding.employers_count', params: { kind: 'single', count: 2, least: 1 } })
    await describeFounding(lead.ctx, { id, name: `改名工会${serial}`, kind: 'single', people: 40, employers: ['甲公司', '甲有限公司'] })
    expect(await refusalOf(submit(group[0]!.ctx, { id }))).toMatchObject({ code: 'founding.not_lead' })
    expect(await refusalOf(submit(lead.ctx, { id }))).toMatchObject({ code: 'founding.employers_count' })
    await describeFounding(lead.ctx, { id, name: `改名工会${serial}`, kind: 'single', people: 40, employers: ['甲公司'] })
    await submit(lead.ctx, { id })
    expect(await refusalOf(decide(manager, { id, decision: 'refuse' }))).toMatchObject({ code: 'input.invalid' })
    expect(await decide(manager, { id, decision: 'refuse', reason: 'covered_already' })).toMatchObject({ state: 'refused', path: null })
    expect(await refusalOf(submit(lead.ctx, { id }))).toMatchObject({ code: 'founding.not_in_state', params: { state: 'refused' } })
  })

  test('nobody decides about his own; a clerk and another tenant may not; a late decision shows as late', async () => {
    const { id, lead } = await submitted()
    const own = { ...manager, actor: { ...manager.actor, person: lead.person } }
    expect(await refusalOf(decide(own, { id, decision: 'approve' }))).toMatchObject({ code: 'founding.own_founding' })
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    expect(await refusalOf(decide(clerk, { id, decision: 'approve' }))).toMatchObject({ code: 'access.not_found' })
    expect(await refusalOf(inspect(await staff(database.db, 'union_manager', 2, LANZHOU.path), { id }))).toMatchObject({ code: 'access.not_found' })
    const late = later(clerk, 17 * 24 * 60)
    expect((await list(late, { path: HANGZHOU.county, state: 'submitted' })).items.find((one) => one.id === id)).toMatchObject({ clock: { late: true, daysLeft: -2, dueOn: '2026-12-03' } })
  })

  test('a name that stands there already is refused', async () => {
    const { id, lead } = await submitted(3, { name: '同名联合工会' })
    await decide(manager, { id, decision: 'approve' })
    const second = await recruiting(0, { name: '同名联合工会' })
    await callAssembly(second.lead.ctx, { id: second.id, at: later(lead.ctx, HOUR).now.toISOString() })
    const { election } = await holdAssembly(later(second.lead.ctx, HOUR), { id: second.id, present: second.all.map((one) => one.person), candidates: [second.lead.person], seats: 1 })
    for (const one of second.all) await vote(later(one.ctx, HOUR + 1), { election, choices: [1], receipt: newReceipt() })
    await close(later(manager, HOUR + 5), { election })
    await seal(later(manager, HOUR + 6), { election })
    expect(await refusalOf(submit(later(second.lead.ctx, HOUR + 7), { id: second.id }))).toMatchObject({ code: 'founding.name_taken', params: { name: '同名联合工会' } })
    expect(await giveUp(second.lead.ctx, { id: second.id })).toMatchObject({ state: 'given_up' })
  })
})

describe('registration, account, opening', () => {
  const code = (body: string) => body + creditCheckLetter(body)

  test('step by step, each with its refusals', async () => {
    const { id, lead } = await submitted()
    const { path } = await decide(manager, { id, decision: 'approve' })
    expect(await refusalOf(registerFounded(manager, { id, creditCode: '91350100M000100Y43', on: '2026-11-18' }))).toMatchObject({ code: 'organisations.credit_code_wrong', params: { rule: 'union', position: 1 } })
    expect(await refusalOf(registerFounded(manager, { id, creditCode: code('81330106MC1234567'), on: '2027-01-01' }))).toMatchObject({ code: 'organisations.day_ahead', params: { today: '2026-11-18' } })
    expect(await refusalOf(giveAccount(lead.ctx, { id, account: '12345678901' }))).toMatchObject({ code: 'founding.not_in_state' })
    await registerFounded(manager, { id, creditCode: code('81330106MC1234567').toLowerCase(), on: '2026-11-18' })
    expect(await refusalOf(openUnion(manager, { id }))).toMatchObject({ code: 'founding.account_missing' })
    await giveAccount(lead.ctx, { id, account: '6222 0000 1234 5678' })
    expect(await show(lead.ctx, { id })).toMatchObject({ account: '****' })
    expect(await inspect(manager, { id })).toMatchObject({ account: '**** 5678' })
    const kept = await database.db.selectFrom('local_union').select(['account_sealed']).where('tenant_id', '=', 1).where('path', '=', path!).execute()
    expect(kept[0]!.account_sealed).not.toContain('5678')
    expect(await openUnion(manager, { id })).toMatchObject({ state: 'open' })
    expect((await inspect(manager, { id })).steps.every(({ state }) => state === 'done')).toBe(true)

    const other = await submitted()
    await decide(manager, { id: other.id, decision: 'approve' })
    expect(await refusalOf(registerFounded(manager, { id: other.id, creditCode: code('81330106MC1234567'), on: '2026-11-18' }))).toMatchObject({ code: 'organisations.credit_code_taken' })
  })

  test('organisations.register, edit_union: only who may; the account is masked', async () => {
    const { id } = await submitted()
    const { path } = await decide(manager, { id, decision: 'approve' })
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    expect(await refusalOf(register(clerk, { path: path!, creditCode: code('81330106MD1234567'), on: '2026-11-18' }))).toMatchObject({ code: 'access.denied' })
    await register(manager, { path: path!, creditCode: code('81330106MD1234567'), on: '2026-11-18' })
    await editUnion(manager, { path: path!, claimedMembers: 120, account: '62220000999988' })
    expect(await union(clerk, { path: path! })).toMatchObject({ creditCode: code('81330106MD1234567'), claimedMembers: 120, account: '**** 9988' })
    expect(await refusalOf(union(manager, { path: `${HANGZHOU.county}/none` }))).toMatchObject({ code: 'organisations.unknown' })
  })
})

describe('organisations.cover_employers', () => {
  test('a pasted list: each line is added, known already, or says what is wrong', async () => {
    const { id } = await submitted()
    const { path } = await decide(manager, { id, decision: 'approve' })
    const pasted = ['丙物流有限公司', '', '丁餐饮，91370000728611939A', '戊公司,123', 'x', '丙物流', '己公司\t9137000072861193OA']
    const done = await cover(manager, { path: path!, lines: pasted })
    expect(done).toMatchObject({ added: 2, mistakes: 3 })
    expect(done.lines.map(({ line, outcome, mistake }) => [line, outcome, mistake?.rule ?? null])).toEqual([
      [1, 'added', null], [3, 'added', null], [4, 'mistake', 'length'], [5, 'mistake', 'name'], [6, 'already', null], [7, 'mistake', 'letter'],
    ])
    const { employers } = await union(manager, { path: path! })
    await endCover(manager, { path: path!, employer: employers[0]!.employer })
    expect(await refusalOf(endCover(manager, { path: path!, employer: employers[0]!.employer }))).toMatchObject({ code: 'organisations.employer_unknown' })
    expect((await cover(manager, { path: path!, lines: [employers[0]!.name] })).lines[0]).toMatchObject({ outcome: 'again' })
    expect(await refusalOf(cover(manager, { path: HANGZHOU.county, lines: ['甲'] }))).toMatchObject({ code: 'organisations.not_a_members_union' })
  })
})
