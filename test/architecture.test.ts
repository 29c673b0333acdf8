import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Who may import whom, written down once. A new room is a new line here. */

const ROOT = resolve(import.meta.dirname, '..')
const SRC = join(ROOT, 'src')

/** Rooms by level, lowest first, each with the rooms it may use. Level by level: no circle. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  organisations: [],
  notices: [],
  identity: ['organisations', 'notices'],
  stations: ['organisations', 'identity'],
  presence: ['stations', 'organisations', 'identity', 'notices'],
  nearby: ['presence', 'stations', 'organisations'],
  membership: ['organisations', 'identity', 'notices'],
  cards: ['membership', 'organisations', 'identity'],
  elections: ['cards', 'membership', 'organisations', 'identity', 'notices'],
  joining: ['cards', 'membership', 'stations', 'organisations', 'identity', 'notices'],
  moves: ['cards', 'membership', 'organisations', 'identity', 'notices'],
  rosters: ['cards', 'joining', 'moves', 'membership', 'organisations', 'identity', 'notices'],
  founding: ['elections', 'joining', 'membership', 'organisations', 'identity', 'notices'],
  proposals: ['elections', 'membership', 'organisations', 'identity', 'notices'],
  privacy: ['proposals', 'founding', 'elections', 'rosters', 'moves', 'joining', 'cards', 'membership', 'presence', 'organisations', 'identity', 'notices'],
  reports: ['membership', 'elections', 'organisations'],
}

/** Tables of each room; the kernel has its own. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  kernel: ['audit', 'audit_link', 'once', 'rate'],
  organisations: ['tenant', 'division', 'organisation', 'local_union', 'covered_employer'],
  notices: ['outbox', 'inbox'],
  identity: ['person', 'phone', 'sign_in_code', 'session', 'passkey', 'challenge', 'person_tenant', 'role_grant', 'home', 'member_number', 'person_document', 'document', 'reading', 'client', 'consent'],
  stations: ['station', 'station_photo'],
  presence: ['station_live', 'station_facility_live', 'station_event', 'station_doubt', 'visit', 'visit_gate', 'station_day'],
  nearby: [],
  membership: ['member', 'membership_history', 'dues'],
  cards: ['card', 'card_key', 'card_revocation'],
  elections: ['election', 'election_choice', 'elector', 'ballot', 'paper_count', 'nomination', 'office'],
  joining: ['application', 'application_gate', 'application_event', 'application_claim', 'ceremony', 'ceremony_list'],
  moves: ['transfer'],
  rosters: ['roster_import', 'roster_row', 'member_merge', 'twin', 'reconciliation', 'reconciliation_match'],
  founding: ['founding', 'founding_person', 'founding_event'],
  proposals: ['proposal', 'proposal_second', 'proposal_event', 'my_proposal'],
  privacy: ['erasure'],
}

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'server.ts': ['start.ts', 'pages.ts', 'api', 'jobs.ts', 'db', 'kernel', 'domain', 'demo'],
  'start.ts': ['db', 'kernel'],
  'pages.ts': ['kernel', 'api'],
  'jobs.ts': ['domain', 'kernel', 'db'],
  'hooks.server.ts': ['domain', 'kernel', 'db', 'lib'],
  'app.d.ts': ['kernel', 'lib'],
  'service-worker.ts': [],
  api: ['domain', 'kernel', 'db', 'lib'],
  routes: ['domain', 'kernel', 'lib'],
  demo: ['domain', 'kernel', 'db'],
  domain: ['kernel', 'db'],
  kernel: ['db'],
  lib: ['domain', 'kernel'],
  db: [],
}

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const found: Import[] = []
  for (const match of text.matchAll(/(?:import|export)\s+(type\s+)?([^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    const target = match[3] ?? match[4]!
    const named = /\{([^}]*)\}/.exec(match[2] ?? '')
    const typeOnly = match[1] !== undefined || (named !== null && named[1]!.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')))
    const to = target.startsWith('#') ? join(SRC, target.slice(1)) : target.startsWith('.') ? resolve(dirname(file), target) : null
    if (to?.startsWith(SRC)) found.push({ from: relative(SRC, file), to: relative(SRC, to), typeOnly })
  }
  return found
}

const all = filesBelow(SRC)
const imports = all.flatMap(importsOf)
const top = (file: string) => file.split('/')[0]!
const room = (file: string) => (file.startsWith('domain/') && file.split('/').length > 2 ? file.split('/')[1]! : null)

test('every import goes where the house allows', () => {
  const wrong = imports.filter(({ from, to }) => top(from) !== top(to) && !(ALLOWED[top(from)] ?? []).includes(top(to)))
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
})

test('doors never import doors', () => {
  const doors = ['api', 'routes', 'jobs.ts']
  const wrong = imports.filter(({ from, to }) => doors.includes(top(from)) && doors.includes(top(to)) && top(from) !== top(to))
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
})

test('lib and components take from a room its model and types only; only server files of pages call acts', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    if (top(to) === 'db') return top(from) === 'lib' || top(from) === 'routes'
    if (top(to) !== 'domain' && top(to) !== 'kernel') return false
    if (typeOnly || to.endsWith('/model.ts')) return false
    if (top(from) === 'lib') return true
    return top(from) === 'routes' && !/(\.server\.ts|\+server\.ts|\/[a-z-]*\.server\.ts)$/.test(from) && from.endsWith('.svelte')
  })
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
})

test('rooms use only the rooms declared above them', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [a, b] = [room(from), room(to)]
    return a !== null && b !== null && a !== b && !(ROOMS[a] ?? []).includes(b)
  })
  expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  const order = Object.keys(ROOMS)
  for (const [name, uses] of Object.entries(ROOMS)) for (const used of uses) expect(order.indexOf(used), `${name} uses ${used}`).toBeLessThan(order.indexOf(name))
  const folders = readdirSync(join(SRC, 'domain'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  expect(folders.sort()).toEqual([...order].sort())
})

test('no circle of files', () => {
  const graph = new Map(all.map((file) => [relative(SRC, file), [] as string[]]))
  for (const { from, to, typeOnly } of imports) if (!typeOnly) graph.get(from)?.push(to)
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  function walk(file: string, way: string[]): void {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      circles.push([...way.slice(way.indexOf(file)), file].join(' -> '))
      return
    }
    state.set(file, 'open')
    for (const next of graph.get(file) ?? []) walk(next, [...way, file])
    state.set(file, 'done')
  }
  for (const file of graph.keys()) walk(file, [])
  expect(circles).toEqual([])
})

test('SQL touches only the tables of its own room', () => {
  const owner = new Map(Object.entries(TABLES).flatMap(([name, tables]) => tables.map((table) => [table, name] as const)))
  const wrong: string[] = []
  for (const file of all.map((path) => relative(SRC, path)).filter((path) => path.startsWith('domain/') || path.startsWith('kernel/'))) {
    const here = room(file) ?? top(file)
    // Figures read any table and write none.
    if (here === 'reports') continue
    const text = readFileSync(join(SRC, file), 'utf8')
    for (const [, table] of text.matchAll(/(?:\bfrom|\bjoin|\bupdate|\binsert into|insertInto\('|updateTable\('|selectFrom\('|deleteFrom\(')\s*([a-z_]+)/g)) {
      const owned = owner.get(table!)
      if (owned && owned !== here) wrong.push(`${file}: ${table} belongs to ${owned}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the kernel has no word of the union in it', () => {
  const words = /\b(station|union|member|chief|benefit|voucher|worker)s?\b/i
  const wrong = all.filter((file) => relative(SRC, file).startsWith('kernel/')).filter((file) => words.test(readFileSync(file, 'utf8').replace(/huizhanjia\.[A-Za-z]+/g, '').replace(/z\.union|Union\b/g, '')))
  expect(wrong.map((file) => relative(SRC, file))).toEqual([])
})

test('files stay small and none is a bag', () => {
  const long = all.filter((file) => !file.endsWith('tables.ts') && readFileSync(file, 'utf8').split('\n').length > 400)
  expect(long.map((file) => relative(SRC, file))).toEqual([])
  expect(all.filter((file) => /\/(utils?|helpers?|common|misc)\.ts$/.test(file) && !file.includes('/i18n/')).map((file) => relative(SRC, file))).toEqual([])
})

test('the product never reads what lies beside it', () => {
  const wrong = all.filter((file) => /\.\.\/shared|\/work\//.test(readFileSync(file, 'utf8')))
  expect(wrong).toEqual([])
})
