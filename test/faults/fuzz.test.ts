import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { REFUSALS, statusOf } from '#domain/refusals.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { openApiDocument } from '../../src/api/openapi.ts'
import type { Problem } from '../../src/api/problem.ts'
import { openTestApp, type TestApp } from '../app.ts'
import { requestsOf, type MadeRequest } from '../requests.ts'
import { addStation, HANGZHOU } from '../world.ts'

const SEED = Number(process.env['HZJ_FUZZ_SEED'] ?? 20261121)
// The code that the document gives as example.
const STATION = '0AAAAA1'
const ROUNDS = 8
const RUNS = 500

let api: TestApp
let origin: string

beforeAll(async () => {
  api = await openTestApp()
  await addStation(api.db, { code: STATION })
  origin = await api.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => api.close())

/** Fresh ones for each round, for some of the requests sign them out. */
function tokens(): Promise<string[]> {
  const { tenant, path, county } = HANGZHOU
  return Promise.all([
    api.signIn(phone(), { role: 'station_chief', tenant, path: `${county}/station:${STATION}` }),
    api.signIn(phone(), { role: 'union_clerk', tenant, path: county }),
    api.signIn(phone(), { role: 'tenant_admin', tenant, path }),
    api.signIn(phone(), { role: 'operator', tenant: 0, path: '' }),
    api.signIn(phone()),
  ])
}

let phones = 0
function phone(): string {
  return `100${String(10_000_000 + ++phones)}`
}

test.each(Array.from({ length: ROUNDS }, (_, round) => SEED + round))(`no request is answered by a fault (seed %i, ${RUNS} requests)`, async (seed) => {
  // Some of the requests withdraw it.
  await api.db.updateTable('station').set({ status: 'open', withdrawn_at: null, revision: 1 }).where('code', '=', STATION).execute()
  const requests = requestsOf(openApiDocument(api.app.exposures), await tokens(), api.deviceToken)
  await fc.assert(fc.asyncProperty(requests, holds), { seed, numRuns: RUNS, endOnFailure: true, reporter: tell })
})

/** The request is in the message; the operation as a whole would fill pages. */
function tell(run: fc.RunDetails<[MadeRequest]>): void {
  if (!run.failed) return
  const { method, url, headers, body } = run.counterexample![0]
  const cause = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance)
  throw new Error(`${cause.slice(0, 1500)}\n${JSON.stringify({ method, url, headers, body }).slice(0, 1500)}`)
}

async function holds(request: MadeRequest): Promise<void> {
  const { method, url, headers } = request
  const bare = method === 'GET' || request.body === undefined
  const answer = await fetch(origin + url, { method, headers, redirect: 'manual', ...(bare ? {} : { body: request.body }) })
  const text = await answer.text()
  const said = `${method} ${url} answered ${answer.status} ${text.slice(0, 600)}`
  expect(answer.status < 500 || answer.status === 503, said).toBe(true)
  expect(answer.headers.get('x-request-id'), said).not.toBeNull()
  if (answer.status >= 400) return isProblem(request, answer, text, said)
  const documented = api.app.exposures.find(({ card }) => card.name === request.operation.operationId)?.card.output
  if (documented && answer.status !== 204 && answer.status !== 304) expect(documented.safeParse(JSON.parse(text)).error?.issues ?? [], said).toEqual([])
}

function isProblem(request: MadeRequest, answer: Response, text: string, said: string): void {
  expect(answer.headers.get('content-type'), said).toMatch(/^application\/problem\+json/)
  const problem = JSON.parse(text) as Problem
  expect(problem.code in REFUSALS && statusOf(problem.code) === answer.status && problem.status === answer.status, said).toBe(true)
  expect(problem.detail !== '' && problem.next !== '', said).toBe(true)
  for (const locale of ['zh-CN', 'en'] as const) {
    const { detail, next } = sayRefusal(problem.code, problem.params, locale)
    expect(detail.length > 2 && next.length > 2 && !/undefined|\bNaN\b|\[object/.test(detail.replaceAll(/“[^”]*”|[:：] .*$/gs, '')), `${locale}: ${detail} ${next} for ${said}`).toBe(true)
  }
  // An empty name in the path makes another path of it; what is no HTTP reaches no operation.
  if (/\/(\/|\?|$)/.test(request.url) || problem.code === 'input.unreadable' || (problem.code === 'input.too_large' && request.url.length > 16_000)) return
  const answers = request.operation.responses[answer.status]
  expect(answers?.description ?? '', `not documented for ${request.operation.operationId}: ${said}`).toContain(`\`${problem.code}\``)
}
