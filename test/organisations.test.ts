import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTenant, found, foundLocal } from '#domain/organisations/commands.ts'
import { loadDivisions } from '#domain/organisations/divisions.ts'
import { divisionNode, divisionOf, upwards } from '#domain/organisations/model.ts'
import { division, listDivisions, nodeOfDivision, ownerOf, placeNames, tenantOf } from '#domain/organisations/queries.ts'
import { tree } from '#domain/stations/tree.ts'
import { openTestDatabase } from './database.ts'
import { addStation, anyone, buildWorld, HANGZHOU, LANZHOU, refusalOf, staff, useTestSettings } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  await loadDivisions(database.db)
})
afterAll(() => database.close())

const nobody = () => anyone(database.db)
const manager = (where = HANGZHOU, path = where.path) => staff(database.db, 'union_manager', where.tenant, path)

describe('paths', () => {
  test('follow the divisions; municipalities and counties under a province leave the prefecture out', () => {
    expect(divisionNode('/cn/33/3301', '330106', 'county')).toBe('/cn/33/3301/330106')
    expect(divisionNode('/cn/31', '310104', 'county')).toBe('/cn/31/310104')
    expect(divisionNode('/cn/44', '441900', 'prefecture')).toBe('/cn/44/4419')
    expect(divisionOf('/cn/33/3301/330106/riders/station:S1')).toBe('330106')
    expect(divisionOf('/cn/45/4503/ride-hailing')).toBe('450300')
    expect(divisionOf('/cn/31/310104')).toBe('310104')
    expect(divisionOf('/cn')).toBeNull()
    expect(upwards('/cn/33/3301')).toEqual(['/cn/33/3301', '/cn/33', '/cn'])
  })
})

describe('divisions', () => {
  test('load once: 34, 333 and 2,846 in force; a second load touches nothing, a changed row alone is mended', async () => {
    expect(await loadDivisions(database.db)).toBe(0)
    await sql`update division set pinyin = 'wrong' where code = '330106'`.execute(database.db)
    expect(await loadDivisions(database.db)).toBe(1)
    const counts = await sql<{ level: string; count: number }>`select level, count(*)::integer as count from division where valid_to is null group by level order by level`.execute(database.db)
    expect(counts.rows).toEqual([{ level: 'county', count: 2846 }, { level: 'prefecture', count: 333 }, { level: 'province', count: 34 }])
  })

  test('are walked from the provinces down', async () => {
    const provinces = await listDivisions(nobody(), {})
    expect(provinces.items).toHaveLength(34)
    expect(provinces.next).toBeNull()
    const prefectures = (await listDivisions(nobody(), { parent: '330000' })).items
    expect(prefectures.map((one) => one.name)).toContain('杭州市')
    const county = (await listDivisions(nobody(), { parent: '330100' })).items.find((one) => one.code === '330106')
    expect(county).toMatchObject({ name: '西湖区', level: 'county', parent: '330100', within: ['浙江省', '杭州市'], pinyin: 'xihuqu', initials: 'xhq' })
    expect((await listDivisions(nobody(), { parent: '999999' })).items).toEqual([])
  })

  test.each([['西湖', '330106'], ['xihu', '330106'], ['XHQ', '330106'], ['ｘｉｈｕ', '330106'], [' 西 湖 区 ', '330106'], ['hangzhou', '330100'], ['浙江', '330000']])('"%s" finds %s', async (q, code) => {
    expect((await listDivisions(nobody(), { q })).items.map((one) => one.code)).toContain(code)
  })

  test('wildcards are letters like others', async () => {
    for (const q of ['%', '_', 'xi%']) expect((await listDivisions(nobody(), { q })).items).toEqual([])
    expect((await refusalOf(listDivisions(nobody(), { q: '' }))).code).toBe('input.invalid')
    expect((await refusalOf(listDivisions(nobody(), { q: 'a\u0000b' }))).code).toBe('input.invalid')
  })

  test('an abolished code is not offered, but read with those that follow it', async () => {
    expect((await listDivisions(nobody(), { q: '港闸' })).items).toEqual([])
    expect(await division(nobody(), { code: '320611' })).toMatchObject({ name: '港闸区', validTo: '2020-07-03', replacedBy: ['320613'] })
    expect(await refusalOf(division(nobody(), { code: '999999' }))).toEqual({ code: 'organisations.division_unknown', params: { code: '999999' } })
  })

  test('a code of the past holds in the past', async () => {
    const then = anyone(database.db, { now: new Date('2020-07-03T04:00:00Z') })
    expect((await listDivisions(then, { q: '港闸' })).items.map((one) => one.code)).toEqual(['320611'])
  })
})

describe('organisations.found_local', () => {
  const union = { parent: HANGZHOU.county, name: '西湖骑手联合工会（示例）', level: 'grassroots', kind: 'joint', formedOn: '2024-07' } as const

  test('enters a union below an organisation of one\'s own', async () => {
    const ctx = await manager()
    const { path } = await foundLocal(ctx, { ...union, segment: 'riders' })
    expect(path).toBe(`${HANGZHOU.county}/riders`)
    expect(await placeNames(ctx, [{ tenant: HANGZHOU.tenant, path: `${path}/station:S1` }, { tenant: HANGZHOU.tenant, path: '/cn/99' }])).toEqual([{ name: union.name, station: 'S1' }, { name: '中华全国总工会', station: null }])
    expect((await refusalOf(foundLocal(ctx, { ...union, segment: 'riders' }))).code).toBe('organisations.local_path_taken')
    expect((await foundLocal(ctx, { ...union, parent: path, name: '第一小组工会' })).path).toMatch(/\/riders\/u-[a-z]{8}$/)
  })

  test('refuses elsewhere, and what cannot be', async () => {
    const ctx = await manager()
    expect((await refusalOf(foundLocal(ctx, { ...union, parent: LANZHOU.county }))).code).toBe('access.denied')
    expect((await refusalOf(foundLocal(await manager(HANGZHOU, HANGZHOU.county), { ...union, parent: HANGZHOU.path }))).code).toBe('access.denied')
    expect((await refusalOf(foundLocal(await staff(database.db, 'union_clerk', 1, HANGZHOU.path), union))).code).toBe('access.denied')
    expect((await refusalOf(foundLocal(nobody(), union))).code).toBe('access.sign_in')
    expect(await refusalOf(foundLocal(ctx, { ...union, parent: `${HANGZHOU.county}/nowhere` }))).toEqual({ code: 'organisations.parent_unknown', params: { path: `${HANGZHOU.county}/nowhere` } })
    for (const wrong of [{ segment: '330106' }, { segment: 'A B' }, { segment: 'a/b' }, { kind: 'general' as const }, { level: 'town' as const }, { formedOn: '2024-13' }, { name: '' }, { parent: '/cn/%' }]) {
      expect((await refusalOf(foundLocal(ctx, { ...union, ...wrong }))).code, JSON.stringify(wrong)).toBe('input.invalid')
    }
  })
})

describe('organisations.tree', () => {
  test('counts stations and member unions below each child: the total is single, joint and industry federation', async () => {
    const ctx = await manager(LANZHOU)
    const kinds = ['single', 'single', 'joint', 'industry_federation'] as const
    for (const [index, kind] of kinds.entries()) await foundLocal(ctx, { parent: LANZHOU.county, segment: `u-${'abcd'[index]}`, name: `工会${index}（示例）`, level: 'grassroots', kind })
    await foundLocal(ctx, { parent: LANZHOU.county, segment: 'street', name: '街道总工会（示例）', level: 'town', kind: 'general' })
    await addStation(database.db, { code: 'L1', where: LANZHOU })
    await addStation(database.db, { code: 'L2', where: LANZHOU })
    const { here, items } = await tree(nobody(), { path: '/cn/62' })
    const unions = { total: 4, single: 2, joint: 1, industryFederation: 1 }
    expect(here).toMatchObject({ name: '甘肃省总工会', level: 'province', stations: 2, unions })
    expect(items).toMatchObject([{ path: LANZHOU.path, name: '兰州市总工会', stations: 2, unions }])
    const county = await tree(nobody(), { path: LANZHOU.county })
    expect(county.here).toMatchObject({ stations: 2, unions })
    expect(county.items.map((one) => [one.path.split('/').at(-1), one.unions.total, one.stations])).toEqual([['street', 0, 0], ['u-a', 1, 0], ['u-b', 1, 0], ['u-c', 1, 0], ['u-d', 1, 0]])
    expect((await tree(nobody(), {})).here.name).toBe('中华全国总工会')
  })

  test('refuses what is not there', async () => {
    expect(await refusalOf(tree(nobody(), { path: '/cn/99' }))).toEqual({ code: 'organisations.unknown', params: { path: '/cn/99' } })
    expect((await refusalOf(tree(nobody(), { path: '/cn/3%' }))).code).toBe('input.invalid')
  })
})

describe('organisations.found', () => {
  test('enters the union of a division under that of the division above, and is the operator\'s', async () => {
    const operator = await staff(database.db, 'operator', 0, '')
    expect((await refusalOf(found(await manager(), { division: '330105', name: '拱墅区总工会' }))).code).toBe('access.not_found')
    expect(await refusalOf(found(operator, { division: '310104', name: '徐汇区总工会' }))).toEqual({ code: 'organisations.parent_unknown', params: { path: '310000' } })
    expect((await found(operator, { division: '310000', name: '上海市总工会' })).path).toBe('/cn/31')
    expect((await found(operator, { division: '310104', name: '徐汇区总工会' })).path).toBe('/cn/31/310104')
    expect((await found(operator, { division: '330105', name: '拱墅区总工会' })).path).toBe('/cn/33/3301/330105')
    expect(await tenantOf(nobody(), '/cn/33/3301/330105')).toBe(HANGZHOU.tenant)
    expect((await refusalOf(found(operator, { division: '330105', name: '拱墅区总工会' }))).code).toBe('organisations.path_taken')
    expect((await refusalOf(found(operator, { division: '100000', name: '中华全国总工会' }))).code).toBe('organisations.path_taken')
    for (const division of ['999999', '320611']) expect((await refusalOf(found(operator, { division, name: '某某总工会' }))).code).toBe('organisations.division_unknown')
  })
})

describe('tenants.create', () => {
  test('is the operator\'s, and takes what lies below into the new tenant\'s care', async () => {
    const input = { code: 'xihu', name: '西湖区总工会', path: HANGZHOU.county }
    expect((await refusalOf(createTenant(await manager(), input))).code).toBe('access.not_found')
    const operator = await staff(database.db, 'operator', 0, '')
    expect(await refusalOf(createTenant(operator, { ...input, code: 'lanzhou' }))).toMatchObject({ code: 'organisations.tenant_code_taken' })
    expect((await refusalOf(createTenant(operator, { ...input, path: LANZHOU.path }))).code).toBe('organisations.tenant_code_taken')
    expect((await refusalOf(createTenant(operator, { ...input, path: '/cn/33/3399' }))).code).toBe('organisations.parent_unknown')
    expect(await refusalOf(createTenant(operator, input))).toEqual({ code: 'organisations.in_use', params: { path: HANGZHOU.county, unions: 2 } })
    await sql`delete from local_union where tenant_id = ${HANGZHOU.tenant}`.execute(database.db)
    const { tenant } = await createTenant(operator, input)
    expect(await tenantOf(nobody(), `${HANGZHOU.county}/anything/station:S9`)).toBe(tenant)
    expect(await tenantOf(nobody(), HANGZHOU.path)).toBe(HANGZHOU.tenant)
    expect(await ownerOf(nobody(), HANGZHOU.county)).toMatchObject({ tenant, path: HANGZHOU.county })
    expect((await refusalOf(ownerOf(nobody(), '/cn/33/3301/nowhere'))).code).toBe('stations.organisation_unknown')
  })

  test('the union of a place is that of its division or of the nearest above', async () => {
    expect(await nodeOfDivision(nobody(), '330106')).toBe(HANGZHOU.county)
    expect(await nodeOfDivision(nobody(), '330108')).toBe(HANGZHOU.path)
    expect(await nodeOfDivision(nobody(), '110101')).toBeNull()
  })

  test('created at once by several operators, numbers stay apart', async () => {
    const operator = await staff(database.db, 'operator', 0, '')
    const paths = ['/cn', '/cn/33', '/cn/62']
    const made = await Promise.all(paths.map((path, index) => createTenant(operator, { code: `t${index}`, name: '工会（示例）', path })))
    expect(new Set(made.map((one) => one.tenant)).size).toBe(3)
  })
})
