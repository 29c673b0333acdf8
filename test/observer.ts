import { KEY_OF, TABLE_KINDS } from '#db/kinds.ts'

/** The query rules (scale.md) held against every statement that the suite runs. */

const KEYED = Object.entries(TABLE_KINDS).filter(([, kind]) => KEY_OF[kind] !== null)
const MARKED = /^\s*\/\* across tenants: [^*]+\*\//

/** What is wrong with a statement; null where nothing is. */
export function complaint(statement: string): string | null {
  const text = statement.replaceAll('"', '').replace(/'(?:[^']|'')*'/g, "''").replace(/\s+/g, ' ').trim()
  const verb = text.replace(/^\/\*.*?\*\/\s*/, '').split(' ', 1)[0]!.toLowerCase()
  if (!['select', 'insert', 'update', 'delete', 'with', 'merge'].includes(verb)) return null
  if (verb === 'merge') return 'MERGE'
  if (/\bwith\b.*\bas (not )?(materialized )?\( ?(insert|update|delete)\b/i.test(text)) return 'data-modifying CTE'
  if (/\bas materialized\b/i.test(text)) return 'materialised CTE'
  if (/\bcurrent_setting\(/i.test(text)) return 'current_setting() instead of a bound key'
  if (/\bvalues ?\(.*\( ?select\b/i.test(text)) return 'sub-select in VALUES'
  const set = /\b(?:update \w+(?: \w+)? set|do update set) (.*)$/i.exec(text)?.[1] ?? ''
  if (/\b(now|clock_timestamp|random|gen_random_uuid|statement_timestamp)\(\)/i.test(set)) return 'volatile function in SET'
  if (MARKED.test(statement)) return verb === 'select' && !/\bfor (update|share)\b/i.test(text) ? null : 'marked as across tenants, but not read-only'
  const tables = keyedTables(text)
  if (tables.length > 0 && /\b(recursive|rollup)\b/i.test(text)) return 'recursive CTE or ROLLUP on a keyed table'
  for (const { table, alias, key } of tables) {
    if (new RegExp(`(?:^|,) ?${key} ?=`, 'i').test(set.split(/\bwhere\b/i)[0]!)) return `update of the key ${key}`
    if (!bindsKey(text, alias, key, tables.length)) return `${table} without ${key} = a bound value`
  }
  return null
}

interface Use {
  readonly table: string
  readonly alias: string
  readonly key: string
}

const NO_ALIAS = new Set(['where', 'set', 'on', 'left', 'right', 'inner', 'join', 'cross', 'order', 'group', 'limit', 'for', 'union', 'using', 'as', 'returning', 'having', 'select', 'values', 'full'])

/** Tables read, changed or deleted from; an INSERT names its key by its columns, which are not null. */
function keyedTables(text: string): Use[] {
  const uses: Use[] = []
  for (const [, table, next] of text.matchAll(/\b(?:from|join|update|,)\s+(?:only )?([a-z_]+)\b(?!\.)(?:\s+(?:as )?([a-z_]+)\b)?/gi)) {
    const entry = KEYED.find(([name]) => name === table)
    if (!entry) continue
    uses.push({ table: table!, alias: next && !NO_ALIAS.has(next.toLowerCase()) ? next : table!, key: KEY_OF[entry[1]]! })
  }
  return uses
}

function bindsKey(text: string, alias: string, key: string, tables: number): boolean {
  // Sweeps of identity tables name many keys at once; a tenant or a person is always one.
  const many = key === 'key_hash' ? String.raw`|any\(\$\d+::text\[\]\)` : ''
  const bound = String.raw`(?:\$\d+(?:::\w+)?|\d+|''|\w+\.${key}${many})`
  const name = tables === 1 ? `(?:${alias}\\.)?${key}` : `(?:${alias}\\.${key}|(?<![.\\w])${key})`
  return new RegExp(`${name} ?= ?${bound}(?!\\w)`, 'i').test(text) || new RegExp(`${bound} ?= ?${alias}\\.${key}\\b`, 'i').test(text)
}

/** Collects complaints of one database; `finish` fails the test file that made them. */
export function makeObserver() {
  const found = new Map<string, string>()
  const seen = new Set<string>()
  return {
    observe(statement: string): void {
      if (seen.has(statement)) return
      seen.add(statement)
      const wrong = complaint(statement)
      if (wrong) found.set(statement, wrong)
    },
    statements: () => seen.size,
    finish(): void {
      if (found.size === 0) return
      const lines = [...found].map(([statement, wrong]) => `${wrong}: ${statement.replace(/\s+/g, ' ').slice(0, 240)}`)
      throw new Error(`statements against the query rules:\n${lines.join('\n')}`)
    },
  }
}
