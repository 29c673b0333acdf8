import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { electionId } from '#domain/elections/model.ts'
import { openElection } from '#domain/elections/open.ts'
import { ask } from '#domain/founding/ask.ts'
import { makeClient } from '#domain/identity/clients.ts'
import { enter } from '#domain/identity/enter.ts'
import { personByPhone } from '#domain/identity/people.ts'
import { apply } from '#domain/joining/commands.ts'
import { enrol } from '#domain/membership/enrol.ts'
import { ask as askForTransfer } from '#domain/moves/transfers.ts'
import { make } from '#domain/proposals/commands.ts'
import { upload } from '#domain/rosters/commands.ts'
import { REFUSALS, statusOf } from '#domain/refusals.ts'
import { grantOf } from '#domain/roles.ts'
import type { Context } from '#kernel/context.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { openApiDocument } from '../../src/api/openapi.ts'
import type { Problem } from '../../src/api/problem.ts'
import { openTestApp, type TestApp } from '../app.ts'
import { requestsOf, type MadeRequest } from '../requests.ts'
import { addPerson, addStation, anyone, as, HANGZHOU } from '../world.ts'

const SEED = Number(process.env['HZJ_FUZZ_SEED'] ?? 20261121)
// The code that the document gives as example.
const STATION = '0AAAAA1'
const ROUNDS = 8
const RUNS = 500

let api: TestApp
let made: Awaited<ReturnType<typeof things>> = {}
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
    member(),
    partner(),
  ])
}

const EXAMPLE = { id: '1.0190f5e2-8c1e-7a2b-9c3d-0123456789ab', import: '01938f7e-5a4b-7c3d-8e2f-1a2b3c4d5e6f' } as const

/** By room, what stands where the document's example stands: requests reach a thing and not only the word that it is unknown. */
async function things(clerkToken: string, memberToken: string): Promise<Record<string, { id?: string; import?: string }>> {
  const [clerk, mine] = [await entered(clerkToken), await entered(memberToken)]
  const { tenant, county: path, division } = HANGZHOU
  const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  const { election } = await api.db.transaction().execute((trx) => openElection({ ...clerk, db: trx, tenant }, {
    path, title: '示例选举', kind: 'delegates', seats: 1, termYears: 3, opensAt: hour(-1), closesAt: hour(1), choices: [{ person: null, label: '示例' }], electors: [mine.actor.person!],
  }))
  const number = phone()
  const { id: application } = await apply(anyone(api.db, { now: new Date() }), { name: '周师傅', phone: number, document: { kind: 'passport', number: `E${number.slice(-8)}` }, trade: 'courier', division })
  const proposal = await make(mine, { path, topic: 'stations', title: '枢纽旁边建一个司机之家', text: '长途司机在枢纽等货，附近没有能洗澡的地方。' })
  const founding = await ask(mine, { name: '示例联合工会', kind: 'joint', employers: ['示例公司'], people: 30, division, lead: true, myName: '周示例' })
  const transfer = await askForTransfer(mine, { union: HANGZHOU.path })
  const { import: sheet } = await upload(clerk, { path, fileName: '示例.csv', sheet: new TextEncoder().encode('姓名,手机号,工种\n示例甲,10099990001,快递员\n') })
  return { elections: { id: electionId(tenant, election) }, joining: { id: application }, proposals: { id: proposal.id }, founding: { id: founding.id }, moves: { id: transfer.transfer }, rosters: { import: sheet } }
}

function entered(token: string): Promise<Context> {
  return enter(api.db, { token, deviceToken: api.deviceToken, address: '127.0.0.1', locale: 'zh-CN', key: null, requestId: 'fuzz' })
}

/** At home in Hangzhou. */
async function member(): Promise<string> {
  const number = phone()
  const token = await api.signIn(number)
  const person = (await personByPhone(api.db, number))!
  const { tenant, county } = HANGZHOU
  await enrol(anyone(api.db, { tenant }), { person, path: county, name: '周示例', phone: number, document: null, trade: 'courier', source: 'self', joinedOn: '2026-11-18' })
  return token
}

/** Another system of a partner. */
async function partner(): Promise<string> {
  const { tenant, path, county } = HANGZHOU
  const manager = as(api.db, await addPerson(api.db), [grantOf('union_manager', tenant, path)])
  return (await makeClient(manager, { path: county, name: `示例伙伴${++phones}` })).token
}

let phones = 0
function phone(): string {
  return `100${String(10_000_000 + ++phones)}`
}

test.each(Array.from({ length: ROUNDS }, (_, round) => SEED + round))(`no request is answered by a fault (seed %i, ${RUNS} requests)`, async (seed) => {
  // Some of the requests withdraw it.
  await api.db.updateTable('station').set({ status: 'open', withdrawn_at: null, revision: 1 }).where('code', '=', STATION).execute()
  const signedIn = await tokens()
  made = await things(signedIn[1]!, signedIn[5]!)
  const requests = requestsOf(openApiDocument(api.app.exposures), signedIn, api.deviceToken)
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
  const { method, headers } = request
  const [url, body] = [aimed(request, request.url), request.body && aimed(request, request.body)]
  const bare = method === 'GET' || body === undefined
  const answer = await fetch(origin + url, { method, headers, redirect: 'manual', ...(bare ? {} : { body }) })
  const text = await answer.text()
  const said = `${method} ${url} answered ${answer.status} ${text.slice(0, 600)}`
  expect(answer.status < 500 || answer.status === 503, said).toBe(true)
  expect(answer.headers.get('x-request-id'), said).not.toBeNull()
  if (answer.status >= 400) return isProblem(request, answer, text, said)
  const documented = api.app.exposures.find(({ card }) => card.name === request.operation.operationId)?.card.output
  if (documented && answer.status !== 204 && answer.status !== 304) expect(documented.safeParse(JSON.parse(text)).error?.issues ?? [], said).toEqual([])
}

function aimed({ operation }: MadeRequest, text: string): string {
  const { id = EXAMPLE.id, import: sheet = EXAMPLE.import } = made[operation.operationId.split('.', 1)[0]!] ?? {}
  return text.replaceAll(EXAMPLE.id, id).replaceAll(EXAMPLE.import, sheet)
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
