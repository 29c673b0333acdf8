import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import * as z from 'zod'
import type { Db } from '#db/open.ts'
import { refuse } from '#domain/refusals.ts'
import { ANYONE, partnerGrant } from '#domain/roles.ts'
import type { Place } from '#kernel/access.ts'
import { command, query } from '#kernel/act.ts'
import type { Actor, Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { numeric, text } from '#kernel/text.ts'
import { nodePath } from '../organisations/inputs.ts'
import { nodeAt } from '../organisations/queries.ts'
import { sameHash } from './token.ts'

/** Other systems that may hand people over: each with a token of its own, shown once, worth nothing once revoked. */

const SHAPE = /^hzjp\.(\d{1,9})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/

/** Kept of a secret: its hash, and its last four characters for telling tokens apart. */
function keep(secret: string): string {
  return `${createHash('sha256').update(secret).digest('base64url')}.${secret.slice(-4)}`
}

export function isClientToken(token: string | null): token is string {
  return token !== null && SHAPE.test(token)
}

interface ClientRow {
  readonly client_id: string
  readonly name: string
  readonly path: string
  readonly secret_hash: string
  readonly pseudonym: string
  readonly created_at: Date
  readonly revoked_at: Date | null
}

/** Who acts with a client's token: the partner at its union; null where the token is unknown or revoked. */
export async function actorOfClient(db: Db, token: string): Promise<{ actor: Actor; tenant: number } | null> {
  const [, tenantText, id, secret] = SHAPE.exec(token) ?? []
  if (!tenantText || !id || !secret) return null
  const tenant = Number(tenantText)
  const found = await sql<ClientRow>`select * from client where tenant_id = ${tenant} and client_id = ${id} and revoked_at is null`.execute(db)
  const row = found.rows[0]
  if (!row || !sameHash(row.secret_hash, keep(secret))) return null
  return { actor: { person: null, pseudonym: row.pseudonym, session: null, grants: [partnerGrant(tenant, row.path), ANYONE] }, tenant }
}

export interface Client {
  readonly id: string
  readonly name: string
  readonly path: string
}

/** The client that acts; null where a person does. */
export async function actingClient(ctx: Context): Promise<Client | null> {
  const grant = ctx.actor.grants.find(({ role }) => role === 'partner')
  if (!grant || grant.tenant === null || ctx.actor.pseudonym === null) return null
  const found = await sql<ClientRow>`select * from client where tenant_id = ${grant.tenant} and pseudonym = ${ctx.actor.pseudonym} and revoked_at is null`.execute(ctx.db)
  const row = found.rows[0]
  return row ? { id: row.client_id, name: row.name, path: row.path } : null
}

async function placeOfPath(ctx: Context, { path }: { path: string }): Promise<Place> {
  const found = await nodeAt(ctx, path)
  if (!found) throw refuse('organisations.unknown', { path })
  return { tenant: found.tenant, path }
}

async function placeOfClient(ctx: Context, { tenant = ctx.tenant, client }: { tenant?: number | undefined; client: string }): Promise<Place> {
  const found = await sql<{ path: string }>`select path from client where tenant_id = ${tenant} and client_id = ${client}`.execute(ctx.db)
  if (!found.rows[0]) throw refuse('partners.unknown')
  return { tenant, path: found.rows[0].path }
}

const clientOutput = z.object({ tenant: z.int(), client: z.uuid(), name: z.string(), path: z.string(), lastFour: z.string(), createdAt: z.string(), revokedAt: z.string().nullable() })

export interface MadeClient {
  readonly tenant: number
  readonly client: string
  /** Shown once. */
  readonly token: string
  readonly lastFour: string
}

export const makeClient = command({
  name: 'partners.make_client',
  permission: 'partners.edit',
  summary: 'Lets another system hand applicants over to a union and all below it. The token is shown once.',
  input: z.object({ path: nodePath, name: text(60, 2).meta({ description: 'Name of the partner, as applicants read it in their consent' }) }),
  output: z.object({ tenant: z.int(), client: z.uuid(), token: z.string(), lastFour: z.string() }),
  refusals: ['organisations.unknown', 'partners.name_taken'],
  at: placeOfPath,
  subjects: (_input, output: MadeClient | null) => (output ? [output.client] : []),
  async run(ctx, { path, name }): Promise<MadeClient> {
    // Two at once would leave two of one name, which harms nobody; the check is for people.
    const same = await sql`select 1 from client where tenant_id = ${ctx.tenant} and path = ${path} and name = ${name} and revoked_at is null`.execute(ctx.db)
    if (same.rows.length > 0) throw refuse('partners.name_taken', { name })
    const [client, secret] = [newId(), randomBytes(32).toString('base64url')]
    await sql`insert into client (tenant_id, client_id, name, path, secret_hash, pseudonym, created_at)
      values (${ctx.tenant}, ${client}, ${name}, ${path}, ${keep(secret)}, ${randomUUID()}, ${ctx.now})`.execute(ctx.db)
    return { tenant: ctx.tenant, client, token: `hzjp.${ctx.tenant}.${client}.${secret}`, lastFour: secret.slice(-4) }
  },
})

export const clients = query({
  name: 'partners.clients',
  permission: 'partners.edit',
  summary: 'Systems that may hand applicants over to a union and those below it; of their tokens the last four characters.',
  input: z.object({ path: nodePath }),
  output: z.object({ items: z.array(clientOutput), next: z.null() }),
  refusals: ['organisations.unknown'],
  at: placeOfPath,
  async run(ctx, { path }) {
    const found = await sql<ClientRow>`select * from client where tenant_id = ${ctx.tenant} and (path = ${path} or path like ${path + '/%'}) order by revoked_at is not null, client_id desc limit 200`.execute(ctx.db)
    const items = found.rows.map((row) => ({
      tenant: ctx.tenant, client: row.client_id, name: row.name, path: row.path, lastFour: row.secret_hash.slice(-4), createdAt: row.created_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null,
    }))
    return { items, next: null }
  },
})

export const revokeClient = command({
  name: 'partners.revoke_client',
  permission: 'partners.edit',
  summary: 'Makes a partner\'s token worthless at once.',
  input: z.object({ tenant: numeric(z.int().min(1)).optional(), client: z.uuid() }),
  output: z.undefined(),
  refusals: ['partners.unknown'],
  at: placeOfClient,
  subjects: (input) => [input.client],
  async run(ctx, { client }) {
    await sql`update client set revoked_at = ${ctx.now} where tenant_id = ${ctx.tenant} and client_id = ${client} and revoked_at is null`.execute(ctx.db)
  },
})
