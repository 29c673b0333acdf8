// Writes src/db/tables.ts and migrations/schema.sql from a freshly migrated database: node scripts/schema.ts [--check]
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
}

const TYPES: Readonly<Record<string, string>> = {
  uuid: 'string', text: 'string', integer: 'number', bigint: 'number', 'double precision': 'number', numeric: 'number',
  boolean: 'boolean', date: 'string', 'timestamp with time zone': 'Date', jsonb: 'Json', 'text[]': 'string[]', 'integer[]': 'number[]', bytea: 'Uint8Array', tsvector: 'string',
}

export const FILES = {
  tables: fileURLToPath(new URL('../src/db/tables.ts', import.meta.url)),
  dump: fileURLToPath(new URL('../migrations/schema.sql', import.meta.url)),
}

/** The two generated texts for the database at `url`. */
export async function generate(url: string): Promise<{ tables: string; dump: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const columns = await client.query<Column>(`select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname, a.attnum`)
    const constraints = await client.query<{ table: string; name: string; definition: string }>(`select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, contype desc, 2`)
    const indexes = await client.query<{ table: string; definition: string }>(`select tablename as table, indexdef as definition from pg_indexes i where schemaname = 'public'
      and not exists (select 1 from pg_constraint k where k.conname = i.indexname) order by 1, indexname`)
    const comments = await client.query<{ table: string; text: string }>(`select relname as table, obj_description(oid, 'pg_class') as text from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'`)
    const byTable = Map.groupBy(columns.rows, (row) => row.table)
    const dump = [...byTable].map(([table, rows]) => {
      const lines = [
        ...rows.map((row) => `  ${row.column} ${row.type}${row.nullable ? '' : ' not null'}`),
        ...constraints.rows.filter((row) => row.table === table).map((row) => `  constraint "${row.name}" ${row.definition}`),
      ]
      const extra = indexes.rows.filter((row) => row.table === table).map((row) => `${row.definition};\n`)
      return `-- ${comments.rows.find((row) => row.table === table)?.text ?? ''}\ncreate table ${table} (\n${lines.join(',\n')}\n);\n${extra.join('')}`
    })
    return { tables: tablesFile(byTable), dump: `-- Generated from the migrations by scripts/schema.ts; do not edit.\n\n${dump.join('\n')}` }
  } finally {
    await client.end()
  }
}

function tablesFile(byTable: Map<string, Column[]>): string {
  const interfaces = [...byTable].map(([table, rows]) => {
    const fields = rows.map((row) => `  ${row.column}: ${TYPES[row.type] ?? unknownType(row)}${row.nullable ? ' | null' : ''}`)
    return `export interface ${pascal(table)}Table {\n${fields.join('\n')}\n}\n`
  })
  const all = [...byTable.keys()].map((table) => `  ${table}: ${pascal(table)}Table`)
  return `// Generated from the migrations by scripts/schema.ts; do not edit.
import type { ColumnType } from 'kysely'

/** Comes back parsed, goes in as text. */
export type Json = ColumnType<unknown, string, string>

${interfaces.join('\n')}
export interface Tables {
${all.join('\n')}
}
`
}

function unknownType(row: Column): never {
  throw new Error(`scripts/schema.ts knows no TypeScript type for ${row.table}.${row.column} ${row.type}`)
}

function pascal(name: string): string {
  return name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { openScratch } = await import('../test/database.ts')
  const scratch = await openScratch()
  try {
    const files = await generate(scratch.url)
    for (const name of ['tables', 'dump'] as const) {
      const stale = readFileSync(FILES[name], { encoding: 'utf8', flag: 'a+' }) !== files[name]
      if (stale) writeFileSync(FILES[name], files[name])
      console.log(`${FILES[name]}: ${stale ? 'written' : 'up to date'}`)
    }
  } finally {
    await scratch.drop()
  }
}
