import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY_OF, TABLE_KINDS, type TableKind } from '#db/kinds.ts'
import { readMigrations } from '#db/migrate.ts'
import { FILES, generate } from '../scripts/schema.ts'
import { openScratch, type Scratch } from './database.ts'

/** The schema rules (scale.md) held against the real catalogue, so that the schema can grow onto many nodes. */

let scratch: Scratch
let client: pg.Client

beforeAll(async () => {
  scratch = await openScratch()
  client = new pg.Client({ connectionString: scratch.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await scratch.drop()
})

async function rows<T extends object>(text: string): Promise<T[]> {
  return (await client.query<T>(text)).rows
}

interface Constraint {
  table: string
  name: string
  type: string
  columns: string[]
  target: string | null
  targetColumns: string[] | null
  actions: string
  deferrable: boolean
}

const constraints = () => rows<Constraint>(`select c.conrelid::regclass::text as table, c.conname as name, c.contype as type, c.confrelid::regclass::text as target,
    array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.i) as columns,
    array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.i) as "targetColumns",
    coalesce(c.confdeltype::text, '') || coalesce(c.confupdtype::text, '') as actions, c.condeferrable as deferrable
  from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'u', 'x', 'f', 'c')`)

const kindOf = (table: string): TableKind => TABLE_KINDS[table.replaceAll('"', '')]!

describe('schema', () => {
  test('every table has its kind in src/db/kinds.ts, and the list names no other', async () => {
    const tables = await rows<{ name: string }>(`select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`)
    expect(tables.map((table) => table.name)).toEqual(Object.keys(TABLE_KINDS).sort())
  })

  test('every table and column says what it is', async () => {
    const silent = await rows<{ name: string }>(`select c.relname || coalesce('.' || a.attname, '') as name from pg_class c
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
      and (obj_description(c.oid, 'pg_class') is null or (a.attname is not null and col_description(c.oid, a.attnum) is null))`)
    expect(silent).toEqual([])
  })

  test('every primary key, unique and exclusion constraint contains the table key; keys of tenant and person tables begin with it', async () => {
    const wrong = (await constraints()).filter(({ table, type, columns }) => {
      const key = KEY_OF[kindOf(table)]
      return key !== null && 'pux'.includes(type) && (!columns.includes(key) || (type === 'p' && columns[0] !== key))
    })
    expect(wrong).toEqual([])
  })

  test('unique indexes contain the table key too', async () => {
    const unique = await rows<{ table: string; columns: string[] }>(`select i.indrelid::regclass::text as table,
      array(select a.attname::text from unnest(i.indkey) k(n) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n) as columns
      from pg_index i join pg_class c on c.oid = i.indexrelid where i.indisunique and c.relnamespace = 'public'::regnamespace`)
    expect(unique.filter(({ table, columns }) => KEY_OF[kindOf(table)] !== null && !columns.includes(KEY_OF[kindOf(table)]!))).toEqual([])
  })

  test('foreign keys stay between tables of one kind and key, or go to a reference table; none leaves or enters a local table', async () => {
    const wrong = (await constraints()).filter((one) => {
      if (one.type !== 'f') return false
      const from = kindOf(one.table)
      const to = kindOf(one.target!)
      if (from === 'local' || to === 'local') return true
      if (to === 'reference') return false
      const key = KEY_OF[from]
      return from !== to || key === null || one.columns.indexOf(key) === -1 || one.columns.indexOf(key) !== one.targetColumns!.indexOf(key)
    })
    expect(wrong).toEqual([])
  })

  test('no SET NULL, SET DEFAULT or ON UPDATE actions, nothing deferrable', async () => {
    const wrong = (await constraints()).filter((one) => one.deferrable || (one.type === 'f' && one.actions !== 'aa'))
    expect(wrong).toEqual([])
  })

  test('no triggers of ours, no sequences, no identity columns, no functions', async () => {
    const found = await rows(`select tgname as name from pg_trigger where not tgisinternal
      union all select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace
      union all select attname from pg_attribute where attidentity <> '' and attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
      union all select proname from pg_proc where pronamespace = 'public'::regnamespace`)
    expect(found).toEqual([])
  })

  test('names are at most 52 bytes, index names and constraint names unique, none left to PostgreSQL', async () => {
    const named = [...(await constraints()).map((one) => one.name), ...(await rows<{ name: string }>(`select relname::text as name from pg_class where relkind = 'i' and relnamespace = 'public'::regnamespace
      and relname not in (select conname from pg_constraint)`)).map((one) => one.name)]
    expect(named.filter((name) => Buffer.byteLength(name) > 52)).toEqual([])
    expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([])
    expect(named.filter((name) => /_(fkey|pkey|check\d+|excl)$/.test(name))).toEqual([])
  })

  test('no policy hides a sub-select, and row security needs none of the application role', async () => {
    expect(await rows(`select policyname from pg_policies where schemaname = 'public' and (qual ilike '%select%' or with_check ilike '%select%')`)).toEqual([])
  })

  test('the application owns nothing and may only add to and read the audit', async () => {
    expect(await rows(`select relname from pg_class where relowner = 'huizhanjia_app'::regrole`)).toEqual([])
    const rights = await rows<{ table: string; right: string }>(`select table_name as table, string_agg(privilege_type, ',' order by privilege_type) as right
      from information_schema.role_table_grants where grantee = 'huizhanjia_app' and table_name in ('audit', 'audit_link', 'migration') group by 1 order by 1`)
    expect(rights).toEqual([{ table: 'audit', right: 'INSERT,SELECT' }, { table: 'audit_link', right: 'INSERT,SELECT' }, { table: 'migration', right: 'SELECT' }])
  })

  test('tables.ts and schema.sql are what the migrations make (node scripts/schema.ts writes them)', async () => {
    const files = await generate(scratch.url)
    expect(readFileSync(FILES.tables, 'utf8')).toBe(files.tables)
    expect(readFileSync(FILES.dump, 'utf8')).toBe(files.dump)
  })

  test('migrations name every constraint, hold one statement per call and no CHECK inside ADD COLUMN', () => {
    for (const migration of readMigrations()) {
      for (const statement of migration.statements) {
        expect(statement.replace(/'(?:[^']|'')*'/g, '').includes(';'), `${migration.name}: ${statement.slice(0, 60)}`).toBe(false)
        expect(/add column[^,;]*\bcheck\b/i.test(statement), migration.name).toBe(false)
        expect(/^\s*(primary key|unique|check|foreign key)\b/im.test(statement), `${migration.name}: unnamed constraint in ${statement.slice(0, 60)}`).toBe(false)
      }
    }
  })
})
