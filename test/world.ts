import { randomBytes } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import { createKeyring, generateKeyFile } from '#kernel/cipher.ts'
import type { Context, Device, Grant } from '#kernel/context.ts'
import { setKeys } from '#kernel/keys.ts'
import { readSettings, setSettings } from '#kernel/settings.ts'
import type { Db } from '#db/open.ts'
import { bindDocument } from '#domain/identity/documents.ts'
import { enrol, type Enrolment } from '#domain/membership/enrol.ts'
import { ANYONE, grantOf, memberGrant, ownGrant, type GrantedRole } from '#domain/roles.ts'
import { columnsOf } from '#domain/stations/commands.ts'
import { stationFields } from '#domain/stations/inputs.ts'

/** A small union to test in: two city tenants, each with a county, a grass-roots union and stations. */

export const HANGZHOU = { tenant: 1, path: '/cn/33/3301', county: '/cn/33/3301/330106', division: '330106' }
export const LANZHOU = { tenant: 2, path: '/cn/62/6201', county: '/cn/62/6201/620102', division: '620102' }

/** Door of the station "S1", WGS-84. */
export const DOOR = { lon: 120.1, lat: 30.28 }
/** A Wednesday, a plain working day, 10:00 in China. */
export const WEDNESDAY = new Date('2026-11-18T02:00:00Z')

export function useTestSettings(env: Record<string, string> = {}): void {
  setSettings(readSettings({ HZJ_LOG: 'silent', HZJ_ORIGIN: 'http://127.0.0.1:8080', ...env }))
  setKeys(createKeyring(generateKeyFile()))
}

export async function buildWorld(db: Db): Promise<void> {
  const at = WEDNESDAY
  await db.insertInto('tenant').values([
    { tenant_id: 0, code: 'platform', name: '平台', path: '/cn', division: null, sample: true, created_at: at },
    { tenant_id: 1, code: 'hangzhou', name: '杭州市总工会', path: HANGZHOU.path, division: '330100', sample: true, created_at: at },
    { tenant_id: 2, code: 'lanzhou', name: '兰州市总工会', path: LANZHOU.path, division: '620100', sample: true, created_at: at },
  ]).execute()
  const upper = [
    ['/cn', '中华全国总工会', 'nation', '100000', 0], ['/cn/33', '浙江省总工会', 'province', '330000', 0], [HANGZHOU.path, '杭州市总工会', 'city', '330100', 1],
    [HANGZHOU.county, '西湖区总工会', 'county', '330106', 1], ['/cn/62', '甘肃省总工会', 'province', '620000', 0], [LANZHOU.path, '兰州市总工会', 'city', '620100', 2], [LANZHOU.county, '城关区总工会', 'county', '620102', 2],
  ] as const
  await db.insertInto('organisation').values(upper.map(([path, name, level, division, tenant]) => ({ organisation_id: newId(), path, name, level, kind: 'general', division, steward_tenant: tenant, sample: true, created_at: at }))).execute()
  const divisions = [['330000', '浙江省', 'province', null], ['330100', '杭州市', 'prefecture', '330000'], ['330106', '西湖区', 'county', '330100'], ['620000', '甘肃省', 'province', null], ['620100', '兰州市', 'prefecture', '620000'], ['620102', '城关区', 'county', '620100']] as const
  await db.insertInto('division').values(divisions.map(([code, name, level, parent]) => ({ code, name, level, parent, pinyin: 'x', initials: 'x', lon: 120, lat: 30, point_approximate: false, valid_from: null, valid_to: null, replaced_by: null }))).execute()
}

interface StationGiven {
  readonly code: string
  readonly where?: typeof HANGZHOU
  readonly hours?: string | null
  readonly facilities?: Record<string, object>
  readonly lon?: number
  readonly lat?: number
  readonly name?: string
  readonly [field: string]: unknown
}

export async function addStation(db: Db, { code, where = HANGZHOU, ...given }: StationGiven): Promise<string> {
  const id = newId()
  const columns = columnsOf(stationFields.parse({
    name: `${code}号站（示例）`, kind: 'union-station', path: where.county, division: where.division, ...DOOR, hours: 'Mo-Su 08:00-20:00',
    facilities: { water: {}, microwave: {} }, access: 'open', chiefName: '王（示例）', ...given,
  }))
  await db.insertInto('station').values({ ...columns, station_id: id, code, steward_tenant: where.tenant, source: null, sample: true, status: 'open', revision: 1, created_at: WEDNESDAY, withdrawn_at: null }).execute()
  return id
}

export function device(since: Date = new Date(WEDNESDAY.getTime() - 3_600_000)): Device {
  return { hash: randomBytes(12).toString('hex'), since }
}

/** Nobody signed in, with a phone of an hour's age unless said otherwise. */
export function anyone(db: Db, given: Partial<Context> = {}): Context {
  return {
    db, actor: { person: null, pseudonym: null, session: null, grants: [ANYONE] }, tenant: 0, locale: 'zh-CN', now: WEDNESDAY,
    key: null, device: device(), addressHash: 'address', requestId: 'test', ...given,
  }
}

export interface Person {
  readonly id: string
  readonly pseudonym: string
}

export async function addPerson(db: Db, id: string = newId()): Promise<Person> {
  const person = { id, pseudonym: newId() }
  await db.insertInto('person').values({ person_id: person.id, pseudonym: person.pseudonym, name_sealed: null, phone_sealed: 'x', locale: 'zh-CN', sample: true, created_at: WEDNESDAY }).execute()
  return person
}

/** Somebody signed in, holding the roles given. */
export function as(db: Db, person: Person, grants: readonly Grant[], given: Partial<Context> = {}): Context {
  const tenant = grants[0]?.tenant ?? 0
  return anyone(db, { actor: { person: person.id, pseudonym: person.pseudonym, session: null, grants: [ownGrant(person.id), ANYONE, ...grants] }, tenant, ...given })
}

/** A new person with one role, kept in the database as the product keeps it. */
export async function staff(db: Db, role: GrantedRole, tenant: number, path: string, given: Partial<Context> = {}): Promise<Context> {
  const person = await addPerson(db)
  await db.insertInto('person_tenant').values({ person_id: person.id, tenant_id: tenant, since: WEDNESDAY }).execute()
  await db.insertInto('role_grant').values({ tenant_id: tenant, person_id: person.id, role, path, granted_by: null, granted_at: WEDNESDAY }).execute()
  return as(db, person, [grantOf(role, tenant, path)], given)
}

export function later(ctx: Context, minutes: number): Context {
  return { ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) }
}

/** The code of the refusal that a promise ends with; fails loudly when it does not. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; params: Readonly<Record<string, unknown>> }> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') {
      const { code, params } = error as Error & { code: string; params: Record<string, unknown> }
      return { code, params }
    }
    throw error
  }
  throw new Error('expected a refusal, but the act succeeded')
}

interface MemberGiven {
  readonly where?: typeof HANGZHOU
  /** Node of the union: the county when not given. */
  readonly path?: string
  readonly name?: string
  readonly phone?: string | null
  readonly document?: Enrolment['document']
  readonly trade?: string
}

/** A new person with his home in a union, as somebody signed in; his number for life. */
export async function addMember(db: Db, { where = HANGZHOU, path = where.county, name = '周示例', phone = null, document = null, trade = 'courier' }: MemberGiven = {}): Promise<{ ctx: Context; person: string; number: string }> {
  const person = await addPerson(db)
  const at = anyone(db, { tenant: where.tenant })
  if (document) await bindDocument(at, person.id, document, true)
  const { number } = await enrol(at, { person: person.id, path, name, phone, document, trade, source: 'self', joinedOn: '2026-11-18' })
  return { ctx: as(db, person, [memberGrant(where.tenant)]), person: person.id, number }
}
