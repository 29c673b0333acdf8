import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where photos and documents lie: a folder that all processes share; S3-compatible storage can take its place. */
export interface FileStore {
  /** Keeps bytes under the hash of their content; answers the name. The same bytes twice are one file. */
  put(bytes: Uint8Array, extension: string): Promise<string>
  /** null where there is no such file. */
  get(name: string): Promise<Buffer | null>
}

const NAME = /^[a-f0-9]{64}\.[a-z0-9]{2,5}$/

export function folderStore(folder: string): FileStore {
  return {
    async put(bytes, extension) {
      const name = `${createHash('sha256').update(bytes).digest('hex')}.${extension}`
      const place = join(folder, name.slice(0, 2))
      await mkdir(place, { recursive: true })
      const half = join(place, `.${randomBytes(8).toString('hex')}`)
      await writeFile(half, bytes)
      await rename(half, join(place, name))
      return name
    },
    async get(name) {
      if (!NAME.test(name)) return null
      try {
        return await readFile(join(folder, name.slice(0, 2), name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
  }
}

const FILES = Symbol.for('huizhanjia.files')

/** The file store of this process, set once by its composition root. */
export function setFiles(store: FileStore): void {
  Reflect.set(globalThis, FILES, store)
}

export function files(): FileStore {
  const store = Reflect.get(globalThis, FILES) as FileStore | undefined
  if (!store) throw new Error('the file store is not set')
  return store
}
