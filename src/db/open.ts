import { Kysely, PostgresDialect, type LogEvent } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

/** The application's own role: owns no table, may only insert into and read the audit. */
export const APP_ROLE = 'huizhanjia_app'

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

export interface OpenOptions {
  readonly url: string
  readonly connections?: number
  /** 'app' lowers every connection to the application's role; 'owner' migrates. */
  readonly as?: 'app' | 'owner'
  readonly log?: (event: LogEvent) => void
}

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** Opens a pool. Nothing is sent before the first query. */
export function openDatabase({ url, connections = 20, as = 'app', log }: OpenOptions): Database {
  const settings = ['-c statement_timeout=30000', '-c idle_in_transaction_session_timeout=60000', '-c timezone=UTC']
  if (as === 'app') settings.push(`-c role=${APP_ROLE}`)
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    options: settings.join(' '),
    application_name: 'huizhanjia',
  })
  // An idle connection that the server closes is replaced by the next query; it is no fault of any act.
  pool.on('error', () => undefined)
  // The same while a transaction thinks between two statements: its next statement fails and says so; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), ...(log ? { log } : {}) })
  return { db, pool, close: () => db.destroy() }
}

const HANDLE = Symbol.for('huizhanjia.database')

/** The one handle of this process. On globalThis, because in development Vite may load a second copy of this file. */
export function setHandle(database: Database | null): void {
  Reflect.set(globalThis, HANDLE, database)
}

export function handle(): Database {
  const database = Reflect.get(globalThis, HANDLE) as Database | null | undefined
  if (!database) throw new Error('the database is not open')
  return database
}
