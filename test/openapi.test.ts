import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acts } from '#kernel/act.ts'
import { REFUSALS } from '#domain/refusals.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { openApi } from '../src/api/api.ts'
import { openApiDocument, type Document } from '../src/api/openapi.ts'
import { TAGS } from '../src/api/openapi/shared.ts'
import { useTestSettings } from './world.ts'

const ROOT = resolve(import.meta.dirname, '..')

/** Acts without an address, and why. */
const INTERNAL: Readonly<Record<string, string>> = {
  'elections.tell_terms': 'the clock does it',
  'privacy.carry_into_roster': 'a step of correcting',
  'privacy.erase_in_tenant': 'a step of erasing',
  'privacy.erase_person': 'the last step of erasing',
}

/** POSTs that take no Idempotency-Key, and why. */
const KEYLESS: Readonly<Record<string, string>> = {
  'elections.check': 'it writes nothing',
  'elections.nominate': 'a hash of its body, which is one number, could be tried out and would say who put whom forward',
  'identity.send_code': 'its answer may carry the code (demo mode), which must not be kept; the pause between codes limits repeats',
  'identity.sign_in': 'its answer carries the token, which must not be kept',
  'identity.passkey_challenge': 'a challenge is used once',
  'identity.passkey_sign_in': 'its answer carries the token, which must not be kept',
  'identity.passkey_options': 'a challenge is used once',
  'cards.renew': 'its answer is a card, which must not be kept',
  'cards.reissue': 'its answer is a card, which must not be kept; done twice, the newest card is good',
  'cards.verify': 'it writes nothing',
  'partners.make_client': 'its answer carries the token, which must not be kept',
  'privacy.carry_away': 'its answer is all that is held about somebody, which must not be kept',
  'privacy.open_own': 'its answer is what was sealed, which must not be kept',
  'privacy.correct_phone': 'its body carries a code, which is used once',
  'privacy.correct_document': 'a hash of its body could be tried out; done twice it changes nothing more',
  'privacy.erase': 'its body carries a code, which is used once; the session that asks is gone afterwards',
  'rosters.start_reconciliation': 'its answer carries the key, which must not be kept',
  'rosters.export_rows': 'its answer is rows of people, which must not be kept; each export is in the audit',
  'members.open': 'its answer is what was sealed, which must not be kept; each look is logged',
  'joining.open_fields': 'its answer is what was sealed, which must not be kept; each look is logged',
  'identity.read_phone': 'its answer is a phone number, which must not be kept; each look is logged',
}

let app: FastifyInstance
let document: Document

beforeAll(async () => {
  useTestSettings()
  app = await openApi()
  await app.ready()
  document = openApiDocument(app.exposures)
})
afterAll(() => app.close())

function operations() {
  return Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
}

async function sources(folder: string): Promise<{ name: string; text: string }[]> {
  const names = await readdir(join(ROOT, folder), { recursive: true })
  return Promise.all(names.filter((name) => /\.(ts|sql)$/.test(name)).map(async (name) => ({ name: `${folder}/${name}`, text: await readFile(join(ROOT, folder, name), 'utf8') })))
}

describe('the document', () => {
  test('lints clean', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'huizhanjia-openapi-'))
    try {
      const file = join(folder, 'openapi.json')
      await writeFile(file, JSON.stringify(document))
      const cli = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js')
      const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
      const { stdout } = await promisify(execFile)(process.execPath, [cli, 'lint', file, '--config', join(ROOT, 'redocly.yaml'), '--format=json'], { env })
      expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0, ignored: 0 }, problems: [] })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('is what /openapi.json answers', async () => {
    const answer = await app.inject({ url: '/openapi.json' })
    expect(answer.json()).toEqual(JSON.parse(JSON.stringify(document)))
  })

  test('has every route', () => {
    const known = new Set(operations().map(({ path, method }) => `${method.toUpperCase()} ${path}`))
    const routes = app.paths.filter(({ method, url }) => method !== 'HEAD' && url !== '/api/*' && url !== '/problems').map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
    expect(routes.filter((route) => !known.has(route))).toEqual([])
    expect(routes.length).toBeGreaterThan(30)
  })

  test('names every act, or the reason why not', () => {
    const exposed = new Set(operations().map(({ operation }) => operation.operationId))
    const missing = acts().map((act) => act.card.name).filter((name) => !exposed.has(name))
    expect(missing).toEqual(Object.keys(INTERNAL))
  })

  test('every operation says who may, in which room, what it refuses, and gives examples', () => {
    const wrong = operations().flatMap(({ path, method, operation }) => {
      const where = `${method} ${path}`
      const json = operation.requestBody?.content['application/json']
      const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
      return [
        ...(operation.tags.every((tag) => tag in TAGS) ? [] : [`${where}: unknown tag ${operation.tags}`]),
        ...(operation.security ? [] : [`${where}: no security`]),
        ...(operation.summary.endsWith('.') ? [] : [`${where}: its summary is no sentence`]),
        ...(success ? [] : [`${where}: no success`]),
        ...(json && json.example === undefined ? [`${where}: no example of the body`] : []),
        ...(operation.parameters ?? []).flatMap((parameter) => ('$ref' in parameter || parameter.example !== undefined || parameter.schema.examples ? [] : [`${where}: no example of ${parameter.name}`])),
        ...Object.keys(operation.responses).filter((status) => Number(status) >= 400 && !operation.responses[status]!.content?.['application/problem+json']).map((status) => `${where}: ${status} is no problem`),
      ]
    })
    expect(wrong).toEqual([])
  })

  test('every act describes its answer', () => {
    expect(app.exposures.filter(({ card, status }) => !card.output && status !== 204).map(({ card }) => card.name)).toEqual([])
  })

  test('every list answers items and next', () => {
    const lists = app.exposures.filter(({ card }) => JSON.stringify(document.paths).includes(card.name)).map((exposure) => document.paths[exposure.path.replace(/:(\w+)/g, '{$1}')]![exposure.method.toLowerCase()]!)
    for (const operation of lists) {
      const properties = operation.responses['200']?.content?.['application/json']?.schema.properties
      if (properties && 'items' in properties) expect(Object.keys(properties), operation.operationId).toContain('next')
    }
  })

  test('every POST takes a key, or says why not', () => {
    const without = app.exposures.filter(({ method, key }) => method === 'POST' && !key).map(({ card }) => card.name)
    expect(without.sort()).toEqual(Object.keys(KEYLESS).sort())
  })

  test('the readable page has every operation and every code a page', async () => {
    const page = await app.inject({ url: '/api/docs?lang=en' })
    for (const { operation } of operations()) expect(page.body).toContain(`id="${operation.operationId}"`)
    const all = await app.inject({ url: '/problems' })
    for (const code of Object.keys(REFUSALS)) expect(all.body).toContain(`/problems/${code}`)
  })
})

describe('refusals', () => {
  test('every code in the sources is listed', async () => {
    const files = [...(await sources('src')), ...(await sources('migrations'))]
    const used = files.flatMap(({ name, text }) =>
      [...text.matchAll(/(?:refuse|new Refusal)\(\s*'([^']+)'|constraint "([a-z_]+\.[a-z_]+)"/g)].map((match) => ({ name, code: (match[1] ?? match[2])! })),
    )
    expect(used.length).toBeGreaterThan(30)
    expect(used.filter(({ code }) => !(code in REFUSALS)).map(({ name, code }) => `${name}: ${code}`)).toEqual([])
  })

  test('every code that an act declares is listed', () => {
    const declared = acts().flatMap((act) => (act.card.refusals ?? []).map((code) => `${act.card.name}: ${code}`))
    expect(declared.filter((line) => !(line.split(': ')[1]! in REFUSALS))).toEqual([])
  })

  test.each(['zh-CN', 'en'] as const)('every code has its sentence and next step in %s, with figures and without', (locale) => {
    const unknown = sayRefusal('no.such', {}, locale)
    for (const code of Object.keys(REFUSALS)) {
      const said = sayRefusal(code, {}, locale)
      expect(said.detail.length, code).toBeGreaterThan(2)
      expect(said.next.length, code).toBeGreaterThan(2)
      expect(said.next, code).not.toBe(unknown.next)
      expect(said.detail + said.next, code).not.toMatch(/undefined|null|NaN|\[object/)
      if (locale === 'zh-CN') expect(said.detail, code).toMatch(/\p{Script=Han}/u)
      else expect(said.detail + said.next, code).not.toMatch(/\p{Script=Han}/u)
    }
  })
})
