import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild } from './child.mjs'
import { clone } from './setup.mjs'

/** Runs one project of vitest.config.ts; its tests are counted from vitest's JSON report. */
export async function runProject(project, { folder, env }) {
  const file = join(folder, `${project}.json`)
  const vitest = join(clone, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--project', project, '--reporter=json', `--outputFile=${file}`]
  const { code, output } = await runChild(process.execPath, args, { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const report = await readFile(file, 'utf8').then(JSON.parse, () => null)
  const files = report?.testResults ?? []
  const tests = files.flatMap((one) => one.assertionResults.map((test) => ({ ...test, file: one.name })))
  const failures = [...tests.filter((test) => test.status === 'failed').map(failedTest), ...files.flatMap(brokenFile)]
  // A crash of vitest itself, or an error outside of any test.
  if (code !== 0 && failures.length === 0) failures.push({ name: `${project}: vitest ended with ${code}`, why: tail(output) })
  return { passed: tests.filter((test) => test.status === 'passed').length, failures }
}

function failedTest({ file, fullName, failureMessages }) {
  return { name: `${relative(file)} > ${fullName}`, why: failureMessages.map(tail).join('\n') }
}

/** A file that could not be loaded, or whose hooks failed, has no failed test to show for it. */
function brokenFile({ name, status, message, assertionResults }) {
  const broken = status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  return broken ? [{ name: relative(name), why: tail(message ?? '') }] : []
}

function relative(path) {
  return path.replace(`${clone}/`, '')
}

function tail(text) {
  const lines = text
    .trim()
    .split('\n')
    .filter((line) => !line.includes('/node_modules/vitest/'))
  return lines
    .slice(0, 40)
    .map((line) => `    ${line}`)
    .join('\n')
}
