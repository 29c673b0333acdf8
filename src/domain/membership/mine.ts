import { sql } from 'kysely'
import type { Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { birthYear, documentHash } from '../identity/documents.ts'
import { maskDocument, type DocumentFacts } from '../identity/idNumber.ts'
import { maskPhone, type DocumentKind } from '../identity/model.ts'
import { phoneHash, tenantsUsed } from '../identity/people.ts'
import { divisionName, placeNames } from '../organisations/queries.ts'
import { writeHistory } from './enrol.ts'
import { openName, openSealed, sealedMember } from './member.ts'
import type { EndReason, MemberKind, MemberSource, MemberState } from './model.ts'
import { nameKeys } from './nameKeys.ts'
import { duesOf } from './queries.ts'

/** What the roster holds about a person, for himself; how his corrections get there; and what is left when he is erased. */

export interface OwnMembership {
  readonly tenant: number
  readonly union: string | null
  readonly kind: MemberKind
  readonly state: MemberState
  readonly number: string
  readonly name: string
  readonly phone: string | null
  readonly document: { readonly kind: DocumentKind; readonly number: string } | null
  readonly birthYear: number | null
  readonly sex: 'female' | 'male' | null
  readonly trades: readonly string[]
  readonly platforms: readonly string[]
  readonly cities: readonly string[]
  readonly employer: string | null
  readonly source: MemberSource
  readonly joinedOn: Day
  readonly endedOn: Day | null
  readonly endReason: EndReason | null
  readonly dues: readonly { readonly month: string; readonly amountFen: number; readonly paidOn: Day }[]
}

/** A person's rows in the rosters of all tenants; numbers masked unless `full`. */
export async function membershipsFor(ctx: Context, person: string, full: boolean): Promise<OwnMembership[]> {
  const found: OwnMembership[] = []
  for (const tenant of await tenantsUsed(ctx.db, person)) {
    const row = await sealedMember(ctx, tenant, person)
    if (!row) continue
    const [place] = await placeNames(ctx, [{ tenant, path: row.path }])
    const [phone, number] = [openSealed('phone', person, row.phone_sealed), openSealed('doc', person, row.doc_sealed)]
    const cities: string[] = []
    for (const code of row.cities) cities.push((await divisionName(ctx, code)) ?? code)
    found.push({
      tenant, union: place?.name ?? null, kind: row.kind, state: row.state, number: row.number, name: openName(row), phone: phone === null ? null : full ? phone : maskPhone(phone),
      document: number === null ? null : { kind: row.doc_kind!, number: full ? number : maskDocument(number) }, birthYear: row.birth_year, sex: row.sex, trades: row.trades,
      platforms: row.platforms, cities, employer: openSealed('employer', person, row.employer_sealed), source: row.source, joinedOn: row.joined_on, endedOn: row.ended_on, endReason: row.end_reason,
      dues: await duesOf(ctx, tenant, person),
    })
  }
  return found
}

export interface Corrected {
  readonly name?: string
  readonly phone?: string
  readonly document?: DocumentFacts
}

/** Carries what a person corrected into the roster of the acting tenant; false where he is not on it. */
export async function carryOwn(ctx: Context, person: string, { name, phone, document }: Corrected): Promise<boolean> {
  const row = await sealedMember(ctx, ctx.tenant, person)
  if (!row || row.end_reason === 'merged') return false
  const seal = (field: string, text: string) => keys().seal(text, `member.${field}:${person}`)
  const parts = [
    ...(name === undefined ? [] : [sql`name_sealed = ${seal('name', name)}, name_keys = ${nameKeys(ctx.tenant, name)}`]),
    ...(phone === undefined ? [] : [sql`phone_sealed = ${seal('phone', phone)}, phone_hash = ${phoneHash(phone)}`]),
    ...(document === undefined ? [] : [sql`doc_kind = ${document.kind}, doc_sealed = ${seal('doc', document.number)}, doc_hash = ${documentHash(document.kind, document.number)},
      birth_year = coalesce(${birthYear(document)}::integer, birth_year), sex = coalesce(${document.sex}::text, sex)`]),
  ]
  if (parts.length === 0) return false
  await sql`update member set ${sql.join(parts)}, revision = revision + 1, changed_at = ${ctx.now} where tenant_id = ${ctx.tenant} and person_id = ${person}`.execute(ctx.db)
  await writeHistory(ctx, person, row.path, 'corrected', { by: 'self', what: [name !== undefined && 'name', phone !== undefined && 'phone', document !== undefined && 'document'].filter((what) => what !== false) })
  return true
}

/**
 * Leaves of an ended row in the acting tenant what proves that the membership was: number, name, union, days. Phone, document, employer,
 * platforms and cities go. The name stays sealed, and can no longer be searched.
 */
export async function thinOut(ctx: Context, person: string): Promise<boolean> {
  const thinned = await sql`update member set name_keys = '{}', phone_sealed = null, phone_hash = null, doc_kind = null, doc_sealed = null, doc_hash = null, birth_year = null, sex = null,
      platforms = '{}', cities = '{}', employer_sealed = null, revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and person_id = ${person} and state = 'ended'`.execute(ctx.db)
  return thinned.numAffectedRows === 1n
}
