import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { clone } from './setup.mjs'

const BIN = join(clone, 'node_modules', '.bin')

const BANNED = [
  ['{@html', /\{@html/],
  ['as any', /\bas any\b(?! (?!as\b)[a-z])/],
  ['@ts-ignore', /@ts-ignore|@ts-nocheck/],
  ['a skipped test', /\.skip\(|\bx(it|test|describe)\(/],
  ['a lone test', /\.only\(/],
  ['unfinished work', /\b(TODO|FIXME)\b/]
]
const BANNED_IN = ['src', 'test', 'e2e', 'bench']

/** Static checks; each counts as one test. */
export async function runChecks(setting) {
  const checks = [
    ['svelte-kit sync', () => setting.syncComplaint],
    ['oxlint', () => program('oxlint', ['--deny-warnings'], setting)],
    ['tsc', () => program('tsc', ['--noEmit'], setting)],
    ['svelte-check', () => program('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'], setting)],
    ['banned words', findBanned]
  ]
  const whys = await Promise.all(checks.map(([, check]) => check()))
  const failures = checks.map(([name], i) => ({ name: `checks > ${name}`, why: whys[i] })).filter(({ why }) => why !== null)
  return { passed: checks.length - failures.length, failures }
}

/** Writes the types and the tsconfig that SvelteKit derives from the routes, which all stages need; null when well. */
export function syncPages(setting) {
  return program('svelte-kit', ['sync'], setting)
}

/** Null when the program is content, else what it said. */
async function program(name, args, { env }) {
  const { code, output } = await runChild(join(BIN, name), args, { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] })
  return code === 0 ? null : output.trim()
}

async function findBanned() {
  const files = (await Promise.all(BANNED_IN.map((folder) => filesIn(join(clone, folder))))).flat()
  const found = await Promise.all(files.filter((file) => /\.(ts|js|mjs|svelte|html|css|sql)$/.test(file)).map(bannedIn))
  const lines = found.flat()
  return lines.length > 0 ? lines.join('\n') : null
}

async function bannedIn(file) {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, i) =>
    BANNED.filter(([, pattern]) => pattern.test(line)).map(([name]) => `${file.replace(`${clone}/`, '')}:${i + 1}: ${name}`)
  )
}

async function filesIn(path) {
  const entry = await stat(path).catch(() => null)
  if (!entry?.isDirectory()) return entry ? [path] : []
  const names = await readdir(path)
  return (await Promise.all(names.map((name) => filesIn(join(path, name))))).flat()
}
