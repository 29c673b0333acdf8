import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { memberCheckDigit } from './home.ts'

/** As many new membership numbers as there are people, each given once, in the order of the people. */
export async function newNumbers(ctx: Context, people: readonly string[]): Promise<string[]> {
  const numbers: string[] = []
  while (numbers.length < people.length) {
    const missing = people.slice(numbers.length).map((person) => ({ person, number: draw() }))
    const rows = missing.map(({ person, number }) => ({ person_id: person, key_hash: keys().lookup('member_number', number) }))
    const given = await sql<{ key_hash: string }>`insert into member_number (key_hash, person_id, created_at) select n.key_hash, n.person_id, ${ctx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(key_hash text, person_id uuid) order by n.key_hash on conflict on constraint member_number_pk do nothing returning key_hash`.execute(ctx.db)
    const won = new Set(given.rows.map((row) => row.key_hash))
    // Numbers go to people in order: the first that was taken by another ends this round; those drawn after it are not used.
    const lost = rows.findIndex((row) => !won.has(row.key_hash))
    numbers.push(...missing.slice(0, lost < 0 ? missing.length : lost).map(({ number }) => number))
    if (lost >= 0) await sql`delete from member_number where key_hash = any(${rows.slice(lost).filter((row) => won.has(row.key_hash)).map((row) => row.key_hash)}::text[])`.execute(ctx.db)
  }
  return numbers
}

/** 11 random digits and their check digit. */
function draw(): string {
  const digits = `${randomInt(1, 10)}${String(randomInt(10_000_000_000)).padStart(10, '0')}`
  return digits + memberCheckDigit(digits)
}
