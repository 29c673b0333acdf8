import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import type { DocumentFacts } from './idNumber.ts'
import type { DocumentKind } from './model.ts'

/** Keyed hash under which a document is looked up. */
export function documentHash(kind: DocumentKind, number: string): string {
  return keys().lookup('document', `${kind}:${number}`)
}

/** Id of the person with this document; null where nobody has given it. */
export async function personByDocument(ctx: Context, hash: string): Promise<string | null> {
  const found = await sql<{ person_id: string }>`select person_id from document where key_hash = ${hash}`.execute(ctx.db)
  return found.rows[0]?.person_id ?? null
}

/**
 * Gives a person a document, once `seen` by staff or as told. Answers null when done, else the person who has it already.
 * Two callers at once: the document's row lets one win. A person's own older document is replaced.
 */
export async function bindDocument(ctx: Context, person: string, facts: DocumentFacts, seen: boolean): Promise<string | null> {
  const hash = documentHash(facts.kind, facts.number)
  const bound = await sql`insert into document (key_hash, person_id, created_at) values (${hash}, ${person}, ${ctx.now}) on conflict on constraint document_pk do nothing`.execute(ctx.db)
  const owner = bound.numAffectedRows === 1n ? person : await personByDocument(ctx, hash)
  if (owner !== person) return owner
  const before = await sql<{ key_hash: string }>`select key_hash from person_document where person_id = ${person} for update`.execute(ctx.db)
  if (before.rows[0] && before.rows[0].key_hash !== hash) await sql`delete from document where key_hash = ${before.rows[0].key_hash} and person_id = ${person}`.execute(ctx.db)
  await sql`insert into person_document (person_id, kind, number_sealed, key_hash, birth_year, sex, seen_at, created_at)
    values (${person}, ${facts.kind}, ${keys().seal(facts.number, `person_document.number:${person}`)}, ${hash}, ${birthYear(facts)}, ${facts.sex}, ${seen ? ctx.now : null}, ${ctx.now})
    on conflict on constraint person_document_pk do update set kind = excluded.kind, number_sealed = excluded.number_sealed, key_hash = excluded.key_hash,
      birth_year = excluded.birth_year, sex = excluded.sex, seen_at = coalesce(excluded.seen_at, person_document.seen_at)`.execute(ctx.db)
  return null
}

export function birthYear(facts: Pick<DocumentFacts, 'born'>): number | null {
  return facts.born === null ? null : Number(facts.born.slice(0, 4))
}

export interface OwnDocument {
  readonly kind: DocumentKind
  readonly number: string
  readonly birthYear: number | null
  readonly sex: 'female' | 'male' | null
}

/** A person's document in full: its reader has to be logged, unless he is its owner. */
export async function documentOf(ctx: Context, person: string): Promise<OwnDocument | null> {
  const found = await sql<{ kind: DocumentKind; number_sealed: string; birth_year: number | null; sex: 'female' | 'male' | null }>`
    select kind, number_sealed, birth_year, sex from person_document where person_id = ${person}`.execute(ctx.db)
  const row = found.rows[0]
  return row ? { kind: row.kind, number: keys().open(row.number_sealed, `person_document.number:${person}`), birthYear: row.birth_year, sex: row.sex } : null
}
