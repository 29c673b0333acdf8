import { createHash } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { ApplicationTable } from '#db/tables.ts'
import { refuse } from '#domain/refusals.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import type { DocumentKind } from '../identity/model.ts'
import { tenantsByNumber } from '../organisations/queries.ts'
import type { ClockDays } from './clock.ts'
import { publicId, readPublicId, type ApplicationEvent, type ApplicationSource, type ApplicationState, type Candidate, type Progress, type RefuseReason } from './model.ts'

/** An application as it is kept: its sensitive fields sealed. */
export interface Application extends Omit<Selectable<ApplicationTable>, 'routed' | 'returned' | 'state' | 'source' | 'doc_kind' | 'sex' | 'reason'> {
  readonly state: ApplicationState
  readonly source: ApplicationSource
  readonly doc_kind: DocumentKind
  readonly sex: 'female' | 'male' | null
  readonly reason: RefuseReason | null
  readonly routed: Routed
  readonly returned: Progress['returned']
}

/** Where it was routed to: the first candidate is the union that the person would belong to. */
export interface Routed {
  readonly candidates: readonly Candidate[]
}

/** The applications of the acting tenant by id; whatever is not there is left out. */
export async function applicationsById(ctx: Context, ids: readonly string[]): Promise<Application[]> {
  const found = await sql<Application>`select * from application where tenant_id = ${ctx.tenant} and application_id = any(${ids}::uuid[])`.execute(ctx.db)
  return found.rows
}

/** Refuses `joining.unknown`. */
export async function applicationById(ctx: Context, id: string): Promise<Application> {
  const [row] = await applicationsById(ctx, [id])
  if (!row) throw refuse('joining.unknown')
  return row
}

/** The tenant and row behind an id that has left the system. Refuses `joining.unknown` where no such union keeps books. */
export async function readId(ctx: Context, text: string): Promise<{ tenant: number; id: string }> {
  const read = readPublicId(text)
  if (!read || read.tenant === 0 || (await tenantsByNumber(ctx, [read.tenant])).length === 0) throw refuse('joining.unknown')
  return read
}

/** As `readId`, where the row itself is asked for next: none is there in a tenant that is not. Refuses `joining.unknown`. */
export function readOwnId(text: string): { tenant: number; id: string } {
  const read = readPublicId(text)
  if (!read || read.tenant === 0) throw refuse('joining.unknown')
  return read
}

export type SealedField = 'name' | 'phone' | 'doc' | 'employer'

export function sealField(id: string, field: SealedField, plain: string): string {
  return keys().seal(plain, `application.${field}:${id}`)
}

function open(id: string, field: SealedField, sealed: string): string {
  return keys().open(sealed, `application.${field}:${id}`)
}

export const nameOf = (row: Application): string => open(row.application_id, 'name', row.name_sealed)
export const phoneOf = (row: Application): string => open(row.application_id, 'phone', row.phone_sealed)
export const numberOf = (row: Application): string => open(row.application_id, 'doc', row.doc_sealed)
export const employerOf = (row: Application): string | null => (row.employer_sealed === null ? null : open(row.application_id, 'employer', row.employer_sealed))

/** The union that the person would be a member of. */
export function targetOf(row: Application): Candidate {
  return row.routed.candidates[0]!
}

export function clockOf(row: Application): ClockDays {
  return { clockOn: row.clock_on, dueOn: row.due_on, raiseOn: row.raise_on, provisional: row.provisional_clock }
}

/** Secret of the progress page: made from the id, so that it need not be kept anywhere to be said again. */
export function secretOf(tenant: number, id: string): string {
  return keys().mac('application', publicId(tenant, id))
}

export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Writes what happened to some applications, for their progress pages. `detail` holds no personal data. */
export async function writeEvents(ctx: Context, ids: readonly string[], event: ApplicationEvent, path: string, detail: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await sql`insert into application_event (tenant_id, application_id, event_id, at, event, path, detail)
    select ${ctx.tenant}::integer, e.application, e.event, ${ctx.now}::timestamptz, ${event}, ${path}, ${JSON.stringify(detail)}::jsonb
    from unnest(${ids}::uuid[], ${ids.map(() => newId())}::uuid[]) as e(application, event)`.execute(ctx.db)
}

export interface EventRow {
  readonly at: Date
  readonly event: ApplicationEvent
  readonly path: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** What happened to an application; looks into it are no step of its way. */
export async function eventsOf(ctx: Context, id: string): Promise<EventRow[]> {
  const found = await sql<EventRow>`select at, event, path, detail from application_event
    where tenant_id = ${ctx.tenant} and application_id = ${id} and event <> 'opened' order by at, event_id`.execute(ctx.db)
  return found.rows
}
