import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { memberCheckDigit } from '#domain/identity/home.ts'
import { nameKeys } from '#domain/membership/nameKeys.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'

/** Writes made-up members by set: without phones, their documents a word that is no number of anybody. */

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const GIVEN = ['伟', '芳', '娜', '敏', '静', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '秀英', '建国', '志强', '小红', '海燕', '国庆', '晓东', '文斌', '玉兰', '春梅', '立新', '家豪', '雨婷', '浩然', '子轩', '思远']

export function sampleName(at: number): string {
  return `${SURNAMES[at % SURNAMES.length]}${GIVEN[(at * 7 + Math.floor(at / SURNAMES.length)) % GIVEN.length]}（示例）`
}

export interface SampleMember {
  /** Different for each one of the demonstration. */
  readonly serial: number
  readonly path: string
  readonly trade: string
  readonly joinedOn: string
}

/** Members spread over unions; most have joined in the last two years, more of them lately. */
export function plan(unions: readonly { readonly path: string; readonly trades: readonly string[]; readonly members: number }[], from: number, now: Date): SampleMember[] {
  const today = dayOf(now)
  let serial = from
  return unions.flatMap(({ path, trades, members }) => Array.from({ length: members }, (_, at) => {
    serial++
    // From 0 to 1, the squares of which crowd at 0: lately.
    const back = ((serial * 7_919) % 1_000) / 1_000
    return { serial, path, trade: trades[at % trades.length]!, joinedOn: addDays(today, -Math.floor(back * back * 900)) }
  }))
}

const AT_ONCE = 4_000

/** Enters made-up members of the acting tenant with their homes. Answers their ids. */
export async function loadSample(ctx: Context, members: readonly SampleMember[]): Promise<string[]> {
  const namesSeen = new Map<string, string[]>()
  const keysOf = (name: string) => namesSeen.get(name) ?? namesSeen.set(name, nameKeys(ctx.tenant, name)).get(name)!
  const rows = members.map((member) => rowOf(member, keysOf))
  for (let from = 0; from < rows.length; from += AT_ONCE) await write(ctx, rows.slice(from, from + AT_ONCE))
  return rows.map((row) => row.person)
}

type Row = ReturnType<typeof rowOf>

function rowOf({ serial, path, trade, joinedOn }: SampleMember, keysOf: (name: string) => string[]) {
  const person = newId()
  const name = sampleName(serial)
  const digits = `9000${String(serial).padStart(7, '0')}`
  const number = digits + memberCheckDigit(digits)
  // A document of another kind says neither sex nor year of birth: both are unknown.
  const resident = serial % 50 !== 0
  return {
    person, pseudonym: randomUUID(), path, trade, joinedOn, number, numberHash: keys().lookup('member_number', number),
    noPhone: keys().seal('', `person.phone:${person}`), name: keys().seal(name, `member.name:${person}`), keys: keysOf(name).join(' '),
    docKind: resident ? 'resident_id' : 'passport', doc: keys().seal(`示例证件${String(serial).padStart(6, '0')}`, `member.doc:${person}`), docHash: `sample-${serial}`,
    birth: resident ? 1965 + (serial % 42) : null, sex: resident ? (serial % 4 === 0 ? 'female' : 'male') : null,
  }
}

async function write(ctx: Context, rows: readonly Row[]): Promise<void> {
  const [tenant, now] = [ctx.tenant, ctx.now]
  const person = column(rows, 'person')
  await sql`insert into person (person_id, pseudonym, name_sealed, phone_sealed, locale, sample, created_at)
    select r.who, r.pseudonym, null, r.sealed, 'zh-CN', true, ${now}::timestamptz
    from unnest(${person}::uuid[], ${column(rows, 'pseudonym')}::uuid[], ${column(rows, 'noPhone')}::text[]) as r(who, pseudonym, sealed)`.execute(ctx.db)
  await sql`insert into person_tenant (person_id, tenant_id, since) select r.person, ${tenant}::integer, ${now}::timestamptz from unnest(${person}::uuid[]) as r(person)`.execute(ctx.db)
  await sql`insert into member_number (key_hash, person_id, created_at)
    select r.hash, r.who, ${now}::timestamptz from unnest(${column(rows, 'numberHash')}::text[], ${person}::uuid[]) as r(hash, who)`.execute(ctx.db)
  await sql`insert into home (person_id, number, state, tenant_id, path, since, changed_at)
    select r.person, r.number, 'active', ${tenant}::integer, r.path, r.joined::timestamptz, ${now}::timestamptz
    from unnest(${person}::uuid[], ${column(rows, 'number')}::text[], ${column(rows, 'path')}::text[], ${column(rows, 'joinedOn')}::date[]) as r(person, number, path, joined)`.execute(ctx.db)
  await sql`insert into member (tenant_id, person_id, kind, state, number, path, name_sealed, name_keys, doc_kind, doc_sealed, doc_hash, birth_year, sex, trade, trades, platforms, cities,
      silent, source, joined_on, sample, revision, created_at, changed_at)
    select ${tenant}::integer, r.person, 'home', 'active', r.number, r.path, r.name, string_to_array(r.keys, ' '), r.doc_kind, r.doc, r.doc_hash, r.birth, r.sex, r.trade, array[r.trade], '{}', '{}',
      true, 'roster', r.joined, true, 1, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${person}::uuid[], ${column(rows, 'number')}::text[], ${column(rows, 'path')}::text[], ${column(rows, 'name')}::text[], ${column(rows, 'keys')}::text[], ${column(rows, 'docKind')}::text[],
      ${column(rows, 'doc')}::text[], ${column(rows, 'docHash')}::text[], ${column(rows, 'birth')}::integer[], ${column(rows, 'sex')}::text[], ${column(rows, 'trade')}::text[], ${column(rows, 'joinedOn')}::date[])
      as r(person, number, path, name, keys, doc_kind, doc, doc_hash, birth, sex, trade, joined)`.execute(ctx.db)
}

function column<K extends keyof Row>(rows: readonly Row[], key: K): Row[K][] {
  return rows.map((row) => row[key])
}
