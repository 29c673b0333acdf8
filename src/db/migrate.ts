import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { APP_ROLE } from './open.ts'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))
// Any number, the same in every process: one migrates, the others wait.
const LOCK = 7_319_042_118

interface Migration {
  number: number
  name: string
  statements: string[]
  hash: string
}

/** Numbered SQL files, forward only. Statements end with a semicolon at the end of a line. */
export function readMigrations(): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(folder + name, 'utf8')
      const statements = text
        .replace(/^--.*$/gm, '')
        .split(/;\s*$/m)
        .map((statement) => statement.trim())
        .filter((statement) => statement !== '')
      return { number: Number(name.slice(0, 4)), name, statements, hash: createHash('sha256').update(text).digest('hex') }
    })
}

/** Brings the database to this program's schema. Throws an Error with one clear sentence where it cannot. */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: url, application_name: 'huizhanjia migrate', connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await ensureRole(client)
    await client.query(`create table if not exists migration (
      number integer not null, name text not null, hash text not null, at timestamptz not null,
      constraint migration_pk primary key (number))`)
    await client.query(`comment on table migration is 'Applied migrations; written by the program at start.'`)
    const applied = await applyNew(client)
    await grantApp(client)
    return { applied }
  } finally {
    await client.end()
  }
}

async function ensureRole(client: pg.Client): Promise<void> {
  try {
    const found = await client.query('select 1 from pg_roles where rolname = $1', [APP_ROLE])
    if (found.rowCount === 0) await client.query(`create role ${APP_ROLE} nologin`)
  } catch (error) {
    // Another database of the same cluster may be creating it at this moment.
    const code = (error as { code?: string }).code
    if (code !== '42710' && code !== '23505') {
      throw new Error(`The database user cannot create the role ${APP_ROLE}. Create it once as an administrator: create role ${APP_ROLE} nologin; grant ${APP_ROLE} to <user>;`, { cause: error })
    }
  }
  await client.query(`grant ${APP_ROLE} to current_user`)
}

async function applyNew(client: pg.Client): Promise<string[]> {
  const known = readMigrations()
  const done = await client.query<{ number: number; name: string; hash: string }>('select number, name, hash from migration order by number')
  const newest = known.at(-1)?.number ?? 0
  const ahead = done.rows.find((row) => row.number > newest)
  if (ahead) throw new Error(`The database has a newer schema (${ahead.name}) than this program knows (${newest}): start the newer program, or restore the backup made before the upgrade.`)
  for (const row of done.rows) {
    const file = known.find((migration) => migration.number === row.number)
    if (file?.hash !== row.hash) throw new Error(`Migration ${row.name} was applied with another text than the file has now: migrations are never edited; restore the file.`)
  }
  const missing = known.filter((migration) => !done.rows.some((row) => row.number === migration.number))
  for (const migration of missing) await applyOne(client, migration)
  return missing.map((migration) => migration.name)
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    for (const statement of migration.statements) await client.query(statement)
    await client.query('insert into migration (number, name, hash, at) values ($1, $2, $3, $4)', [migration.number, migration.name, migration.hash, new Date()])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

// The audit and its chain can be added to and read, never changed, by anything the program runs as.
async function grantApp(client: pg.Client): Promise<void> {
  await client.query(`grant usage on schema public to ${APP_ROLE}`)
  await client.query(`grant select, insert, update, delete on all tables in schema public to ${APP_ROLE}`)
  await client.query(`revoke update, delete, truncate on audit, audit_link from ${APP_ROLE}`)
  await client.query(`revoke insert, update, delete, truncate on migration from ${APP_ROLE}`)
}
