import { refuse } from '#domain/refusals.ts'
import { ownPlace, type Place } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { takeFrom } from '#kernel/limits.ts'
import { askHome, homeOf, keepHome, personByNumber, type Home } from '../identity/home.ts'
import { writeHistory } from '../membership/enrol.ts'
import { memberDetails, type MemberDetails } from '../membership/member.ts'
import { plainName } from '../membership/nameKeys.ts'
import { isTrade } from '../membership/trades.ts'
import { nodeAt, placeNames } from '../organisations/queries.ts'
import { askInput, declineInput, nothing, objectInput, pullInput, transferInput, transferOutput } from './inputs.ts'
import { OBJECT_WITHIN_DAYS, OPEN_STATES, readTransferId, type Decline, type Side, type Transfer, type TransferState } from './model.ts'
import { runningOf } from './running.ts'
import { isWithin, rowOf, sealName, transferFrom, turn, writeRow, type TransferRow } from './rows.ts'
import { tellPerson, tellUnion, unionsOf } from './told.ts'

const PULLS_AN_HOUR = 120

/** Place of a union that may take members in. Refuses `organisations.unknown`. */
export async function unionPlace(ctx: Context, path: string): Promise<Place> {
  const found = await nodeAt(ctx, path)
  if (!found || found.tenant === 0) throw refuse('organisations.unknown', { path })
  return { tenant: found.tenant, path }
}

/** Place of a transfer on one of its sides, and nobody else's. Refuses `moves.unknown`. */
async function sidePlace(ctx: Context, transfer: string, side: Side): Promise<Place> {
  const { row } = await sideOf(ctx, transfer, side)
  return { tenant: row.tenant_id, path: side === 'in' ? row.to_path : row.from_path }
}

export async function sideOf(ctx: Context, transfer: string, side: Side): Promise<{ row: TransferRow }> {
  const id = readTransferId(transfer)
  const row = id && (await rowOf(ctx, id.tenant, id.id, side))
  if (!row) throw refuse('moves.unknown')
  return { row }
}

export async function show(ctx: Context, row: TransferRow): Promise<Transfer> {
  const names = await unionsOf(ctx, row)
  return transferFrom(ctx, row, names.from, names.to)
}

async function shown(ctx: Context, tenant: number, transfer: string, side: Side): Promise<Transfer> {
  return show(ctx, (await rowOf(ctx, tenant, transfer, side))!)
}

interface Wish {
  readonly person: string
  readonly path: string
  readonly trade?: string | undefined
}

/** Marks the home as wanted and writes the new union's side: whoever asks first wins. */
async function begin(ctx: Context, { person, path, trade }: Wish, home: Home, member: MemberDetails): Promise<TransferRow> {
  if (trade !== undefined && !isTrade(trade)) throw refuse('membership.trade_unknown', { trade })
  const from = home.union!
  if (from.tenant === ctx.tenant && from.path === path) throw refuse('moves.already_here', { union: (await placeNames(ctx, [from]))[0]!.name })
  const id = newId()
  if (!(await askHome(ctx, person, from, id))) throw refuse('moves.under_way')
  const row = {
    transfer_id: id, side: 'in' as const, other_tenant: from.tenant, person_id: person, from_path: from.path, to_path: path, state: 'asked' as const,
    asked_at: ctx.now, due_on: null, name_sealed: sealName(id, member.name), trade: trade ?? member.trade, sample: member.sample,
  }
  await writeRow(ctx, row)
  await writeHistory(ctx, person, path, 'transfer_asked', { transfer: id })
  return { ...row, tenant_id: ctx.tenant, reason: null, note: null, done_at: null }
}

export const ask = command({
  name: 'moves.ask',
  permission: 'self.write',
  summary: 'I ask a new union to take my membership over; my old one may object for ten days once it has accepted.',
  input: askInput,
  output: transferOutput,
  refusals: ['organisations.unknown', 'moves.no_home', 'moves.already_here', 'moves.under_way', 'membership.trade_unknown'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: (_, out: Transfer | null) => (out ? [out.transfer] : []),
  async run(ctx, { union, trade }) {
    const { tenant } = await unionPlace(ctx, union)
    const there = { ...ctx, tenant }
    const person = ctx.actor.person!
    const home = await homeOf(ctx, person)
    const member = home?.union ? await memberDetails(ctx, home.union.tenant, person) : null
    if (!home?.union || !member) throw refuse('moves.no_home')
    const row = await begin(there, { person, path: union, trade }, home, member)
    await tellUnion(there, row, 'in', 'moves.to_accept')
    return show(ctx, row)
  },
})

export const pull = command({
  name: 'moves.pull',
  permission: 'moves.decide',
  summary: 'A new union takes over a member who wants it, by number and name: accepted at once, the old union may object for ten days.',
  input: pullInput,
  output: transferOutput,
  refusals: ['organisations.unknown', 'moves.person_unknown', 'moves.already_here', 'moves.under_way', 'membership.trade_unknown', 'access.too_many'],
  at: (ctx, { union }) => unionPlace(ctx, union),
  subjects: (_, out: Transfer | null) => (out ? [out.transfer] : []),
  async run(ctx, { union, number, name, trade }) {
    const full = await takeFrom(ctx, { name: 'moves.pull', who: ctx.actor.pseudonym ?? '', most: PULLS_AN_HOUR, windowSeconds: 3600 })
    if (full) throw refuse('access.too_many', { retryAt: full.freeAt.toISOString() })
    const person = await personByNumber(ctx, number)
    const home = person && (await homeOf(ctx, person))
    const member = home && home.union && (await memberDetails(ctx, home.union.tenant, person))
    // One answer for all that does not fit: it tells nobody who is a member. Returned, so that the try counts.
    if (!member || plainName(member.name) !== plainName(name)) return refuse('moves.person_unknown')
    const row = await begin(ctx, { person, path: union, trade }, home, member)
    await acceptRow(ctx, row)
    return shown(ctx, ctx.tenant, row.transfer_id, 'in')
  },
})

/** Starts the clock of the old union; within one tenant its side is written at once, else the clock of the house carries it over. */
async function acceptRow(ctx: Context, row: TransferRow): Promise<void> {
  const dueOn = addDays(dayOf(ctx.now), OBJECT_WITHIN_DAYS)
  if (!(await turn(ctx, row.transfer_id, 'in', ['asked'], { state: 'accepted', dueOn }))) throw await closed(ctx, row, 'in')
  const accepted = { ...row, state: 'accepted' as const, due_on: dueOn }
  if (isWithin(row)) await writeOut(ctx, accepted)
  await tellPerson(ctx, accepted, 'moves.accepted', { dueOn })
}

/** Writes the old union's side into its tenant and tells its clerks: once, however often it is tried. */
export async function writeOut(ctx: Context, row: TransferRow): Promise<void> {
  const out = { ...row, side: 'out' as const, tenant_id: ctx.tenant, other_tenant: row.tenant_id }
  if (await writeRow(ctx, out)) await tellUnion(ctx, out, 'out', 'moves.to_answer', { dueOn: row.due_on })
}

/** An open row whose home went another way is as good as withdrawn: the clock has not closed it yet. */
async function closed(ctx: Context, row: TransferRow, side: Side): Promise<Error> {
  const state = (await rowOf(ctx, row.tenant_id, row.transfer_id, side))?.state ?? row.state
  return refuse('moves.closed', { state: (OPEN_STATES as readonly string[]).includes(state) ? 'withdrawn' : state })
}

export const accept = command({
  name: 'moves.accept',
  permission: 'moves.decide',
  summary: 'The new union accepts who has asked for it; the ten days of the old union begin.',
  input: transferInput,
  output: transferOutput,
  refusals: ['moves.unknown', 'moves.closed'],
  at: (ctx, { transfer }) => sidePlace(ctx, transfer, 'in'),
  subjects: ({ transfer }) => [transfer],
  async run(ctx, { transfer }) {
    const { row } = await sideOf(ctx, transfer, 'in')
    // Left, died or withdrawn meanwhile: the clock has not closed it yet.
    if ((await homeOf(ctx, row.person_id))?.transfer !== row.transfer_id) throw refuse('moves.closed', { state: 'withdrawn' })
    await acceptRow(ctx, row)
    return shown(ctx, ctx.tenant, row.transfer_id, 'in')
  },
})

/** Ends an open transfer without moving anybody; the person's home stays where it is. The home is decided first, as everywhere: it is the one that all wait for. */
async function endRow(ctx: Context, row: TransferRow, to: { state: TransferState; reason: TransferRow['reason']; note?: string | null }): Promise<void> {
  if (!(await keepHome(ctx, row.person_id, row.transfer_id))) throw await closed(ctx, row, row.side)
  if (!(await turn(ctx, row.transfer_id, row.side, OPEN_STATES, to))) throw await closed(ctx, row, row.side)
  if (isWithin(row)) await turn(ctx, row.transfer_id, row.side === 'in' ? 'out' : 'in', OPEN_STATES, to)
  await writeHistory(ctx, row.person_id, row.side === 'in' ? row.to_path : row.from_path, 'transfer_ended', { transfer: row.transfer_id, state: to.state, reason: to.reason })
}

export const decline = command({
  name: 'moves.decline',
  permission: 'moves.decide',
  summary: 'The new union does not take the person over, for a coded reason; everything stays as it is.',
  input: declineInput,
  output: transferOutput,
  refusals: ['moves.unknown', 'moves.closed'],
  at: (ctx, { transfer }) => sidePlace(ctx, transfer, 'in'),
  subjects: ({ transfer, reason }) => [transfer, reason],
  async run(ctx, { transfer, reason, note }) {
    const { row } = await sideOf(ctx, transfer, 'in')
    await endRow(ctx, row, { state: 'withdrawn', reason: reason satisfies Decline, note: note ?? null })
    await tellPerson(ctx, row, 'moves.declined', { reason })
    return shown(ctx, ctx.tenant, row.transfer_id, 'in')
  },
})

export const object = command({
  name: 'moves.object',
  permission: 'moves.decide',
  summary: 'The old union objects within the ten days, for a coded reason; the membership stays where it is.',
  input: objectInput,
  output: transferOutput,
  refusals: ['moves.unknown', 'moves.closed', 'moves.too_late'],
  at: (ctx, { transfer }) => sidePlace(ctx, transfer, 'out'),
  subjects: ({ transfer, reason }) => [transfer, reason],
  async run(ctx, { transfer, reason, note }) {
    const { row } = await sideOf(ctx, transfer, 'out')
    if (row.state !== 'accepted') throw refuse('moves.closed', { state: row.state })
    if (dayOf(ctx.now) > row.due_on!) throw refuse('moves.too_late', { dueOn: row.due_on, days: OBJECT_WITHIN_DAYS })
    await endRow(ctx, row, { state: 'objected', reason, note: note ?? null })
    await tellPerson(ctx, row, 'moves.objected', { reason })
    if (isWithin(row)) await tellUnion(ctx, row, 'in', 'moves.objected_to', { reason })
    return shown(ctx, ctx.tenant, row.transfer_id, 'out')
  },
})

export const withdraw = command({
  name: 'moves.withdraw',
  permission: 'self.write',
  summary: 'I take my wish to move back; my membership stays where it is.',
  input: nothing,
  output: transferOutput,
  refusals: ['moves.none_running', 'moves.closed'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: (_, out: Transfer | null) => (out ? [out.transfer] : []),
  async run(ctx) {
    const row = await runningOf(ctx, ctx.actor.person!)
    if (!row) throw refuse('moves.none_running')
    const there = { ...ctx, tenant: row.tenant_id }
    await endRow(there, row, { state: 'withdrawn', reason: 'own_wish' })
    return shown(ctx, row.tenant_id, row.transfer_id, 'in')
  },
})
