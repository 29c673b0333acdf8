import { sql, type RawBuilder } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { dayOf } from '#kernel/calendar.ts'
import { documentHash } from '../identity/documents.ts'
import { readDocument } from '../identity/idNumber.ts'
import { normalisePhone, DOCUMENT_KINDS } from '../identity/model.ts'
import { phoneHash } from '../identity/people.ts'
import { plainName, searchKeys } from './nameKeys.ts'

/** What was typed into the roster's search, and the condition that finds it in one tenant. */
export interface Search {
  readonly by: 'number' | 'phone' | 'document' | 'name'
  readonly where: RawBuilder<unknown>
  /** Keys of pairs may meet in another order: the opened name decides. */
  readonly fits: (name: string) => boolean
}

/** The condition alone is exact. */
export const ANY_NAME = () => true

/** Reads a search: 12 digits are a membership number, 11 a phone, what fits a document a document, the rest a name. Refuses `membership.search_short`. */
export function readSearch(tenant: number, typed: string, now: Date): Search | null {
  const compact = typed.normalize('NFKC').replace(/[\s\-·]/g, '')
  if (compact === '') return null
  if (/^\d{12}$/.test(compact)) return { by: 'number', where: sql`number = ${compact}`, fits: ANY_NAME }
  const phone = normalisePhone(compact)
  if (phone) return { by: 'phone', where: sql`phone_hash = ${phoneHash(phone)}`, fits: ANY_NAME }
  const documents = /\d{4}/.test(compact) ? documentHashes(compact, dayOf(now)) : []
  if (documents.length > 0) return { by: 'document', where: sql`doc_hash = any(${documents}::text[])`, fits: ANY_NAME }
  const plain = plainName(typed)
  const keys = searchKeys(tenant, typed)
  if (keys.length === 0) throw refuse('membership.search_short', { least: 2 })
  // One pair is found exactly by its key: opening a thousand names to see it again would cost more than the search.
  return { by: 'name', where: sql`name_keys @> ${keys}::text[]`, fits: keys.length === 1 && [...plain].length === 2 ? ANY_NAME : (name) => plainName(name).includes(plain) }
}

/** A number may fit several kinds of documents. */
function documentHashes(typed: string, today: string): string[] {
  return DOCUMENT_KINDS.flatMap((kind) => {
    const facts = readDocument(kind, typed, today)
    return typeof facts === 'string' ? [] : [documentHash(facts.kind, facts.number)]
  })
}
