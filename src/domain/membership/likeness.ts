import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'

/** Members of the acting tenant who may be one person with somebody else. */

export type Likeness = 'same_id' | 'same_phone' | 'like_name_and_birth'

/** Somebody of whom only keyed hashes are known. */
export interface Marks {
  readonly at: number
  readonly doc: string | null
  readonly phone: string | null
  /** Key of the whole name. */
  readonly name: string | null
  readonly birthYear: number | null
}

export interface Alike {
  readonly at: number
  readonly person: string
  readonly why: Likeness
}

/** Active members with the same document, else the same phone, else the same name and year of birth: at most one for each of the marks. */
export async function membersAlike(ctx: Context, marks: readonly Marks[]): Promise<Map<number, Alike>> {
  const given = JSON.stringify(marks)
  const found = await sql<Alike & { rank: number }>`
    select g.at, m.person_id as person, 'same_id' as why, 1 as rank from jsonb_to_recordset(${given}::jsonb) as g(at integer, doc text) join member m
      on m.tenant_id = ${ctx.tenant} and m.doc_hash = g.doc and m.state = 'active'
    union all
    select g.at, m.person_id, 'same_phone', 2 from jsonb_to_recordset(${given}::jsonb) as g(phone text, at integer) join member m
      on m.tenant_id = ${ctx.tenant} and m.phone_hash = g.phone and m.state = 'active'
    union all
    select g.at, m.person_id, 'like_name_and_birth', 3 from jsonb_to_recordset(${given}::jsonb) as g(at integer, name text, "birthYear" integer) join member m
      on m.tenant_id = ${ctx.tenant} and m.name_keys @> array[g.name] and m.birth_year = g."birthYear" and m.state = 'active'
    order by 1, 4, 2`.execute(ctx.db)
  const first = new Map<number, Alike>()
  for (const { at, person, why } of found.rows) if (!first.has(at)) first.set(at, { at, person, why })
  return first
}

export interface Pair {
  readonly a: string
  readonly b: string
  readonly why: Likeness
}

/** Pairs of active members with the same phone, or the same name and year of birth, in order of the first after one. */
export async function alikePairs(ctx: Context, after: string, most: number): Promise<Pair[]> {
  const found = await sql<Pair>`
    select a.person_id as a, b.person_id as b, 'same_phone' as why from member a join member b
      on b.tenant_id = ${ctx.tenant} and b.phone_hash = a.phone_hash and b.person_id > a.person_id and b.state = 'active'
      where a.tenant_id = ${ctx.tenant} and a.state = 'active' and a.person_id > ${after}
    union all
    select a.person_id, b.person_id, 'like_name_and_birth' from member a join member b
      on b.tenant_id = ${ctx.tenant} and b.name_keys[1] = a.name_keys[1] and b.birth_year = a.birth_year and b.person_id > a.person_id and b.state = 'active'
      where a.tenant_id = ${ctx.tenant} and a.state = 'active' and a.person_id > ${after}
    order by 1, 2 limit ${most}`.execute(ctx.db)
  return found.rows
}
