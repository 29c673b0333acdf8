import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { clients, makeClient, revokeClient } from '#domain/identity/clients.ts'
import { bindDocument } from '#domain/identity/documents.ts'
import { enter } from '#domain/identity/enter.ts'
import { enrol } from '#domain/membership/enrol.ts'
import { handOver } from '#domain/rosters/handOver.ts'
import { apart, merge, merges, pairs, unmerge } from '#domain/rosters/merge.ts'
import { endReconciliation, reconciliation, reconciliations, sendList, startReconciliation } from '#domain/rosters/reconcile.ts'
import { findTwins } from '#domain/rosters/twins.ts'
import { sweepRosters, workOnRosters } from '#domain/rosters/work.ts'
import { clockContext } from '../src/jobs.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, anyone, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let manager: Context
let serial = 0

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  manager = await staff(database.db, 'union_manager', 1, HANGZHOU.county)
})
afterAll(() => database.close())

function idOf(number: number, born = '19900101'): string {
  const digits = `330106${born}${String(number).padStart(3, '0')}`
  return digits + checkDigit(digits + 'X')
}

/** A home member of a union, entered as joining enters one. */
async function member(given: { name?: string; id?: string | null; phone?: string | null; path?: string; tenant?: number } = {}): Promise<string> {
  serial++
  const { tenant = 1, path = tenant === 1 ? HANGZHOU.county : LANZHOU.county } = given
  const { id: person } = await addPerson(database.db)
  const number = given.id === undefined ? idOf(serial) : given.id
  await database.db.updateTable('person').set({ phone_sealed: keys().seal('', `person.phone:${person}`) }).where('person_id', '=', person).execute()
  const document = number === null ? null : { kind: 'resident_id' as const, number, born: `${number.slice(6, 10)}-01-01`, sex: 'male' as const }
  const ctx = { ...clockContext(database.db, tenant), now: WEDNESDAY }
  if (document) await bindDocument(ctx, person, document, true)
  await database.db.transaction().execute((trx) => enrol({ ...ctx, db: trx }, {
    person, path, name: given.name ?? `示例${serial}`, phone: given.phone === undefined ? `100${String(serial).padStart(8, '0')}` : given.phone,
    document, trade: 'courier', source: 'self', joinedOn: '2025-01-01',
  }))
  return person
}

const rowOf = (person: string, tenant = 1) => database.db.selectFrom('member').selectAll().where('tenant_id', '=', tenant).where('person_id', '=', person).executeTakeFirstOrThrow()
const homeOf = (person: string) => database.db.selectFrom('home').selectAll().where('person_id', '=', person).executeTakeFirst()

/** Two members who look like one, found by the clock. */
async function pair(given: { a?: object; b?: object } = {}): Promise<{ a: string; b: string }> {
  const phone = `101${String(++serial).padStart(8, '0')}`
  const people = [await member({ phone, ...given.a }), await member({ phone, ...given.b })].sort() as [string, string]
  await findTwins({ ...clockContext(database.db, 1), now: WEDNESDAY })
  return { a: people[0], b: people[1] }
}

describe('rosters.merge', () => {
  test('keeps one with what only the other knew; undo restores both exactly', async () => {
    const phone = `102${String(++serial).padStart(8, '0')}`
    const [with_, without] = [await member({ name: '王合并', phone }), await member({ name: '王合并', phone, id: null })]
    await findTwins({ ...clockContext(database.db, 1), now: WEDNESDAY })
    const [a, b] = [with_, without].sort() as [string, string]
    const before = [await rowOf(a), await rowOf(b), await homeOf(a), await homeOf(b)]
    const found = (await pairs(manager, { path: HANGZHOU.county })).items.find((one) => one.a.person === a)
    expect(found).toMatchObject({ why: 'same_phone', a: { phone: expect.stringContaining('****') } })
    const out = await merge(later(manager, 1), { a, b, keep: without === a ? 'a' : 'b' })
    expect(await rowOf(with_)).toMatchObject({ state: 'ended', end_reason: 'merged' })
    const kept = await rowOf(without)
    expect(kept).toMatchObject({ state: 'active', doc_hash: before.find((row) => row && 'doc_hash' in row && row.doc_hash)!['doc_hash' as never] })
    expect(await homeOf(with_)).toMatchObject({ state: 'none', tenant_id: null })
    expect(await database.db.selectFrom('document').select('person_id').where('key_hash', '=', kept.doc_hash!).execute()).toEqual([{ person_id: without }])
    const events = await database.db.selectFrom('membership_history').select('event').where('person_id', '=', with_).orderBy('entry_id').execute()
    expect(events.map(({ event }) => event)).toEqual(['joined', 'merged'])

    expect((await merges(manager, { path: HANGZHOU.county })).items[0]).toMatchObject({ merge: out.merge, undoneAt: null })
    await unmerge(later(manager, 2), { merge: out.merge })
    const now = [await rowOf(a), await rowOf(b), await homeOf(a), await homeOf(b)]
    const plain = (row: object | undefined) => row && Object.fromEntries(Object.entries(row).filter(([field]) => !['revision', 'changed_at'].includes(field)))
    expect(now.map(plain)).toEqual(before.map(plain))
    expect(await refusalOf(unmerge(later(manager, 3), { merge: out.merge }))).toMatchObject({ code: 'rosters.merge_undone' })
  })

  test('a merge that was built upon is not undone', async () => {
    const { a, b } = await pair()
    const out = await merge(manager, { a, b, keep: 'a' })
    await database.db.updateTable('member').set({ revision: 9 }).where('tenant_id', '=', 1).where('person_id', '=', a).execute()
    expect(await refusalOf(unmerge(later(manager, 2), { merge: out.merge }))).toMatchObject({ code: 'rosters.changed_since' })
    expect(await rowOf(b)).toMatchObject({ state: 'ended' })
    expect(await homeOf(b)).toMatchObject({ state: 'none' })
  })

  test('two homes in two tenants are never merged: a transfer comes first', async () => {
    const { a, b } = await pair()
    await database.db.updateTable('home').set({ tenant_id: 2, path: LANZHOU.county }).where('person_id', '=', b).execute()
    for (const keep of ['a', 'b'] as const) expect(await refusalOf(merge(manager, { a, b, keep }))).toMatchObject({ code: 'rosters.merge_homes', params: { rule: 'other_union' } })
    await database.db.updateTable('home').set({ tenant_id: 1, path: HANGZHOU.county, state: 'transferring' }).where('person_id', '=', b).execute()
    expect(await refusalOf(merge(manager, { a, b, keep: 'a' }))).toMatchObject({ params: { rule: 'transferring' } })
  })

  test('a pair that was judged is judged; two people stay two and are not asked again', async () => {
    const { a, b } = await pair()
    await apart(manager, { a, b })
    expect(await refusalOf(merge(manager, { a, b, keep: 'a' }))).toMatchObject({ code: 'rosters.pair_decided' })
    await findTwins({ ...clockContext(database.db, 1), now: WEDNESDAY })
    expect((await pairs(manager, { path: HANGZHOU.county })).items.find((one) => one.a.person === a)).toBeUndefined()
  })

  test('only who may edit both unions; another tenant sees no pair', async () => {
    const { a, b } = await pair({ b: { path: HANGZHOU.path } })
    expect((await refusalOf(merge(manager, { a, b, keep: 'a' }))).code).toBe('access.not_found')
    const city = await staff(database.db, 'union_manager', 1, HANGZHOU.path)
    const stranger = await staff(database.db, 'union_manager', 2, LANZHOU.path)
    expect((await refusalOf(merge({ ...stranger, tenant: 1 }, { a, b, keep: 'a' }))).code).toBe('access.not_found')
    expect((await refusalOf(merge(stranger, { a, b, keep: 'a' }))).code).toBe('rosters.pair_unknown')
    await merge(city, { a, b, keep: 'a' })
  })
})

describe('partners', () => {
  const request = (token: string | null, key: string | null = null) => enter(database.db, { token, deviceToken: null, address: '10.0.0.1', locale: 'zh-CN', key, requestId: 'test' }, WEDNESDAY)
  const applicant = () => ({
    name: '陈某', phone: `103${String(++serial).padStart(8, '0')}`, document: { number: idOf(serial) }, trade: 'truck-driver', division: '330106', consent: { version: '2026-01', at: WEDNESDAY.toISOString() },
  })

  test('a token is shown once, kept as a hash, told apart by four characters, dead once revoked', async () => {
    const made = await makeClient(manager, { path: HANGZHOU.county, name: '示例卡友社区' })
    expect(made.token).toMatch(/^hzjp\.1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/)
    const there = JSON.stringify(await database.db.selectFrom('client').selectAll().where('tenant_id', '=', 1).execute())
    expect(there).not.toContain(made.token.split('.')[3])
    expect((await clients(manager, { path: HANGZHOU.county })).items).toMatchObject([{ client: made.client, lastFour: made.token.slice(-4), revokedAt: null }])
    expect(await refusalOf(makeClient(manager, { path: HANGZHOU.county, name: '示例卡友社区' }))).toMatchObject({ code: 'partners.name_taken' })
    expect((await request(made.token)).actor).toMatchObject({ person: null, grants: [{ role: 'partner', tenant: 1, path: HANGZHOU.county }, { role: 'anyone' }] })
    expect((await request(`${made.token.slice(0, -1)}${made.token.endsWith('A') ? 'B' : 'A'}`)).actor.grants).toHaveLength(1)
    await revokeClient(manager, { client: made.client })
    expect((await request(made.token)).actor).toMatchObject({ pseudonym: null })
    expect(await refusalOf(handOver(await request(made.token), applicant()))).toMatchObject({ code: 'access.sign_in' })
  })

  test('hands an applicant over with consent; the same key twice is one application; two partners\' keys never meet', async () => {
    const [one, two] = [await makeClient(manager, { path: HANGZHOU.county, name: '示例甲' }), await makeClient(manager, { path: HANGZHOU.county, name: '示例乙' })]
    const given = applicant()
    const first = await handOver(await request(one.token, 'key-1'), given)
    expect(Object.keys(first)).toEqual(['application'])
    expect(await handOver(await request(one.token, 'key-1'), given)).toEqual(first)
    const other = await handOver(await request(two.token, 'key-1'), applicant())
    expect(other.application).not.toBe(first.application)
    const row = await database.db.selectFrom('application').selectAll().where('tenant_id', '=', 1).where('application_id', '=', first.application.slice(2)).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ source: 'partner', client_id: one.client, state: 'submitted' })
    const line = await database.db.selectFrom('audit').selectAll().where('tenant_id', '=', 1).where('act', '=', 'rosters.hand_over').execute()
    expect(line[0]?.actor).toBe((await request(one.token)).actor.pseudonym)
  })

  test('the answer for a member is that for a stranger', async () => {
    const { token } = await makeClient(manager, { path: HANGZHOU.county, name: '示例丙' })
    const known = { ...applicant() }
    await member({ id: known.document.number })
    const [a, b] = [await handOver(await request(token), known), await handOver(await request(token), applicant())]
    const shape = (out: object) => JSON.stringify(out).replace(/[0-9a-f-]{36}/g, 'id')
    expect(shape(a)).toBe(shape(b))
  })

  test('outside its union, without consent in time, or beyond its limit it is refused', async () => {
    const { token } = await makeClient(manager, { path: HANGZHOU.county, name: '示例丁' })
    expect(await refusalOf(handOver(await request(token), { ...applicant(), division: '620102' }))).toMatchObject({ code: 'partners.outside' })
    expect(await refusalOf(handOver(await request(token), { ...applicant(), consent: { version: '1', at: later(manager, 60).now.toISOString() } }))).toMatchObject({ code: 'partners.consent_time' })
    expect(await refusalOf(handOver(await request(token), { ...applicant(), document: { number: '330106199001010012' } }))).toMatchObject({ code: 'identity.document_invalid' })
    expect(await refusalOf(handOver(manager, applicant()))).toMatchObject({ code: 'access.not_found' })
    expect(await refusalOf(handOver(anyone(database.db), applicant()))).toMatchObject({ code: 'access.sign_in' })
    const clerk = await staff(database.db, 'union_clerk', 1, HANGZHOU.county)
    expect((await refusalOf(makeClient(clerk, { path: HANGZHOU.county, name: '示例戊' }))).code).toBe('access.not_found')
  })
})

describe('reconciliation', () => {
  const hashOf = (key: string, number: string) => createHmac('sha256', Buffer.from(key, 'hex')).update(number.toUpperCase()).digest('hex')
  const platform = () => anyone(database.db, { addressHash: newId() })
  const compareAll = (ctx: Context) => workOnRosters(database.db, (db, tenant) => ({ ...clockContext(db, tenant), now: ctx.now }))

  test('the platform hears how many came and nothing else; the union sees its members; the key dies', async () => {
    const numbers = [idOf(++serial, '19700101'), idOf(++serial, '19700101'), idOf(++serial, '19700101')]
    const mine = [await member({ id: numbers[0]! }), await member({ id: numbers[1]! })]
    const away = await member({ id: idOf(++serial, '19700101'), tenant: 2 })
    const begun = await startReconciliation(manager, { path: HANGZHOU.county, platform: '示例平台' })
    const hashes = [...numbers, idOf(777, '19800101')].map((number) => hashOf(begun.key, number))
    expect(await sendList(platform(), { token: begun.token, hashes: hashes.slice(0, 2) })).toEqual({ received: 2 })
    expect(await sendList(platform(), { token: begun.token, hashes: hashes.slice(1), last: true })).toEqual({ received: 4 })
    expect(await refusalOf(sendList(platform(), { token: begun.token, hashes }))).toMatchObject({ code: 'rosters.list_closed' })
    await compareAll(later(manager, 5))
    const seen = await reconciliation(manager, { reconciliation: begun.reconciliation })
    expect(seen).toMatchObject({ state: 'done', received: 4, matched: 2, unmatched: 2 })
    expect(seen.items.map(({ person }) => person).sort()).toEqual(mine.sort())
    const row = await database.db.selectFrom('reconciliation').selectAll().where('tenant_id', '=', 1).where('reconciliation_id', '=', begun.reconciliation).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ key_sealed: '', token_hash: '' })
    expect(await database.db.selectFrom('roster_row').select('row_no').where('import_id', '=', begun.reconciliation).execute()).toEqual([])
    const readingsOf = (person: string) => database.db.selectFrom('reading').selectAll().where('person_id', '=', person).where('purpose', '=', 'reconciliation').execute()
    const readings = (await Promise.all(mine.map(readingsOf))).flat()
    expect(readings).toHaveLength(2)
    expect(readings[0]).toMatchObject({ fields: ['document'], place: '西湖区总工会', reader: manager.actor.pseudonym })
    expect(await readingsOf(away)).toEqual([])
    const lines = await database.db.selectFrom('audit').selectAll().where('tenant_id', '=', 1).where('act', '=', 'rosters.compare').execute()
    expect(lines).toHaveLength(1)
    expect(lines[0]!.subjects).toContain('matched:2')
  })

  test('a wrong token is refused and counted; an expired or ended list takes nothing', async () => {
    const begun = await startReconciliation(manager, { path: HANGZHOU.county, platform: '示例平台' })
    const loud = platform()
    const wrong = `${begun.token.slice(0, -3)}xyz`
    for (let i = 0; i < 60; i++) expect((await refusalOf(sendList(loud, { token: wrong, hashes: [] }))).code).toBe('rosters.list_token')
    expect((await refusalOf(sendList(loud, { token: wrong, hashes: [] }))).code).toBe('access.too_many')
    expect(await refusalOf(sendList(later(platform(), 15 * 24 * 60), { token: begun.token, hashes: [] }))).toMatchObject({ code: 'rosters.list_closed' })
    await endReconciliation(manager, { reconciliation: begun.reconciliation })
    expect((await refusalOf(sendList(platform(), { token: begun.token, hashes: [] }))).code).toBe('rosters.list_token')
    const late = await startReconciliation(manager, { path: HANGZHOU.county, platform: '示例平台' })
    await sweepRosters({ ...clockContext(database.db, 1), now: later(manager, 15 * 24 * 60).now })
    expect((await reconciliations(manager, { path: HANGZHOU.county })).items.find((one) => one.reconciliation === late.reconciliation)).toMatchObject({ state: 'ended' })
  })

  test('another tenant sees neither list nor answer', async () => {
    const begun = await startReconciliation(manager, { path: HANGZHOU.county, platform: '示例平台' })
    const stranger = await staff(database.db, 'union_manager', 2, LANZHOU.path)
    expect((await refusalOf(reconciliation(stranger, { tenant: 1, reconciliation: begun.reconciliation }))).code).toBe('access.not_found')
  })
})

