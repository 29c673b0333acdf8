// Measures the search of a roster of a million members through the act that the desk calls, in a process of its own.
import { sql } from 'kysely'
import { performance } from 'node:perf_hooks'
import { openDatabase, type Db } from '#db/open.ts'
import { documentHash } from '#domain/identity/documents.ts'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { phoneHash } from '#domain/identity/people.ts'
import { nameKeys } from '#domain/membership/nameKeys.ts'
import { list } from '#domain/membership/queries.ts'
import { grantOf } from '#domain/roles.ts'
import { createKeyring, generateKeyFile } from '#kernel/cipher.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys, setKeys } from '#kernel/keys.ts'
import { idOf, MORNING } from './country.ts'
import type { Figure } from './figure.ts'

const MEMBERS = Number(process.env['BENCH_MEMBERS'] ?? 1_000_000)
const BATCH = 5_000
const SEARCHES = 400
const WARM_UP = 40
const TENANT = 900
const CITY = '/cn/99/9901'
const COUNTIES = 10
const UNIONS = 100
const DEMANDED_MS = 50

// The most frequent first: drawn so that the first surname is that of one in nineteen, and the commonest pair of characters that of two in a thousand, about as in life.
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉文红建国志海梅鑫波云峰丹宇欣浩凯健俊帆雪玲燕辉力兵飞鹏斌宁琳晨阳旭东林森慧佳怡博思远子轩梓涵雨泽一诺嘉豪天佑春秋冬夏山川江河松柏竹']

/** Name, phone, document and membership number of the n-th member: made up, the same in every run. */
function memberOf(at: number): { name: string; phone: string; document: string; number: string } {
  const drawn = (list: readonly string[], salt: number) => list[Math.floor(list.length * part(at, salt) ** 1.3)]!
  const name = drawn(SURNAMES, 1) + drawn(GIVEN, 2) + (part(at, 3) < 0.8 ? drawn(GIVEN, 4) : '')
  const serial = String(at).padStart(7, '0')
  // The place has no division's code: nobody has such a number.
  const body = `1${serial.slice(0, 5)}19${50 + (at % 50)}01${10 + (at % 18)}${serial.slice(-3)}`
  return { name, phone: `1000${serial}`, document: body + checkDigit(body), number: `9${serial.padStart(11, '0')}` }
}

/** A number in [0, 1) that follows from two others. */
function part(at: number, salt: number): number {
  let mixed = Math.imul(at ^ (salt * 0x9e3779b9), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296
}

const keysOf = new Map<string, string[]>()

/** Names come again and again: their keys are made once. */
function cachedKeys(name: string): string[] {
  const made = keysOf.get(name) ?? nameKeys(TENANT, name)
  keysOf.set(name, made)
  return made
}

function rowOf(at: number): object {
  const { name, phone, document, number } = memberOf(at)
  const person = idOf(at)
  const seal = (field: string, text: string) => keys().seal(text, `member.${field}:${person}`)
  return {
    tenant_id: TENANT, person_id: person, kind: 'home', state: 'active', number, path: `${CITY}/99010${at % COUNTIES}/u${at % UNIONS}`, name_sealed: seal('name', name), name_keys: cachedKeys(name),
    phone_sealed: seal('phone', phone), phone_hash: phoneHash(phone), doc_kind: 'resident_id', doc_sealed: seal('doc', document), doc_hash: documentHash('resident_id', document), birth_year: 1950 + (at % 50),
    sex: at % 3 ? 'male' : 'female', trade: 'courier', trades: ['courier'], platforms: [], cities: [], employer_sealed: null, silent: true, source: 'roster', joined_on: '2026-01-01', ended_on: null, end_reason: null,
    sample: true, revision: 1, created_at: MORNING, changed_at: MORNING,
  }
}

async function fill(db: Db): Promise<void> {
  await db.insertInto('tenant').values({ tenant_id: TENANT, code: 'bench-roster', name: '示例市总工会', path: CITY, division: null, sample: true, created_at: MORNING }).execute()
  const nodes = [CITY, ...Array.from({ length: COUNTIES }, (_, at) => `${CITY}/99010${at}`)]
  await db.insertInto('organisation').values(nodes.map((path, at) => ({ organisation_id: newId(), path, name: `示例总工会 ${at}`, level: at ? 'county' : 'city', kind: 'general', division: '990100', steward_tenant: TENANT, sample: true, created_at: MORNING }))).execute()
  for (let from = 0; from < MEMBERS; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, MEMBERS - from) }, (_, at) => rowOf(from + at))
    await sql`insert into member select * from jsonb_populate_recordset(null::member, ${JSON.stringify(rows)}::jsonb)`.execute(db)
  }
  await sql.raw('vacuum analyze member').execute(db)
}

interface Times {
  readonly p50: number
  readonly p95: number
}

/** Milliseconds of the act, from its call to its answer, one call after another. */
async function timesOf(ctx: Context, path: string, typed: (at: number) => string): Promise<Times> {
  const times: number[] = []
  for (let round = 0; round < WARM_UP + SEARCHES; round++) {
    const at = Math.floor(part(round, 7) * MEMBERS)
    const began = performance.now()
    const found = await list(ctx, { path, q: typed(at) })
    if (round >= WARM_UP) times.push(performance.now() - began)
    if (found.items.length === 0 && path === CITY) throw new Error(`a search found nobody: ${at}`)
  }
  times.sort((a, b) => a - b)
  return { p50: times[times.length >> 1]!, p95: times[Math.floor(times.length * 0.95)]! }
}

async function main(): Promise<Figure[]> {
  setKeys(createKeyring(generateKeyFile()))
  const owner = openDatabase({ url: process.env['DATABASE_URL']!, connections: 2, as: 'owner' })
  const began = performance.now()
  await fill(owner.db)
  await owner.close()
  const filledS = (performance.now() - began) / 1000
  const { db, close } = openDatabase({ url: process.env['DATABASE_URL']!, connections: 2 })
  const ctx: Context = {
    db, actor: { person: idOf(0), pseudonym: idOf(0), session: null, grants: [grantOf('union_clerk', TENANT, CITY)] }, tenant: TENANT, locale: 'zh-CN', now: MORNING, key: null, device: null, addressHash: '', requestId: '',
  }
  const ways: [string, string, (at: number) => string][] = [
    ['two characters of a name', CITY, (at) => memberOf(at).name.slice(0, 2)],
    ['a whole name', CITY, (at) => memberOf(at).name],
    ['two characters, in one county of ten', `${CITY}/990103`, (at) => memberOf(at).name.slice(0, 2)],
    ['phone', CITY, (at) => memberOf(at).phone],
    ['document', CITY, (at) => memberOf(at).document],
    ['membership number', CITY, (at) => memberOf(at).number],
  ]
  const figures: Figure[] = [{ name: `roster of ${MEMBERS.toLocaleString('en')} members filled`, value: filledS, unit: 's' }]
  for (const [name, path, typed] of ways) {
    const { p50, p95 } = await timesOf(ctx, path, typed)
    figures.push({ name: `search by ${name}, p95`, value: p95, unit: 'ms', most: DEMANDED_MS }, { name: '  p50', value: p50, unit: 'ms' })
  }
  await close()
  return figures
}

process.send!(await main())
