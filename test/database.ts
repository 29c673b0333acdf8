import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { openDatabase, type Database } from '#db/open.ts'
import { migrate } from '#db/migrate.ts'
import { makeObserver } from './observer.ts'

const TEMPLATE = 'hzj_template'

/** URL of a superuser on the cluster that the test run started (scripts/test.mjs), or of one that you named. */
function clusterUrl(): string {
  const url = process.env['HZJ_TEST_DATABASE_URL']
  if (!url) throw new Error('HZJ_TEST_DATABASE_URL is not set: run the tests by `npm test`, or name a PostgreSQL superuser yourself')
  return url
}

function withDatabase(name: string): string {
  const url = new URL(clusterUrl())
  url.pathname = `/${name}`
  return url.href
}

async function asAdmin<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase('postgres') })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/** Migrates the template once a cluster; several test files may ask at once. */
async function ensureTemplate(): Promise<void> {
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(42)')
    const found = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE])
    if (found.rowCount) return
    await client.query(`create database ${TEMPLATE}_new`)
    await migrate(withDatabase(`${TEMPLATE}_new`))
    await client.query(`alter database ${TEMPLATE}_new rename to ${TEMPLATE}`)
  })
}

export interface Scratch {
  /** Superuser URL of a migrated, empty database of its own. */
  readonly url: string
  drop(): Promise<void>
  /** Instead of dropping it: others may be made from it by this name. Nobody may be connected. */
  keepAs(template: string): Promise<void>
}

export function hasTemplate(template: string): Promise<boolean> {
  return asAdmin(async (client) => (await client.query('select 1 from pg_database where datname = $1', [template])).rowCount === 1)
}

/** Lets one process at a time do what makes a template. */
export function oneAtATime<T>(run: () => Promise<T>): Promise<T> {
  return asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(43)')
    return run()
  })
}

export async function openScratch(template = TEMPLATE): Promise<Scratch> {
  await ensureTemplate()
  const name = `t_${randomBytes(6).toString('hex')}`
  await asAdmin(async (client) => {
    await client.query('select pg_advisory_lock(42)')
    await client.query(`create database ${name} template ${template}`)
  })
  return {
    url: withDatabase(name),
    drop: async () => {
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    },
    keepAs: async (kept) => {
      await asAdmin((client) => client.query(`alter database ${name} rename to ${kept}`))
    },
  }
}

/** A scratch database opened as the application opens it. Closing it fails where a statement broke the query rules. */
export async function openTestDatabase(connections = 10): Promise<Database & { scratch: Scratch }> {
  const scratch = await openScratch()
  const observer = makeObserver()
  const database = openDatabase({ url: scratch.url, connections, log: (event) => observer.observe(event.query.sql) })
  return {
    ...database,
    scratch,
    close: async () => {
      await database.close()
      await scratch.drop()
      observer.finish()
    },
  }
}
