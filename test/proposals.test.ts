import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { make, second, unsecond, withdraw } from '#domain/proposals/commands.ts'
import { answer, decide, merge, setVoice } from '#domain/proposals/decide.ts'
import { madeBy, secondsOf, unname } from '#domain/proposals/mine.ts'
import { bigrams, isOutcomeLink, likeness } from '#domain/proposals/model.ts'
import { alike, list, mine, one } from '#domain/proposals/queries.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { openTestDatabase } from './database.ts'
import { addMember, addPerson, anyone, as, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clerk: Context
let author: Context
let other: Context

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
  author = (await addMember(database.db, { name: '周提案（示例）' })).ctx
  other = (await addMember(database.db)).ctx
})
afterAll(() => database.close())

const GIVEN = { path: HANGZHOU.county, topic: 'stations', title: '枢纽旁边建一个司机之家', text: '长途司机在枢纽等货，附近没有能洗澡的地方。' } as const

async function made(given: Partial<Parameters<typeof make>[1]> = {}, by?: Context): Promise<string> {
  return (await make(by ?? (await addMember(database.db)).ctx, { ...GIVEN, ...given })).id
}

const see = (id: string, by: Context = anyone(database.db)) => one(by, { id })

async function step(id: string, to: 'accepted' | 'in_work' | 'adopted' | 'refused', more: object = {}) {
  return decide(clerk, { id, to, revision: (await see(id)).revision, ...more })
}

async function messages(ctx: Context): Promise<string[]> {
  const rows = await database.db.selectFrom('outbox').select('code').where('tenant_id', '=', 1).where('person_id', '=', ctx.actor.person!).orderBy('message_id').execute()
  return rows.map((row) => row.code)
}

describe('make', () => {
  test('a member proposes; everybody reads it, the author only where he wants to be named', async () => {
    const hidden = await made({}, author)
    expect(await see(hidden)).toMatchObject({ title: GIVEN.title, text: GIVEN.text, state: 'open', voice: 'worker', seconds: 0, author: null, union: { name: '西湖区总工会' }, mine: { author: false, seconded: false, member: false } })
    expect((await see(hidden, clerk)).author).toBeNull()
    const named = await made({ named: true }, author)
    expect(await see(named)).toMatchObject({ author: '周提案（示例）', way: [{ event: 'open' }] })
    const row = await database.db.selectFrom('proposal').select('name_sealed').where('tenant_id', '=', 1).where('proposal_id', '=', named.slice(2)).executeTakeFirstOrThrow()
    expect(row.name_sealed).not.toContain('周')
    expect((await mine(author, {})).items.map(({ id }) => id)).toEqual([named, hidden])
  })

  test('nobody, somebody who is no member, a member of another tenant and an unknown union are refused', async () => {
    expect((await refusalOf(make(anyone(database.db), GIVEN))).code).toBe('access.sign_in')
    expect((await refusalOf(make(as(database.db, await addPerson(database.db), []), GIVEN))).code).toBe('membership.not_member')
    expect((await refusalOf(make((await addMember(database.db, { where: LANZHOU })).ctx, GIVEN))).code).toBe('membership.not_member')
    expect((await refusalOf(make(author, { ...GIVEN, path: '/cn/99' }))).code).toBe('organisations.unknown')
    for (const bad of [{ title: '短' }, { text: '短' }, { title: '长'.repeat(61) }, { topic: 'football' as 'other' }]) expect((await refusalOf(make(author, { ...GIVEN, ...bad }))).code).toBe('input.invalid')
  })

  test('a delegate speaks as one while his term runs', async () => {
    const { ctx, person } = await addMember(database.db)
    const office = { tenant_id: 1, path: HANGZHOU.county, kind: 'delegate', person_id: person, name: '示例', election_id: null, sample: true }
    await database.db.insertInto('office').values({ ...office, office_id: newId(), from_on: '2020-01-01', until_on: '2023-01-01', ended_on: null }).execute()
    expect((await see(await made({}, ctx))).voice).toBe('worker')
    await database.db.insertInto('office').values({ ...office, office_id: newId(), from_on: '2026-01-01', until_on: '2029-01-01', ended_on: null }).execute()
    expect((await see(await made({}, ctx))).voice).toBe('delegate')
  })

  test('ten a day', async () => {
    const { ctx } = await addMember(database.db)
    for (let n = 0; n < 10; n++) await made({}, ctx)
    expect((await refusalOf(make(ctx, GIVEN))).code).toBe('access.too_many')
    await made({}, later(ctx, 24 * 60))
  })

  test('sent twice with one key it is made once', async () => {
    const { ctx } = await addMember(database.db)
    const keyed = { ...ctx, key: newId() }
    expect(await make(keyed, GIVEN)).toEqual(await make(keyed, GIVEN))
    expect((await mine(ctx, {})).items).toHaveLength(1)
  })
})

describe('alike', () => {
  test('finds like titles of the tenant that are on their way, the likest first', async () => {
    const near = await made({ title: '电动车换电柜多建几个' })
    await made({ title: '换电柜夜里也要亮灯' })
    const gone = await made({ title: '电动车换电柜多建一些' }, author)
    await withdraw(author, { id: gone })
    const found = await alike(anyone(database.db), { path: HANGZHOU.county, title: '多建几个 电动车换电柜！' })
    expect(found.items[0]).toMatchObject({ id: near, state: 'open' })
    expect(found.items.map(({ id }) => id)).not.toContain(gone)
    expect((await alike(anyone(database.db), { path: HANGZHOU.county, title: '电动车换电柜多建几个', but: near })).items.map(({ id }) => id)).not.toContain(near)
    expect((await alike(anyone(database.db), { path: LANZHOU.county, title: '电动车换电柜多建几个' })).items).toEqual([])
    expect((await alike(anyone(database.db), { path: HANGZHOU.county, title: '%_' })).items).toEqual([])
  })

  test('likeness counts shared pairs of characters, whatever stands between', () => {
    expect(bigrams('降 抽成！')).toEqual(['降抽', '抽成'])
    expect(likeness('降抽成', '降抽成')).toBe(1)
    expect(likeness('降抽成', '多建驿站')).toBe(0)
    expect(likeness('', '')).toBe(0)
  })
})

describe('second', () => {
  test('counts once, is taken back, and never for one\'s own', async () => {
    const id = await made({}, author)
    expect(await second(other, { id })).toEqual({ id, seconds: 1, seconded: true })
    expect(await second(other, { id })).toEqual({ id, seconds: 1, seconded: true })
    expect((await see(id, other)).mine).toEqual({ author: false, seconded: true, member: true })
    expect((await mine(other, { seconded: true })).items.map((item) => item.id)).toContain(id)
    expect((await refusalOf(second(author, { id }))).code).toBe('proposals.own')
    expect(await unsecond(other, { id })).toEqual({ id, seconds: 0, seconded: false })
    expect(await unsecond(other, { id })).toEqual({ id, seconds: 0, seconded: false })
  })

  test('not by strangers, not what is over, not what is unknown', async () => {
    const id = await made({}, author)
    expect((await refusalOf(second(anyone(database.db), { id }))).code).toBe('access.sign_in')
    expect((await refusalOf(second((await addMember(database.db, { where: LANZHOU })).ctx, { id }))).code).toBe('membership.not_member')
    expect((await refusalOf(second(other, { id: `1.${newId()}` }))).code).toBe('proposals.unknown')
    await step(id, 'refused', { reason: 'not_ours', answer: '请找市里' })
    expect(await refusalOf(second(other, { id }))).toMatchObject({ code: 'proposals.over', params: { state: 'refused' } })
  })
})

describe('decide', () => {
  test('goes step by step, each written for all, author and seconders told', async () => {
    const [by, friend] = [(await addMember(database.db)).ctx, (await addMember(database.db)).ctx]
    const id = await made({}, by)
    await second(friend, { id })
    await step(id, 'accepted', { answer: '看过了，这就安排' })
    await answer(clerk, { id, answer: '场地在谈' })
    await step(id, 'in_work')
    await step(id, 'adopted', { outcome: '枢纽东门司机之家开了', link: '/stations/ABC' })
    expect(await see(id)).toMatchObject({
      state: 'adopted', outcome: '枢纽东门司机之家开了', link: '/stations/ABC', answer: '场地在谈',
      way: [{ event: 'open' }, { event: 'accepted', answer: '看过了，这就安排' }, { event: 'answered', answer: '场地在谈' }, { event: 'in_work' }, { event: 'adopted', outcome: '枢纽东门司机之家开了', link: '/stations/ABC' }],
    })
    const told = ['proposals.accepted', 'proposals.answered', 'proposals.in_work', 'proposals.adopted']
    expect(await messages(by)).toEqual(told)
    expect(await messages(friend)).toEqual(told)
  })

  test('refuses steps out of order, without what they need, by stale eyes, and by others', async () => {
    const id = await made()
    expect(await refusalOf(step(id, 'adopted', { outcome: '好' }))).toMatchObject({ code: 'proposals.not_from_here', params: { from: 'open', to: 'adopted' } })
    expect((await refusalOf(step(id, 'refused', { reason: 'other' }))).code).toBe('input.invalid')
    expect((await refusalOf(step(id, 'refused', { answer: '不行' }))).code).toBe('input.invalid')
    expect((await refusalOf(decide(clerk, { id, to: 'accepted', revision: 7 }))).code).toBe('edit.stale')
    expect((await refusalOf(decide(other, { id, to: 'accepted', revision: 1 }))).code).toBe('access.denied')
    expect((await refusalOf(decide(await staff(database.db, 'union_clerk', 2, LANZHOU.path), { id, to: 'accepted', revision: 1 }))).code).toBe('access.denied')
    expect((await refusalOf(decide(await staff(database.db, 'auditor', 1, HANGZHOU.path), { id, to: 'accepted', revision: 1 }))).code).toBe('access.denied')
    await step(id, 'accepted')
    await step(id, 'in_work')
    expect((await refusalOf(step(id, 'adopted'))).code).toBe('input.invalid')
    for (const link of ['http://a.cn/', '//a.cn/', 'javascript:alert(1)', '/\\a.cn', 'https://u:p@a.cn/']) expect((await refusalOf(step(id, 'adopted', { outcome: '好', link }))).code, link).toBe('input.invalid')
    expect(isOutcomeLink('https://example.cn/a?b=1')).toBe(true)
  })

  test('an attack on a person is read no more, not even by searching; its author and the union still see it', async () => {
    const by = (await addMember(database.db, { name: '吴示例' })).ctx
    const id = await made({ title: '某某站长太坏了', named: true }, by)
    await step(id, 'refused', { reason: 'personal_attack', answer: '说事可以，别骂人。事情我们在查。' })
    expect(await see(id)).toMatchObject({ title: null, text: null, author: null, state: 'refused', reason: 'personal_attack', answer: '说事可以，别骂人。事情我们在查。' })
    expect((await see(id, by)).title).toBe('某某站长太坏了')
    expect((await see(id, clerk)).text).toBe(GIVEN.text)
    const everybody = anyone(database.db)
    expect((await list(everybody, { path: HANGZHOU.path, state: 'refused', limit: 200 })).items.find((item) => item.id === id)!.title).toBeNull()
    expect((await list(everybody, { path: HANGZHOU.path, state: 'any', q: '站长太坏' })).items).toEqual([])
    const row = await database.db.selectFrom('outbox').select('params').where('tenant_id', '=', 1).where('person_id', '=', by.actor.person!).executeTakeFirstOrThrow()
    expect(row.params).toEqual({ title: null, reason: 'personal_attack' })
  })

  test('staff mark a model worker', async () => {
    const id = await made()
    await setVoice(clerk, { id, voice: 'model_worker' })
    await setVoice(clerk, { id, voice: 'model_worker' })
    expect(await see(id)).toMatchObject({ voice: 'model_worker', way: [{ event: 'open' }, { event: 'voice', voice: 'model_worker' }] })
  })
})

describe('withdraw', () => {
  test('its author, while it is open; its text is gone for others', async () => {
    const id = await made({}, author)
    expect((await refusalOf(withdraw(other, { id }))).code).toBe('proposals.not_own')
    await withdraw(author, { id })
    expect(await see(id)).toMatchObject({ state: 'withdrawn', title: null, text: null })
    expect((await refusalOf(withdraw(author, { id }))).code).toBe('proposals.not_from_here')
    const taken = await made({}, author)
    await step(taken, 'accepted')
    expect(await refusalOf(withdraw(author, { id: taken }))).toMatchObject({ code: 'proposals.not_from_here', params: { from: 'accepted' } })
  })
})

describe('merge', () => {
  test('seconds add up without counting anybody twice; both ways say so; all are told', async () => {
    const [a, b, c, d] = [(await addMember(database.db)).ctx, (await addMember(database.db)).ctx, (await addMember(database.db)).ctx, (await addMember(database.db)).ctx]
    const [from, into] = [await made({ title: '建司机之家' }, a), await made({ title: '枢纽建司机之家' }, b)]
    await second(b, { id: from })
    await second(c, { id: from })
    await second(c, { id: into })
    await second(d, { id: into })
    // Of a, b and c: c is there already, b is its author; a, who made the one merged, goes along.
    expect(await merge(clerk, { id: from, into })).toEqual({ id: from, into, added: 1, seconds: 3 })
    expect(await see(from)).toMatchObject({ state: 'merged', into: { id: into, title: '枢纽建司机之家' }, way: [{ event: 'open' }, { event: 'merged', other: { id: into } }] })
    expect(await see(into)).toMatchObject({ seconds: 3, way: [{ event: 'open' }, { event: 'merged_in', other: { id: from, title: '建司机之家' }, seconds: 1 }] })
    expect(await messages(a)).toEqual(['proposals.merged'])
    expect(await messages(c)).toEqual(['proposals.merged'])
    expect(await messages(b)).toEqual(['proposals.merged', 'proposals.merged_in'])
    expect(await refusalOf(second(d, { id: from }))).toMatchObject({ code: 'proposals.merged', params: { into } })
    expect((await refusalOf(merge(clerk, { id: from, into }))).code).toBe('proposals.merged')
    expect(await unsecond(a, { id: into })).toMatchObject({ seconds: 2 })
    const last = await made()
    await merge(clerk, { id: into, into: last })
    expect((await see(from)).into!.id).toBe(last)
  })

  test('not into itself, into what is over, into another tenant, or where the clerk has no right', async () => {
    const [id, over, above] = [await made(), await made(), await made({ path: HANGZHOU.path })]
    await step(over, 'refused', { reason: 'unclear', answer: '请写清楚' })
    expect((await refusalOf(merge(clerk, { id, into: id }))).code).toBe('proposals.itself')
    expect((await refusalOf(merge(clerk, { id, into: over }))).code).toBe('proposals.over')
    expect((await refusalOf(merge(clerk, { id, into: `2.${newId()}` }))).code).toBe('proposals.unknown')
    const county = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    expect((await refusalOf(merge(county, { id, into: above }))).code).toBe('access.denied')
  })
})

describe('list', () => {
  test('by topic and state, the most seconded first, in pages; below a node only', async () => {
    const { ctx, person } = await addMember(database.db, { where: LANZHOU })
    const friends = [(await addMember(database.db, { where: LANZHOU })).ctx, (await addMember(database.db, { where: LANZHOU })).ctx]
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push(await made({ path: n === 4 ? LANZHOU.path : LANZHOU.county, topic: n === 0 ? 'pay' : 'safety', title: `兰州的提案${n}` }, ctx))
    for (const friend of friends) await second(friend, { id: ids[2]! })
    await second(friends[0]!, { id: ids[1]! })
    const everybody = anyone(database.db)
    const pages: string[] = []
    for (let cursor: string | undefined; ; ) {
      const page = await list(everybody, { path: LANZHOU.path, limit: 2, ...(cursor && { cursor }) })
      pages.push(...page.items.map((item) => item.id))
      if (page.next === null) break
      cursor = page.next
    }
    expect(pages).toEqual([ids[2], ids[1], ids[4], ids[3], ids[0]])
    expect((await list(everybody, { path: LANZHOU.path, topic: 'pay' })).items.map((item) => item.id)).toEqual([ids[0]])
    expect((await list(everybody, { path: LANZHOU.county, sort: 'oldest' })).items.map((item) => item.id)).toEqual([ids[0], ids[1], ids[2], ids[3]])
    expect((await list(everybody, { path: LANZHOU.path, q: '提案4' })).items.map((item) => item.id)).toEqual([ids[4]])
    expect((await list(everybody, { path: LANZHOU.path, state: 'adopted' })).items).toEqual([])
    expect((await refusalOf(list(everybody, { path: '/cn/98' }))).code).toBe('organisations.unknown')
    expect(await madeBy(ctx, person)).toHaveLength(5)
    expect((await secondsOf(friends[0]!, friends[0]!.actor.person!)).map((item) => item.id).sort()).toEqual([ids[1], ids[2]].sort())
  })

  test('a name is taken from what somebody made', async () => {
    const { ctx, person } = await addMember(database.db, { name: '周示例' })
    const id = await made({ named: true }, ctx)
    expect((await see(id)).author).toBe('周示例')
    expect(await unname({ ...ctx, tenant: 1, now: WEDNESDAY }, person)).toBe(1)
    expect((await see(id)).author).toBeNull()
  })
})
