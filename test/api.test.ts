import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { readSettings, settings, setSettings } from '#kernel/settings.ts'
import { setHandle, handle, openDatabase } from '#db/open.ts'
import { openApi } from '../src/api/api.ts'
import { openTestApp, type TestApp } from './app.ts'
import { addStation, DOOR, HANGZHOU } from './world.ts'

let api: TestApp
let chief: string
let clerk: string

const NEAREST = `/api/v1/stations/nearest?lon=${DOOR.lon}&lat=${DOOR.lat}`

beforeAll(async () => {
  api = await openTestApp()
  await addStation(api.db, { code: 'STAT1' })
  chief = await api.signIn('10000000101', { role: 'station_chief', tenant: HANGZHOU.tenant, path: `${HANGZHOU.county}/station:STAT1` })
  clerk = await api.signIn('10000000102', { role: 'union_clerk', tenant: HANGZHOU.tenant, path: HANGZHOU.county })
})
afterAll(() => api.close())

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

describe('problems', () => {
  test('an unknown station is a problem in Chinese, and in English when asked', async () => {
    const zh = await api.app.inject({ url: '/api/v1/stations/NOSUCH1' })
    expect(zh.statusCode).toBe(404)
    expect(zh.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(zh.json()).toMatchObject({ type: 'http://localhost:80/problems/stations.unknown', status: 404, code: 'stations.unknown', instance: zh.headers['x-request-id'] })
    const en = await api.app.inject({ url: '/api/v1/stations/NOSUCH1', headers: { 'accept-language': 'en-GB,zh;q=0.5' } })
    const asked = await api.app.inject({ url: '/api/v1/stations/NOSUCH1?lang=en' })
    expect(en.json().detail).toMatch(/^[\x20-\x7e“”]+$/)
    expect(asked.json().detail).toBe(en.json().detail)
    expect(zh.json().next).toMatch(/\p{Script=Han}/u)
  })

  test('input says which fields are wrong', async () => {
    const answer = await api.app.inject({ url: '/api/v1/stations/nearest?lon=&lat=abc' })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().code).toBe('input.invalid')
    expect(answer.json().params.fields.map((field: { field: string }) => field.field)).toEqual(['lon', 'lat'])
  })

  test.each([
    ['a body that is no JSON', { method: 'POST', url: '/api/v1/sign-in', headers: { 'content-type': 'application/json' }, payload: '{"a":' }, 400, 'input.unreadable'],
    ['an empty body of JSON', { method: 'POST', url: '/api/v1/sign-in', headers: { 'content-type': 'application/json' }, payload: '' }, 400, 'input.unreadable'],
    ['a list where an object belongs', { method: 'POST', url: '/api/v1/sign-in', payload: [1, 2] }, 400, 'input.invalid'],
    ['null where an object belongs', { method: 'POST', url: '/api/v1/sign-in', headers: { 'content-type': 'application/json' }, payload: 'null' }, 400, 'input.invalid'],
    ['a poisoned prototype', { method: 'POST', url: '/api/v1/sign-in', headers: { 'content-type': 'application/json' }, payload: '{"__proto__":{"phone":"1"}}' }, 400, 'input.unreadable'],
    ['ten megabytes', { method: 'POST', url: '/api/v1/sign-in', headers: { 'content-type': 'application/json' }, payload: `"${'x'.repeat(10_485_760)}"` }, 413, 'input.too_large'],
    ['XML', { method: 'POST', url: '/api/v1/sign-in', headers: { 'content-type': 'application/xml' }, payload: '<a/>' }, 415, 'input.media_type'],
    ['a form', { method: 'POST', url: '/api/v1/sign-in', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'a=b' }, 415, 'input.media_type'],
    ['a broken escape in the path', { method: 'GET', url: '/api/v1/stations/%zz' }, 400, 'input.unreadable'],
    ['a NUL in the path', { method: 'GET', url: '/api/v1/stations/%00' }, 400, 'input.invalid'],
    ['a path that is none', { method: 'GET', url: '/api/v1/no/such/path' }, 404, 'access.not_found'],
    ['another method', { method: 'POST', url: '/api/v1/stations/nearest' }, 405, 'access.method'],
    ['a method on a path that has others', { method: 'PATCH', url: '/api/v1/stations/STAT1/visits' }, 405, 'access.method'],
  ] as const)('%s', async (_, request, status, code) => {
    const answer = await api.app.inject(request)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(answer.json().detail).not.toBe('')
    expect(answer.json().next).not.toBe('')
  })

  test('405 says what is allowed', async () => {
    const answer = await api.app.inject({ method: 'POST', url: '/api/v1/divisions' })
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS')
    expect(answer.json().params).toEqual({ method: 'POST', allowed: ['GET', 'HEAD'] })
  })

  test('a database that is gone is 503 with Retry-After, and the cause stays in the log', async () => {
    const whole = handle()
    setHandle(openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' }))
    try {
      const answer = await api.app.inject({ url: '/api/v1/stations/STAT1' })
      expect([answer.statusCode, answer.json().code]).toEqual([503, 'system.busy'])
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
      expect(answer.body).not.toContain('ECONNREFUSED')
      const ready = await api.app.inject({ url: '/readyz' })
      expect(ready.statusCode).toBe(503)
    } finally {
      await handle().close()
      setHandle(whole)
    }
  })

  test('every code has its page, and no page for a code that is none', async () => {
    const page = await api.app.inject({ url: '/problems/stations.unknown?lang=en' })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('<html lang="en">')
    expect((await api.app.inject({ url: '/problems/no.such' })).statusCode).toBe(404)
    expect((await api.app.inject({ url: '/problems/constructor' })).statusCode).toBe(404)
  })
})

describe('who asks', () => {
  test('nobody, a forged token and somebody without the right are told apart', async () => {
    const nobody = await api.app.inject({ url: '/api/v1/me' })
    const forged = await api.app.inject({ url: '/api/v1/me', headers: bearer(`${'A'.repeat(22)}.${'A'.repeat(22)}.${'A'.repeat(43)}`) })
    expect([nobody.statusCode, nobody.json().code]).toEqual([401, 'access.sign_in'])
    expect([forged.statusCode, forged.json().code]).toEqual([401, 'access.sign_in'])
    expect(nobody.headers['www-authenticate']).toBe('Bearer')
    expect((await api.app.inject({ url: '/api/v1/me', headers: bearer(chief) })).statusCode).toBe(200)
    expect((await api.app.inject({ url: '/api/v1/me', headers: { cookie: `hzj_session=${chief}` } })).statusCode).toBe(200)
  })

  test('a bad token does not close what is open to all', async () => {
    expect((await api.app.inject({ url: NEAREST, headers: bearer('nonsense') })).statusCode).toBe(200)
  })

  test.each([
    ['another site by its Origin', { origin: 'https://elsewhere.example' }, 403],
    ['another site by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }, 403],
    ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
    ['no word about it', {}, 403],
    ['this site by Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }, 200],
    ['this site by its Origin', { origin: 'http://localhost:80' }, 200],
  ])('a write by cookie from %s', async (_, headers, status) => {
    const answer = await api.app.inject({ method: 'PUT', url: '/api/v1/stations/STAT1/live', headers: { cookie: `hzj_session=${chief}`, ...headers }, payload: { state: 'open' } })
    expect(answer.statusCode).toBe(status)
    if (status === 403) expect(answer.json().code).toBe('access.cross_site')
  })

  test('a bearer token needs no origin', async () => {
    const answer = await api.app.inject({ method: 'PUT', url: '/api/v1/stations/STAT1/live', headers: bearer(chief), payload: { state: 'open' } })
    expect(answer.statusCode).toBe(200)
  })
})

describe('keys', () => {
  const visit = (key: string) => ({ method: 'POST', url: '/api/v1/stations/STAT1/visits', headers: { 'idempotency-key': key, 'x-device-token': api.deviceToken }, payload: {} }) as const

  test('the same key again answers the same', async () => {
    const first = await api.app.inject(visit('one-visit'))
    const second = await api.app.inject(visit('one-visit'))
    expect(first.statusCode).toBe(201)
    expect(second.json()).toEqual(first.json())
  })

  test.each([['x'.repeat(201)], ['中文'.repeat(2)]])('a key that is none is refused: %s', async (key) => {
    const answer = await api.app.inject(visit(Buffer.from(key).toString('latin1')))
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'input.invalid'])
  })

  test('the same key with another body is refused', async () => {
    const report = (kind: string) => ({ method: 'POST', url: '/api/v1/stations/STAT1/reports', headers: { 'idempotency-key': 'one-report', 'x-device-token': api.deviceToken }, payload: { kind } }) as const
    expect((await api.app.inject(report('open'))).statusCode).toBe(201)
    const other = await api.app.inject(report('locked'))
    expect([other.statusCode, other.json().code]).toEqual([409, 'once.key_reused'])
  })
})

describe('editions', () => {
  const url = '/api/v1/stations/STAT1'

  async function fields(): Promise<{ etag: string; body: Record<string, unknown> }> {
    const answer = await api.app.inject({ url: `${url}/fields`, headers: bearer(clerk) })
    return { etag: String(answer.headers['etag']), body: answer.json() }
  }

  test('an edit needs the edition it starts from', async () => {
    const answer = await api.app.inject({ method: 'PUT', url, headers: bearer(clerk), payload: (await fields()).body })
    expect([answer.statusCode, answer.json().code]).toEqual([428, 'edit.match_missing'])
  })

  test('the first of two editors wins, the second reads again', async () => {
    const { etag, body } = await fields()
    expect(etag).toMatch(/^"\d+\.[\w-]{12}"$/)
    const first = await api.app.inject({ method: 'PUT', url, headers: { ...bearer(clerk), 'if-match': etag }, payload: { ...body, name: '改过的站（示例）' } })
    expect(first.statusCode).toBe(200)
    const second = await api.app.inject({ method: 'PUT', url, headers: { ...bearer(clerk), 'if-match': etag }, payload: { ...body, name: '另一个名字（示例）' } })
    expect([second.statusCode, second.json().code]).toEqual([412, 'edit.stale'])
  })

  test('a reader who has it gets 304', async () => {
    const { etag } = await fields()
    const again = await api.app.inject({ url: `${url}/fields`, headers: { ...bearer(clerk), 'if-none-match': `"other", ${etag}` } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    const changed = await api.app.inject({ url: `${url}/fields`, headers: { ...bearer(clerk), 'if-none-match': '"1.other"' } })
    expect(changed.statusCode).toBe(200)
  })
})

describe('photos', () => {
  const url = '/api/v1/stations/STAT1/photos'

  async function upload(bytes: Uint8Array<ArrayBuffer>) {
    const form = new FormData()
    form.set('role', 'entrance')
    form.set('photo', new Blob([bytes], { type: 'image/png' }), 'door.png')
    const body = new Response(form)
    return api.app.inject({ method: 'POST', url, headers: { ...bearer(chief), 'content-type': body.headers.get('content-type')! }, payload: Buffer.from(await body.arrayBuffer()) })
  }

  test('a picture is kept and shown', async () => {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#b42318' } }).png().toBuffer()
    const kept = await upload(new Uint8Array(picture))
    expect(kept.statusCode).toBe(201)
    const shown = await api.app.inject({ url: kept.json().url })
    expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'image/webp'])
    expect(shown.headers['cache-control']).toContain('immutable')
  })

  test('what is no picture, what is too large and what is no form are refused', async () => {
    const text = await upload(new TextEncoder().encode('not a picture'))
    expect([text.statusCode, text.json().code]).toEqual([400, 'stations.photo_unreadable'])
    const large = await upload(new Uint8Array(9 * 1024 * 1024))
    expect([large.statusCode, large.json().code, large.json().params.mostBytes]).toEqual([413, 'input.too_large', 8 * 1024 * 1024])
    const json = await api.app.inject({ method: 'POST', url, headers: bearer(chief), payload: { photo: 'x' } })
    expect([json.statusCode, json.json().code]).toEqual([415, 'input.media_type'])
  })
})

describe('behind a proxy', () => {
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'hzj.example', 'x-forwarded-for': '203.0.113.9' }

  test.each([
    ['0', 'http://localhost:80/problems/access.not_found'],
    ['1', 'https://hzj.example/problems/access.not_found'],
  ])('its headers are believed only by setting: HZJ_PROXY=%s', async (hops, type) => {
    const before = settings()
    setSettings(readSettings({ HZJ_LOG: 'silent', HZJ_PROXY: hops }))
    const app = await openApi()
    try {
      expect((await app.inject({ url: '/api/v1/nowhere', headers: forwarded })).json().type).toBe(type)
    } finally {
      await app.close()
      setSettings(before)
    }
  })
})

describe('headers', () => {
  test('public reads open to pages of other sites; nothing else does', async () => {
    const read = await api.app.inject({ url: NEAREST })
    expect(read.headers).toMatchObject({ 'access-control-allow-origin': '*', 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' })
    expect(read.headers).not.toHaveProperty('access-control-allow-credentials')
    const mine = await api.app.inject({ url: '/api/v1/me', headers: bearer(chief) })
    expect(mine.headers).not.toHaveProperty('access-control-allow-origin')
    expect(mine.headers['cache-control']).toBe('no-store')
    const refused = await api.app.inject({ url: '/api/v1/stations/NOSUCH1' })
    expect(refused.headers['access-control-allow-origin']).toBe('*')
  })

  test('preflight', async () => {
    const open = await api.app.inject({ method: 'OPTIONS', url: NEAREST, headers: { origin: 'https://map.example', 'access-control-request-method': 'GET' } })
    expect([open.statusCode, open.headers['access-control-allow-origin'], open.headers['access-control-allow-methods']]).toEqual([204, '*', 'GET, HEAD'])
    const closed = await api.app.inject({ method: 'OPTIONS', url: '/api/v1/sign-in', headers: { origin: 'https://map.example', 'access-control-request-method': 'POST' } })
    expect(closed.statusCode).toBe(204)
    expect(closed.headers).not.toHaveProperty('access-control-allow-origin')
  })

  test('HEAD answers like GET, without a body', async () => {
    const head = await api.app.inject({ method: 'HEAD', url: NEAREST })
    expect([head.statusCode, head.body]).toEqual([200, ''])
    expect(Number(head.headers['content-length'])).toBeGreaterThan(2)
  })

  test('a sane correlation id is kept, another is replaced', async () => {
    const sane = await api.app.inject({ url: '/healthz', headers: { 'x-request-id': 'caller-12345' } })
    expect(sane.headers['x-request-id']).toBe('caller-12345')
    const wild = await api.app.inject({ url: '/healthz', headers: { 'x-request-id': 'a b"<script>' } })
    expect(wild.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    const none = await api.app.inject({ url: '/healthz' })
    expect(none.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('the documents allow no script at all', async () => {
    const page = await api.app.inject({ url: '/api/docs' })
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(page.body).not.toMatch(/<script| style=| on\w+=/)
  })

  test('behind TLS the origin is the one of the settings, and browsers are told to stay there', async () => {
    const before = settings()
    setSettings({ ...before, origin: 'https://hzj.example' })
    try {
      const answer = await api.app.inject({ url: '/api/v1/stations/NOSUCH1', headers: { host: 'hzj.example' } })
      expect(answer.headers['strict-transport-security']).toMatch(/max-age=/)
      expect(answer.json().type).toBe('https://hzj.example/problems/stations.unknown')
    } finally {
      setSettings(before)
    }
  })
})

describe('operations', () => {
  test('healthy and ready', async () => {
    expect((await api.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
    expect((await api.app.inject({ url: '/readyz' })).json()).toEqual({ status: 'ready', checks: ['schema', 'clock', 'stations'] })
  })

  test('metrics are for this machine, or for whoever has the token', async () => {
    const here = await api.app.inject({ url: '/metrics' })
    expect(here.body).toMatch(/hzj_acts_total\{act="nearby\.nearest",outcome="done"\} \d/)
    expect(here.body).toMatch(/hzj_http_request_seconds_count\{method="GET",route="\/api\/v1\/stations\/nearest",status="200"\} \d/)
    expect(here.body).not.toContain(String(DOOR.lon))
    expect((await api.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404)
    expect((await api.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(404)
    const before = settings()
    setSettings({ ...before, metricsToken: 'a-token-for-prometheus' })
    try {
      expect((await api.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9', headers: bearer('a-token-for-prometheus') })).statusCode).toBe(200)
      expect((await api.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9', headers: bearer('another') })).statusCode).toBe(404)
    } finally {
      setSettings(before)
    }
  })
})
