import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { clockContext } from '../src/jobs.ts'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { discard, exportRows, judge, map, takeOver, undo, upload } from '#domain/rosters/commands.ts'
import { readDate, readDocumentCell, readTrades } from '#domain/rosters/cells.ts'
import { list, one, rows, unknownTrades } from '#domain/rosters/queries.ts'
import { readTable } from '#domain/rosters/sheet/csv.ts'
import { sweepRosters, workOnRosters } from '#domain/rosters/work.ts'
import { openTestDatabase } from './database.ts'
import { anyone, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clerk: Context
let serial = 0

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
})
afterAll(() => database.close())

/** A made-up resident number with a right check digit. */
function idOf(number: number, born = '19900101'): string {
  const body = `330106${born}${String(number % 1000).padStart(3, '0')}`
  const area = `33${String(1000 + Math.floor(number / 1000)).slice(-4)}`
  const digits = area + body.slice(6)
  return digits + checkDigit(digits + 'X')
}
const phoneOf = (number: number) => `100${String(number).padStart(8, '0')}`

interface Made { name: string; id: string; phone: string }
function made(): Made {
  serial++
  return { name: `王${'甲乙丙丁戊己庚辛壬癸'[serial % 10]}${'天地玄黄宇宙洪荒'[Math.floor(serial / 10) % 8]}`, id: idOf(serial, `19${60 + (serial % 39)}0101`), phone: phoneOf(serial) }
}

const HEAD = '姓名,身份证号,手机号,工种'
const lineOf = ({ name, id, phone }: Made, trade = '外卖骑手') => `${name},${id},${phone},${trade}`
const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'))

async function work(ctx: Context = clerk): Promise<void> {
  await workOnRosters(database.db, (db, tenant) => ({ ...clockContext(db, tenant), now: ctx.now }))
}

async function sent(sheet: Uint8Array, ctx = clerk, path = HANGZHOU.county) {
  const begun = await upload(ctx, { path, fileName: '名单（示例）.csv', sheet: new Uint8Array(sheet) })
  await work(ctx)
  return one(ctx, { import: begun.import })
}

async function taken(sheet: Uint8Array, ctx = clerk, path = HANGZHOU.county) {
  const { import: id } = await sent(sheet, ctx, path)
  await takeOver(ctx, { import: id })
  await work(ctx)
  return one(ctx, { import: id })
}

const memberByDoc = (id: string, tenant = 1) => database.db.selectFrom('member').selectAll().where('tenant_id', '=', tenant).where('doc_hash', '=', keys().lookup('document', `resident_id:${id}`)).executeTakeFirst()

describe('reading cells', () => {
  const today = '2026-11-18'
  test('days of the usual forms, serial numbers of Excel, and what is none', () => {
    for (const text of ['2023-5-1', '2023.05.01', '2023/5/1', '2023年5月1日', '20230501', '45047', '2023-05-01 00:00:00']) expect(readDate(text, today), text).toBe('2023-05-01')
    expect(readDate('2023年5月', today)).toBe('2023-05-01')
    expect(readDate('2023年', today)).toBe('2023-01-01')
    expect(readDate('2023-13-01', today)).toEqual({ rule: 'date_unread' })
    expect(readDate('2027-01-01', today)).toEqual({ rule: 'date_future' })
    expect(readDate('1900-01-01', today)).toEqual({ rule: 'date_early' })
  })

  test('a number that Excel has rounded is told as lost, whatever its digits', () => {
    for (const text of ['3.30E+17', '3.3010619900101101e+17', '3.30106199001011e17']) expect(readDocumentCell(text, '', today), text).toEqual({ rule: 'excel_number' })
    expect(readDocumentCell('330106199001010012', '', today)).toEqual({ rule: 'check_digit' })
    expect(readDocumentCell('12345678', '', today)).toEqual({ rule: 'kind_needed' })
    expect(readDocumentCell('12345678', '台胞证', today)).toMatchObject({ kind: 'taiwan_permit' })
    expect(readDocumentCell('H12345678', '', today)).toMatchObject({ kind: 'hkm_permit' })
    expect(readDocumentCell(idOf(1), '学生证', today)).toEqual({ rule: 'kind_unknown' })
  })

  test('trades by word, code, several at once, or what the clerk says a code stands for', () => {
    expect(readTrades('骑手', {})).toEqual(['delivery-rider'])
    expect(readTrades('外卖小哥（美团）', {})).toEqual(['delivery-rider'])
    expect(readTrades('courier', {})).toEqual(['courier'])
    expect(readTrades('快递员、代驾司机', {})).toEqual(['courier', 'designated-driver'])
    expect(readTrades('3', {})).toEqual({ rule: 'trade_unknown' })
    expect(readTrades('3;1', { 3: 'courier', 1: 'streamer' })).toEqual(['courier', 'streamer'])
  })

  test('text tables with quotes, breaks inside cells, tabs and semicolons', () => {
    expect([...readTable('a,"b ""x"", y"\r\n"c\nd",e\n')]).toEqual([['a', 'b "x", y'], ['c\nd', 'e']])
    expect([...readTable('a\tb\r\nc\t')]).toEqual([['a', 'b'], ['c', '']])
    expect([...readTable('a;b\n\nc;d')]).toEqual([['a', 'b'], [''], ['c', 'd']])
  })
})

describe('rosters.upload', () => {
  test('finds the headings below a title, reads GB18030, and enters nothing', async () => {
    const person = made()
    const text = gb18030(`某某镇名单（示例）,,,\r\n${HEAD}\r\n${lineOf(person)}\r\n`)
    const seen = await sent(text)
    expect(seen).toMatchObject({ state: 'ready', rows: 1, good: 1, bad: 0, twins: 0 })
    expect(seen.columns).toMatchObject({ headingRow: 2, fields: { name: 0, document: 1, phone: 2, trade: 3 } })
    expect(await memberByDoc(person.id)).toBeUndefined()
  })

  test('reads a workbook as Excel writes it: words shared, dates as dates, numbers gone wrong', async () => {
    const [good, lost] = [made(), made()]
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('会员')
    sheet.addRow(['会员名册（示例）'])
    sheet.addRow(['姓  名*', '性别', '证件号码(必填)', '联系方式', '岗位', '入会日期', '工作单位'])
    sheet.addRow([good.name, '男', good.id, Number(good.phone), '快递小哥', new Date('2023-05-01T00:00:00Z'), '示例公司'])
    sheet.addRow([lost.name, '女', Number(`${lost.id.slice(0, 17)}0`), lost.phone, '主播', 45047, ''])
    const seen = await sent(Buffer.from(await book.xlsx.writeBuffer()))
    expect(seen).toMatchObject({ rows: 2, good: 1, bad: 1 })
    const bad = await rows(clerk, { import: seen.import, state: 'bad' })
    expect(bad.items).toMatchObject([{ row: 4, problems: [{ field: 'document', rule: 'excel_number' }] }])
    await takeOver(clerk, { import: seen.import })
    await work()
    expect(await memberByDoc(good.id)).toMatchObject({ trade: 'courier', joined_on: '2023-05-01', source: 'roster', kind: 'home', state: 'active', path: HANGZHOU.county })
  })

  test('says what is wrong in which row and column', async () => {
    const [a, b] = [made(), made()]
    const seen = await sent(csv(HEAD, `,${a.id},${a.phone},骑手`, `${b.name},330106199001010012,123,宇航员`, `${b.name},,,骑手`))
    const { items } = await rows(clerk, { import: seen.import, state: 'bad' })
    expect(items.map(({ row, problems }) => [row, problems])).toEqual([
      [2, [{ field: 'name', rule: 'missing' }]],
      [3, [{ field: 'phone', rule: 'phone_form' }, { field: 'document', rule: 'check_digit' }, { field: 'trade', rule: 'trade_unknown' }]],
      [4, [{ field: 'document', rule: 'phone_or_document' }]],
    ])
    expect(items[1]!.cells.document).toBe('330************012')
    expect((await unknownTrades(clerk, { import: seen.import })).items).toEqual([{ word: '宇航员', count: 1 }])
  })

  test('files that are no sheet, old ones, bombs and empty ones are refused, and leave nothing', async () => {
    const before = await database.db.selectFrom('roster_import').select('import_id').where('tenant_id', '=', 1).execute()
    const code = async (bytes: Uint8Array) => refusalOf(upload(clerk, { path: HANGZHOU.county, sheet: new Uint8Array(bytes) }))
    expect(await code(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]))).toMatchObject({ code: 'rosters.file_unreadable', params: { rule: 'old_or_locked' } })
    expect(await code(Buffer.from('PK\x03\x04 no archive at all'))).toMatchObject({ code: 'rosters.file_unreadable', params: { rule: 'unreadable' } })
    expect(await code(new Uint8Array())).toMatchObject({ code: 'rosters.file_unreadable', params: { rule: 'empty' } })
    expect(await code(csv(HEAD))).toMatchObject({ code: 'rosters.file_unreadable', params: { rule: 'empty' } })
    expect(await code(await lyingBook())).toMatchObject({ code: 'rosters.file_unreadable', params: { rule: 'unreadable' } })
    expect(await code(Buffer.alloc(51 * 1024 * 1024, 65))).toMatchObject({ code: 'rosters.file_too_large' })
    expect(await database.db.selectFrom('roster_import').select('import_id').where('tenant_id', '=', 1).execute()).toEqual(before)
  })

  test('only who imports there may; another tenant sees nothing', async () => {
    const sheet = new Uint8Array(csv(HEAD, lineOf(made())))
    const stranger = await staff(database.db, 'union_manager', 2, LANZHOU.path)
    const auditor = await staff(database.db, 'auditor', 1, HANGZHOU.path)
    expect(await refusalOf(upload(anyone(database.db), { path: HANGZHOU.county, sheet }))).toMatchObject({ code: 'access.sign_in' })
    expect(await refusalOf(upload(auditor, { path: HANGZHOU.county, sheet }))).toMatchObject({ code: 'access.not_found' })
    const { import: id } = await sent(sheet)
    for (const ctx of [stranger, { ...stranger, tenant: 1 }]) {
      expect((await refusalOf(one(ctx, { import: id }))).code).toMatch(/^(rosters\.unknown|access\.not_found)$/)
      expect((await refusalOf(takeOver(ctx, { tenant: 1, import: id }))).code).toMatch(/^(rosters\.unknown|access\.not_found)$/)
    }
    expect((await list(clerk, { path: HANGZHOU.county })).items[0]).toMatchObject({ import: id })
  })
})

describe('rosters.map', () => {
  test('a sheet without headings is read once the columns are named; words of its first row are not kept in clear', async () => {
    const person = made()
    const seen = await sent(csv(`1,${person.phone},${person.name},7`))
    expect(seen).toMatchObject({ rows: 1, good: 0, bad: 1, columns: { headingRow: null, titles: ['', '', '', ''] } })
    expect(await refusalOf(map(clerk, { import: seen.import, fields: { name: 2 } }))).toMatchObject({ code: 'rosters.name_column' })
    expect(await refusalOf(map(clerk, { import: seen.import, fields: { name: 2, phone: 1 }, trade: 'astronaut' }))).toMatchObject({ code: 'membership.trade_unknown' })
    await map(clerk, { import: seen.import, fields: { name: 2, phone: 1, trade: 3 }, trades: { 7: 'streamer' } })
    await work()
    expect(await one(clerk, { import: seen.import })).toMatchObject({ state: 'ready', good: 1, bad: 0 })
    await discard(clerk, { import: seen.import })
    expect(await database.db.selectFrom('roster_row').select('row_no').where('import_id', '=', seen.import).execute()).toEqual([])
  })
})

describe('duplicates', () => {
  test('inside the file: same id, same phone, like name and birth', async () => {
    const [a, b, c] = [made(), made(), made()]
    const like = { ...made(), name: a.name, id: idOf(900_001 + serial, `${a.id.slice(6, 10)}0202`) }
    const seen = await sent(csv(HEAD, lineOf(a), lineOf({ ...b, id: a.id }), lineOf({ ...c, phone: a.phone }), lineOf(like)))
    expect(seen).toMatchObject({ good: 1, twins: 3 })
    const { items } = await rows(clerk, { import: seen.import, state: 'twin' })
    expect(items.map(({ row, twin }) => [row, twin?.why, twin?.row])).toEqual([[3, 'same_id', 2], [4, 'same_phone', 2], [5, 'like_name_and_birth', 2]])
  })

  test('against members; what is taken all the same becomes a pair to look at; the same id never is', async () => {
    const a = made()
    await taken(csv(HEAD, lineOf(a)))
    const like = { ...made(), name: a.name, id: idOf(910_001 + serial, `${a.id.slice(6, 10)}0303`) }
    const seen = await sent(csv(HEAD, lineOf(a), lineOf(like)))
    expect(seen).toMatchObject({ good: 0, twins: 2 })
    expect(await refusalOf(takeOver(clerk, { import: seen.import }))).toMatchObject({ code: 'rosters.nothing_good' })
    const { items } = await rows(clerk, { import: seen.import, state: 'twin', why: 'like_name_and_birth' })
    expect(items).toMatchObject([{ row: 3, twin: { member: { name: a.name } } }])
    expect(await judge(clerk, { import: seen.import, take: true })).toMatchObject({ good: 1, twins: 1 })
    await takeOver(clerk, { import: seen.import })
    await work()
    expect(await one(clerk, { import: seen.import })).toMatchObject({ state: 'done', taken: 1, twins: 1 })
    const pair = await database.db.selectFrom('twin').selectAll().where('tenant_id', '=', 1).where('why', '=', 'like_name_and_birth').execute()
    const people = [(await memberByDoc(a.id))!.person_id, (await memberByDoc(like.id))!.person_id].sort()
    expect(pair.some(({ a: first, b: second }) => first === people[0] && second === people[1])).toBe(true)
  })
})

describe('rosters.take_over', () => {
  test('makes persons, homes with numbers for life, members and history; a second go changes nothing', async () => {
    const people = Array.from({ length: 30 }, made)
    const seen = await taken(csv(HEAD, ...people.map((one) => lineOf(one))))
    expect(seen).toMatchObject({ state: 'done', taken: 30, done: 30 })
    const member = (await memberByDoc(people[0]!.id))!
    expect(member.number).toMatch(/^\d{12}$/)
    const home = await database.db.selectFrom('home').selectAll().where('person_id', '=', member.person_id).executeTakeFirst()
    expect(home).toMatchObject({ number: member.number, tenant_id: 1, path: HANGZHOU.county, state: 'active' })
    expect(await database.db.selectFrom('membership_history').select(['event', 'place']).where('person_id', '=', member.person_id).execute()).toEqual([{ event: 'joined', place: '西湖区总工会' }])
    expect(keys().open(member.name_sealed, `member.name:${member.person_id}`)).toBe(people[0]!.name)
    expect(await refusalOf(takeOver(clerk, { import: seen.import }))).toMatchObject({ code: 'rosters.nothing_good' })
  })

  test('a person with a home elsewhere stays there: told about the union\'s own row only, and only then', async () => {
    const person = made()
    const there = await staff(database.db, 'union_clerk', 2, LANZHOU.county)
    await taken(csv(HEAD, lineOf(person)), there, LANZHOU.county)
    const seen = await sent(csv(HEAD, lineOf(person)))
    expect(seen).toMatchObject({ good: 1, twins: 0 })
    await takeOver(clerk, { import: seen.import })
    await work()
    expect(await one(clerk, { import: seen.import })).toMatchObject({ taken: 0, skipped: 1 })
    expect((await rows(clerk, { import: seen.import, state: 'skipped' })).items).toMatchObject([{ skipped: 'home_elsewhere' }])
    expect(await memberByDoc(person.id)).toBeUndefined()
  })

  test('a phone that belongs to somebody with another document opens no door: it stays a number to call', async () => {
    const [first, second] = [made(), made()]
    await taken(csv(HEAD, lineOf(first)))
    const seen = await sent(csv(HEAD, lineOf({ ...second, phone: first.phone })))
    await judge(clerk, { import: seen.import, take: true })
    await takeOver(clerk, { import: seen.import })
    await work()
    const [one, other] = [(await memberByDoc(first.id))!, (await memberByDoc(second.id))!]
    expect(other.phone_hash).toBe(one.phone_hash)
    const bound = await database.db.selectFrom('phone').select('person_id').where('key_hash', '=', one.phone_hash!).execute()
    expect(bound).toEqual([{ person_id: one.person_id }])
  })
})

describe('rosters.undo', () => {
  test('takes everything back to which nothing has happened, and says what had to stay', async () => {
    const [touched, ...people] = Array.from({ length: 5 }, made) as [Made, ...Made[]]
    const seen = await taken(csv(HEAD, ...[touched, ...people].map((one) => lineOf(one))))
    const kept = (await memberByDoc(touched.id))!
    await database.db.updateTable('member').set({ revision: 2, changed_at: later(clerk, 5).now }).where('tenant_id', '=', 1).where('person_id', '=', kept.person_id).execute()
    const gone = (await memberByDoc(people[0]!.id))!
    await undo(later(clerk, 10), { import: seen.import })
    await work(later(clerk, 10))
    expect(await one(clerk, { import: seen.import })).toMatchObject({ state: 'undone', taken: 1 })
    expect((await rows(clerk, { import: seen.import, state: 'taken' })).items).toMatchObject([{ skipped: 'changed_since' }])
    expect(await memberByDoc(people[0]!.id)).toBeUndefined()
    expect(await memberByDoc(touched.id)).toMatchObject({ state: 'active' })
    for (const table of ['person', 'home', 'person_document', 'person_tenant'] as const) expect(await database.db.selectFrom(table).select('person_id').where('person_id', '=', gone.person_id).execute(), table).toEqual([])
    // The same sheet may come again.
    expect(await taken(csv(HEAD, ...people.map((one) => lineOf(one))), later(clerk, 20))).toMatchObject({ taken: 4 })
  })
})

describe('rosters.export_rows and the sweep', () => {
  test('gives the rows as they came, writes the audit, and the rows go after a month', async () => {
    const seen = await sent(csv(HEAD, `${made().name},12,34,骑手`))
    const out = await exportRows(clerk, { import: seen.import, state: 'bad' })
    expect(out.rows).toMatchObject([{ row: 2, cells: [expect.any(String), '12', '34', '骑手'] }])
    const lines = await database.db.selectFrom('audit').select(['act', 'subjects']).where('tenant_id', '=', 1).where('act', '=', 'rosters.export_rows').execute()
    expect(lines).toMatchObject([{ subjects: [seen.import, 'rows:bad'] }])
    await sweepRosters({ ...clockContext(database.db, 1), now: later(clerk, 31 * 24 * 60).now })
    expect(await database.db.selectFrom('roster_row').select('row_no').where('import_id', '=', seen.import).execute()).toEqual([])
  })

  test('nothing of a sheet lies in the database in clear', async () => {
    const person = made()
    const seen = await sent(csv(HEAD, lineOf(person)))
    const rowsThere = await database.db.selectFrom('roster_row').selectAll().where('import_id', '=', seen.import).execute()
    const text = JSON.stringify([rowsThere, seen])
    for (const secret of [person.name, person.id, person.phone]) expect(text).not.toContain(secret)
  })
})

/** The few characters of the tests in GB18030: the platform only decodes. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) {
    const letter = decoder.decode(new Uint8Array([high, low]))
    if (letter.length === 1 && !table.has(letter)) table.set(letter, [high, low])
  }
  return new Uint8Array([...text].flatMap((letter) => (letter.charCodeAt(0) < 128 ? [letter.charCodeAt(0)] : table.get(letter)!)))
}

/** A workbook whose sheet unfolds to more than its entry says. */
async function lyingBook(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('x').addRow(['姓名', '手机'])
  const bytes = Buffer.from(await book.xlsx.writeBuffer())
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28))
    if (name.includes('worksheets/sheet1')) bytes.writeUInt32LE(bytes.readUInt32LE(at + 24) - 10, at + 24)
  }
  return bytes
}

