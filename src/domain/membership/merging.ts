import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { openSealed, sealedMember } from './member.ts'

/** Two rows of one roster that are one person: how one is kept, and how both come back as they were. */

/** A row as it lies in the table, its sealed fields sealed. */
export type KeptRow = Readonly<Record<string, unknown>>

/** Both rows, held until the transaction ends; null where one is not an active member of the acting tenant. */
export async function holdPair(ctx: Context, a: string, b: string): Promise<readonly [KeptRow, KeptRow] | null> {
  const found = await sql<{ person_id: string; row: KeptRow }>`select person_id, to_jsonb(member) as row from member
    where tenant_id = ${ctx.tenant} and person_id = any(${[a, b]}::uuid[]) and state = 'active' order by person_id for update`.execute(ctx.db)
  const of = (person: string) => found.rows.find((row) => row.person_id === person)?.row
  const [first, second] = [of(a), of(b)]
  return first && second ? [first, second] : null
}

/** Keeps one row, with what only the other knew, and ends the other; answers the new revisions of both. */
export async function joinRows(ctx: Context, kept: string, dropped: string): Promise<{ kept: number; dropped: number }> {
  const [stays, goes] = [(await sealedMember(ctx, ctx.tenant, kept))!, (await sealedMember(ctx, ctx.tenant, dropped))!]
  const both = (field: 'trades' | 'platforms' | 'cities') => [...new Set([...stays[field], ...goes[field]])]
  const phone = stays.phone_sealed === null && goes.phone_sealed !== null
  const doc = stays.doc_sealed === null && goes.doc_sealed !== null
  const over = (field: 'phone' | 'doc' | 'employer', sealed: string | null) => {
    const text = openSealed(field, dropped, sealed)
    return text === null ? null : keys().seal(text, `member.${field}:${kept}`)
  }
  const joined = await sql<{ revision: number }>`update member k set
      phone_sealed = coalesce(k.phone_sealed, ${phone ? over('phone', goes.phone_sealed) : null}), phone_hash = coalesce(k.phone_hash, d.phone_hash),
      doc_kind = coalesce(k.doc_kind, d.doc_kind), doc_sealed = coalesce(k.doc_sealed, ${doc ? over('doc', goes.doc_sealed) : null}), doc_hash = coalesce(k.doc_hash, d.doc_hash),
      birth_year = coalesce(k.birth_year, d.birth_year), sex = coalesce(k.sex, d.sex), employer_sealed = coalesce(k.employer_sealed, ${over('employer', goes.employer_sealed)}),
      trades = ${both('trades')}::text[], platforms = ${both('platforms')}::text[], cities = ${both('cities')}::text[], joined_on = least(k.joined_on, d.joined_on),
      revision = k.revision + 1, changed_at = ${ctx.now}
    from member d where k.tenant_id = ${ctx.tenant} and k.person_id = ${kept} and d.tenant_id = ${ctx.tenant} and d.person_id = ${dropped} returning k.revision`.execute(ctx.db)
  const ended = await sql<{ revision: number }>`update member set state = 'ended', ended_on = ${dayOf(ctx.now)}, end_reason = 'merged', revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and person_id = ${dropped} returning revision`.execute(ctx.db)
  return { kept: joined.rows[0]!.revision, dropped: ended.rows[0]!.revision }
}

/** Brings a row back as it was, where it has still the revision that the merge gave it. */
export async function restoreRow(ctx: Context, person: string, row: KeptRow, revision: number): Promise<boolean> {
  const restored = await sql`update member m set kind = b.kind, state = b.state, path = b.path, name_sealed = b.name_sealed, name_keys = b.name_keys, phone_sealed = b.phone_sealed, phone_hash = b.phone_hash,
      doc_kind = b.doc_kind, doc_sealed = b.doc_sealed, doc_hash = b.doc_hash, birth_year = b.birth_year, sex = b.sex, trade = b.trade, trades = b.trades, platforms = b.platforms, cities = b.cities,
      employer_sealed = b.employer_sealed, silent = b.silent, source = b.source, joined_on = b.joined_on, ended_on = b.ended_on, end_reason = b.end_reason, revision = m.revision + 1, changed_at = ${ctx.now}
    from jsonb_populate_record(null::member, ${JSON.stringify(row)}::jsonb) b where m.tenant_id = ${ctx.tenant} and m.person_id = ${person} and m.revision = ${revision}`.execute(ctx.db)
  return restored.numAffectedRows === 1n
}

