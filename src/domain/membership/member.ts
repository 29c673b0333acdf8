import { sql } from 'kysely'
import type { Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import type { DocumentKind } from '../identity/model.ts'
import type { EndReason, MemberKind, MemberSource, MemberState } from './model.ts'

/** One row of the roster, sealed as it is kept and opened for those who carry it on. */

export interface SealedMember {
  readonly person_id: string
  readonly kind: MemberKind
  readonly state: MemberState
  readonly number: string
  readonly path: string
  readonly name_sealed: string
  readonly phone_sealed: string | null
  readonly doc_kind: DocumentKind | null
  readonly doc_sealed: string | null
  readonly birth_year: number | null
  readonly sex: 'female' | 'male' | null
  readonly trade: string
  readonly trades: string[]
  readonly platforms: string[]
  readonly cities: string[]
  readonly employer_sealed: string | null
  readonly silent: boolean
  readonly source: MemberSource
  readonly joined_on: Day
  readonly ended_on: Day | null
  readonly end_reason: EndReason | null
  readonly sample: boolean
  readonly revision: number
}

const COLUMNS = sql`person_id, kind, state, number, path, name_sealed, phone_sealed, doc_kind, doc_sealed, birth_year, sex, trade, trades, platforms, cities,
  employer_sealed, silent, source, joined_on, ended_on, end_reason, sample, revision`

export async function sealedMember(ctx: Context, tenant: number, person: string): Promise<SealedMember | null> {
  const found = await sql<SealedMember>`select ${COLUMNS} from member where tenant_id = ${tenant} and person_id = ${person}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/** A field of a member in full; null where it is not known. */
export function openSealed(field: 'phone' | 'doc' | 'employer', person: string, sealed: string | null): string | null {
  return sealed === null ? null : keys().open(sealed, `member.${field}:${person}`)
}

export function openName(row: Pick<SealedMember, 'person_id' | 'name_sealed'>): string {
  return keys().open(row.name_sealed, `member.name:${row.person_id}`)
}

/** A member in full, as another roster takes him over. */
export interface MemberDetails {
  readonly kind: MemberKind
  readonly state: MemberState
  readonly endReason: EndReason | null
  readonly number: string
  readonly path: string
  readonly name: string
  readonly phone: string | null
  readonly document: { readonly kind: DocumentKind; readonly number: string; readonly born: string | null; readonly sex: 'female' | 'male' | null } | null
  readonly trade: string
  readonly trades: readonly string[]
  readonly platforms: readonly string[]
  readonly cities: readonly string[]
  readonly employer: string | null
  readonly source: MemberSource
  readonly sample: boolean
}

/** Reads a member in full, for carrying him on: whoever shows it to staff has to log that. Null: not on this roster. */
export async function memberDetails(ctx: Context, tenant: number, person: string): Promise<MemberDetails | null> {
  const row = await sealedMember(ctx, tenant, person)
  if (!row) return null
  const number = openSealed('doc', person, row.doc_sealed)
  return {
    kind: row.kind, state: row.state, endReason: row.end_reason, number: row.number, path: row.path, name: openName(row), phone: openSealed('phone', person, row.phone_sealed),
    // Only the year of birth is kept, and only the year is read from it again.
    document: number === null ? null : { kind: row.doc_kind!, number, born: row.birth_year === null ? null : `${row.birth_year}-01-01`, sex: row.sex },
    trade: row.trade, trades: row.trades, platforms: row.platforms, cities: row.cities, employer: openSealed('employer', person, row.employer_sealed), source: row.source, sample: row.sample,
  }
}

/** Holds a member's row until the transaction ends; null: not on the roster of the acting tenant. */
export async function holdMember(ctx: Context, person: string): Promise<MemberState | null> {
  const held = await sql<{ state: MemberState }>`select state from member where tenant_id = ${ctx.tenant} and person_id = ${person} for update`.execute(ctx.db)
  return held.rows[0]?.state ?? null
}

/** A page of the active guests of the acting tenant, in order of their ids after one. */
export async function guestsAfter(ctx: Context, after: string, most: number): Promise<string[]> {
  const found = await sql<{ person_id: string }>`select person_id from member
    where tenant_id = ${ctx.tenant} and kind = 'guest' and state = 'active' and person_id > ${after} order by person_id limit ${most}`.execute(ctx.db)
  return found.rows.map((row) => row.person_id)
}
