import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { ANYONE, grantOf, isGrantedRole, memberGrant, ownGrant } from '#domain/roles.ts'
import type { Actor, Context, Grant, Locale } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { networkOf } from './address.ts'
import { actorOfClient, isClientToken } from './clients.ts'
import { readDevice } from './device.ts'
import { SEEN_EVERY_MS, SESSION_MS } from './model.ts'
import { readToken, sameHash, type Token } from './token.ts'

/** What a door has read from a request. */
export interface Credentials {
  /** Bearer token or session cookie. */
  readonly token: string | null
  /** Signed token of the browser or phone. */
  readonly deviceToken: string | null
  /** Network address as seen behind the trusted proxies; it is hashed here and goes no further. */
  readonly address: string
  readonly locale: Locale
  /** Idempotency key. */
  readonly key: string | null
  readonly requestId: string
}

const NOBODY: Actor = { person: null, pseudonym: null, session: null, grants: [ANYONE] }

/**
 * The context of a request. A token that is unknown, revoked or expired makes nobody: the act's door decides what nobody may do.
 * No statement without a token, one for a worker, two for whoever holds a role in a tenant; once an hour one more keeps the session alive.
 */
export async function enter(db: Db, credentials: Credentials, now: Date = new Date()): Promise<Context> {
  if (isClientToken(credentials.token)) return enterClient(db, credentials, credentials.token, now)
  const token = readToken(credentials.token)
  const person = token && (await openSession(db, token, now))
  const grants = token && person ? await grantsOf(db, token.person, person.tenants) : []
  return {
    db,
    actor: token && person ? { person: token.person, pseudonym: person.pseudonym, session: token.session, grants: [ownGrant(token.person), ANYONE, ...grants, ...(person.home === null ? [] : [memberGrant(person.home)])] } : NOBODY,
    tenant: grants[0]?.tenant ?? person?.home ?? 0,
    locale: credentials.locale,
    now,
    key: credentials.key,
    device: readDevice(credentials.deviceToken, now),
    // Only limits ask for it: a reader's address is not even hashed.
    get addressHash() {
      return keys().lookup('address', networkOf(credentials.address))
    },
    requestId: credentials.requestId,
  }
}

/** The context of a partner's request: its keys are its own, since no person parts them from those of another partner. */
async function enterClient(db: Db, credentials: Credentials, token: string, now: Date): Promise<Context> {
  const client = await actorOfClient(db, token)
  const nobody = await enter(db, { ...credentials, token: null }, now)
  if (!client) return nobody
  // The getter of the address is carried over as it is: an object spread would hash it for nothing.
  return Object.defineProperties({} as Context, {
    ...Object.getOwnPropertyDescriptors(nobody),
    actor: { value: client.actor, enumerable: true },
    tenant: { value: client.tenant, enumerable: true },
    key: { value: nobody.key === null ? null : `${client.actor.pseudonym}:${nobody.key}`, enumerable: true },
  })
}

interface Opened {
  readonly token_hash: string
  readonly seen_at: Date
  readonly pseudonym: string
  readonly tenants: number[]
  /** Tenant of the home union; null: no member now. */
  readonly home: number | null
}

async function openSession(db: Db, token: Token, now: Date): Promise<Opened | null> {
  const found = await sql<Opened>`
    select s.token_hash, s.seen_at, p.pseudonym,
      array(select t.tenant_id from person_tenant t where t.person_id = ${token.person} order by t.since, t.tenant_id) as tenants, h.tenant_id as home
    from session s join person p on p.person_id = s.person_id left join home h on h.person_id = s.person_id
    where s.person_id = ${token.person} and s.session_id = ${token.session} and s.revoked_at is null and s.expires_at > ${now}`.execute(db)
  const session = found.rows[0]
  if (!session || !sameHash(session.token_hash, token.secretHash)) return null
  if (now.getTime() - session.seen_at.getTime() >= SEEN_EVERY_MS) await slide(db, token, now)
  return session
}

async function slide(db: Db, token: Token, now: Date): Promise<void> {
  await sql`update session set seen_at = ${now}, expires_at = ${new Date(now.getTime() + SESSION_MS)}
    where person_id = ${token.person} and session_id = ${token.session} and revoked_at is null and seen_at < ${now}`.execute(db)
}

/** The roles a person holds in the tenants given. Each part binds its tenant, so that each goes to one node. */
export async function grantsOf(db: Db, person: string, tenants: readonly number[]): Promise<Grant[]> {
  if (tenants.length === 0) return []
  const parts = tenants.map((tenant, at) => sql`select ${at}::integer as place, tenant_id, role, path from role_grant where tenant_id = ${tenant} and person_id = ${person}`)
  const rows = await sql<{ tenant_id: number; role: string; path: string }>`
    select tenant_id, role, path from (${sql.join(parts, sql` union all `)}) g order by place, role, path`.execute(db)
  return rows.rows.flatMap((row) => (isGrantedRole(row.role) ? [grantOf(row.role, row.tenant_id, row.path)] : []))
}
