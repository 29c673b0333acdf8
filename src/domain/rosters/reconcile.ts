import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { may, type Place } from '#kernel/access.ts'
import { command, query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { takeFrom } from '#kernel/limits.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { sameHash } from '../identity/token.ts'
import { membersById } from '../membership/named.ts'
import { placeOfUnion } from './imports.ts'
import { endInput, reconcileInput, reconciliationInput, reconciliationsInput, sendListInput } from './inputs.ts'
import { LIST_LIMITS, type ReconciliationState } from './model.ts'
import { reconciliationOutput, reconciliationsOutput } from './outputs.ts'

/**
 * A platform's list held against the roster. The platform gets a key that serves once, hashes its numbers with it and sends them;
 * all it ever hears is how many came. The answer is the union's alone, and the key dies when it is found.
 */

export interface ReconciliationRow {
  readonly tenant_id: number
  readonly reconciliation_id: string
  readonly path: string
  readonly platform: string
  readonly key_sealed: string
  readonly token_hash: string
  readonly state: ReconciliationState
  readonly received: number
  readonly matched: number
  readonly created_at: Date
  readonly expires_at: Date
  readonly finished_at: Date | null
}

/** What is sealed with the key: who set the comparing to work, for the readings that it leaves. */
export interface OneTimeKey {
  readonly key: string
  readonly by: string
  readonly role: string
}

export function openKey(row: ReconciliationRow): OneTimeKey {
  return JSON.parse(keys().open(row.key_sealed, `reconciliation.key:${row.reconciliation_id}`)) as OneTimeKey
}

export async function reconciliationRow(ctx: Context, tenant: number, id: string, { hold = false } = {}): Promise<ReconciliationRow | null> {
  const found = await sql<ReconciliationRow>`select * from reconciliation where tenant_id = ${tenant} and reconciliation_id = ${id} ${hold ? sql`for update` : sql``}`.execute(ctx.db)
  return found.rows[0] ?? null
}

async function placeOfReconciliation(ctx: Context, { tenant = ctx.tenant, reconciliation }: { tenant?: number | undefined; reconciliation: string }): Promise<Place> {
  const found = await reconciliationRow(ctx, tenant, reconciliation)
  if (!found) throw refuse('rosters.list_unknown')
  return { tenant, path: found.path }
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

export interface Started {
  readonly tenant: number
  readonly reconciliation: string
  /** 32 bytes, hex; shown once, as is the token. */
  readonly key: string
  readonly token: string
  readonly expiresAt: string
}

export const startReconciliation = command({
  name: 'rosters.start_reconciliation',
  permission: 'partners.edit',
  summary: 'Asks a platform for its list: a one-time key and a token, both shown once. The platform learns nothing from it.',
  input: reconcileInput,
  output: z.object({ tenant: z.int(), reconciliation: z.uuid(), key: z.string(), token: z.string(), expiresAt: z.string() }),
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  subjects: (_input, output: Started | null) => (output ? [output.reconciliation] : []),
  async run(ctx, { path, platform }): Promise<Started> {
    const [id, key, secret] = [newId(), randomBytes(32).toString('hex'), randomBytes(32).toString('base64url')]
    const role = ctx.actor.grants.find((grant) => grant.tenant === ctx.tenant && grant.permissions.has('partners.edit'))?.role ?? 'union_manager'
    const kept = JSON.stringify({ key, by: ctx.actor.pseudonym ?? '', role } satisfies OneTimeKey)
    const expires = new Date(ctx.now.getTime() + LIST_LIMITS.days * 86_400_000)
    await sql`insert into reconciliation (tenant_id, reconciliation_id, path, platform, key_sealed, token_hash, state, received, matched, created_at, expires_at)
      values (${ctx.tenant}, ${id}, ${path}, ${platform}, ${keys().seal(kept, `reconciliation.key:${id}`)}, ${hash(secret)}, 'waiting', 0, 0, ${ctx.now}, ${expires})`.execute(ctx.db)
    return { tenant: ctx.tenant, reconciliation: id, key, token: `hzjr.${ctx.tenant}.${id}.${secret}`, expiresAt: expires.toISOString() }
  },
})

function partsOf(token: string): { tenant: number; id: string; secret: string } {
  const [, tenant, id, secret] = token.split('.')
  return { tenant: Number(tenant), id: id!, secret: secret! }
}

const WRONG_TOKENS_MOST = 60

export const sendList = command({
  name: 'rosters.send_list',
  permission: 'rosters.send_list',
  summary: 'Takes a page of a platform\'s hashed document numbers, for whoever holds the token of a reconciliation. Answers how many came, and nothing else, ever.',
  input: sendListInput,
  output: z.object({ received: z.int().min(0) }),
  refusals: ['rosters.list_token', 'rosters.list_closed', 'rosters.list_too_long', 'access.too_many'],
  at: (_ctx, { token }) => ({ tenant: partsOf(token).tenant, path: '' }),
  subjects: (input) => [partsOf(input.token).id],
  async run(ctx, { token, hashes, last }): Promise<{ received: number } | Refusal> {
    const { id, secret } = partsOf(token)
    const row = await reconciliationRow(ctx, ctx.tenant, id, { hold: true })
    if (!row || !sameHash(row.token_hash, hash(secret))) {
      // Returned, not thrown: the wrong try counts.
      const spent = await takeFrom(ctx, { name: 'rosters.list_token', who: ctx.addressHash, most: WRONG_TOKENS_MOST, windowSeconds: 3600 })
      return spent ? refuse('access.too_many', { retryAt: spent.freeAt.toISOString(), seconds: Math.ceil((spent.freeAt.getTime() - ctx.now.getTime()) / 1000) }) : refuse('rosters.list_token')
    }
    if (row.state !== 'waiting' || row.expires_at <= ctx.now) throw refuse('rosters.list_closed', { state: row.state === 'waiting' ? 'ended' : row.state })
    if (row.received + hashes.length > LIST_LIMITS.hashes) throw refuse('rosters.list_too_long', { most: LIST_LIMITS.hashes, received: row.received })
    // The hashes wait where rows of sheets wait; a number that comes twice counts once.
    const added = await sql`insert into roster_row (import_id, row_no, tenant_id, state, fields_sealed, name_keys, doc_hash, problems)
      select ${id}::uuid, ${row.received}::integer + row_number() over (order by h.hash), ${ctx.tenant}::integer, 'listed', '', '{}', h.hash, '[]'::jsonb
      from (select distinct x as hash from unnest(${hashes}::text[]) as x) h
      where not exists (select 1 from roster_row r where r.tenant_id = ${ctx.tenant} and r.import_id = ${id} and r.doc_hash = h.hash)`.execute(ctx.db)
    const received = row.received + Number(added.numAffectedRows ?? 0n)
    await sql`update reconciliation set received = ${received}, state = ${last ? 'received' : 'waiting'} where tenant_id = ${ctx.tenant} and reconciliation_id = ${id}`.execute(ctx.db)
    return { received }
  },
})

function viewOf(row: ReconciliationRow) {
  return {
    tenant: row.tenant_id, reconciliation: row.reconciliation_id, path: row.path, platform: row.platform, state: row.state, received: row.received,
    matched: row.state === 'done' ? row.matched : null, unmatched: row.state === 'done' ? row.received - row.matched : null,
    createdAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

export type ReconciliationView = ReturnType<typeof viewOf>

export const reconciliations = query({
  name: 'rosters.reconciliations',
  permission: 'partners.edit',
  summary: 'Lists asked of platforms for a union and those below it, the newest first.',
  input: reconciliationsInput,
  output: reconciliationsOutput,
  refusals: ['organisations.unknown'],
  at: placeOfUnion,
  async run(ctx, { path, limit }) {
    const found = await sql<ReconciliationRow>`select * from reconciliation where tenant_id = ${ctx.tenant} and (path = ${path} or path like ${path + '/%'}) order by reconciliation_id desc limit ${limit}`.execute(ctx.db)
    return { items: found.rows.map(viewOf), next: null }
  },
})

export const reconciliation = query({
  name: 'rosters.reconciliation',
  permission: 'partners.edit',
  summary: 'A platform\'s list: how many of it are members and how many are not, and which members are on it. For the union alone.',
  input: reconciliationInput,
  output: reconciliationOutput,
  refusals: ['rosters.list_unknown'],
  at: placeOfReconciliation,
  async run(ctx, { reconciliation: id, after, limit }) {
    const row = (await reconciliationRow(ctx, ctx.tenant, id))!
    // Names only for whoever may read members: who administers partners sees the counts.
    const named = row.state === 'done' && may(ctx, 'members.read', { tenant: ctx.tenant, path: row.path })
    const found = named ? await sql<{ person_id: string }>`select person_id from reconciliation_match
      where tenant_id = ${ctx.tenant} and reconciliation_id = ${id} and person_id > ${after ?? '00000000-0000-0000-0000-000000000000'} order by person_id limit ${limit}`.execute(ctx.db) : { rows: [] }
    const people = found.rows.map(({ person_id }) => person_id)
    const members = await membersById(ctx, people)
    return { ...viewOf(row), items: people.flatMap((person) => members.get(person) ?? []), next: people.length === limit ? people.at(-1)! : null }
  },
})

export const endReconciliation = command({
  name: 'rosters.end_reconciliation',
  permission: 'partners.edit',
  summary: 'Ends a reconciliation whose list has not come: token and key are worthless at once, what came is deleted.',
  input: endInput,
  output: z.undefined(),
  refusals: ['rosters.list_unknown', 'rosters.list_closed'],
  at: placeOfReconciliation,
  subjects: (input) => [input.reconciliation],
  async run(ctx, { reconciliation: id }) {
    const row = (await reconciliationRow(ctx, ctx.tenant, id, { hold: true }))!
    if (row.state !== 'waiting') throw refuse('rosters.list_closed', { state: row.state })
    await closeList(ctx, id, 'ended', 0)
  },
})

/** The end of a list, whatever came of it: the hashes and the key go. */
export async function closeList(ctx: Context, id: string, state: 'done' | 'ended', matched: number): Promise<void> {
  await sql`delete from roster_row where tenant_id = ${ctx.tenant} and import_id = ${id}`.execute(ctx.db)
  await sql`update reconciliation set state = ${state}, matched = ${matched}, key_sealed = '', token_hash = '', finished_at = ${ctx.now}
    where tenant_id = ${ctx.tenant} and reconciliation_id = ${id}`.execute(ctx.db)
}
