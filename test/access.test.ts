import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorise } from '#kernel/access.ts'
import { acts, type Act } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { GRANTED_ROLES, type GrantedRole } from '#domain/roles.ts'
import { stationPath } from '#domain/stations/model.ts'
import '../src/api/cards.ts'
import '../src/api/elections.ts'
import '../src/api/founding.ts'
import '../src/api/identity.ts'
import '../src/api/joining.ts'
import '../src/api/members.ts'
import '../src/api/moves.ts'
import '../src/api/notices.ts'
import '../src/api/organisations.ts'
import '../src/api/partners.ts'
import '../src/api/privacy.ts'
import '../src/api/proposals.ts'
import '../src/api/reports.ts'
import '../src/api/rosters.ts'
import '../src/api/stations.ts'
import { openTestDatabase } from './database.ts'
import { addPerson, addStation, anyone, as, buildWorld, HANGZHOU, LANZHOU, later, refusalOf, staff, useTestSettings, WEDNESDAY } from './world.ts'

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
  await database.db.insertInto('election').values({
    tenant_id: 1, election_id: ELECTION, path: HANGZHOU.county, title: '一次表决', kind: 'resolution', secret: true, seats: 1, term_years: null, quorum: '2/3', majority: '1/2', nominates_from: null,
    opens_at: WEDNESDAY, closes_at: later(anyone(database.db), 60).now, state: 'draft', electors: 0, voted: 0, paper_voted: 0, result: null, list_hash: null, seal: null, key_id: null, sample: true,
    revision: 1, created_by: 'x', created_at: WEDNESDAY, sealed_at: null,
  }).execute()
  await database.db.insertInto('application').values({
    tenant_id: 1, application_id: APPLICATION, echo_of: null, state: 'submitted', path: HANGZHOU.county, routed: JSON.stringify({ candidates: [] }), level: 0, chosen: false, name_sealed: 'x', name_keys: [],
    phone_sealed: 'x', phone_hash: 'x', doc_kind: 'passport', doc_sealed: 'x', doc_hash: 'x', birth_year: null, sex: null, trade: 'other', division: HANGZHOU.division, employer_sealed: null, source: 'self',
    station: null, ceremony_id: null, client_id: null, secret_hash: 'x', person_id: null, clock_on: '2026-11-18', due_on: '2026-11-19', raise_on: '2026-11-23', provisional_clock: false,
    submitted_at: WEDNESDAY, decided_at: null, decided_by: null, reason: null, returned: null, list_id: null, revision: 1, sample: true, changed_at: WEDNESDAY,
  }).execute()
  await database.db.insertInto('ceremony').values({ tenant_id: 1, ceremony_id: newId(), code: 'ACCESS', path: HANGZHOU.county, name: '示例', oath: '', starts_at: WEDNESDAY, ends_at: WEDNESDAY, joined: 0, sample: true, created_at: WEDNESDAY }).execute()
  await database.db.insertInto('founding').values({
    tenant_id: 1, founding_id: FOUNDING, parent: HANGZHOU.county, name: '某某联合工会', kind: 'joint', area: true, division: HANGZHOU.division, trade: null, state: 'need', assembly_at: null, invited: null,
    present: null, election_id: null, path: null, credit_code: null, reason: null, asked_by: null, sample: true, revision: 1, created_at: WEDNESDAY, changed_at: WEDNESDAY,
  }).execute()
  await database.db.insertInto('proposal').values({
    tenant_id: 1, proposal_id: PROPOSAL, path: HANGZHOU.county, topic: 'stations', title: '一条提案', body: '示例', person_id: SOMEBODY, voice: 'worker', anonymous: true, name_sealed: null, state: 'open', seconds: 0,
    merged_into: null, reason: null, answer: null, outcome: null, outcome_link: null, sample: true, revision: 1, created_at: WEDNESDAY, changed_at: WEDNESDAY,
  }).execute()
  await database.db.insertInto('local_union').values({ tenant_id: 1, union_id: newId(), path: UNION, name: '某工会', level: 'grassroots', kind: 'joint', division: HANGZHOU.division, sample: true, area: false, created_at: WEDNESDAY }).execute()
  await database.db.insertInto('member').values({
    tenant_id: 1, person_id: MEMBER, kind: 'home', state: 'active', number: '100000000000', path: HANGZHOU.county, name_sealed: 'x', name_keys: [], phone_sealed: null, phone_hash: null, doc_kind: null,
    doc_sealed: null, doc_hash: null, birth_year: null, sex: null, trade: 'other', trades: [], platforms: [], cities: [], employer_sealed: null, silent: true, source: 'self', joined_on: '2026-11-18',
    ended_on: null, end_reason: null, sample: true, revision: 1, created_at: WEDNESDAY, changed_at: WEDNESDAY,
  }).execute()
  await database.db.insertInto('transfer').values((['in', 'out'] as const).map((side) => ({
    tenant_id: 1, transfer_id: TRANSFER, side, other_tenant: 1, person_id: MEMBER, from_path: HANGZHOU.county, to_path: HANGZHOU.county, state: 'asked', reason: null, note: null, asked_at: WEDNESDAY,
    due_on: null, decided_by: null, done_at: null, name_sealed: 'x', trade: 'other', sample: true, changed_at: WEDNESDAY,
  }))).execute()
  const made = { tenant_id: 1, created_at: WEDNESDAY }
  await database.db.insertInto('client').values({ ...made, client_id: CLIENT, name: '示例', path: HANGZHOU.county, secret_hash: 'x', pseudonym: 'x', revoked_at: null }).execute()
  await database.db.insertInto('roster_import').values({ ...made, import_id: IMPORT, path: HANGZHOU.county, file_name: 'x', state: 'ready', rows: 0, good: 0, bad: 0, twins: 0, done: 0, columns: '{}', created_by: 'x' }).execute()
  await database.db.insertInto('reconciliation').values({ ...made, reconciliation_id: IMPORT, path: HANGZHOU.county, platform: '示例', key_sealed: '', token_hash: '', state: 'waiting', received: 0, matched: 0, expires_at: WEDNESDAY }).execute()
  await database.db.insertInto('twin').values({ tenant_id: 1, ...PAIR, why: 'same_phone', state: 'open', found_at: WEDNESDAY, decided_by: null }).execute()
  await database.db.insertInto('member_merge').values({ tenant_id: 1, merge_id: IMPORT, kept: PAIR.a, dropped: PAIR.b, why: 'same_phone', before_sealed: 'x', merged_by: 'x', merged_at: WEDNESDAY }).execute()
  await database.db.insertInto('member').values({
    ...made, person_id: PAIR.a, kind: 'home', state: 'active', number: 'x', path: HANGZHOU.county, name_sealed: keys().seal('示例', `member.name:${PAIR.a}`), name_keys: [], trade: 'other', trades: ['other'], platforms: [],
    cities: [], silent: true, source: 'roster', joined_on: '2026-11-18', sample: true, revision: 1, changed_at: WEDNESDAY,
  }).execute()
})
afterAll(() => database.close())

const CODE = 'ACCES01'
const MEMBER = newId()
const TRANSFER = newId()
const TRANSFER_ID = `1.${TRANSFER}`
const SOMEBODY = newId()
const [CLIENT, IMPORT] = [newId(), newId()]
const PAIR = { a: newId(), b: newId() }
const ELECTION = newId()
const ELECTION_ID = `1.${ELECTION}`
const APPLICATION = newId()
const APPLICATION_ID = `1.${APPLICATION}`
const CEREMONY = '1.ACCESS'
const TIMES = { startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T12:00:00+08:00' }
const [PROPOSAL, FOUNDING] = [newId(), newId()]
const PROPOSAL_ID = `1.${PROPOSAL}`
const FOUNDING_ID = `1.${FOUNDING}`
const UNION = `${HANGZHOU.county}/u-access`
const FIELDS = { name: '站', kind: 'union-station', path: HANGZHOU.county, division: '330106', lon: 120, lat: 30 }
const CREDENTIAL = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {} }
const STATION = { ...FIELDS, name: '一个站', code: CODE, revision: 1 }

/** An input of each act that is about Hangzhou: its station, its union, its people. A new act needs a line here. */
const ABOUT_HANGZHOU: Readonly<Record<string, object>> = {
  'cards.keys': {},
  'cards.mine': {},
  'cards.reissue': {},
  'cards.renew': {},
  'cards.revocations': {},
  'cards.verify': { text: 'HZJ1:' },
  'elections.ballots': { election: ELECTION_ID },
  'elections.cancel': { election: ELECTION_ID },
  'elections.check': { election: ELECTION_ID, receipt: '0000-0000-0000-0000' },
  'elections.close': { election: ELECTION_ID },
  'elections.count_paper': { election: ELECTION_ID, ballots: 1, invalid: 0, counts: {} },
  'elections.delegate_number': { members: 100 },
  'elections.delegates_here': { path: HANGZHOU.county },
  'elections.desk': { path: HANGZHOU.county },
  'elections.draft': { path: HANGZHOU.county, title: '一次表决', kind: 'resolution', opensAt: '2026-12-01T09:00:00+08:00', closesAt: '2026-12-02T09:00:00+08:00' },
  'elections.mark_paper': { election: ELECTION_ID, number: '100000000000' },
  'elections.mine': {},
  'elections.nominate': { election: ELECTION_ID, number: '100000000000' },
  'elections.open': { election: ELECTION_ID },
  'elections.remind': { election: ELECTION_ID },
  'elections.result': { election: ELECTION_ID },
  'elections.seal': { election: ELECTION_ID },
  'elections.set_choices': { election: ELECTION_ID, people: [] },
  'elections.sheet': { election: ELECTION_ID },
  'elections.tell_terms': { path: HANGZHOU.county, until: '2027-01-01', months: 1 },
  'elections.terms': { path: HANGZHOU.county },
  'elections.unmark_paper': { election: ELECTION_ID, number: '100000000000' },
  'elections.view': { election: ELECTION_ID },
  'elections.vote': { election: ELECTION_ID, choices: [], receipt: '0000-0000-0000-0000' },
  'founding.answer_invitation': { id: FOUNDING_ID, agree: false },
  'founding.ask': { division: HANGZHOU.division, name: '某某联合工会', kind: 'joint', people: 30 },
  'founding.call_assembly': { id: FOUNDING_ID, at: '2026-12-01T09:00:00+08:00' },
  'founding.come_over': { id: FOUNDING_ID },
  'founding.decide': { id: FOUNDING_ID, decision: 'approve' },
  'founding.describe': { id: FOUNDING_ID, name: '某某联合工会', kind: 'joint', people: 30 },
  'founding.find_lead': { id: FOUNDING_ID, who: '13800000000' },
  'founding.give_account': { id: FOUNDING_ID, account: '12345678' },
  'founding.give_up': { id: FOUNDING_ID },
  'founding.hold_assembly': { id: FOUNDING_ID, present: [SOMEBODY], candidates: [SOMEBODY], seats: 1 },
  'founding.inspect': { id: FOUNDING_ID },
  'founding.invite': { id: FOUNDING_ID, who: '13800000000' },
  'founding.list': { path: HANGZHOU.county },
  'founding.mine': {},
  'founding.open': { id: FOUNDING_ID },
  'founding.register': { id: FOUNDING_ID, creditCode: '81', on: '2026-11-18' },
  'founding.show': { id: FOUNDING_ID },
  'founding.sign_up': { id: FOUNDING_ID, myName: '某' },
  'founding.start_recruiting': { id: FOUNDING_ID },
  'founding.step_out': { id: FOUNDING_ID },
  'founding.submit': { id: FOUNDING_ID },
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
  'joining.apply': { name: '名', phone: '13800000000', document: { kind: 'passport', number: 'E12345678' }, trade: 'other', division: HANGZHOU.division },
  'joining.approve_all': { ceremony: CEREMONY, name: '名字' },
  'joining.ceremonies': { path: HANGZHOU.county },
  'joining.ceremony': { ceremony: CEREMONY },
  'joining.ceremony_count': { ceremony: CEREMONY },
  'joining.correct': { id: APPLICATION_ID },
  'joining.create_ceremony': { path: HANGZHOU.county, name: '仪式', oath: '', ...TIMES },
  'joining.decide': { id: APPLICATION_ID, decision: 'approve' },
  'joining.edit_ceremony': { ceremony: CEREMONY, name: '仪式', oath: '', ...TIMES },
  'joining.my_applications': {},
  'joining.open_fields': { id: APPLICATION_ID, fields: ['phone'], purpose: 'check_identity' },
  'joining.printed_list': { ceremony: CEREMONY, list: SOMEBODY },
  'joining.progress': { id: APPLICATION_ID },
  'joining.queue': { path: HANGZHOU.county },
  'joining.review': { id: APPLICATION_ID },
  'joining.signed_lists': { ceremony: CEREMONY },
  'joining.unions': { division: HANGZHOU.division, trade: 'other' },
  'joining.withdraw': { id: APPLICATION_ID },
  'members.edit': { tenant: 1, person: MEMBER, revision: 1, trade: 'other' },
  'members.list': { path: HANGZHOU.county },
  'members.one': { tenant: 1, person: MEMBER },
  'members.open': { tenant: 1, person: MEMBER, fields: ['phone'], purpose: 'check_identity' },
  'members.record_dues': { tenant: 1, person: MEMBER, month: '2026-10', amountFen: 1, paidOn: '2026-11-01' },
  'moves.accept': { transfer: TRANSFER_ID },
  'moves.ask': { union: HANGZHOU.county },
  'moves.be_guest': { union: HANGZHOU.county },
  'moves.decline': { transfer: TRANSFER_ID, reason: 'not_in_area' },
  'moves.leave': {},
  'moves.list': { path: HANGZHOU.county },
  'moves.mine': {},
  'moves.object': { transfer: TRANSFER_ID, reason: 'open_case' },
  'moves.one': { transfer: TRANSFER_ID, side: 'in' },
  'moves.pull': { union: HANGZHOU.county, number: '100000000000', name: '名', word: true },
  'moves.record_death': { tenant: 1, person: MEMBER, on: '2026-11-01' },
  'moves.rejoin': { tenant: 1, person: MEMBER },
  'moves.withdraw': {},
  'nearby.map': { bbox: '120,30,121,31' },
  'nearby.nearest': { lon: 120, lat: 30 },
  'nearby.station': { code: CODE },
  'notices.inbox': {},
  'notices.read': { message: SOMEBODY },
  'organisations.cover_employers': { path: UNION, lines: ['某公司'] },
  'organisations.division': { code: '330106' },
  'organisations.edit_union': { path: UNION },
  'organisations.end_cover': { path: UNION, employer: SOMEBODY },
  'organisations.found': { division: '330105', name: '示例区总工会' },
  'organisations.found_local': { parent: HANGZHOU.county, name: '某工会', level: 'grassroots', kind: 'joint' },
  'organisations.list_divisions': {},
  'organisations.register': { path: UNION, creditCode: '81', on: '2026-11-18' },
  'organisations.tree': {},
  'organisations.union': { path: UNION },
  'presence.answer': { code: CODE, event: SOMEBODY, answer: 'fixed' },
  'presence.area': { path: HANGZHOU.county },
  'presence.board': { code: CODE },
  'presence.inspect': { code: CODE, state: 'open' },
  'presence.my_stations': {},
  'presence.report': { code: CODE, kind: 'locked' },
  'presence.set_live': { code: CODE, state: 'open' },
  'presence.visit': { code: CODE },
  'privacy.carry_away': {},
  'privacy.carry_into_roster': { tenant: 1, name: true, phone: false, document: false },
  'privacy.correct_document': { kind: 'passport', number: 'E12345678' },
  'privacy.correct_name': { name: '名' },
  'privacy.correct_phone': { phone: '13800000000', code: '000000' },
  'privacy.data': {},
  'privacy.erase': { code: '000000' },
  'privacy.erase_in_tenant': { tenant: 1 },
  'privacy.erase_person': {},
  'privacy.open_own': { field: 'phone' },
  'privacy.wish_correction': {},
  'privacy.withdraw_consent': { consent: SOMEBODY },
  'proposals.alike': { path: HANGZHOU.county, title: '司机之家' },
  'proposals.answer': { id: PROPOSAL_ID, answer: '收到' },
  'proposals.decide': { id: PROPOSAL_ID, to: 'accepted', revision: 1 },
  'proposals.list': { path: HANGZHOU.county },
  'proposals.make': { path: HANGZHOU.county, topic: 'stations', title: '一条提案', text: '说清楚为什么要这样办。' },
  'proposals.merge': { id: PROPOSAL_ID, into: PROPOSAL_ID },
  'proposals.mine': {},
  'proposals.one': { id: PROPOSAL_ID },
  'proposals.second': { id: PROPOSAL_ID },
  'proposals.set_voice': { id: PROPOSAL_ID, voice: 'model_worker' },
  'proposals.unsecond': { id: PROPOSAL_ID },
  'proposals.withdraw': { id: PROPOSAL_ID },
  'reports.members': { path: HANGZHOU.county },
  'reports.union_list': { path: HANGZHOU.county },
  'reports.unions': { path: HANGZHOU.county },
  'partners.clients': { path: HANGZHOU.county },
  'partners.make_client': { path: HANGZHOU.county, name: '示例平台' },
  'partners.revoke_client': { tenant: 1, client: CLIENT },
  'rosters.apart': { tenant: 1, ...PAIR },
  'rosters.discard': { tenant: 1, import: IMPORT },
  'rosters.end_reconciliation': { tenant: 1, reconciliation: IMPORT },
  'rosters.export_rows': { tenant: 1, import: IMPORT },
  'rosters.hand_over': { name: '王', phone: '13800000000', document: { number: '110101199003074610' }, trade: 'courier', division: '330106', consent: { version: '1', at: WEDNESDAY.toISOString() } },
  'rosters.judge': { tenant: 1, import: IMPORT, take: false },
  'rosters.list': { path: HANGZHOU.county },
  'rosters.map': { tenant: 1, import: IMPORT, fields: { name: 0, phone: 1 } },
  'rosters.merge': { tenant: 1, ...PAIR, keep: 'a' },
  'rosters.merges': { path: HANGZHOU.county },
  'rosters.one': { tenant: 1, import: IMPORT },
  'rosters.pairs': { path: HANGZHOU.county },
  'rosters.reconciliation': { tenant: 1, reconciliation: IMPORT },
  'rosters.reconciliations': { path: HANGZHOU.county },
  'rosters.rows': { tenant: 1, import: IMPORT },
  'rosters.send_list': { token: `hzjr.1.${IMPORT}.${'x'.repeat(43)}`, hashes: [] },
  'rosters.start_reconciliation': { path: HANGZHOU.county, platform: '示例平台' },
  'rosters.take_over': { tenant: 1, import: IMPORT },
  'rosters.undo': { tenant: 1, import: IMPORT },
  'rosters.unknown_trades': { tenant: 1, import: IMPORT },
  'rosters.unmerge': { tenant: 1, merge: IMPORT },
  'rosters.upload': { path: HANGZHOU.county, sheet: new Uint8Array(1) },
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
    if (code === 'access.denied' || code === 'roles.beyond_own' || code === 'membership.not_member') return 'denied'
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
    const open = ['public.read', 'identity.sign_in', 'stations.visit', 'stations.report', 'joining.apply', 'rosters.send_list'].includes(act.card.permission)
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
