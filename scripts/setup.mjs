import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure, runChild, stoppedCode } from './child.mjs'
import { withSetupLock } from './lock.mjs'

export const clone = dirname(dirname(fileURLToPath(import.meta.url)))

const NODE_VERSION = '24.21.0'
const ownNodeHome = join(clone, '.node24')
const stamp = join(clone, 'build', '.stamp')
const SOURCES = ['src', 'static', 'data', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
const HEARTBEAT_MS = 5_000

/** Does what is missing, each step announced; returns the path of the Node to go on with. */
export async function setUp({ build, last }) {
  const missing = await missingSteps(build)
  // Looked up anew under the lock: another launcher may just have done them.
  const work = async () => doSteps(await missingSteps(build))
  const done = missing.length > 0 ? await withSetupLock(join(ownNodeHome, 'setup.lock'), work) : 0
  console.log(`[${done + 1}/${done + 1}] ${last} …`)
  return goodNode()
}

async function doSteps(steps) {
  for (const [i, step] of steps.entries()) await announce(`[${i + 1}/${steps.length + 1}]`, step)
  return steps.length
}

async function missingSteps(build) {
  const steps = []
  if (!suitable(process.version) && !(await timeOf(ownNode()))) steps.push(fetchNode)
  if (await isOlder(join(clone, 'node_modules', '.package-lock.json'), ['package-lock.json'])) steps.push(install)
  if (build && (await isOlder(stamp, SOURCES))) steps.push(buildPages)
  return steps
}

async function announce(number, { says, run }) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  console.log(`${number} ${says} …`)
  const heartbeat = setInterval(() => console.log(`${number} … ${seconds()} s`), HEARTBEAT_MS)
  try {
    await run()
  } finally {
    clearInterval(heartbeat)
  }
  console.log(`${number} 完成 · done (${seconds()} s)`)
}

const fetchNode = {
  says: `获取 Node ${NODE_VERSION}（现有 ${process.version} 过旧）· fetching Node ${NODE_VERSION} (${process.version} is too old)`,
  async run() {
    await mkdir(ownNodeHome, { recursive: true })
    // Keeps npm from taking the project around it for the place to install to.
    await writeFile(join(ownNodeHome, 'package.json'), '{ "private": true }\n')
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
    const advice = 'check the network and the npm registry, or install Node 24 yourself, then run the command again'
    await npm(['install', '--prefix', ownNodeHome, '--no-save', `${name}@${NODE_VERSION}`], ownNodeHome, advice)
    await must(ownNode(), ['--version'], { advice: 'this machine cannot run it: install Node 24 yourself' })
  }
}

const install = {
  says: '安装依赖 · installing packages',
  run: () => npm(['ci', '--include=dev'], clone, 'check the network and the npm registry, then run the command again')
}

const buildPages = {
  says: '构建页面 · building the pages',
  async run() {
    const started = new Date()
    const vite = join(clone, 'node_modules', 'vite', 'bin', 'vite.js')
    const env = environment(goodNode())
    await must(goodNode(), [vite, 'build', '--logLevel', 'warn'], { env, advice: 'see the lines above' })
    await writeFile(stamp, '')
    // A source saved during the build counts as newer.
    await utimes(stamp, started, started)
  }
}

/** npm stays on the Node it came with. */
function npm(args, cwd, advice) {
  const script = process.env.npm_execpath
  const all = [...args, '--no-audit', '--no-fund', '--no-update-notifier']
  if (script && /npm-cli\.[cm]?js$/.test(script)) return must(process.execPath, [script, ...all], { cwd, advice })
  return must('npm', all, { cwd, advice, shell: process.platform === 'win32' })
}

async function must(command, args, { advice, ...options }) {
  const stdio = ['ignore', 'pipe', 'pipe']
  // npm finishes its work first when told to stop.
  const { code, output } = await runChild(command, args, { cwd: clone, stdio, patienceMs: 2_000, ...options })
  if (stoppedCode()) throw new Failure('', stoppedCode())
  if (code === 0) return
  console.error(output.trimEnd().split('\n').slice(-30).join('\n'))
  throw new Failure(`失败（退出码 ${code}）· This step failed with exit code ${code}: ${advice}.`)
}

/** What programs see, so that their own children run on the same Node. */
export function environment(node) {
  return { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH }
}

function goodNode() {
  return suitable(process.version) ? process.execPath : ownNode()
}

/** Whether this Node runs our TypeScript and the page builder: 22.19 and later, 24 and later. */
function suitable(version) {
  const [major, minor] = version.slice(1).split('.').map(Number)
  return major > 23 || (major === 22 && minor >= 19)
}

function ownNode() {
  const name = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(ownNodeHome, 'node_modules', `node-${name}-${process.arch}`, 'bin', file)
}

async function isOlder(file, sources) {
  const made = await timeOf(file)
  if (!made) return true
  const times = await Promise.all(sources.map((source) => newestIn(join(clone, source))))
  return Math.max(...times) > made
}

/** Folders count as well: their time tells that a file was removed. */
async function newestIn(path) {
  const entry = await stat(path).catch(() => null)
  if (!entry?.isDirectory()) return entry ? entry.mtimeMs : 0
  const names = await readdir(path)
  const times = await Promise.all(names.map((name) => newestIn(join(path, name))))
  return Math.max(entry.mtimeMs, ...times)
}

async function timeOf(file) {
  return (await stat(file).catch(() => null))?.mtimeMs ?? 0
}
