import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The system user that the database runs as. */
export interface Owner {
  uid: number
  gid: number
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Where the embedded database and the files are kept: HZJ_DATA if given; else `.data` in the clone;
 * else, when root must hand the database to a user who cannot enter the clone, a folder under
 * /var/lib named by a hash of the clone's path.
 */
export function dataFolder(env: NodeJS.ProcessEnv, cloneDir: string): string {
  if (env.HZJ_DATA) return resolve(cloneDir, env.HZJ_DATA)
  const inClone = join(resolve(cloneDir), '.data')
  const owner = isRoot() ? otherUser(inClone) : undefined
  if (!owner || canEnter(inClone, owner)) return inClone
  const hash = createHash('sha256').update(resolve(cloneDir)).digest('hex').slice(0, 12)
  return join('/var/lib/huizhanjia', hash)
}

/**
 * The user to whom root hands the database, as PostgreSQL refuses to run as root: whoever owns the
 * data already, else `nobody`. Undefined where the system knows no such user.
 */
export function otherUser(dir: string): Owner | undefined {
  const data = statSync(join(dir, 'database', 'data'), { throwIfNoEntry: false })
  if (data && data.uid !== 0) return { uid: data.uid, gid: data.gid }
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
  const [, , uid, gid] = entry?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** Whether `owner` may pass through every folder down to `path`; folders not yet made do not count. */
export function canEnter(path: string, owner: Owner): boolean {
  for (let folder = deepestExisting(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder)
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
    if (folder === dirname(folder)) return true
  }
}

function deepestExisting(path: string): string {
  let folder = resolve(path)
  while (!statSync(folder, { throwIfNoEntry: false })) folder = dirname(folder)
  return realpathSync(folder)
}
