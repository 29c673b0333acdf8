import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { files, folderStore, setFiles } from '#kernel/files.ts'
import { station } from '#domain/nearby/queries.ts'
import { setLive } from '#domain/presence/commands.ts'
import { create, edit, withdraw } from '#domain/stations/commands.ts'
import { stationPath } from '#domain/stations/model.ts'
import { add, PHOTO_BYTES_MOST, remove } from '#domain/stations/photos.ts'
import { forEditing, list } from '#domain/stations/queries.ts'
import { lexemes, searchQuery } from '#domain/stations/search.ts'
import { openTestDatabase } from './database.ts'
import { addStation, anyone, buildWorld, HANGZHOU, LANZHOU, refusalOf, staff, useTestSettings } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let folder: string
let clerk: Awaited<ReturnType<typeof staff>>

beforeAll(async () => {
  useTestSettings()
  folder = await mkdtemp(join(tmpdir(), 'hzj-files-'))
  setFiles(folderStore(folder))
  database = await openTestDatabase()
  await buildWorld(database.db)
  clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.path)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const FIELDS = {
  name: '文一路小哥之家', kind: 'rider-home', path: HANGZHOU.county, division: '330106', lon: 120.13, lat: 30.28, address: '文一路 12 号',
  hours: 'Mo-Fr 08:30-17:30; PH off', access: 'open' as const, facilities: { water: {}, aed: { where: '前台右侧', reach: '24 小时' } }, parking: { freeHours: 2, classes: ['car'] },
}

describe('stations.create', () => {
  test('a station of a union below me, read by everybody with hours in words', async () => {
    const { code, revision } = await create(clerk, FIELDS)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{7}$/)
    expect(revision).toBe(1)
    const shown = await station(anyone(database.db), { code })
    expect(shown).toMatchObject({ name: '文一路小哥之家', union: '西湖区总工会', divisionName: '浙江省 杭州市 西湖区', hotline: null, areaM2: null, live: { state: 'should_be_open' }, posted: { open: true } })
    expect(shown.hoursInWords.join('；')).toContain('周一至周五 08:30–17:30')
    expect(shown.facilities.find((one) => one.code === 'aed')).toMatchObject({ where: '前台右侧', reach: '24 小时', state: 'unknown' })
    expect(Object.keys(shown)).not.toContain('steward')
  })

  const wrong: [string, object, string, object][] = [
    ['hours with a mistake say where', { hours: 'Mo-Fr 08:30-25:00x' }, 'stations.hours_mistake', { hours: 'Mo-Fr 08:30-25:00x' }],
    ['coordinates swapped', { lon: 30.28, lat: 120.13 }, 'stations.coordinates_swapped', { lon: 30.28, lat: 120.13 }],
    ['coordinates outside the world', { lon: 200, lat: 95 }, 'stations.outside_world', {}],
    ['an unknown kind', { kind: 'castle' }, 'stations.kind_unknown', { kind: 'castle' }],
    ['an unknown facility', { facilities: { sauna: {} } }, 'stations.facility_unknown', { facility: 'sauna' }],
    ['an unknown vehicle class', { parking: { classes: ['tank'] } }, 'stations.vehicle_unknown', { vehicle: 'tank' }],
    ['an unknown division', { division: '999999' }, 'stations.division_unknown', { division: '999999' }],
    ['a union that is not there', { path: '/cn/33/9999' }, 'stations.organisation_unknown', { path: '/cn/33/9999' }],
    ['a union of another tenant', { path: LANZHOU.county }, 'access.denied', {}],
    ['text with control characters', { name: '文一\u0007路' }, 'input.invalid', { fields: [{ field: 'name', rule: 'control_characters' }] }],
    ['face as the way in', { access: 'face' }, 'input.invalid', { fields: [{ field: 'access' }] }],
  ]
  for (const [what, change, code, params] of wrong) {
    test(`refuses ${what}`, async () => {
      expect(await refusalOf(create(clerk, { ...FIELDS, ...change } as typeof FIELDS))).toMatchObject({ code, params })
    })
  }

  test('the position of the mistake is that of the character, from 1', async () => {
    const { params } = await refusalOf(create(clerk, { ...FIELDS, hours: 'Mo-Fr 08:30-17:30; Xx off' }))
    expect(params['position']).toBe(20)
  })
})

describe('stations.edit', () => {
  test('the last revision wins, the older is told both figures; a chief keeps his station when it moves', async () => {
    const { code } = await create(clerk, FIELDS)
    const chief = await staff(database.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
    expect(await edit(clerk, { ...FIELDS, code, revision: 1, path: HANGZHOU.path, seats: 20 })).toEqual({ code, revision: 2 })
    expect(await refusalOf(edit(clerk, { ...FIELDS, code, revision: 1 }))).toEqual({ code: 'edit.stale', params: { read: 1, current: 2 } })
    expect((await forEditing(clerk, { code })).seats).toBe(20)
    const grants = await database.db.selectFrom('role_grant').select('path').where('tenant_id', '=', 1).where('person_id', '=', chief.actor.person!).execute()
    expect(grants).toEqual([{ path: stationPath({ path: HANGZHOU.path, code }) }])
  })

  test('not by a chief, not to another tenant, not by the auditor', async () => {
    const { code } = await create(clerk, FIELDS)
    const chief = await staff(database.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code }))
    expect(await refusalOf(edit(chief, { ...FIELDS, code, revision: 1 }))).toMatchObject({ code: 'access.denied' })
    expect(await refusalOf(edit(clerk, { ...FIELDS, code, revision: 1, path: LANZHOU.county }))).toMatchObject({ code: 'stations.organisation_unknown' })
    const auditor = await staff(database.db, 'auditor', 1, HANGZHOU.path)
    expect((await forEditing(auditor, { code })).code).toBe(code)
    expect(await refusalOf(setLive(auditor, { code, state: 'open' }))).toMatchObject({ code: 'access.denied' })
  })
})

describe('stations.withdraw and stations.list', () => {
  test('a withdrawn station is a tombstone for those who follow changes and gone for all others', async () => {
    const since = new Date(Date.now() - 1000).toISOString()
    const { code } = await create(clerk, FIELDS)
    await withdraw(clerk, { code, revision: 1 })
    expect(await refusalOf(station(anyone(database.db), { code }))).toMatchObject({ code: 'stations.withdrawn' })
    const changes = await list(anyone(database.db), { modifiedAfter: since, limit: 500 })
    expect(changes.items.find((item) => item.code === code)).toMatchObject({ status: 'withdrawn' })
    expect((await list(anyone(database.db), { division: '3301', limit: 500 })).items.map((item) => item.code)).not.toContain(code)
  })

  test('pages through all by cursor without loss or repeat, by code and by change', async () => {
    for (let i = 0; i < 7; i++) await addStation(database.db, { code: `PAGE00${i}`, where: LANZHOU })
    for (const filter of [{ division: '6201' }, { modifiedAfter: '2020-01-01T00:00:00Z' }]) {
      const codes: string[] = []
      let cursor: string | undefined
      do {
        const page = await list(anyone(database.db), { ...filter, limit: 3, ...(cursor ? { cursor } : {}) })
        codes.push(...page.items.map((item) => item.code))
        cursor = page.next ?? undefined
      } while (cursor)
      expect(codes.length).toBe(new Set(codes).size)
      expect(codes.filter((code) => code.startsWith('PAGE00'))).toHaveLength(7)
    }
    expect(await refusalOf(list(anyone(database.db), { cursor: 'rubbish' }))).toMatchObject({ code: 'list.bad_cursor' })
  })

  test('finds by words of name and address, by one character, by Latin beginnings; a box by its corners', async () => {
    await addStation(database.db, { code: 'FND0001', name: '翠苑工会驿站（示例）', address: '学院路 A12 座', lon: 121.5, lat: 31.2 })
    const codes = async (q: string) => (await list(anyone(database.db), { q })).items.map((item) => item.code)
    for (const q of ['翠苑', '工会驿站 翠苑', '翠', '学院路', 'a1', '翠苑工会']) expect(await codes(q), q).toContain('FND0001')
    for (const q of ['翠驿', '苑翠', 'b12', '!!!', "'; drop"]) expect(await codes(q), q).toEqual([])
    expect((await list(anyone(database.db), { bbox: [121.4, 31.1, 121.6, 31.3] })).items.map((item) => item.code)).toEqual(['FND0001'])
    expect(await refusalOf(list(anyone(database.db), { bbox: [31.1, 121.4, 31.3, 121.6] }))).toMatchObject({ code: 'stations.coordinates_swapped' })
  })

  test('pieces of a text', () => {
    expect(lexemes('文一路a12')).toEqual(['文', '文一', '一', '一路', '路', 'a12'])
    expect(searchQuery('文一路')?.tsquery).toBe("'文一' & '一路'")
    expect(searchQuery('100%')?.like).toEqual(['%100%'])
    expect(searchQuery('——')).toBeNull()
  })
})

describe('stations.add_photo', () => {
  const picture = () => sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#a63' } })

  test('is re-encoded, made smaller, and loses its EXIF', async () => {
    const { code } = await create(clerk, FIELDS)
    const bytes = await picture().withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: '30/1 16/1 0/1' } }).jpeg().toBuffer()
    const { photo, url } = await add(clerk, { code, photo: bytes, caption: '门口' })
    const kept = await files().get(url.replace('/api/v1/photos/', ''))
    const made = await sharp(kept!).metadata()
    expect(made).toMatchObject({ format: 'webp', width: 1280, height: 853 })
    expect(made.exif).toBeUndefined()
    expect((await station(anyone(database.db), { code })).photos).toMatchObject([{ id: photo, caption: '门口', url }])
    await remove(clerk, { code, photo })
    expect((await station(anyone(database.db), { code })).photos).toEqual([])
    expect(await refusalOf(remove(clerk, { code, photo }))).toMatchObject({ code: 'stations.photo_unknown' })
  })

  test('what is no picture, a cut one, a huge one and an SVG are refused', async () => {
    const { code } = await create(clerk, FIELDS)
    const cut = (await picture().jpeg().toBuffer()).subarray(0, 4000)
    for (const photo of [Buffer.from('not a picture'), Buffer.alloc(0), cut, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')]) {
      expect(await refusalOf(add(clerk, { code, photo }))).toMatchObject({ code: 'stations.photo_unreadable' })
    }
    expect(await refusalOf(add(clerk, { code, photo: Buffer.alloc(PHOTO_BYTES_MOST + 1) }))).toMatchObject({ code: 'stations.photo_too_large' })
  })
})
