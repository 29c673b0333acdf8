import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { ownPlace } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { homeOf } from '../identity/home.ts'
import { tenantsUsed } from '../identity/people.ts'
import { sealedMember } from '../membership/member.ts'
import { historyOf } from '../membership/queries.ts'
import { federationsFor, townsAt } from '../organisations/cover.ts'
import { nodeAt, nodeOfDivision, placeNames, unionsUnder } from '../organisations/queries.ts'
import { listInput, listOutput, mineOutput, nothing, oneInput, transferOutput } from './inputs.ts'
import { COLUMNS, tenantsOf, transferFrom, type TransferRow } from './rows.ts'
import { runningOf } from './running.ts'
import { show, sideOf, unionPlace } from './transfers.ts'

export const mine = query({
  name: 'moves.mine',
  permission: 'self.read',
  summary: 'My home union, my number for life, a transfer under way, where I am a guest, and what happened to my membership.',
  input: nothing,
  output: mineOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const person = ctx.actor.person!
    const home = await homeOf(ctx, person)
    const history = await historyOf(ctx, person)
    const running = await runningOf(ctx, person)
    const [place] = home?.union ? await placeNames(ctx, [home.union]) : []
    return {
      number: home?.number ?? null,
      home: home?.union && home.state !== 'none' ? { union: { path: home.union.path, name: place?.name ?? null }, since: home.since!.toISOString(), state: home.state } : null,
      transfer: running ? await show(ctx, running) : null,
      guests: await guestsOf(ctx, person),
      history: history.map(({ at, event, union, detail }) => ({ at, event, union, detail })),
    }
  },
})

/** Where a person is a guest now. */
async function guestsOf(ctx: Context, person: string): Promise<{ union: { path: string; name: string | null }; since: string }[]> {
  const guests: { union: { path: string; name: string | null }; since: string }[] = []
  for (const tenant of await tenantsUsed(ctx.db, person)) {
    const row = await sealedMember(ctx, tenant, person)
    if (row?.kind !== 'guest' || row.state !== 'active') continue
    const [place] = await placeNames(ctx, [{ tenant, path: row.path }])
    guests.push({ union: { path: row.path, name: place?.name ?? null }, since: row.joined_on })
  }
  return guests
}

export const list = query({
  name: 'moves.list',
  permission: 'members.read',
  summary: 'Transfers into, or out of, a union and all below it, with their clocks; the oldest open ones, else the newest, first.',
  input: listInput,
  output: listOutput,
  refusals: ['organisations.unknown'],
  at: (ctx, { path }) => unionPlace(ctx, path),
  async run(ctx, { path, side, state, cursor, limit }) {
    const column = side === 'in' ? sql`to_path` : sql`from_path`
    const open = state === 'open'
    const states = open ? sql`and state in ('asked', 'accepted')` : state === 'any' ? sql`` : sql`and state = ${state}`
    const after = cursor === undefined ? sql`` : open ? sql`and transfer_id > ${cursor}` : sql`and transfer_id < ${cursor}`
    const found = await sql<TransferRow>`select ${COLUMNS} from transfer
      where tenant_id = ${ctx.tenant} and side = ${side} and (${column} = ${path} or ${column} like ${path + '/%'}) ${states} ${after}
      order by transfer_id ${open ? sql`` : sql`desc`} limit ${limit + 1}`.execute(ctx.db)
    const rows = found.rows.slice(0, limit)
    const names = await placeNames(ctx, rows.flatMap((row) => {
      const { from, to } = tenantsOf(row)
      return [{ tenant: from, path: row.from_path }, { tenant: to, path: row.to_path }]
    }))
    return {
      items: rows.map((row, at) => transferFrom(ctx, row, names[2 * at]?.name ?? null, names[2 * at + 1]?.name ?? null)),
      next: found.rows.length > limit ? rows.at(-1)!.transfer_id : null,
    }
  },
})

export const one = query({
  name: 'moves.one',
  permission: 'members.read',
  summary: 'A transfer from one of its two sides.',
  input: oneInput,
  output: transferOutput,
  refusals: ['moves.unknown'],
  at: async (ctx, { transfer, side }) => {
    const { row } = await sideOf(ctx, transfer, side)
    return { tenant: row.tenant_id, path: side === 'in' ? row.to_path : row.from_path }
  },
  async run(ctx, { transfer, side }) {
    const { row } = await sideOf(ctx, transfer, side)
    return show(ctx, row)
  },
})

export interface UnionChoice {
  readonly path: string
  readonly name: string
}

const CHOICES = 300

/** Unions of a division that a worker of a trade may move to: those of his trade, the towns', then all others; empty where no union with a budget has come. */
export async function unionsToChoose(ctx: Context, division: string, trade: string): Promise<UnionChoice[]> {
  const path = await nodeOfDivision(ctx, division)
  const node = path && (await nodeAt(ctx, path))
  if (!node || node.tenant === 0) return []
  const { tenant } = node
  const lists = [await federationsFor(ctx, tenant, trade, path), await townsAt(ctx, tenant, path), [{ path, name: node.node.name }], await unionsUnder(ctx, tenant, path, CHOICES)]
  return [...new Map(lists.flat().map(({ path: at, name }) => [at, { path: at, name }])).values()]
}

/** Refuses `organisations.unknown` for a node that is not there: what a chosen union is checked by before it is shown. */
export async function chosenUnion(ctx: Context, path: string): Promise<UnionChoice> {
  const found = await nodeAt(ctx, path)
  if (!found || found.tenant === 0) throw refuse('organisations.unknown', { path })
  return { path, name: found.node.name }
}
