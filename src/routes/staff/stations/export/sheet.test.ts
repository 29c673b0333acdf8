import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { csv, xlsx, type Sheet } from './sheet.ts'

const at = new Date('2026-11-21T20:57:00Z')
const sheet: Sheet = {
  name: '站点',
  heads: ['站点', '最近确认', '今天'],
  rows: [
    ['=1+1', at, 3],
    ['说"开着", 其实没有', null, 0],
    ['@cmd', null, 1],
    ['-3 楼小站', null, 2]
  ],
  about: { name: '说明', lines: [['行数', '4']] }
}

test('a text that a spreadsheet would run is quoted in CSV', () => {
  const lines = csv(sheet).split('\r\n')
  expect(lines[0]).toBe('\uFEFF站点,最近确认,今天')
  expect(lines[1]).toBe(`"'=1+1",2026-11-22 04:57,3`)
  expect(lines[2]).toBe('"说""开着"", 其实没有",,0')
  expect(lines[3]).toBe(`"'@cmd",,1`)
  expect(lines[4]).toBe(`"'-3 楼小站",,2`)
})

test('XLSX keeps figures as figures, moments as moments, and no text is a formula', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.read(Readable.fromWeb(xlsx(sheet) as NodeStream))
  const list = book.worksheets[0]!
  expect(list.getCell('A2').type).toBe(ExcelJS.ValueType.String)
  expect(list.getCell('A2').value).toBe('=1+1')
  expect(list.getCell('B2').value).toEqual(new Date('2026-11-22T04:57:00Z'))
  expect(list.getCell('C2').value).toBe(3)
  expect(list.getCell('B3').value).toBeNull()
  expect(book.worksheets[1]!.getCell('B1').value).toBe('4')
})
