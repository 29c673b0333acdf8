import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure, stoppedCode } from './child.mjs'

/** Runs `work` while no other launcher of this clone installs or builds. */
export async function withSetupLock(file, work) {
  let told = false
  while (!(await take(file))) {
    if (stoppedCode()) throw new Failure('', stoppedCode())
    if (!told) console.log(`等待另一个启动完成准备 · waiting for another start to finish its setup (if there is none, delete ${file}) …`)
    told = true
    await sleep(500)
  }
  const giveBack = () => rmSync(file, { force: true })
  process.once('exit', giveBack)
  try {
    return await work()
  } finally {
    process.removeListener('exit', giveBack)
    giveBack()
  }
}

async function take(file) {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw new Failure(`无法写入 · Setup must write to ${dirname(file)} and cannot (${error.code}): run it as the owner of this folder.`)
    }
  }
  if (await isLeftBehind(file)) await rm(file, { force: true })
  return false
}

/** By a launcher that was killed; an empty file may be one that is being written at this moment. */
async function isLeftBehind(file) {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''))
  if (holder) return !isAlive(holder)
  const entry = await stat(file).catch(() => null)
  return entry !== null && Date.now() - entry.mtimeMs > 5_000
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
