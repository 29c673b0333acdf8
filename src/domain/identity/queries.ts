import { sql } from 'kysely'
import * as z from 'zod'
import { isGrantedRole } from '#domain/roles.ts'
import { ownPlace } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { placeNames, tenantsByNumber } from '../organisations/queries.ts'
import { meOutput, sessionsOutput } from './inputs.ts'
import type { Me } from './model.ts'
import { opened, sealedPerson } from './people.ts'

/** Whether the actor holds a role that somebody granted. */
export function isStaff(ctx: Context): boolean {
  return ctx.actor.grants.some((grant) => isGrantedRole(grant.role))
}

export const me = query({
  name: 'identity.me',
  permission: 'self.read',
  summary: 'Who I am: name, masked phone, my roles and where they hold.',
  input: z.object({}),
  output: meOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx): Promise<Me> {
    const { person, name, phone } = opened((await sealedPerson(ctx.db, ctx.actor.person!))!)
    const granted = ctx.actor.grants.flatMap((grant) => (isGrantedRole(grant.role) && grant.tenant !== null ? [{ role: grant.role, tenant: grant.tenant, path: grant.path }] : []))
    const places = await placeNames(ctx, granted)
    const unions = granted.length === 0 ? [] : await tenantsByNumber(ctx, [...new Set(granted.map((grant) => grant.tenant))])
    const tenants = unions.map(({ tenant, code, name: called }) => ({ tenant, code, name: called }))
    return { person, name, phone, roles: granted.map((grant, at) => ({ ...grant, place: places[at]!.name, station: places[at]!.station })), tenants, staff: granted.length > 0 }
  },
})

export const sessions = query({
  name: 'identity.sessions',
  permission: 'self.read',
  summary: 'The phones and browsers where I am signed in, the last used first.',
  input: z.object({}),
  output: sessionsOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const rows = await sql<{ session_id: string; label: string; created_at: Date; seen_at: Date; expires_at: Date }>`
      select session_id, label, created_at, seen_at, expires_at from session
      where person_id = ${ctx.actor.person} and revoked_at is null and expires_at > ${ctx.now} order by seen_at desc, session_id desc limit 200`.execute(ctx.db)
    const items = rows.rows.map((row) => ({
      session: row.session_id,
      label: row.label,
      createdAt: row.created_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      current: row.session_id === ctx.actor.session,
    }))
    return { items, next: null }
  },
})
