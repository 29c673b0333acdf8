import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorise } from '#kernel/access.ts'
import { acts, type Act } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { GRANTED_ROLES, type GrantedRole } from '#domain/roles.ts'
import { stationPath } from '#domain/stations/model.ts'
import '../src/api/identity.ts'
import '../src/api/notices.ts'
import '../src/api/organisations.ts'
import '../src/api/stations.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, addStation, anyone, as, buildWorld, HANGZHOU, LANZHOU, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

/** Role x act, by the same lines that authorise; the checked-in matrix is read by people. */

let database: Awaited<ReturnType<typeof openTestDatabase>>

beforeAll(async () => {
  useTestSettings()
  database = await openTestDatabase()
  await buildWorld(database.db)
  await addStation(database.db, { code: CODE })
  await addPerson(database.db, SOMEBODY)
  await database.db.insertInto('person_tenant').values({ person_id: SOMEBODY, tenant_id: 1, since: WEDNESDAY }).execute()
  await database.db.insertInto('role_grant').values({ tenant_id: 1, person_id: SOMEBODY, role: 'union_clerk', path: HANGZHOU.county, granted_by: null, granted_at: WEDNESDAY }).execute()
})
afterAll(() => database.close())

const CODE = 'ACCES01'
const SOMEBODY = newId()
const FIELDS = { name: '站', kind: 'union-station', path: HANGZHOU.county, division: '330106', lon: 120, lat: 30 }
const CREDENTIAL = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {} }
const STATION = { ...FIELDS, name: '一个站', code: CODE, revision: 1 }

/** An input of each act that is about Hangzhou: its station, its union, its people. A new act needs a line here. */
const ABOUT_HANGZHOU: Readonly<Record<string, object>> = {
  'identity.add_passkey': { response: { ...CREDENTIAL, response: { clientDataJSON: 'x', attestationObject: 'x' } }, label: 'x' },
  'identity.grant_role': { tenant: 1, person: SOMEBODY, role: 'union_clerk', path: HANGZHOU.county },
  'identity.me': {},
  'identity.passkey_challenge': {},
  'identity.passkey_options': {},
  'identity.passkey_sign_in': { response: { ...CREDENTIAL, response: { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x', userHandle: 'x'.repeat(22) } } },
  'identity.passkeys': {},
  'identity.read_phone': { tenant: 1, person: SOMEBODY, purpose: 'check_identity' },
  'identity.remove_passkey': { passkey: 'x' },
  'identity.rename_me': { name: '名' },
  'identity.revoke_role': { tenant: 1, person: SOMEBODY, role: 'union_clerk', path: HANGZHOU.county },
  'identity.revoke_session': { session: SOMEBODY },
  'identity.role_holders': { tenant: 1, path: HANGZHOU.county },
  'identity.send_code': { phone: '13800000000' },
  'identity.sessions': {},
  'identity.sign_in': { phone: '13800000000', code: '000000' },
  'identity.sign_out': {},
  'nearby.map': { bbox: '120,30,121,31' },
  'nearby.nearest': { lon: 120, lat: 30 },
  'nearby.station': { code: CODE },
  'notices.inbox': {},
  'notices.read': { message: SOMEBODY },
  'organisations.division': { code: '330106' },
  'organisations.found': { division: '330105', name: '示例区总工会' },
  'organisations.found_local': { parent: HANGZHOU.county, name: '某工会', level: 'grassroots', kind: 'joint' },
  'organisations.list_divisions': {},
  'organisations.tree': {},
  'presence.answer': { code: CODE, event: SOMEBODY, answer: 'fixed' },
  'presence.area': { path: HANGZHOU.county },
  'presence.board': { code: CODE },
  'presence.inspect': { code: CODE, state: 'open' },
  'presence.my_stations': {},
  'presence.report': { code: CODE, kind: 'locked' },
  'presence.set_live': { code: CODE, state: 'open' },
  'presence.visit': { code: CODE },
  'stations.add_photo': { code: CODE, photo: new Uint8Array(1) },
  'stations.catalogue': {},
  'stations.create': STATION,
  'stations.edit': STATION,
  'stations.for_editing': { code: CODE },
  'stations.list': {},
  'stations.read_hours': { text: '24/7' },
  'stations.remove_photo': { code: CODE, photo: SOMEBODY },
  'stations.withdraw': { code: CODE, revision: 1 },
  'tenants.appoint': { tenant: 1, phone: '13800000000' },
  'tenants.create': { code: 'x', name: '某市总工会', path: HANGZHOU.path },
}

type Verdict = 'yes' | 'denied' | 'unseen' | 'sign in'

async function verdict(ctx: Context, act: Act): Promise<Verdict> {
  const parsed = act.card.input.safeParse(ABOUT_HANGZHOU[act.card.name])
  if (!parsed.success) throw new Error(`${act.card.name}: the input of this test does not fit: ${parsed.error.message}`)
  const input = parsed.data
  try {
    authorise(ctx, act.card.permission, await act.card.at(ctx, input))
    return 'yes'
  } catch (error) {
    const { code } = await refusalOf(Promise.reject(error))
    if (code === 'access.sign_in') return 'sign in'
    if (code === 'access.denied' || code === 'roles.beyond_own') return 'denied'
    if (code === 'access.not_found' || code.endsWith('.unknown')) return 'unseen'
    throw error
  }
}

/** Somebody with a role where it is usually held: a chief at his station, an operator over the platform, others at the city. */
function holder(role: GrantedRole, where: typeof HANGZHOU): Promise<Context> {
  if (role === 'operator') return staff(database.db, role, 0, '')
  return staff(database.db, role, where.tenant, role === 'station_chief' ? stationPath({ path: where.county, code: CODE }) : where.path)
}

test('every act has a line in this test, and every line an act', () => {
  const names = acts().map((act) => act.card.name)
  expect(Object.keys(ABOUT_HANGZHOU).filter((name) => !names.includes(name))).toEqual([])
  expect(names.filter((name) => !(name in ABOUT_HANGZHOU))).toEqual([])
})

test('role x act is what the checked-in matrix says', async () => {
  const columns: [string, Context][] = [['anyone', anyone(database.db)], ['worker', as(database.db, await addPerson(database.db), [])]]
  for (const role of GRANTED_ROLES) columns.push([role, await holder(role, HANGZHOU)])
  const cells = { yes: 'yes', denied: '-', unseen: 'unseen', 'sign in': 'sign in' } as const
  const lines = [['act', 'permission', ...columns.map(([name]) => name)]]
  for (const act of acts()) {
    lines.push([act.card.name, act.card.permission, ...(await Promise.all(columns.map(async ([, ctx]) => cells[await verdict(ctx, act)])))])
  }
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const text = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n')
  console.log(text)
  await expect(`${text}\n`).toMatchFileSnapshot('./access.matrix.txt')
})

test('nobody signed in may do anything but what is declared public', async () => {
  for (const act of acts()) {
    const open = ['public.read', 'identity.sign_in', 'stations.visit', 'stations.report'].includes(act.card.permission)
    expect(await verdict(anyone(database.db), act), act.card.name).toBe(open ? 'yes' : 'sign in')
  }
})

test('across tenants a role is worth nothing: for every act, a role in Lanzhou may in Hangzhou no more than a worker', async () => {
  const worker = as(database.db, await addPerson(database.db), [])
  for (const role of GRANTED_ROLES.filter((one) => one !== 'operator')) {
    const stranger = await holder(role, LANZHOU)
    for (const act of acts()) {
      const [his, plain] = [await verdict(stranger, act), await verdict(worker, act)]
      expect(his === 'yes', `${act.card.name} by ${role} of another tenant`).toBe(plain === 'yes')
    }
  }
})

test('the auditor reads and changes nothing', async () => {
  const auditor = await holder('auditor', HANGZHOU)
  const worker = as(database.db, await addPerson(database.db), [])
  for (const act of acts().filter((one) => one.card.kind === 'command')) {
    // Reading a phone is a command because the reading is logged.
    if (act.card.name === 'identity.read_phone') continue
    expect((await verdict(auditor, act)) === 'yes', act.card.name).toBe((await verdict(worker, act)) === 'yes')
  }
})

test('a chief of one station may not keep another', async () => {
  const chief = await staff(database.db, 'station_chief', 1, stationPath({ path: HANGZHOU.county, code: 'ACCES02' }))
  for (const act of acts().filter((one) => one.card.permission === 'stations.keep')) expect(await verdict(chief, act), act.card.name).toBe('denied')
})
