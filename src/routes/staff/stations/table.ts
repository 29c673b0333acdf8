import type { Attention } from '#domain/presence/board.ts'
import type { ShownState } from '#domain/presence/model.ts'

/** The table of stations as its address says it: filters, order, columns, page. */

export const COLUMNS = [
  'name',
  'now',
  'need',
  'seen',
  'today',
  'd30',
  'chief',
  'kind',
  'union',
  'waiting',
  'broken',
  'address',
  'code'
] as const
export type Column = (typeof COLUMNS)[number]
const USUAL: readonly Column[] = ['name', 'now', 'need', 'seen', 'today', 'd30', 'chief']

/** What is left of the columns while a station is open beside the list. */
export const SLIM: readonly Column[] = ['name', 'now', 'need']

export const STATES: readonly ShownState[] = ['open', 'should_be_open', 'reported_locked', 'closed', 'should_be_closed', 'unknown']
export const NEEDS: readonly Attention[] = [
  'reported_locked',
  'posted_open_not_opened',
  'report_waiting',
  'facility_broken',
  'no_chief',
  'hours_unknown',
  'place_inexact'
]

/** Column -> what the act sorts by. */
const SORTS = { need: 'attention', name: 'name', today: 'visitsToday', d30: 'visits30', seen: 'lastSeen' } as const
type Sort = (typeof SORTS)[keyof typeof SORTS]

export const PAGE = 100

/** The query of an address, to read. */
export type Params = Omit<URLSearchParams, 'set' | 'append' | 'delete' | 'sort'>

export interface TableQuery {
  readonly q: string
  readonly state: ShownState | undefined
  readonly need: Attention | 'any' | undefined
  readonly kind: string | undefined
  readonly sort: Sort
  readonly down: boolean
  readonly offset: number
  readonly columns: readonly Column[]
}

function oneOf<T extends string>(list: readonly T[], value: string | null): T | undefined {
  return list.find((one) => one === value)
}

/** What an address asks for; what it says wrongly counts as not said. */
export function readTable(params: Params): TableQuery {
  const offset = Number(params.get('offset'))
  const asked = params.getAll('cols').flatMap((part) => part.split(','))
  const columns = COLUMNS.filter((column) => column === 'name' || asked.includes(column))
  const kind = params.get('kind') ?? ''
  return {
    q: (params.get('q') ?? '').trim().slice(0, 60),
    state: oneOf(STATES, params.get('state')),
    need: oneOf<Attention | 'any'>([...NEEDS, 'any'], params.get('need')),
    kind: /^[a-z0-9-]{1,40}$/.test(kind) ? kind : undefined,
    sort: oneOf(Object.values(SORTS), params.get('sort')) ?? 'attention',
    down: params.get('down') === '1',
    offset: Number.isInteger(offset) && offset > 0 && offset <= 9_900 ? offset : 0,
    columns: params.has('cols') ? columns : USUAL
  }
}

/** The query with some parts changed (null: left out). What was done, and the page when the filter changes, never stay. */
export function changed(params: Params, parts: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams([...params].filter(([name, value]) => !name.startsWith('/') && name !== 'done' && value !== ''))
  if (!('open' in parts) && !('offset' in parts)) next.delete('offset')
  for (const [name, value] of Object.entries(parts)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return `?${next}`
}

/** Link and mark of a column's head. The act's own order is the useful one (most, newest, A first): a second click turns it round. */
export function sortOf(params: Params, query: TableQuery, column: Column): { sortHref?: string; sorted?: 'ascending' | 'descending' } {
  const sort = column in SORTS ? SORTS[column as keyof typeof SORTS] : undefined
  if (!sort) return {}
  const current = query.sort === sort
  const sortHref = changed(params, { sort: sort === 'attention' ? null : sort, down: current && !query.down ? '1' : null })
  const ascending = sort === 'name' ? !query.down : query.down
  return current ? { sortHref, sorted: ascending ? 'ascending' : 'descending' } : { sortHref }
}
