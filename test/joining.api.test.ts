import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, type TestApp } from './app.ts'
import { HANGZHOU } from './world.ts'

/** Joining through door 1, as an app of a partner or a phone's outbox would do it. */

let test1: TestApp
let clerk: string

beforeAll(async () => {
  test1 = await openTestApp()
  clerk = await test1.signIn('13800000001', { role: 'union_clerk', tenant: 1, path: HANGZHOU.path })
})
afterAll(() => test1.close())

const API = '/api/v1'
const GIVEN = { name: '周师傅', phone: '13811112222', document: { kind: 'resident_id', number: '33010619900101123X' }, trade: 'courier', division: HANGZHOU.division }
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('applies, is looked at, approved, and finds it among his own', async () => {
  const send = () => test1.app.inject({ method: 'POST', url: `${API}/memberships/applications`, headers: { 'idempotency-key': 'outbox-1', 'x-device-token': test1.deviceToken }, payload: GIVEN })
  const first = await send()
  expect([first.statusCode, first.headers['cache-control']]).toEqual([201, 'no-store'])
  const { id, secret, card, progress } = first.json<{ id: string; secret: string; card: { text: string }; progress: string }>()
  expect([card.text.startsWith('HZJ1:'), progress]).toEqual([true, `/hui/p/${id}?k=${secret}`])
  expect((await send()).json()).toMatchObject({ id, secret })

  const page = await test1.app.inject({ url: `${API}/memberships/applications/${id}?secret=${secret}` })
  expect(page.json()).toMatchObject({ state: 'submitted', phone: '138****2222', union: { name: '西湖区总工会' } })
  expect((await test1.app.inject({ url: `${API}/memberships/applications/${id}` })).statusCode).toBe(404)
  expect((await test1.app.inject({ url: `${API}/memberships/applications/nonsense?secret=${secret}` })).statusCode).toBe(400)

  const list = await test1.app.inject({ url: `${API}/memberships/applications`, headers: bearer(clerk) })
  expect(list.json()).toMatchObject({ items: [{ application: id, name: '周师傅' }], counts: { open: 1, late: 0, returned: 0 } })
  const decided = await test1.app.inject({ method: 'POST', url: `${API}/memberships/applications/${id}/decision`, headers: bearer(clerk), payload: { decision: 'approve' } })
  expect([decided.statusCode, decided.json()]).toMatchObject([200, { state: 'approved' }])

  const me = await test1.signIn('13811112222')
  expect((await test1.app.inject({ url: `${API}/me/applications`, headers: bearer(me) })).json()).toMatchObject({ items: [{ application: id, state: 'approved' }] })
  expect((await test1.app.inject({ method: 'POST', url: `${API}/memberships/applications`, headers: bearer(me), payload: GIVEN })).json()).toMatchObject({ code: 'membership.already_home', status: 409 })
})

test('a refusal says which rule a number breaks, in words', async () => {
  const wrong = await test1.app.inject({ method: 'POST', url: `${API}/memberships/applications`, payload: { ...GIVEN, document: { kind: 'resident_id', number: '330106199001011230' } } })
  expect([wrong.statusCode, wrong.json()]).toMatchObject([400, { code: 'identity.document_invalid', params: { rule: 'check_digit' } }])
})

test('the counter of a ceremony is a number with a tag: the same again costs 304', async () => {
  const now = Date.now()
  const times = { startsAt: new Date(now - 60_000).toISOString(), endsAt: new Date(now + 3_600_000).toISOString() }
  const held = await test1.app.inject({ method: 'POST', url: `${API}/ceremonies`, headers: bearer(clerk), payload: { path: HANGZHOU.county, name: '示例仪式', oath: '示例誓词', ...times } })
  const { ceremony } = held.json<{ ceremony: string }>()
  const count = (tag?: string) => test1.app.inject({ url: `${API}/ceremonies/${ceremony}/count`, headers: tag ? { 'if-none-match': tag } : {} })
  const before = await count()
  expect([before.json(), before.headers['etag']]).toMatchObject([{ joined: 0 }, '"0"'])
  expect((await count('"0"')).statusCode).toBe(304)
  const { division: _division, ...given } = { ...GIVEN, phone: '13811113333', document: { kind: 'passport', number: 'E12345678' } }
  expect((await test1.app.inject({ method: 'POST', url: `${API}/memberships/applications`, payload: { ...given, ceremony } })).statusCode).toBe(201)
  expect((await count('"0"')).json()).toMatchObject({ joined: 1 })
  const approved = await test1.app.inject({ method: 'POST', url: `${API}/ceremonies/${ceremony}/approvals`, headers: bearer(clerk), payload: { name: '王主席' } })
  const { list } = approved.json<{ list: { list: string } }>()
  expect((await test1.app.inject({ url: `${API}/ceremonies/${ceremony}/lists/${list.list}`, headers: bearer(clerk) })).json()).toMatchObject({ verified: true, people: 1, items: [{ name: '周师傅' }] })
  expect((await test1.app.inject({ url: `${API}/ceremonies/${ceremony}` })).json()).toMatchObject({ name: '示例仪式', state: 'open' })
})
