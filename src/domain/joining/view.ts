import { dayOf, startMinute } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { issueCard } from '../cards/issue.ts'
import { personByDocument } from '../identity/documents.ts'
import { homeOf } from '../identity/home.ts'
import { maskDocument } from '../identity/idNumber.ts'
import { maskPhone } from '../identity/model.ts'
import { personByPhone } from '../identity/people.ts'
import { maskName } from '../membership/model.ts'
import { ladderOf } from '../organisations/cover.ts'
import { placeNames } from '../organisations/queries.ts'
import { clockOf, eventsOf, nameOf, numberOf, phoneOf, targetOf, type Application, type EventRow } from './application.ts'
import { readClock, risesUntil, type Rise, type Standing } from './clock.ts'
import { isOpen, PRIVATE_REASONS, publicId, type ActingUnion, type ApplicationClock, type CardText, type ProgressStep, type ProgressWithCard, type RefuseReason } from './model.ts'

/** What of an application is shown, and to whom. */

/** Where an application stands today. An echo rises by its own clock, as if no other had come before it. */
export interface Standpoint {
  readonly union: ActingUnion
  readonly level: number
  readonly clock: ApplicationClock | null
  readonly rises: readonly Rise[]
}

export async function standpointOf(ctx: Context, row: Application): Promise<Standpoint> {
  const today = dayOf(ctx.now)
  const ladder = await ladderOf(ctx, row.tenant_id, row.path)
  const start: Standing = { path: row.path, level: row.level, clock: clockOf(row) }
  const rises = row.echo_of !== null && row.state === 'submitted' ? risesUntil(start, ladder.map(({ path }) => path), today) : []
  const { path, level, clock } = rises.at(-1)?.to ?? start
  const name = ladder.find((each) => each.path === path)?.name ?? (await placeNames(ctx, [{ tenant: row.tenant_id, path }]))[0]?.name ?? path
  const top = path === ladder.at(-1)?.path
  return { union: { path, name }, level, clock: row.state === 'submitted' ? readClock(clock, today, top) : null, rises }
}

/** The steps of an application so far. `whole`: reasons told to the staff and to whoever has proved who he is are among them. */
export async function stepsOf(ctx: Context, row: Application, rises: readonly Rise[], whole: boolean): Promise<ProgressStep[]> {
  const virtual: EventRow[] = rises.map(({ on, from, counted, to }) => ({ at: new Date(startMinute(on) * 60_000), event: 'raised', path: to.path, detail: { from, counted } }))
  const events = [...(await eventsOf(ctx, row.application_id)), ...virtual]
  const names = await placeNames(ctx, events.map(({ path }) => ({ tenant: row.tenant_id, path })))
  return events.map(({ event, at, path, detail }, index) => {
    const { reason, ...rest } = detail
    const shown = reason === undefined || whole || !isPrivate(reason as RefuseReason) ? detail : rest
    return { event, at: at.toISOString(), union: names[index]?.name ?? path, detail: shown }
  })
}

function isPrivate(reason: RefuseReason): boolean {
  return (PRIVATE_REASONS as readonly string[]).includes(reason)
}

/** Whether the actor is the person whose phone the application gives. */
export async function isOwner(ctx: Context, row: Application): Promise<boolean> {
  const { person } = ctx.actor
  return person !== null && (row.person_id === person || (await personByPhone(ctx.db, phoneOf(row))) === person)
}

/** The page of an application, for whoever has its secret or is its owner; with a fresh provisional card while it is open. */
export async function progressOf(ctx: Context, row: Application): Promise<ProgressWithCard> {
  const { person } = ctx.actor
  const proved = person !== null && (await personByDocument(ctx, row.doc_hash)) === person
  const standpoint = await standpointOf(ctx, row)
  return {
    application: publicId(row.tenant_id, row.application_id),
    state: row.state,
    name: maskName(nameOf(row)),
    phone: maskPhone(phoneOf(row)),
    document: { kind: row.doc_kind, number: maskDocument(numberOf(row)) },
    trade: row.trade,
    union: standpoint.union,
    candidates: row.routed.candidates,
    clock: standpoint.clock,
    returned: row.returned,
    reason: row.reason !== null && (proved || !isPrivate(row.reason)) ? row.reason : null,
    steps: await stepsOf(ctx, row, standpoint.rises, proved),
    submittedAt: row.submitted_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    number: row.state === 'approved' && person !== null && row.person_id === person ? ((await homeOf(ctx, person))?.number ?? null) : null,
    sample: row.sample,
    revision: row.revision,
    card: isOpen(row.state) ? await provisionalCard(ctx, row) : null,
  }
}

async function provisionalCard(ctx: Context, row: Application): Promise<CardText> {
  const { text, expiresAt } = await issueCard(ctx, {
    person: null, id: row.application_id, tenant: row.tenant_id, union: targetOf(row).name, trade: row.trade, name: nameOf(row), provisional: true,
  })
  return { text, expiresAt: expiresAt.toISOString() }
}
