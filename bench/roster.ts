// Measures a sheet of 100,000 rows: from the file to members, on one process and one database.
import { Writable } from 'node:stream'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { grantOf } from '#domain/roles.ts'
import { takeOver, upload } from '#domain/rosters/commands.ts'
import { one } from '#domain/rosters/queries.ts'
import { workOnRosters } from '#domain/rosters/work.ts'
import { createKeyring, generateKeyFile } from '#kernel/cipher.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { setKeys } from '#kernel/keys.ts'
import { readSettings, setSettings } from '#kernel/settings.ts'
import { openDatabase } from '#db/open.ts'
import { clockContext } from '../src/jobs.ts'
import type { Figure } from './figure.ts'

const ROWS = 100_000
const PATH = '/cn'
const [FAMILY, GIVEN] = ['王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗', '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华']

/** A sheet as people keep it; all of it made up. */
async function makeSheet(): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Buffer[] = []
  const stream = new Writable({ write: (part: Buffer, _encoding, done) => (parts.push(part), done()) })
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: true, useStyles: true })
  const sheet = book.addWorksheet('示例')
  sheet.addRow(['示例名单']).commit()
  sheet.addRow(['序号', '姓名', '性别', '身份证号码', '手机号', '工种', '入会时间', '工作单位', '平台']).commit()
  for (let number = 0; number < ROWS; number++) sheet.addRow(rowOf(number)).commit()
  await book.commit()
  return new Uint8Array(Buffer.concat(parts))
}

/** No two with the same name and year of birth: those would wait for a clerk. */
function rowOf(number: number): (string | number | Date)[] {
  const two = (value: number) => String(value).padStart(2, '0')
  const digits = `${330_000 + Math.floor(number / 1000)}${1955 + Math.floor(number / 11_520) * 5 + (number % 5)}${two(1 + (number % 12))}${two(1 + (number % 28))}${String(number % 1000).padStart(3, '0')}`
  const name = FAMILY[number % 20]! + GIVEN[Math.floor(number / 20) % 24]! + GIVEN[Math.floor(number / 480) % 24]!
  return [number + 1, name, Number(digits[16]) % 2 ? '男' : '女', digits + checkDigit(`${digits}X`), `100${String(number).padStart(8, '0')}`, ['外卖骑手', '快递员', '网约车司机'][number % 3]!, new Date(Date.UTC(2023, number % 12, 1)), `示例公司${number % 300}`, '示例平台']
}

async function main(): Promise<Figure[]> {
  setSettings(readSettings({ HZJ_LOG: 'silent' }))
  setKeys(createKeyring(generateKeyFile()))
  const database = openDatabase({ url: process.env['DATABASE_URL']!, connections: 4 })
  const clerk: Context = { ...clockContext(database.db, 1), actor: { person: null, pseudonym: 'bench', session: null, grants: [grantOf('union_manager', 1, PATH)] } }
  await sql`insert into organisation (organisation_id, path, name, level, kind, division, steward_tenant, sample, created_at)
    values (${newId()}, ${PATH}, '示例', 'nation', 'general', '100000', 1, true, ${new Date()}) on conflict do nothing`.execute(database.db)
  const sheet = await makeSheet()
  let lateMs = 0
  let last = performance.now()
  const pulse = setInterval(() => {
    const now = performance.now()
    lateMs = Math.max(lateMs, now - last - 10)
    last = now
  }, 10)
  const began = performance.now()
  const { import: id } = await upload(clerk, { path: PATH, fileName: 'bench.xlsx', sheet })
  const uploaded = performance.now()
  const work = () => workOnRosters(database.db, clockContext, 600_000)
  await work()
  const checked = performance.now()
  const seen = await one(clerk, { import: id })
  await takeOver(clerk, { import: id })
  await work()
  const done = performance.now()
  clearInterval(pulse)
  const { taken } = await one(clerk, { import: id })
  if (taken !== seen.good || taken < ROWS * 0.9) throw new Error(`${taken} of ${seen.good} good rows were taken over`)
  await database.close()
  const seconds = (from: number, to: number) => (to - from) / 1000
  return [
    { name: `sheet of ${ROWS.toLocaleString('en')} rows: from the file to members`, value: seconds(began, done), unit: 's', most: 90 },
    { name: '  reading the file', value: seconds(began, uploaded), unit: 's' },
    { name: '  looking at every row', value: seconds(uploaded, checked), unit: 's' },
    { name: '  taking over', value: seconds(checked, done), unit: 's' },
    { name: '  longest pause of the process meanwhile', value: lateMs, unit: 'ms' },
  ]
}

process.send!(await main())
