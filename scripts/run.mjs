/**
 * `node scripts/run.mjs start | test [stage] | bench | <file> [arguments]`: sets up whatever is missing
 * (a Node that is new enough, the packages, the build), then runs the program. Uses no package and
 * parses on Node 18, for it runs before anything is installed.
 */
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Failure, runChild, stopOnSignals } from './child.mjs'
import { clone, environment, setUp } from './setup.mjs'

// Short-lived memory of 3 x 16 MB instead of 3 x 32: as fast, and with a nation's stations the whole process stays under 400 MB.
const SMALL = '--max-semi-space-size=16'

const PROGRAMS = {
  start: { file: 'src/server.ts', build: true, says: '启动 · starting', node: [SMALL, '--import', leash()] },
  test: { file: 'scripts/test.mjs', build: true, says: '测试 · testing', node: [] },
  bench: { file: 'bench/run.ts', build: true, says: '性能测试 · measuring', node: [] }
}

stopOnSignals()
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Failure)) throw error
  if (error.message) console.error(error.message)
  process.exitCode = error.exitCode
}

async function main([command = 'start', ...args]) {
  const program = PROGRAMS[command] ?? { file: command, build: false, says: command, node: [] }
  const file = resolve(clone, program.file)
  if (!(await exists(file))) {
    throw new Failure(`没有这个程序 · There is no ${program.file}: use start, test, bench or the path of a script.`, 2)
  }
  const node = await setUp({ build: program.build, last: program.says })
  const options = { cwd: clone, env: environment(node), stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }
  const { code } = await runChild(node, [...program.node, file, ...args], options)
  return code
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false
  )
}

function leash() {
  return pathToFileURL(join(clone, 'scripts', 'leash.mjs')).href
}
