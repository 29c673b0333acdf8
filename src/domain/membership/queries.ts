import { sql, type RawBuilder } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Place } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { maskDocument } from '../identity/idNumber.ts'
import { maskPhone, type DocumentKind } from '../identity/model.ts'
import { divisionName, nodeAt, placeNames } from '../organisations/queries.ts'
import { listInput, listOutput, oneInput, oneOutput } from './inputs.ts'
import type { EndReason, HistoryEvent, MemberKind, MemberState, Openable } from './model.ts'
import { openName, openSealed, sealedMember, type SealedMember } from './member.ts'
import { ANY_NAME, readSearch, type Search } from './search.ts'

/** A count beyond this is told as "more than". */
export const COUNT_BOUND = 1_000
/** Of those who bear a name, so many are looked at: nobody reads on where another character would find him. */
export const NAMES_BOUND = 300

/** A member as a list shows him: numbers masked. */
export interface MemberRow {
  readonly person: string
  readonly number: string
  readonly name: string
  readonly kind: MemberKind
  readonly state: MemberState
  readonly union: { readonly path: string; readonly name: string | null }
  readonly phone: string | null
  readonly document: { readonly kind: DocumentKind; readonly number: string } | null
  readonly sex: 'female' | 'male' | null
  readonly birthYear: number | null
  readonly trade: string
  readonly joinedOn: Day
  readonly endedOn: Day | null
  readonly endReason: EndReason | null
  readonly sample: boolean
}

const COLUMNS = sql`person_id, kind, state, number, path, name_sealed, phone_sealed, doc_kind, doc_sealed, birth_year, sex, trade, joined_on, ended_on, end_reason, sample`

type ListRow = Pick<
  SealedMember,
  | 'person_id' | 'kind' | 'state' | 'number' | 'path' | 'name_sealed' | 'phone_sealed' | 'doc_kind' | 'doc_sealed' | 'birth_year' | 'sex' | 'trade' | 'joined_on' | 'ended_on' | 'end_reason'
  | 'sample'
>

function rowFrom(row: ListRow, union: string | null): MemberRow {
  const phone = openSealed('phone', row.person_id, row.phone_sealed)
  const number = openSealed('doc', row.person_id, row.doc_sealed)
  return {
    person: row.person_id, number: row.number, name: openName(row), kind: row.kind, state: row.state, union: { path: row.path, name: union },
    phone: phone === null ? null : maskPhone(phone), document: number === null ? null : { kind: row.doc_kind!, number: maskDocument(number) },
    sex: row.sex, birthYear: row.birth_year, trade: row.trade, joinedOn: row.joined_on, endedOn: row.ended_on, endReason: row.end_reason, sample: row.sample,
  }
}

async function placeOfUnion(ctx: Context, path: string): Promise<Place> {
  const found = await nodeAt(ctx, path)
  if (!found) throw refuse('organisations.unknown', { path })
  return { tenant: found.tenant, path }
}

/** Place of a member: his union in the tenant. Refuses `membership.unknown`. */
export async function placeOfMember(ctx: Context, { tenant = ctx.tenant, person }: { tenant?: number | undefined; person: string }): Promise<Place> {
  const found = await sql<{ path: string }>`select path from member where tenant_id = ${tenant} and person_id = ${person}`.execute(ctx.db)
  if (!found.rows[0]) throw refuse('membership.unknown')
  return { tenant, path: found.rows[0].path }
}

type Asked = ReturnType<typeof listInput.parse>

function below(path: string): RawBuilder<unknown> {
  return sql`(path = ${path} or path like ${path + '/%'})`
}

function conditions(ctx: Context, asked: Asked, search: Search | null): RawBuilder<unknown> {
  const parts = [sql`tenant_id = ${ctx.tenant}`, below(asked.path)]
  if (search) parts.push(search.where)
  if (asked.union !== undefined) parts.push(below(asked.union))
  if (asked.trade !== undefined) parts.push(sql`${asked.trade} = any(trades)`)
  if (asked.state !== 'any') parts.push(sql`state = ${asked.state}`)
  if (asked.kind !== undefined) parts.push(sql`kind = ${asked.kind}`)
  if (asked.sex !== undefined) parts.push(asked.sex === 'unknown' ? sql`sex is null` : sql`sex = ${asked.sex}`)
  if (asked.from !== undefined) parts.push(sql`joined_on >= ${asked.from}`)
  if (asked.to !== undefined) parts.push(sql`joined_on <= ${asked.to}`)
  return sql.join(parts, sql` and `)
}

export const list = query({
  name: 'members.list',
  permission: 'members.read',
  summary: 'The roster of a union and all below it: found by name, phone, document or membership number, filtered; numbers masked; newest people first.',
  input: listInput,
  output: listOutput,
  refusals: ['organisations.unknown', 'membership.search_short'],
  at: (ctx, input) => placeOfUnion(ctx, input.path),
  async run(ctx, asked) {
    const search = asked.q === undefined ? null : readSearch(ctx.tenant, asked.q, ctx.now)
    const where = conditions(ctx, asked, search)
    const { rows, next, total } = search?.by === 'name' ? await fewOf(ctx, where, search, asked.cursor, asked.limit) : await pageOf(ctx, where, asked.cursor, asked.limit)
    const names = await placeNames(ctx, rows.map(({ path }) => ({ tenant: ctx.tenant, path })))
    // All on one page: they are counted.
    const bound = total === null ? COUNT_BOUND : NAMES_BOUND
    const count = total ?? (asked.cursor === undefined && next === null ? rows.length : await countOf(ctx, where))
    return { items: rows.map((row, at) => rowFrom(row, names[at]?.name ?? null)), next, count: Math.min(count, bound), more: count > bound }
  },
})

interface Page {
  readonly rows: ListRow[]
  readonly next: string | null
  /** Of how many, up to one more than the bound; null: not counted. */
  readonly total: number | null
}

async function pageOf(ctx: Context, where: RawBuilder<unknown>, cursor: string | undefined, limit: number): Promise<Page> {
  const found = await sql<ListRow>`select ${COLUMNS} from member where ${where} ${cursor === undefined ? sql`` : sql`and person_id < ${cursor}`}
    order by person_id desc limit ${limit + 1}`.execute(ctx.db)
  return { ...cut(found.rows, limit), total: null }
}

/**
 * A page of those whose opened name fits. Common pairs of characters are borne by thousands: no more than the bound is looked at and put in
 * order, so that a search is never slower for them; `more` says that there are others, and the reader names another character.
 */
async function fewOf(ctx: Context, where: RawBuilder<unknown>, search: Search, cursor: string | undefined, limit: number): Promise<Page> {
  const found = await sql<{ person_id: string; name_sealed: string }>`select person_id, name_sealed from member where ${where} limit ${NAMES_BOUND + 1}`.execute(ctx.db)
  const fitting = found.rows.filter((row) => search.fits === ANY_NAME || search.fits(openName(row))).map((row) => row.person_id).sort().reverse()
  const { rows: ids, next } = cut(fitting.slice(0, NAMES_BOUND).filter((id) => cursor === undefined || id < cursor).map((person_id) => ({ person_id })), limit)
  const rows = await sql<ListRow>`select ${COLUMNS} from member where tenant_id = ${ctx.tenant} and person_id = any(${ids.map((row) => row.person_id)}::uuid[])
    order by person_id desc`.execute(ctx.db)
  return { rows: rows.rows, next, total: fitting.length }
}

function cut<R extends { readonly person_id: string }>(rows: R[], limit: number): { rows: R[]; next: string | null } {
  return rows.length > limit ? { rows: rows.slice(0, limit), next: rows[limit - 1]!.person_id } : { rows, next: null }
}

async function countOf(ctx: Context, where: RawBuilder<unknown>): Promise<number> {
  const found = await sql<{ count: number }>`select count(*)::integer as count from (select 1 from member where ${where} limit ${COUNT_BOUND + 1}) m`.execute(ctx.db)
  return found.rows[0]!.count
}

export const one = query({
  name: 'members.one',
  permission: 'members.read',
  summary: 'A member with trades, platforms, cities, dues and what happened to the membership in this union; numbers masked.',
  input: oneInput,
  output: oneOutput,
  refusals: ['membership.unknown'],
  at: placeOfMember,
  async run(ctx, { person }) {
    const row = await sealedMember(ctx, ctx.tenant, person)
    if (!row) throw refuse('membership.unknown')
    const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path: row.path }])
    const cities: { code: string; name: string | null }[] = []
    for (const code of row.cities) cities.push({ code, name: await divisionName(ctx, code) })
    const known: Openable[] = []
    if (row.phone_sealed !== null) known.push('phone')
    if (row.doc_sealed !== null) known.push('document')
    if (row.employer_sealed !== null) known.push('employer')
    // What other unions did is theirs and the person's own to know.
    const history = (await historyOf(ctx, person)).filter((entry) => entry.tenant === ctx.tenant)
    return {
      ...rowFrom(row, place?.name ?? null), tenant: ctx.tenant, trades: row.trades, platforms: row.platforms, cities, known, source: row.source, silent: row.silent, revision: row.revision,
      history: history.map(({ at, event, union, detail }) => ({ at, event, union, detail })),
      dues: await duesOf(ctx, ctx.tenant, person),
    }
  },
})

export interface HistoryEntry {
  readonly at: string
  readonly tenant: number
  readonly path: string
  /** Name of the union then. */
  readonly union: string
  readonly event: HistoryEvent
  readonly detail: Readonly<Record<string, unknown>>
}

/** What happened to a person's membership over all unions, the newest first: for himself. */
export async function historyOf(ctx: Context, person: string): Promise<HistoryEntry[]> {
  const found = await sql<{ at: Date; tenant_id: number; path: string; place: string; event: HistoryEvent; detail: Record<string, unknown> }>`
    select at, tenant_id, path, place, event, detail from membership_history where person_id = ${person} order by entry_id desc limit 500`.execute(ctx.db)
  return found.rows.map(({ at, tenant_id, path, place, event, detail }) => ({ at: at.toISOString(), tenant: tenant_id, path, union: place, event, detail }))
}

/** Dues of a member in a tenant, the latest month first. */
export async function duesOf(ctx: Context, tenant: number, person: string): Promise<{ month: string; amountFen: number; paidOn: Day }[]> {
  const found = await sql<{ month: string; amount_fen: number; paid_on: Day }>`select month, amount_fen, paid_on from dues
    where tenant_id = ${tenant} and person_id = ${person} order by month desc limit 120`.execute(ctx.db)
  return found.rows.map(({ month, amount_fen, paid_on }) => ({ month, amountFen: amount_fen, paidOn: paid_on }))
}
