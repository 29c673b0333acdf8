import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Place } from '#kernel/access.ts'
import { addDays, dayOf, daysBetween } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { readPublicId } from '../joining/model.ts'
import type { FoundingKind, FoundingState, Part } from './model.ts'
import { ruleOn } from './rules.ts'

export interface Founding {
  readonly founding: string
  readonly parent: string
  readonly name: string
  readonly kind: FoundingKind
  readonly area: boolean
  readonly division: string
  readonly trade: string | null
  readonly state: FoundingState
  readonly assemblyAt: Date | null
  readonly invited: number | null
  readonly present: number | null
  readonly election: string | null
  readonly path: string | null
  readonly creditCode: string | null
  readonly reason: string | null
  readonly askedBy: string | null
  readonly sample: boolean
  readonly changedAt: Date
}

export const COLUMNS = sql`founding_id as founding, parent, name, kind, area, division, trade, state, assembly_at as "assemblyAt", invited, present, election_id as election, path,
  credit_code as "creditCode", reason, asked_by as "askedBy", sample, changed_at as "changedAt"`

export function readId(id: string): { tenant: number; founding: string } {
  const read = readPublicId(id)
  if (!read) throw refuse('founding.unknown', { id })
  return { tenant: read.tenant, founding: read.id }
}

/** Where members of a tenant act in a founding: the whole tenant; which founding, the act asks. Refuses who is no member there. */
export function placeOfMembers(ctx: Context, { id }: { id: string }): Place {
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  const { tenant } = readId(id)
  if (!ctx.actor.grants.some((grant) => grant.tenant === tenant && grant.permissions.has('founding.take_part'))) throw refuse('membership.not_member')
  return { tenant, path: '/founding' }
}

/** Where the union above acts on a founding. */
export async function placeOfParent(ctx: Context, { id }: { id: string }): Promise<Place> {
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  const { tenant, founding } = readId(id)
  const row = await foundingOf({ ...ctx, tenant }, founding)
  if (!row) throw refuse('founding.unknown', { id })
  return { tenant, path: row.parent }
}

/** A founding of the acting tenant; null where there is none. */
export async function foundingOf(ctx: Context, founding: string): Promise<Founding | null> {
  const found = await sql<Founding>`select ${COLUMNS} from founding where tenant_id = ${ctx.tenant} and founding_id = ${founding}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/** Takes a founding in one of some states to work on it: whoever comes second waits here and reads what the first one left. */
export async function hold(ctx: Context, id: string, needs: readonly FoundingState[]): Promise<Founding> {
  const { founding } = readId(id)
  const held = await sql<Founding>`update founding set revision = revision + 1, changed_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and founding_id = ${founding} returning ${COLUMNS}`.execute(ctx.db)
  const row = held.rows[0]
  if (!row) throw refuse('founding.unknown', { id })
  if (!needs.includes(row.state)) throw refuse('founding.not_in_state', { state: row.state, needs })
  return row
}

export async function moveTo(ctx: Context, row: Founding, state: FoundingState, detail: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await sql`update founding set state = ${state} where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
  await writeEvent(ctx, row.founding, state, detail)
}

/** `detail` holds figures and names of employers and unions; never personal data. */
export async function writeEvent(ctx: Context, founding: string, event: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  await sql`insert into founding_event (tenant_id, founding_id, event_id, at, event, detail, actor)
    values (${ctx.tenant}, ${founding}, ${newId()}, ${ctx.now}, ${event}, ${JSON.stringify(detail)}::jsonb, ${ctx.actor.pseudonym})`.execute(ctx.db)
}

export interface FoundingEvent {
  readonly event: string
  readonly at: Date
  readonly detail: Readonly<Record<string, unknown>>
}

export async function eventsOf(ctx: Context, founding: string): Promise<FoundingEvent[]> {
  const rows = await sql<FoundingEvent>`select event, at, detail from founding_event where tenant_id = ${ctx.tenant} and founding_id = ${founding} order by event_id`.execute(ctx.db)
  return rows.rows
}

/** What the newest description says: employers to be covered, and how many workers there are about. */
export function describedIn(events: readonly FoundingEvent[]): { employers: string[]; people: number | null } {
  const detail = events.findLast(({ event }) => event === 'described')?.detail ?? {}
  const { employers, people } = detail
  return { employers: Array.isArray(employers) ? employers.map(String) : [], people: typeof people === 'number' ? people : null }
}

export interface Taker {
  readonly person: string
  readonly part: Part
  readonly present: boolean
  readonly name: string
}

/** People of a founding: the lead first, then the group, those recruited, those invited, each in the order in which they came. */
export async function takersOf(ctx: Context, founding: string): Promise<Taker[]> {
  const rows = await sql<Omit<Taker, 'name'> & { name_sealed: string }>`select person_id as person, part, present, name_sealed from founding_person
    where tenant_id = ${ctx.tenant} and founding_id = ${founding}
    order by array_position(array['lead', 'group', 'recruit', 'invited'], part), joined_at, person_id`.execute(ctx.db)
  return rows.rows.map(({ name_sealed, ...row }) => ({ ...row, name: keys().open(name_sealed, `founding_person.name:${founding}.${row.person}`) }))
}

export async function partOf(ctx: Context, founding: string, person: string): Promise<Part | null> {
  const found = await sql<{ part: Part }>`select part from founding_person where tenant_id = ${ctx.tenant} and founding_id = ${founding} and person_id = ${person}`.execute(ctx.db)
  return found.rows[0]?.part ?? null
}

/** Gives a person a part, or another one than he had. */
export async function writeTaker(ctx: Context, founding: string, person: string, part: Part, name: string): Promise<void> {
  await sql`insert into founding_person (tenant_id, founding_id, person_id, part, present, name_sealed, joined_at)
    values (${ctx.tenant}, ${founding}, ${person}, ${part}, false, ${keys().seal(name, `founding_person.name:${founding}.${person}`)}, ${ctx.now})
    on conflict on constraint founding_person_pk do update set part = excluded.part, name_sealed = excluded.name_sealed, joined_at = excluded.joined_at`.execute(ctx.db)
}

export interface Counts {
  /** The lead too. */
  readonly group: number
  readonly invited: number
  readonly recruits: number
  /** All who signed up: group and recruits. */
  readonly members: number
}

export async function countsOf(ctx: Context, founding: string): Promise<Counts> {
  const rows = await sql<{ part: Part; count: number }>`select part, count(*)::integer as count from founding_person
    where tenant_id = ${ctx.tenant} and founding_id = ${founding} group by part`.execute(ctx.db)
  const of = (part: Part) => rows.rows.find((row) => row.part === part)?.count ?? 0
  const group = of('lead') + of('group')
  return { group, invited: of('invited'), recruits: of('recruit'), members: group + of('recruit') }
}

export interface FoundingClock {
  readonly from: string
  readonly dueOn: string
  /** Below zero when late. */
  readonly daysLeft: number
  readonly late: boolean
}

/** The clock of the union above: it runs while the founding is submitted. */
export function clockOf(ctx: Context, state: FoundingState, submittedAt: Date | null): FoundingClock | null {
  if (state !== 'submitted' || submittedAt === null) return null
  const from = dayOf(submittedAt)
  const dueOn = addDays(from, ruleOn(from).decideWithinDays)
  const daysLeft = daysBetween(dayOf(ctx.now), dueOn)
  return { from, dueOn, daysLeft, late: daysLeft < 0 }
}
