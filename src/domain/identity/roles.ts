import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { may, placesWith, type Place } from '#kernel/access.ts'
import { command, query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { tell } from '../notices/tell.ts'
import { nodeAt, placeNames, tenantsByNumber } from '../organisations/queries.ts'
import { appointInput, grantedRoleOutput, grantRoleInput, phoneOutput, readPhoneInput, revokeRoleInput, roleHoldersInput, roleHoldersOutput } from './inputs.ts'
import { fullPhone, grantDirect, opened, personByPhone, readPhoneNumber, sealedPerson, type Sealed } from './people.ts'
import { logReading } from './readings.ts'

/** The place a role is given at. Refuses `roles.beyond_own` to who may grant elsewhere in the tenant: nobody grants beyond his own node. */
function placeToGrant(ctx: Context, tenant: number, path: string): Place {
  const place = { tenant, path, see: 'roles.read' }
  if (!may(ctx, 'roles.grant', place) && placesWith(ctx, 'roles.grant').some((own) => own.tenant === tenant)) throw refuse('roles.beyond_own', { path })
  return place
}

/** The operator's role stands above all unions and in none: it is given on the machine, never from inside a union. */
function requireUnionRole(role: string): void {
  if (role === 'operator') throw refuse('roles.beyond_own', { role })
}

export const grantRole = command({
  name: 'identity.grant_role',
  permission: 'roles.grant',
  summary: 'Gives a person a role at a union or a station of one\'s own tree.',
  input: grantRoleInput,
  output: grantedRoleOutput,
  refusals: ['roles.beyond_own', 'roles.person_unknown', 'organisations.unknown', 'identity.phone_invalid'],
  at: (ctx, input) => placeToGrant(ctx, input.tenant ?? ctx.tenant, input.path),
  async run(ctx, input) {
    requireUnionRole(input.role)
    const union = input.path.replace(/\/station:.*$/, '')
    if ((await nodeAt(ctx, union))?.tenant !== ctx.tenant) throw refuse('organisations.unknown', { path: union })
    const person = input.person ?? (await personByPhone(ctx.db, readPhoneNumber(input.phone!)))
    if (!person || !(await sealedPerson(ctx.db, person))) throw refuse('roles.person_unknown')
    const given = await grantDirect(ctx.db, { tenant: ctx.tenant, person, role: input.role, path: input.path, by: ctx.actor.pseudonym, now: ctx.now })
    if (given) await tellOf(ctx, 'roles.granted', person, input.role, input.path)
    return { tenant: ctx.tenant, person, role: input.role, path: input.path }
  },
  subjects: (input, out) => [out?.person ?? input.person ?? '', input.role, input.path].filter((subject) => subject !== ''),
})

export const revokeRole = command({
  name: 'identity.revoke_role',
  permission: 'roles.grant',
  summary: 'Takes a role from a person; it holds from the next request on.',
  input: revokeRoleInput,
  refusals: ['roles.beyond_own'],
  at: (ctx, input) => placeToGrant(ctx, input.tenant ?? ctx.tenant, input.path),
  subjects: (input) => [input.person, input.role, input.path],
  async run(ctx, { person, role, path }) {
    requireUnionRole(role)
    const taken = await sql`delete from role_grant
      where tenant_id = ${ctx.tenant} and person_id = ${person} and role = ${role} and path = ${path}`.execute(ctx.db)
    if (taken.numAffectedRows !== 1n) throw refuse('access.not_found')
    await tellOf(ctx, 'roles.revoked', person, role, path)
  },
})

async function tellOf(ctx: Context, code: string, person: string, role: string, path: string): Promise<void> {
  const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
  await tell(ctx, { person, code, params: { role, place: place!.name, station: place!.station }, link: '/wo' })
}

export const appointAdmin = command({
  name: 'tenants.appoint',
  permission: 'tenants.edit',
  summary: 'Makes a person the administrator of a union with a budget of its own.',
  input: appointInput,
  output: grantedRoleOutput,
  refusals: ['roles.person_unknown', 'identity.phone_invalid', 'organisations.unknown'],
  at: () => ({ tenant: 0, path: '' }),
  async run(ctx, input) {
    const [union] = await tenantsByNumber(ctx, [input.tenant])
    if (!union) throw refuse('organisations.unknown')
    const { path } = union
    const person = await personByPhone(ctx.db, readPhoneNumber(input.phone))
    if (!person) throw refuse('roles.person_unknown')
    // The one act that writes into another tenant than it is audited in: the first administrator has nobody above inside.
    const given = await grantDirect(ctx.db, { tenant: input.tenant, person, role: 'tenant_admin', path, by: ctx.actor.pseudonym, now: ctx.now })
    if (given) await tellOf(ctx, 'roles.granted', person, 'tenant_admin', path)
    return { tenant: input.tenant, person, role: 'tenant_admin', path }
  },
  subjects: (input, out) => [String(input.tenant), ...(out ? [out.person] : [])],
})

export const roleHolders = query({
  name: 'identity.role_holders',
  permission: 'roles.read',
  summary: 'Who holds which role at a union and below it, phones masked.',
  input: roleHoldersInput,
  output: roleHoldersOutput,
  refusals: ['list.bad_cursor'],
  at: (ctx, input) => {
    const tenant = input.tenant ?? ctx.tenant
    const own = placesWith(ctx, 'roles.read').find((place) => place.tenant === tenant)
    return { tenant, path: input.path ?? own?.path ?? '', see: 'roles.read' }
  },
  async run(ctx, { path, cursor, limit }) {
    const node = path ?? placesWith(ctx, 'roles.read').find((place) => place.tenant === ctx.tenant)!.path
    const [afterPath, afterRole, afterPerson] = readCursor(cursor)
    const grants = await sql<{ person_id: string; role: string; path: string; granted_at: Date }>`
      select person_id, role, path, granted_at from role_grant
      where tenant_id = ${ctx.tenant} and (path = ${node} or starts_with(path, ${node + '/'})) and (path, role, person_id) > (${afterPath}, ${afterRole}, ${afterPerson}::uuid)
      order by path, role, person_id limit ${limit + 1}`.execute(ctx.db)
    const page = grants.rows.slice(0, limit)
    const people = await sealedPeople(ctx, page.map((row) => row.person_id))
    const places = await placeNames(ctx, page.map((row) => ({ tenant: ctx.tenant, path: row.path })))
    const items = page.map(({ person_id, role, path: at, granted_at }, index) => ({
      ...opened(people.get(person_id)!), role, tenant: ctx.tenant, path: at, place: places[index]!.name, station: places[index]!.station, grantedAt: granted_at.toISOString(),
    }))
    const last = grants.rows.length > limit ? page.at(-1) : undefined
    return { items, next: last ? Buffer.from(JSON.stringify([last.path, last.role, last.person_id])).toString('base64url') : null }
  },
})

const cursorSchema = z.tuple([z.string(), z.string(), z.uuid()])

function readCursor(cursor: string | undefined): [string, string, string] {
  if (cursor === undefined) return ['', '', '00000000-0000-0000-0000-000000000000']
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw refuse('list.bad_cursor')
  }
}

async function sealedPeople(ctx: Context, people: readonly string[]): Promise<Map<string, Sealed>> {
  if (people.length === 0) return new Map()
  const rows = await sql<Sealed>`/* across tenants: names of the holders of roles in one union */
    select person_id, name_sealed, phone_sealed from person where person_id = any(${[...new Set(people)]}::uuid[])`.execute(ctx.db)
  return new Map(rows.rows.map((row) => [row.person_id, row]))
}

export const readPhone = command({
  name: 'identity.read_phone',
  permission: 'roles.read',
  summary: 'Reads the whole phone number of somebody who holds a role in one\'s own tree; the look and its purpose are logged.',
  input: readPhoneInput,
  output: phoneOutput,
  async at(ctx, input) {
    const tenant = input.tenant ?? ctx.tenant
    const held = await sql<{ path: string }>`select path from role_grant where tenant_id = ${tenant} and person_id = ${input.person} order by path`.execute(ctx.db)
    const places = held.rows.map(({ path }) => ({ tenant, path }))
    const place = places.find((each) => may(ctx, 'roles.read', each)) ?? places[0]
    if (!place && ctx.actor.person !== null) throw refuse('access.not_found')
    return place ?? { tenant, path: '' }
  },
  subjects: (input) => [input.person, `purpose:${input.purpose}`],
  async run(ctx, { person, purpose }) {
    const held = await sql<{ path: string }>`select path from role_grant where tenant_id = ${ctx.tenant} and person_id = ${person} order by path`.execute(ctx.db)
    const own = held.rows.find(({ path }) => may(ctx, 'roles.read', { tenant: ctx.tenant, path }))
    await logReading(ctx, { person, fields: ['phone'], purpose, path: own!.path })
    return { phone: fullPhone((await sealedPerson(ctx.db, person))!) }
  },
})
