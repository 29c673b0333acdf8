/**
 * `npm test [-- stage]`: runs the stages in order against one PostgreSQL of their own and ends with one
 * line, `N passed, N failed`; exits 1 when anything failed or a stage ran no test.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../src/db/embedded.ts'
import { runChecks, syncPages } from './checks.mjs'
import { Failure, stopAll, stopOnSignals, stoppedCode } from './child.mjs'
import { runProject } from './project.mjs'

const STAGES = [
  { name: 'checks', says: '静态检查', budgetS: 60, run: runChecks },
  { name: 'units', says: '单元与接口', budgetS: 150, run: (setting) => runProject('units', setting) },
  { name: 'races', says: '竞争与故障', budgetS: 150, run: (setting) => runProject('races', setting) },
  { name: 'browser', says: '浏览器', budgetS: 150, run: (setting) => runProject('browser', setting) }
]

stopOnSignals()
process.once('disconnect', () => stopAll('SIGTERM'))
process.channel?.unref()

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  if (error.message) console.error(error.message)
  process.exitCode = error.exitCode
}

async function main(wanted) {
  const unknown = wanted.find((name) => !STAGES.some((stage) => stage.name === name))
  if (unknown) {
    throw new Failure(`There is no stage ${unknown}: the stages are ${STAGES.map((stage) => stage.name).join(', ')}.`, 2)
  }
  const stages = STAGES.filter((stage) => wanted.length === 0 || wanted.includes(stage.name))
  const results = await withDatabase(async (url, folder) => {
    const base = { folder, env: testEnvironment(url, folder) }
    const setting = { ...base, syncComplaint: await syncPages(base) }
    const all = []
    for (const stage of stages) all.push(await runStage(stage, setting))
    return all
  })
  return report(results)
}

async function runStage(stage, setting) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  console.log(`\n== ${stage.name} · ${stage.says}`)
  const heartbeat = setInterval(() => console.log(`   … ${seconds()} s`), 10_000)
  try {
    const result = await stage.run(setting)
    if (stoppedCode()) throw new Failure('', stoppedCode())
    if (result.passed + result.failures.length === 0) result.failures.push({ name: `${stage.name}: no test was run`, why: '' })
    for (const { name, why } of result.failures) console.log(`\n✗ ${name}\n${why}`)
    const over = seconds() > stage.budgetS ? ` (more than its ${stage.budgetS} s)` : ''
    console.log(`== ${stage.name}: ${result.passed} passed, ${result.failures.length} failed, ${seconds()} s${over}`)
    return result
  } finally {
    clearInterval(heartbeat)
  }
}

function report(results) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failures = results.flatMap((result) => result.failures)
  if (failures.length > 0) console.log(`\n未通过 · failed:\n${failures.map(({ name }) => `  ✗ ${name}`).join('\n')}`)
  console.log(`\n${passed} passed, ${failures.length} failed`)
  return failures.length > 0 ? 1 : 0
}

/** One throw-away PostgreSQL, not synced to disk, for the whole run. */
async function withDatabase(work) {
  const folder = await mkdtemp(join(await testRoot(), 'huizhanjia-test-'))
  try {
    // Root hands the database to another user, who has to enter.
    await chmod(folder, 0o711)
    const database = await openEmbedded({ dir: join(folder, 'data'), fsync: false })
    try {
      return await work(database.url, folder)
    } finally {
      await database.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Root's own TMPDIR may be closed to the database's user. */
async function testRoot() {
  return process.getuid?.() === 0 ? '/tmp' : tmpdir()
}

/** Settings of the person who runs the tests must not leak into them. */
function testEnvironment(url, folder) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(HZJ_|DATABASE_URL$|PORT$|HOST$|PG[A-Z]+$|NODE_ENV$)/.test(name))
  // What an interrupted test leaves in the temporary folder goes with ours.
  return { ...Object.fromEntries(kept), HZJ_TEST_DATABASE_URL: url, TMPDIR: folder, NO_COLOR: '1' }
}
