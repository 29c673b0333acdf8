import QRCode from 'qrcode'
import { expect, test } from 'vitest'
import { stationFields } from '#domain/stations/inputs.ts'
import { entriesFrom, inputFrom, merge, readPair, type Entries } from './entries.ts'
import { qrPath } from './qrPath.ts'
import { changed, readTable } from './table.ts'

const filled: Entries = {
  name: '文一路小哥之家',
  kind: 'rider-home',
  path: '/cn/33/3301',
  division: '330106',
  lon: '120.1551',
  lat: '30.2741',
  accuracyM: '20',
  access: 'open',
  stepFree: 'yes',
  areaM2: '40',
  'facility:aed': '1',
  'facility:aed:count': '2',
  'facility:aed:where': '前台右边',
  'facility:water': '',
  'facility:water:count': '3',
  'parking:class:van': '1',
  'parking:freeHours': '1.5'
}

test('the fields of the form become the input of the act', () => {
  const input = stationFields.parse(inputFrom(filled))
  expect(input).toMatchObject({
    name: '文一路小哥之家',
    nameEn: null,
    lon: 120.1551,
    accuracyM: 20,
    areaM2: 40,
    seats: null,
    stepFree: true,
    hours: null
  })
  expect(input.facilities).toEqual({ aed: { count: 2, where: '前台右边' } })
  expect(input.parking).toEqual({ classes: ['van'], freeHours: 1.5 })
  expect(stationFields.parse(inputFrom({ ...filled, 'parking:class:van': '', 'parking:freeHours': '' })).parking).toBeNull()
})

test('what is no number is refused by its field, never taken as nothing', () => {
  const failed = stationFields.safeParse(inputFrom({ ...filled, areaM2: 'abc', lon: '' }))
  expect(failed.error?.issues.map((issue) => issue.path.join('.')).sort()).toEqual(['areaM2', 'lon'])
})

test('hidden parts of the form are no entries', () => {
  const form = new FormData()
  for (const [name, value] of [
    ['name', ' 站 '],
    ['key', 'k'],
    ['revision', '3'],
    ['base', '{}']
  ] as const)
    form.append(name, value)
  expect(entriesFrom(form)).toEqual({ name: '站' })
})

test('a pasted pair is read in either order and brought to WGS-84', () => {
  expect(readPair('30.2741,120.1551', 'wgs84')).toEqual({ lon: '120.155100', lat: '30.274100' })
  expect(readPair('120.1551，30.2741', 'wgs84')).toEqual({ lon: '120.155100', lat: '30.274100' })
  const gcj = readPair('30.2741 120.1551', 'gcj02')!
  expect(Number(gcj.lon)).toBeCloseTo(120.1504, 3)
  expect(Number(gcj.lat)).toBeCloseTo(30.2765, 3)
  expect(readPair('30.2741', 'wgs84')).toBeNull()
  expect(readPair('文一路 1 号', 'gcj02')).toBeNull()
})

test('after a stale edit only what both changed stays mine', () => {
  const base = { name: 'A', floor: '', seats: '' }
  const { entries, meanwhile } = merge(base, { name: 'A', floor: '2 楼', seats: '12' }, { name: 'B', floor: '', seats: '8' })
  expect(entries).toEqual({ name: 'B', floor: '2 楼', seats: '8' })
  expect(meanwhile).toEqual([
    { field: 'floor', was: '', now: '2 楼', mine: '', adopted: true },
    { field: 'seats', was: '', now: '12', mine: '8', adopted: false }
  ])
})

test('the path of a QR code draws exactly its dark modules', () => {
  const { modules } = QRCode.create('https://example.org/s/HZ00001', { errorCorrectionLevel: 'Q' })
  const drawn = new Uint8Array(modules.size ** 2)
  for (const [, x, y, wide] of qrPath(modules.size, modules.data).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(wide); at++) drawn[Number(y) * modules.size + Number(x) + at] = 1
  }
  expect([...drawn]).toEqual([...modules.data].map((dark) => (dark ? 1 : 0)))
})

test('the address of the table is read leniently and changed without leftovers', () => {
  const query = readTable(new URLSearchParams('state=bad&need=any&offset=-5&cols=code,bad&sort=name'))
  expect(query).toMatchObject({ state: undefined, need: 'any', offset: 0, columns: ['name', 'code'], sort: 'name' })
  expect(changed(new URLSearchParams('need=any&offset=100&done=saved&/inspect=&q='), { state: 'open' })).toBe('?need=any&state=open')
  expect(changed(new URLSearchParams('need=any&offset=100'), { open: 'A1' })).toBe('?need=any&offset=100&open=A1')
})
