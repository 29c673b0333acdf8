import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { command, query } from '#kernel/act.ts'
import { dayOf, isDay } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { readUnionCode } from './creditCode.ts'
import { employersOf } from './employers.ts'
import { accountNumber, nodePath, unionOutput } from './inputs.ts'
import { above, divisionOf, NATION, type Level, type UnionKind } from './model.ts'
import { nodeAt, placeOfUnion } from './queries.ts'

/** Town and grass-roots unions: entered, registered as a legal person (R-O7), looked at. */

const LETTERS = 'abcdefghjkmnpqrstuvwxyz'

export function newSegment(): string {
  return 'u-' + Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

export interface NewLocalUnion {
  readonly parent: string
  /** Last part of its path; made from random letters when not given. */
  readonly segment?: string | undefined
  readonly name: string
  readonly level: 'town' | 'grassroots'
  readonly kind: UnionKind
  readonly area?: boolean
  readonly trade?: string | null
  readonly formedOn?: string | null
}

/** Enters a union below a node of the acting tenant, under the running act's authority. Answers its id and node. */
export async function addLocalUnion(ctx: Context, given: NewLocalUnion): Promise<{ union: string; path: string }> {
  const path = `${given.parent}/${given.segment ?? newSegment()}`
  const union = newId()
  await sql`insert into local_union (tenant_id, union_id, path, name, level, kind, division, formed_on, trade, area, sample, created_at)
    values (${ctx.tenant}, ${union}, ${path}, ${given.name}, ${given.level}, ${given.kind}, ${divisionOf(path) ?? NATION}, ${given.formedOn ?? null},
      ${given.trade ?? null}, ${given.area ?? false}, false, ${ctx.now})`.execute(ctx.db)
  return { union, path }
}

/** Whether a union right below a node already has a name. */
export async function nameTaken(ctx: Context, parent: string, name: string): Promise<boolean> {
  const found = await sql`select 1 from local_union where tenant_id = ${ctx.tenant} and path like ${parent + '/%'} and name = ${name} and ended_on is null limit 1`.execute(ctx.db)
  return found.rows.length > 0
}

/** Writes the registration of a union as a legal person. Refuses `organisations.credit_code_wrong`, `organisations.credit_code_taken`. Answers the code. */
export async function registerUnion(ctx: Context, path: string, typed: string, on: string): Promise<string> {
  const code = readUnionCode(typed)
  if (typeof code !== 'string') throw refuse('organisations.credit_code_wrong', { ...code })
  const same = await sql<{ name: string }>`select name from local_union where tenant_id = ${ctx.tenant} and credit_code = ${code} and path <> ${path} limit 1`.execute(ctx.db)
  if (same.rows[0]) throw refuse('organisations.credit_code_taken', { code, union: same.rows[0].name })
  await sql`update local_union set credit_code = ${code}, registered_on = ${on} where tenant_id = ${ctx.tenant} and path = ${path}`.execute(ctx.db)
  return code
}

/** Keeps the bank account of a union, sealed. */
export async function keepAccount(ctx: Context, path: string, account: string): Promise<void> {
  const union = await unionRow(ctx, path)
  await sql`update local_union set account_sealed = ${keys().seal(account, `local_union.account:${union.unionId}`)} where tenant_id = ${ctx.tenant} and path = ${path}`.execute(ctx.db)
}

interface UnionRow {
  readonly unionId: string
  readonly path: string
  readonly name: string
  readonly level: Level
  readonly kind: UnionKind
  readonly division: string
  readonly formedOn: string | null
  readonly trade: string | null
  readonly area: boolean
  readonly creditCode: string | null
  readonly registeredOn: string | null
  readonly account: string | null
  readonly claimedMembers: number | null
  readonly endedOn: string | null
  readonly sample: boolean
}

async function unionRow(ctx: Context, path: string): Promise<UnionRow> {
  const found = await sql<UnionRow>`select union_id as "unionId", path, name, level, kind, division, formed_on as "formedOn", trade, area, credit_code as "creditCode", registered_on as "registeredOn",
      account_sealed as account, claimed_members as "claimedMembers", ended_on as "endedOn", sample
    from local_union where tenant_id = ${ctx.tenant} and path = ${path}`.execute(ctx.db)
  if (!found.rows[0]) throw refuse('organisations.unknown', { path })
  return found.rows[0]
}

export const union = query({
  name: 'organisations.union',
  permission: 'founding.read',
  summary: 'A town or grass-roots union as the staff see it: registration, account (masked), the employers it covers.',
  input: z.object({ path: nodePath }),
  output: unionOutput,
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  async run(ctx, { path }) {
    const { unionId, account, ...row } = await unionRow(ctx, path)
    const parent = await nodeAt(ctx, above(path) ?? path)
    const number = account === null ? null : keys().open(account, `local_union.account:${unionId}`)
    return {
      ...row,
      account: number === null ? null : maskAccount(number),
      parent: parent ? { path: parent.node.path, name: parent.node.name } : null,
      employers: await employersOf(ctx, path),
    }
  },
})

/** Only the last four figures show. */
export function maskAccount(account: string): string {
  return `**** ${account.slice(-4)}`
}

const pastDay = z.string().refine(isDay, { params: { rule: 'day' } })

export const register = command({
  name: 'organisations.register',
  permission: 'organisations.edit',
  summary: "Enters a union's credit code (81…, GB 32100) and the day on which it was registered as a legal person.",
  input: z.object({ path: nodePath, creditCode: z.string().min(1).max(40), on: pastDay }),
  output: z.object({ creditCode: z.string(), registeredOn: z.string() }),
  refusals: ['organisations.unknown', 'organisations.credit_code_wrong', 'organisations.credit_code_taken', 'organisations.day_ahead'],
  at: placeOfUnion,
  subjects: (input) => [input.path],
  async run(ctx, { path, creditCode, on }) {
    await unionRow(ctx, path)
    requirePast(ctx, on)
    return { creditCode: await registerUnion(ctx, path, creditCode, on), registeredOn: on }
  },
})

export function requirePast(ctx: Context, on: string): void {
  const today = dayOf(ctx.now)
  if (on > today) throw refuse('organisations.day_ahead', { on, today })
}

export const editUnion = command({
  name: 'organisations.edit_union',
  permission: 'organisations.edit',
  summary: "Changes what is known of a town or grass-roots union: trade, area, members as reported elsewhere, bank account.",
  input: z.object({
    path: nodePath,
    trade: z.string().max(40).regex(/^[a-z-]+$/).nullable().optional(),
    area: z.boolean().optional(),
    /** null: not reported. */
    claimedMembers: z.int().min(0).max(10_000_000).nullable().optional(),
    account: accountNumber.optional(),
  }),
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  subjects: (input) => [input.path],
  async run(ctx, { path, trade, area, claimedMembers, account }) {
    const before = await unionRow(ctx, path)
    await sql`update local_union set trade = ${trade === undefined ? before.trade : trade}, area = ${area ?? before.area},
        claimed_members = ${claimedMembers === undefined ? before.claimedMembers : claimedMembers}
      where tenant_id = ${ctx.tenant} and path = ${path}`.execute(ctx.db)
    if (account !== undefined) await keepAccount(ctx, path, account)
  },
})
