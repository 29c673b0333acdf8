import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { memberFigures } from '#domain/reports/members.ts'
import { unionFigures, unionList } from '#domain/reports/unions.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { addLocalUnion } from '#domain/organisations/localUnion.ts'
import { openTestDatabase } from './database.ts'
import { anyone, buildWorld, HANGZHOU, LANZHOU, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

/** Every figure is held against a count of the rows themselves, made here and not in SQL. */

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clerk: Context
let rows: { path: string; kind: string; state: string; trade: string; sex: string | null; joined_on: string; doc_kind: string | null }[]
const unions: string[] = []

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
  const ctx = anyone(database.db, { tenant: 1 })
  const kinds = ['single', 'single', 'single', 'joint', 'joint', 'industry_federation'] as const
  for (const [at, kind] of kinds.entries()) unions.push((await addLocalUnion(ctx, { parent: HANGZHOU.county, name: `第${at}工会`, level: 'grassroots', kind, area: at === 3 })).path)
  await database.db.updateTable('local_union').set({ ended_on: '2026-01-01' }).where('tenant_id', '=', 1).where('path', '=', unions[2]!).execute()
  await database.db.updateTable('local_union').set({ credit_code: '81330106MC1234567A' }).where('tenant_id', '=', 1).where('path', '=', unions[0]!).execute()
  await addLocalUnion(ctx, { parent: HANGZHOU.county, name: '某街道总工会', level: 'town', kind: 'general', segment: 'town-a' })
  unions.push((await addLocalUnion(ctx, { parent: `${HANGZHOU.county}/town-a`, name: '街道下的工会', level: 'grassroots', kind: 'single' })).path)
  const nodes = [...unions, HANGZHOU.path, HANGZHOU.county]
  const days = ['2026-11-01', '2026-11-18', '2026-10-31', '2025-12-01', '2024-12-31', '2024-12-01', '2024-11-30', '2020-02-29']
  rows = Array.from({ length: 700 }, (_, at) => ({
    path: pick(nodes, at), kind: at % 13 === 0 ? 'guest' : 'home', state: at % 17 === 0 ? 'ended' : 'active', trade: pick(TRADES, at * 7).code,
    sex: pick(['female', 'male', 'male', null], at), joined_on: pick(days, at * 3), doc_kind: at % 5 === 0 ? null : 'resident_id',
  }))
  const rest = { number: 'x', name_sealed: 'x', name_keys: [], trades: [], platforms: [], cities: [], silent: true, source: 'self', sample: true, revision: 1, created_at: WEDNESDAY, changed_at: WEDNESDAY }
  const full = (tenant: number) => rows.map((row) => ({ ...rest, ...row, tenant_id: tenant, person_id: newId(), ended_on: row.state === 'ended' ? '2026-11-01' : null, end_reason: row.state === 'ended' ? 'left' : null }))
  await database.db.insertInto('member').values(full(1)).execute()
  // Another tenant's roster with the very same paths must not be seen.
  await database.db.insertInto('member').values(full(2)).execute()
})
afterAll(() => database.close())

const home = (more: (row: (typeof rows)[number]) => boolean = () => true) => rows.filter((row) => row.kind === 'home' && row.state === 'active' && more(row)).length
const below = (path: string) => (row: (typeof rows)[number]) => row.path === path || row.path.startsWith(`${path}/`)

test('reports.members equals a recount from the rows', async () => {
  const figures = await memberFigures(clerk, { path: HANGZHOU.path })
  const newForm = new Set(TRADES.filter((trade) => trade.newForm).map((trade) => trade.code))
  expect(figures).toMatchObject({
    members: home(), realName: home((row) => row.doc_kind !== null), guests: rows.filter((row) => row.kind === 'guest' && row.state === 'active').length,
    newForm: { members: home((row) => newForm.has(row.trade)), others: home((row) => !newForm.has(row.trade)) },
    bySex: ['female', 'male', null].map((sex) => ({ sex, members: home((row) => row.sex === sex) })),
  })
  expect(figures.byTrade).toHaveLength(TRADES.length)
  for (const { code, members } of figures.byTrade) expect(members, code).toBe(home((row) => row.trade === code))
  expect(figures.byMonth.map(({ month }) => month).slice(0, 3)).toEqual(['2026-11', '2026-10', '2026-09'])
  expect(figures.byMonth).toHaveLength(24)
  for (const { month, members } of figures.byMonth) expect(members, month).toBe(home((row) => row.joined_on.startsWith(month)))
  expect(figures.earlier).toBe(home((row) => row.joined_on < '2024-12'))
})

test('every way of dividing adds up to the same denominator', async () => {
  for (const path of [HANGZHOU.path, HANGZHOU.county, unions[0]!]) {
    const { members, newForm, byTrade, bySex, byArea, byMonth, earlier } = await memberFigures(clerk, { path })
    expect(members).toBe(home(below(path)))
    const sum = (list: readonly { members: number }[]) => list.reduce((total, one) => total + one.members, 0)
    expect([newForm.members + newForm.others, sum(byTrade), sum(bySex), sum(byArea), sum(byMonth) + earlier], path).toEqual([members, members, members, members, members])
  }
})

test('areas are the children of the node, and the node itself for its own members', async () => {
  const { byArea } = await memberFigures(clerk, { path: HANGZHOU.county })
  for (const { path, members } of byArea) expect(members, path).toBe(home(path === HANGZHOU.county ? (row) => row.path === path : below(path)))
  expect(byArea.find(({ path }) => path === `${HANGZHOU.county}/town-a`)).toMatchObject({ name: '某街道总工会' })
  const city = await memberFigures(clerk, { path: HANGZHOU.path })
  expect(city.byArea.map(({ path }) => path).sort()).toEqual([HANGZHOU.path, HANGZHOU.county])
})

test('reports.unions: by type, without the dissolved and without unions of unions', async () => {
  expect(await unionFigures(clerk, { path: HANGZHOU.path })).toMatchObject({ total: 6, single: 3, joint: 2, industryFederation: 1, jointOfArea: 1, registered: 1, byArea: [{ path: HANGZHOU.county, total: 6, single: 3 }] })
  expect(await unionFigures(clerk, { path: HANGZHOU.county })).toMatchObject({ total: 6, byArea: [{ name: '某街道总工会', total: 1, single: 1 }] })
})

test('reports.union_list: the rows behind each figure, with members counted here', async () => {
  const all = await unionList(clerk, { path: HANGZHOU.path })
  expect(all).toMatchObject({ total: 6, next: null })
  for (const { path, members } of all.items) expect(members, path).toBe(home((row) => row.path === path))
  expect((await unionList(clerk, { path: HANGZHOU.path, kind: 'joint' })).items.map(({ kind }) => kind)).toEqual(['joint', 'joint'])
  expect((await unionList(clerk, { path: HANGZHOU.path, q: '街道' })).items.map(({ name }) => name)).toEqual(['街道下的工会'])
  expect((await unionList(clerk, { path: HANGZHOU.path, registered: 'yes' })).total).toBe(1)
  const first = await unionList(clerk, { path: HANGZHOU.path, limit: 4 })
  expect((await unionList(clerk, { path: HANGZHOU.path, limit: 4, offset: Number(first.next) })).items).toHaveLength(2)
})

test('another tenant, a chief and nobody see nothing', async () => {
  const stranger = await staff(database.db, 'union_manager', 2, LANZHOU.path)
  expect(await refusalOf(memberFigures(stranger, { path: HANGZHOU.path }))).toMatchObject({ code: 'access.denied' })
  expect(await refusalOf(unionList(await staff(database.db, 'station_chief', 1, HANGZHOU.county), { path: HANGZHOU.path }))).toMatchObject({ code: 'access.denied' })
  expect(await refusalOf(memberFigures(anyone(database.db), {}))).toMatchObject({ code: 'access.sign_in' })
  expect((await memberFigures(await staff(database.db, 'auditor', 1, HANGZHOU.county), {})).path).toBe(HANGZHOU.county)
  expect((await memberFigures(stranger, {})).members).toBe(0)
})
