import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindDocument, documentOf } from '#domain/identity/documents.ts'
import { askHome, homeOf, keepHome, leaveHome, memberCheckDigit, moveHome, personByNumber, takeHome } from '#domain/identity/home.ts'
import { readDocument, type DocumentFacts } from '#domain/identity/idNumber.ts'
import { endHome, enrol } from '#domain/membership/enrol.ts'
import { nameKeys, searchKeys } from '#domain/membership/nameKeys.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, anyone, buildWorld, HANGZHOU, LANZHOU, refusalOf, useTestSettings } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let ctx: Context

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  ctx = anyone(database.db, { tenant: HANGZHOU.tenant })
})
afterAll(() => database.close())

const XIHU = { tenant: HANGZHOU.tenant, path: HANGZHOU.county }
const CHENGGUAN = { tenant: LANZHOU.tenant, path: LANZHOU.county }
const DOCUMENT = readDocument('resident_id', '11010519491231002X', '2026-11-18') as DocumentFacts

test('a home is taken once, with a number for life', async () => {
  const { id } = await addPerson(database.db)
  const taken = await Promise.all(Array.from({ length: 20 }, (_, at) => takeHome(ctx, id, at % 2 ? XIHU : CHENGGUAN)))
  expect(taken.filter((home) => home !== null)).toHaveLength(1)
  const home = (await homeOf(ctx, id))!
  expect(home.state).toBe('active')
  expect(home.number).toMatch(/^[1-9]\d{11}$/)
  expect(home.number.at(-1)).toBe(memberCheckDigit(home.number.slice(0, 11)))
  expect(await personByNumber(ctx, home.number)).toBe(id)
})

test('the check digit is that of ISO 7064 MOD 11,10', () => {
  expect(memberCheckDigit('0794')).toBe('5')
})

test('a home moves only by the transfer that asked for it, and the number stays', async () => {
  const { id } = await addPerson(database.db)
  const { number } = (await takeHome(ctx, id, XIHU))!
  const [transfer, other] = [newId(), newId()]
  expect(await askHome(ctx, id, CHENGGUAN, transfer)).toBe(false)
  expect(await askHome(ctx, id, XIHU, transfer)).toBe(true)
  expect(await askHome(ctx, id, XIHU, other)).toBe(false)
  expect(await moveHome(ctx, id, other, CHENGGUAN)).toBe(false)
  expect(await moveHome(ctx, id, transfer, CHENGGUAN)).toBe(true)
  expect(await moveHome(ctx, id, transfer, CHENGGUAN)).toBe(false)
  expect(await homeOf(ctx, id)).toMatchObject({ number, state: 'active', union: CHENGGUAN, transfer: null })
  expect(await keepHome(ctx, id, transfer)).toBe(false)
})

test('whoever left and comes back has the same number', async () => {
  const { id } = await addPerson(database.db)
  const { number } = (await takeHome(ctx, id, XIHU))!
  expect(await leaveHome(ctx, id, LANZHOU.tenant)).toBe(false)
  expect(await leaveHome(ctx, id, HANGZHOU.tenant)).toBe(true)
  expect(await homeOf(ctx, id)).toMatchObject({ number, state: 'none', union: null })
  expect(await takeHome(ctx, id, CHENGGUAN)).toMatchObject({ number, union: CHENGGUAN })
})

test('a document belongs to one person; a new one of his replaces the old', async () => {
  const [first, second] = [await addPerson(database.db), await addPerson(database.db)]
  expect(await bindDocument(ctx, first.id, DOCUMENT, false)).toBeNull()
  expect(await bindDocument(ctx, first.id, DOCUMENT, true)).toBeNull()
  expect(await bindDocument(ctx, second.id, DOCUMENT, false)).toBe(first.id)
  expect(await documentOf(ctx, first.id)).toEqual({ kind: 'resident_id', number: DOCUMENT.number, birthYear: 1949, sex: 'female' })
  expect(await bindDocument(ctx, first.id, { kind: 'passport', number: 'E12345678', born: null, sex: null }, false)).toBeNull()
  expect(await bindDocument(ctx, second.id, DOCUMENT, false)).toBeNull()
})

test('to enrol twice is refused with the union that has the home, to leave and come back is told as rejoining', async () => {
  const { id } = await addPerson(database.db)
  const who = { person: id, path: HANGZHOU.county, name: '周示例', phone: null, document: null, trade: 'courier', source: 'self', joinedOn: '2026-11-18' } as const
  const home = await enrol(ctx, who)
  expect(await refusalOf(enrol({ ...ctx, tenant: LANZHOU.tenant }, { ...who, path: LANZHOU.county }))).toEqual({ code: 'membership.already_home', params: { union: '西湖区总工会', number: home.number } })
  expect(await endHome(ctx, id, HANGZHOU.county, 'left')).toBe(true)
  expect(await endHome(ctx, id, HANGZHOU.county, 'left')).toBe(false)
  expect((await enrol(ctx, who)).number).toBe(home.number)
  const lines = await database.db.selectFrom('membership_history').select(['event', 'place']).where('person_id', '=', id).orderBy('entry_id').execute()
  expect(lines).toEqual([{ event: 'joined', place: '西湖区总工会' }, { event: 'left', place: '西湖区总工会' }, { event: 'rejoined', place: '西湖区总工会' }])
})

test('a name is found by any two of its characters, in its own tenant only', () => {
  const keys = nameKeys(1, '欧阳 小明')
  expect(searchKeys(1, '阳小').every((key) => keys.includes(key))).toBe(true)
  expect(searchKeys(1, '欧明').every((key) => keys.includes(key))).toBe(false)
  expect(searchKeys(2, '阳小').some((key) => keys.includes(key))).toBe(false)
  expect(searchKeys(1, '欧')).toEqual([])
})
