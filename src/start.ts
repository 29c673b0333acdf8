import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { createKeyring, generateKeyFile, parseKeyFile, type Keyring } from '#kernel/cipher.ts'
import { SettingsError, type Settings } from '#kernel/settings.ts'

/** The keys of HZJ_KEYS; in demo mode without it, keys made once and kept beside the data. */
export async function openKeyring(settings: Settings, folder: string): Promise<Keyring> {
  const file = settings.keysFile ?? join(folder, 'keys.json')
  if (settings.keysFile === null) await makeKeys(file)
  try {
    return createKeyring(parseKeyFile(await readFile(file, 'utf8')))
  } catch (error) {
    throw new SettingsError(`The key file ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Writes a new key file that only its owner reads. Throws EEXIST where there is one: keys are never overwritten. */
export async function writeKeys(file: string): Promise<void> {
  await writeFile(file, `${JSON.stringify(generateKeyFile(), null, 2)}\n`, { flag: 'wx', mode: 0o600 })
}

async function makeKeys(file: string): Promise<void> {
  try {
    await writeKeys(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Refuses to run production on a database with made-up rows. */
export async function refuseSamples(db: Db): Promise<void> {
  const found = await sql<{ table: string }>`/* across tenants: production must not start on sample data */
    select 'tenant' as "table" where exists (select 1 from tenant where sample)
    union all select 'organisation' where exists (select 1 from organisation where sample)
    union all select 'local_union' where exists (select 1 from local_union where sample)
    union all select 'station' where exists (select 1 from station where sample)
    union all select 'person' where exists (select 1 from person where sample)`.execute(db)
  const tables = found.rows.map((row) => row.table).join(', ')
  if (tables !== '') throw new SettingsError(`HZJ_MODE=production refuses this database: it holds sample data (${tables}). Use an empty database.`)
}

/** One sentence for the person who starts the program. */
export function reasonOf(error: unknown): string {
  const { code, message, port, address, hostname } = error as NodeJS.ErrnoException & { port?: number; address?: string; hostname?: string }
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop it, or choose another with PORT=.`
    case 'EADDRNOTAVAIL':
      return `HOST ${address} is not an address of this machine.`
    case 'EACCES':
      return port ? `Port ${port} may not be opened by this user: choose one above 1023 with PORT=.` : `${message}`
    case 'ECONNREFUSED':
      return `The database of DATABASE_URL does not answer at ${address ?? hostname}:${port}: is it running?`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The database host ${hostname} of DATABASE_URL is not known.`
    case '28P01':
    case '28000':
      return 'The database of DATABASE_URL refuses the user or password.'
    case '3D000':
      return `The database of DATABASE_URL does not exist: ${message}.`
    default:
      return message || String(error)
  }
}
