import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { wholeNameKey } from './nameKeys.ts'

/** What the roster of the acting tenant knows of somebody who applies. */

export interface Applicant {
  readonly name: string
  readonly birthYear: number | null
  readonly docHash: string
}

export interface AlikeMember {
  readonly person: string
  readonly path: string
  readonly name: string
  readonly number: string
  readonly birthYear: number | null
  readonly trade: string
}

interface Row {
  readonly person_id: string
  readonly path: string
  readonly doc_hash: string | null
  readonly name_sealed: string
  readonly name_keys: string[]
  readonly number: string
  readonly birth_year: number | null
  readonly trade: string
}

const MOST = 2_000

/** For each applicant, members of another document with the same name and the same year of birth, or one that is not known. */
export async function alikeMembers(ctx: Context, applicants: readonly Applicant[]): Promise<AlikeMember[][]> {
  const wanted = applicants.map((each) => wholeNameKey(ctx.tenant, each.name))
  if (wanted.length === 0) return []
  const found = await sql<Row>`select person_id, path, name_sealed, name_keys, number, birth_year, trade, doc_hash from member
    where tenant_id = ${ctx.tenant} and name_keys && ${[...new Set(wanted)]}::text[] and state = 'active' limit ${MOST}`.execute(ctx.db)
  return applicants.map((one, at) => found.rows
    .filter((row) => row.name_keys.includes(wanted[at]!) && row.doc_hash !== one.docHash && (one.birthYear === null || row.birth_year === null || row.birth_year === one.birthYear))
    .map((row) => ({ person: row.person_id, path: row.path, name: keys().open(row.name_sealed, `member.name:${row.person_id}`), number: row.number, birthYear: row.birth_year, trade: row.trade })))
}

/** Which of some documents and phones belong to active members of the acting tenant: their hashes. */
export async function membersKnown(ctx: Context, documents: readonly string[], phones: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await sql<{ doc_hash: string | null; phone_hash: string | null }>`
    select doc_hash, null as phone_hash from member where tenant_id = ${ctx.tenant} and doc_hash = any(${documents}::text[]) and state = 'active' and kind = 'home'
    union all
    select null, phone_hash from member where tenant_id = ${ctx.tenant} and phone_hash = any(${phones}::text[]) and state = 'active' and kind = 'home'`.execute(ctx.db)
  return new Set(found.rows.flatMap((row) => [row.doc_hash, row.phone_hash]).filter((hash) => hash !== null))
}

/** Numbers of members of the acting tenant. */
export async function numbersOf(ctx: Context, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ person_id: string; number: string }>`select person_id, number from member
    where tenant_id = ${ctx.tenant} and person_id = any(${people}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.person_id, row.number]))
}
