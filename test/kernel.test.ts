import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { covers, PUBLIC } from '#kernel/access.ts'
import { command, parse } from '#kernel/act.ts'
import { sealAudit, verifyAudit } from '#kernel/audit.ts'
import { idFloor, newId, timeOfId } from '#kernel/ids.ts'
import { takeFrom } from '#kernel/limits.ts'
import { fen, formatYuan, parseYuan } from '#kernel/money.ts'
import { isPassing, Refusal, refusalOf as refusalIn } from '#kernel/refusal.ts'
import { flag, numeric, text } from '#kernel/text.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, anyone, as, buildWorld, HANGZHOU, refusalOf, useTestSettings } from './world.ts'

let database: Awaited<ReturnType<typeof openTestDatabase>>
let runs = 0
let faults = 0

/** An act for this file only: marks a rate row, then does what it is told. */
const probe = command({
  name: 'test.probe',
  permission: 'public.read',
  summary: 'For the kernel\'s own test.',
  input: z.object({ mark: z.string(), does: z.enum(['answer', 'throw', 'return', 'violate', 'bug', 'stumble']) }),
  at: () => ({ ...PUBLIC, tenant: 1 }),
  subjects: (input) => [input.mark],
  async run(ctx, { mark, does }) {
    runs++
    await sql`insert into rate (key_hash, window_start, count) values (${mark}, ${ctx.now}, 1)`.execute(ctx.db)
    if (does === 'throw') throw new Refusal('test.thrown', { mark })
    if (does === 'return') return new Refusal('test.returned', { mark })
    if (does === 'violate') await sql`insert into tenant (tenant_id, code, name, path, sample, created_at) values (77, 'hangzhou', 'x', '/x', true, ${ctx.now})`.execute(ctx.db)
    if (does === 'bug') throw new Error('a bug')
    if (does === 'stumble' && faults++ < 2) throw Object.assign(new Error('could not serialize'), { code: '40001' })
    return { mark, run: runs }
  },
})

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
})
afterAll(() => database.close())

async function marked(mark: string): Promise<boolean> {
  const rows = await database.db.selectFrom('rate').select('count').where('key_hash', '=', mark).execute()
  return rows.length > 0
}

async function lines(mark: string) {
  const rows = await database.db.selectFrom('audit').select(['act', 'outcome', 'code', 'actor', 'subjects']).where('tenant_id', '=', 1).execute()
  return rows.filter((row) => row.subjects.includes(mark))
}

describe('a command', () => {
  test('writes its line in the audit with its work, without its input', async () => {
    const person = await addPerson(database.db)
    await probe(as(database.db, person, []), { mark: 'a', does: 'answer' })
    expect(await lines('a')).toEqual([{ act: 'test.probe', outcome: 'done', code: null, actor: person.pseudonym, subjects: ['a'] }])
  })

  test('a refusal thrown undoes, one returned keeps what was written; both are told and both are in the audit of who signed in', async () => {
    const ctx = as(database.db, await addPerson(database.db), [])
    expect(await refusalOf(probe(ctx, { mark: 'b', does: 'throw' }))).toEqual({ code: 'test.thrown', params: { mark: 'b' } })
    expect(await refusalOf(probe(ctx, { mark: 'c', does: 'return' }))).toEqual({ code: 'test.returned', params: { mark: 'c' } })
    expect([await marked('b'), await marked('c')]).toEqual([false, true])
    expect((await lines('b')).map((line) => [line.outcome, line.code])).toEqual([['refused', 'test.thrown']])
    expect((await lines('c')).map((line) => [line.outcome, line.code])).toEqual([['refused', 'test.returned']])
  })

  test('a violated constraint with a dot in its name is a refusal, anything else a bug; both undo', async () => {
    expect(await refusalOf(probe(anyone(database.db), { mark: 'd', does: 'violate' }))).toMatchObject({ code: 'organisations.tenant_code_taken' })
    await expect(probe(anyone(database.db), { mark: 'e', does: 'bug' })).rejects.toThrow('a bug')
    expect([await marked('d'), await marked('e')]).toEqual([false, false])
  })

  test('passing faults are tried again, with the same outcome once', async () => {
    faults = 0
    expect(await probe(anyone(database.db), { mark: 'f', does: 'stumble' })).toMatchObject({ mark: 'f' })
    expect(faults).toBe(3)
    expect(await lines('f')).toHaveLength(1)
  })

  test('the same key answers the same without running; another body is refused; a refusal frees the key', async () => {
    const ctx = anyone(database.db, { key: 'key-of-this-test' })
    const first = await probe(ctx, { mark: 'g', does: 'answer' })
    const before = runs
    expect(await probe(ctx, { mark: 'g', does: 'answer' })).toEqual(first)
    expect(runs).toBe(before)
    expect(await refusalOf(probe(ctx, { mark: 'h', does: 'answer' }))).toMatchObject({ code: 'once.key_reused' })
    const second = anyone(database.db, { key: 'another-key' })
    await refusalOf(probe(second, { mark: 'i', does: 'throw' }))
    await refusalOf(probe(second, { mark: 'j', does: 'return' }))
    expect(await probe(second, { mark: 'k', does: 'answer' })).toMatchObject({ mark: 'k' })
  })

  test('inside a transaction it joins by a savepoint: its refusal undoes its part alone', async () => {
    await database.db.transaction().execute(async (trx) => {
      const ctx = anyone(trx)
      await probe(ctx, { mark: 'l', does: 'answer' })
      await refusalOf(probe(ctx, { mark: 'm', does: 'throw' }))
      await probe(ctx, { mark: 'n', does: 'answer' })
    })
    expect([await marked('l'), await marked('m'), await marked('n')]).toEqual([true, false, true])
  })
})

describe('the audit chain', () => {
  test('seals every line once, and names the first link that was tampered with', async () => {
    const clock = { ...anyone(database.db), tenant: 1 }
    while ((await sealAudit(clock, 3)) > 0);
    const whole = await verifyAudit(clock)
    expect(whole).toMatchObject({ brokenAt: null, unsealed: 0 })
    expect(whole.links).toBeGreaterThan(5)
    // The application itself may not: only the owner of the database can forge.
    await expect(sql`update audit set act = 'x' where tenant_id = ${1} and act = 'test.probe'`.execute(database.db)).rejects.toThrow('permission denied')
    await expect(sql`delete from audit_link where tenant_id = ${1}`.execute(database.db)).rejects.toThrow('permission denied')
    const owner = new pg.Client({ connectionString: database.scratch.url })
    await owner.connect()
    await owner.query(`update audit set outcome = 'refused' where audit_id = (select audit_id from audit_link where tenant_id = 1 and seq = 4)`)
    await owner.end()
    expect((await verifyAudit(clock)).brokenAt).toBe(4)
  })
})

describe('small things', () => {
  test('ids rise, carry their moment, and have a floor', () => {
    const ids = Array.from({ length: 10_000 }, () => newId())
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Math.abs(timeOfId(newId()).getTime() - Date.now())).toBeLessThan(5000)
    const moment = new Date('2026-11-18T00:00:00Z')
    expect(idFloor(moment) <= newId(moment.getTime())).toBe(true)
    expect(timeOfId(idFloor(moment))).toEqual(moment)
  })

  test('money is whole fen, read and written without loss', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (amount) => parseYuan(formatYuan(fen(amount))) === amount))
    expect([parseYuan('8'), parseYuan('8.5'), parseYuan('1,200.00'), parseYuan('-0.01')]).toEqual([800, 850, 120_000, -1])
    for (const wrong of ['', '8.555', '1,20', '八', '1e3', '99999999999999999', 'NaN']) expect(parseYuan(wrong), wrong).toBeNull()
    expect(() => fen(0.5)).toThrow(RangeError)
    expect(formatYuan(fen(-5))).toBe('-0.05')
  })

  test('a grant covers its node and what lies below, not a sister with a longer name', () => {
    expect([covers('', '/cn'), covers('/cn/33', '/cn/33'), covers('/cn/33', '/cn/33/3301'), covers('/cn/33', '/cn/331'), covers('/cn/33/3301', '/cn/33')]).toEqual([true, true, true, false, false])
  })

  test('a shard suffix is cut off a constraint name; a name without a dot is a bug', () => {
    const violation = (constraint: string) => Object.assign(new Error('x'), { code: '23514', constraint })
    expect(refusalIn(violation('benefits.quota_spent_102094'))?.code).toBe('benefits.quota_spent')
    expect(refusalIn(violation('visit_pk'))).toBeNull()
    expect([isPassing(Object.assign(new Error('x'), { code: '40P01' })), isPassing(new Error('Connection terminated unexpectedly')), isPassing(new Error('x')), isPassing(new Refusal('x'))]).toEqual([true, true, false, false])
  })

  test('typed inputs: empty is not zero, control characters are refused, texts are trimmed and composed', () => {
    const schema = z.object({ n: numeric(z.number()), yes: flag(), words: text(10) })
    expect(parse(schema, { n: '1.5', yes: 'true', words: ' e\u0301 ' }, 'en')).toEqual({ n: 1.5, yes: true, words: 'é' })
    for (const wrong of [{ n: '' }, { n: 'abc' }, { n: 'Infinity' }, { yes: 'maybe' }, { words: 'a\u0000b' }, { words: '\u202Eabc' }, { words: '\ud800' }, { words: 'x'.repeat(11) }]) {
      expect(() => parse(schema, { n: 1, yes: true, words: 'x', ...wrong }, 'zh-CN'), JSON.stringify(wrong)).toThrow(Refusal)
    }
  })

  test('a limit gives what it has, says when it frees, and starts anew with its window', async () => {
    const ctx = anyone(database.db)
    const limit = { name: 'test', who: HANGZHOU.path, most: 3, windowSeconds: 3600 }
    const taken = []
    for (let i = 0; i < 5; i++) taken.push(await takeFrom(ctx, limit))
    expect(taken.slice(0, 3)).toEqual([null, null, null])
    expect(taken[3]).toEqual({ freeAt: new Date('2026-11-18T03:00:00Z') })
    expect(await takeFrom({ ...ctx, now: new Date('2026-11-18T03:00:00Z') }, limit)).toBeNull()
  })
})
