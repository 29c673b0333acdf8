import { sql } from 'kysely'
import { dayOf, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { birthYear } from '../identity/documents.ts'
import type { DocumentFacts } from '../identity/idNumber.ts'
import { placeNames } from '../organisations/queries.ts'
import type { EndReason } from './model.ts'

/** The roster in sets: what a sheet of a hundred thousand rows asks and writes. Homes are the caller's matter. */

export interface Enrolled {
  readonly person: string
  readonly number: string
  readonly name: string
  readonly phone: string | null
  readonly document: DocumentFacts | null
  /** Keyed hashes of name, phone and document, as the sheet's rows carry them. */
  readonly nameKeys: readonly string[]
  readonly phoneHash: string | null
  readonly documentHash: string | null
  readonly sex: 'female' | 'male' | null
  readonly trades: readonly string[]
  readonly platforms: readonly string[]
  readonly employer: string | null
  readonly joinedOn: Day
  readonly sample: boolean
}

/** How a member had ended before he was entered again. */
export interface EndedBefore {
  readonly endedOn: Day
  readonly endReason: EndReason
}

/** Enters people whose homes the caller has just taken at `path`; answers how those had ended who had been on the roster before. */
export async function enrolMany(ctx: Context, path: string, people: readonly Enrolled[]): Promise<Map<string, EndedBefore>> {
  const ids = people.map(({ person }) => person)
  const before = await sql<{ person_id: string; ended_on: Day; end_reason: EndReason }>`select person_id, ended_on, end_reason from member
    where tenant_id = ${ctx.tenant} and person_id = any(${ids}::uuid[]) and state = 'ended'`.execute(ctx.db)
  const rows = people.map(rowOf)
  await sql`insert into member (tenant_id, person_id, kind, state, number, path, name_sealed, name_keys, phone_sealed, phone_hash, doc_kind, doc_sealed, doc_hash, birth_year, sex,
      trade, trades, platforms, cities, employer_sealed, silent, source, joined_on, ended_on, end_reason, sample, revision, created_at, changed_at)
    select ${ctx.tenant}::integer, m.person_id, 'home', 'active', m.number, ${path}, m.name_sealed, m.name_keys, m.phone_sealed, m.phone_hash, m.doc_kind, m.doc_sealed, m.doc_hash, m.birth_year, m.sex,
      m.trade, m.trades, m.platforms, '{}', m.employer_sealed, true, 'roster', m.joined_on, null, null, m.sample, 1, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(person_id uuid, number text, name_sealed text, name_keys text[], phone_sealed text, phone_hash text, doc_kind text, doc_sealed text,
      doc_hash text, birth_year integer, sex text, trade text, trades text[], platforms text[], employer_sealed text, joined_on date, sample boolean)
    on conflict on constraint member_pk do update set kind = 'home', state = 'active', path = excluded.path, trade = excluded.trade, trades = excluded.trades, source = excluded.source,
      joined_on = excluded.joined_on, ended_on = null, end_reason = null, revision = member.revision + 1, changed_at = excluded.changed_at`.execute(ctx.db)
  const ended = new Map(before.rows.map((row) => [row.person_id, { endedOn: row.ended_on, endReason: row.end_reason }]))
  await writeHistories(ctx, path, people.map(({ person }) => ({ person, event: ended.has(person) ? 'rejoined' : 'joined' })), { source: 'roster' })
  return ended
}

function rowOf(one: Enrolled): object {
  const { person, document } = one
  const seal = (field: string, text: string | null) => (text === null ? null : keys().seal(text, `member.${field}:${person}`))
  return {
    person_id: person, number: one.number, name_sealed: seal('name', one.name), name_keys: one.nameKeys,
    phone_sealed: seal('phone', one.phone), phone_hash: one.phoneHash,
    doc_kind: document?.kind ?? null, doc_sealed: seal('doc', document?.number ?? null), doc_hash: one.documentHash,
    birth_year: document && birthYear(document), sex: one.sex, trade: one.trades[0], trades: one.trades, platforms: one.platforms, employer_sealed: seal('employer', one.employer),
    joined_on: one.joinedOn, sample: one.sample,
  }
}

/** One line each in the histories of many; `detail` holds no personal data. */
export async function writeHistories(ctx: Context, path: string, lines: readonly { person: string; event: string }[], detail: Readonly<Record<string, unknown>>): Promise<void> {
  const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
  const rows = lines.map(({ person, event }) => ({ person_id: person, entry_id: newId(), event }))
  await sql`insert into membership_history (person_id, entry_id, at, tenant_id, path, place, event, detail)
    select h.person_id, h.entry_id, ${ctx.now}::timestamptz, ${ctx.tenant}::integer, ${path}, ${place?.name ?? path}, h.event, ${JSON.stringify(detail)}::jsonb
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h(person_id uuid, entry_id uuid, event text)`.execute(ctx.db)
}

/** Who was entered by a sheet, at the moment it was, and how he had ended before that. */
export interface Entry {
  readonly person: string
  readonly at: Date
  readonly before: EndedBefore | null
}

/** Those of the entries to whom nothing has happened since they were entered: same row, same home union, no dues. */
export async function untouched(ctx: Context, path: string, entries: readonly Entry[]): Promise<Set<string>> {
  const found = await sql<{ person_id: string }>`select m.person_id from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as given(person uuid, at timestamptz)
    join member m on m.tenant_id = ${ctx.tenant} and m.person_id = given.person
    where m.state = 'active' and m.path = ${path} and m.source = 'roster' and m.changed_at = given.at
      and not exists (select 1 from dues d where d.tenant_id = ${ctx.tenant} and d.person_id = m.person_id) for update of m`.execute(ctx.db)
  return new Set(found.rows.map((row) => row.person_id))
}

/** Takes entries back: a row that was new goes, one that had ended before ends as it had. */
export async function unenrol(ctx: Context, path: string, entries: readonly Entry[]): Promise<void> {
  const again = entries.filter(({ before }) => before !== null).map(({ person, before }) => ({ person, ...before }))
  await sql`update member m set state = 'ended', ended_on = given."endedOn", end_reason = given."endReason", revision = m.revision + 1, changed_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(again)}::jsonb) as given(person uuid, "endedOn" date, "endReason" text)
    where m.tenant_id = ${ctx.tenant} and m.person_id = given.person`.execute(ctx.db)
  const fresh = entries.filter(({ before }) => before === null).map(({ person }) => person)
  await sql`delete from member where tenant_id = ${ctx.tenant} and person_id = any(${fresh}::uuid[])`.execute(ctx.db)
  await writeHistories(ctx, path, entries.map(({ person }) => ({ person, event: 'corrected' })), { undone: 'roster', on: dayOf(ctx.now) })
}
