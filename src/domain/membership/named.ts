import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { maskDocument } from '../identity/idNumber.ts'
import { maskPhone, type DocumentKind } from '../identity/model.ts'
import { openName, openSealed, type SealedMember } from './member.ts'
import type { Day } from '#kernel/calendar.ts'
import type { MemberKind, MemberState } from './model.ts'

/** A member of the acting tenant as another room shows him: numbers masked. */
export interface NamedMember {
  readonly person: string
  readonly number: string
  readonly name: string
  readonly kind: MemberKind
  readonly state: MemberState
  readonly path: string
  readonly phone: string | null
  readonly document: { readonly kind: DocumentKind; readonly number: string } | null
  readonly sex: 'female' | 'male' | null
  readonly birthYear: number | null
  readonly trade: string
  readonly joinedOn: Day
  readonly source: string
}

type Row = Pick<SealedMember, 'person_id' | 'kind' | 'state' | 'number' | 'path' | 'name_sealed' | 'phone_sealed' | 'doc_kind' | 'doc_sealed' | 'birth_year' | 'sex' | 'trade' | 'joined_on' | 'source'>

/** Members by person, those of the acting tenant only. */
export async function membersById(ctx: Context, people: readonly string[]): Promise<Map<string, NamedMember>> {
  if (people.length === 0) return new Map()
  const found = await sql<Row>`select person_id, kind, state, number, path, name_sealed, phone_sealed, doc_kind, doc_sealed, birth_year, sex, trade, joined_on, source from member
    where tenant_id = ${ctx.tenant} and person_id = any(${[...new Set(people)]}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.person_id, named(row)]))
}

function named(row: Row): NamedMember {
  const phone = openSealed('phone', row.person_id, row.phone_sealed)
  const number = openSealed('doc', row.person_id, row.doc_sealed)
  return {
    person: row.person_id, number: row.number, name: openName(row), kind: row.kind, state: row.state, path: row.path, phone: phone === null ? null : maskPhone(phone),
    document: number === null ? null : { kind: row.doc_kind!, number: maskDocument(number) }, sex: row.sex, birthYear: row.birth_year, trade: row.trade, joinedOn: row.joined_on, source: row.source,
  }
}
