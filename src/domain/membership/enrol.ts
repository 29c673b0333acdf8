import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { dayOf, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { birthYear, documentHash } from '../identity/documents.ts'
import { homeOf, leaveHome, takeHome, type Home } from '../identity/home.ts'
import type { DocumentFacts } from '../identity/idNumber.ts'
import { phoneHash, usesTenant } from '../identity/people.ts'
import { placeNames } from '../organisations/queries.ts'
import type { EndReason, HistoryEvent, MemberKind, MemberSource } from './model.ts'
import { nameKeys } from './nameKeys.ts'

/** Who is entered into the roster of the acting tenant. */
export interface Enrolment {
  readonly person: string
  /** Node of the union. */
  readonly path: string
  /** Its name, where the caller has it at hand. */
  readonly union?: string
  readonly name: string
  /** Eleven digits; null: none known. */
  readonly phone: string | null
  readonly document: Pick<DocumentFacts, 'kind' | 'number' | 'born' | 'sex'> | null
  readonly trade: string
  /** All trades, the main one among them; that one alone when absent. */
  readonly trades?: readonly string[]
  readonly source: MemberSource
  readonly joinedOn: Day
  readonly platforms?: readonly string[]
  readonly cities?: readonly string[]
  readonly employer?: string | null
  readonly sample?: boolean
}

/**
 * Makes a person a home member in the acting tenant, under the running act's authority: home row, roster, history.
 * Refuses `membership.already_home` where the person has a home: whoever asks first wins.
 */
export async function enrol(ctx: Context, given: Enrolment): Promise<Home> {
  const home = await takeHome(ctx, given.person, { tenant: ctx.tenant, path: given.path })
  if (!home) throw await alreadyHome(ctx, given.person)
  const written = await writeMember(ctx, given, 'home', home.number)
  await writeHistory(ctx, given.person, given.path, written === 'again' ? 'rejoined' : 'joined', { source: given.source }, given.union)
  return home
}

async function alreadyHome(ctx: Context, person: string): Promise<Error> {
  const home = await homeOf(ctx, person)
  const [place] = home?.union ? await placeNames(ctx, [home.union]) : []
  return refuse('membership.already_home', { union: place?.name ?? null, number: home?.number ?? null })
}

/** Writes the roster row of a person whose home the caller has taken or moved, or of a guest, who never replaces an active row (`kept`). `again`: there was one before. */
export async function writeMember(ctx: Context, given: Enrolment, kind: MemberKind, number: string): Promise<'new' | 'again' | 'kept'> {
  const { person } = given
  const seal = (field: string, text: string | null | undefined) => (text === null || text === undefined ? null : keys().seal(text, `member.${field}:${person}`))
  const { document } = given
  const written = await sql<{ revision: number }>`insert into member (tenant_id, person_id, kind, state, number, path, name_sealed, name_keys, phone_sealed, phone_hash, doc_kind, doc_sealed, doc_hash, birth_year, sex,
      trade, trades, platforms, cities, employer_sealed, silent, source, joined_on, ended_on, end_reason, sample, revision, created_at, changed_at)
    values (${ctx.tenant}, ${person}, ${kind}, 'active', ${number}, ${given.path}, ${seal('name', given.name)}, ${nameKeys(ctx.tenant, given.name)}, ${seal('phone', given.phone)},
      ${given.phone === null ? null : phoneHash(given.phone)}, ${document?.kind ?? null}, ${seal('doc', document?.number)}, ${document ? documentHash(document.kind, document.number) : null},
      ${document ? birthYear(document) : null}, ${document?.sex ?? null}, ${given.trade}, ${given.trades ?? [given.trade]}, ${given.platforms ?? []}, ${given.cities ?? []}, ${seal('employer', given.employer)},
      true, ${given.source}, ${given.joinedOn}, null, null, ${given.sample ?? false}, 1, ${ctx.now}, ${ctx.now})
    on conflict on constraint member_pk do update set kind = excluded.kind, state = 'active', path = excluded.path, name_sealed = excluded.name_sealed, name_keys = excluded.name_keys,
      phone_sealed = coalesce(excluded.phone_sealed, member.phone_sealed), phone_hash = coalesce(excluded.phone_hash, member.phone_hash), doc_kind = coalesce(excluded.doc_kind, member.doc_kind),
      doc_sealed = coalesce(excluded.doc_sealed, member.doc_sealed), doc_hash = coalesce(excluded.doc_hash, member.doc_hash), birth_year = coalesce(excluded.birth_year, member.birth_year),
      sex = coalesce(excluded.sex, member.sex), trade = excluded.trade, trades = excluded.trades, source = excluded.source, joined_on = excluded.joined_on, ended_on = null, end_reason = null,
      revision = member.revision + 1, changed_at = excluded.changed_at
      where excluded.kind = 'home' or member.state = 'ended' returning revision`.execute(ctx.db)
  await usesTenant(ctx.db, person, ctx.tenant, ctx.now)
  const [row] = written.rows
  // Every row begins with the first revision.
  return row === undefined ? 'kept' : row.revision === 1 ? 'new' : 'again'
}

/** Ends the roster row of the acting tenant: false where none is active. The home row is the caller's matter (leaveHome, moveHome). */
export async function endMember(ctx: Context, person: string, reason: EndReason, on: Day = dayOf(ctx.now)): Promise<boolean> {
  const ended = await sql`update member set state = 'ended', ended_on = ${on}, end_reason = ${reason}, revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and person_id = ${person} and state = 'active'`.execute(ctx.db)
  return ended.numAffectedRows === 1n
}

/** Moves an active home member to another union of the acting tenant; his trades, platforms and cities stay. The home row is the caller's matter (moveHome). */
export async function moveMember(ctx: Context, person: string, path: string): Promise<void> {
  await sql`update member set path = ${path}, kind = 'home', source = 'transfer', joined_on = ${dayOf(ctx.now)}, revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and person_id = ${person} and state = 'active'`.execute(ctx.db)
}

/** Ends a home membership in the acting tenant: home row, roster, history. False where it is not there. */
export async function endHome(ctx: Context, person: string, path: string, reason: 'left' | 'died'): Promise<boolean> {
  if (!(await leaveHome(ctx, person, ctx.tenant))) return false
  await endMember(ctx, person, reason)
  await writeHistory(ctx, person, path, reason, {})
  return true
}

/** A line of a person's membership history, over all unions. `detail` holds no personal data; `union`: its name, where known. */
export async function writeHistory(ctx: Context, person: string, path: string, event: HistoryEvent, detail: Readonly<Record<string, unknown>>, union?: string): Promise<void> {
  const name = union ?? (await placeNames(ctx, [{ tenant: ctx.tenant, path }]))[0]?.name ?? path
  await sql`insert into membership_history (person_id, entry_id, at, tenant_id, path, place, event, detail)
    values (${person}, ${newId()}, ${ctx.now}, ${ctx.tenant}, ${path}, ${name}, ${event}, ${JSON.stringify(detail)}::jsonb)`.execute(ctx.db)
}
