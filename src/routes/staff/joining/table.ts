import type { ApplicationClock } from '#domain/joining/model.ts'

/** The queue of applications as its address says it. */

export const TABS = ['submitted', 'late', 'returned', 'approved', 'refused', 'withdrawn'] as const
export type Tab = (typeof TABS)[number]

export const COLUMNS = ['name', 'clock', 'warn', 'trade', 'document', 'phone', 'union', 'source', 'submitted'] as const
export type Column = (typeof COLUMNS)[number]
/** Columns of the table; the file has all. */
export const SHOWN = COLUMNS.filter((column) => column !== 'phone')
/** What is left of the columns while an application is open beside the list. */
export const SLIM: readonly Column[] = ['name', 'clock', 'warn']

export const PAGE = 100

/** The query of an address, to read. */
export type Params = Omit<URLSearchParams, 'set' | 'append' | 'delete' | 'sort'>

export interface QueueQuery {
  readonly tab: Tab
  readonly q: string
  readonly ceremony: string | undefined
  readonly cursor: string | undefined
}

/** What an address asks for; what it says wrongly counts as not said. */
export function readQueue(params: Params): QueueQuery {
  const ceremony = params.get('ceremony') ?? ''
  return {
    tab: TABS.find((tab) => tab === params.get('tab')) ?? 'submitted',
    q: (params.get('q') ?? '').trim().slice(0, 60),
    ceremony: /^[0-9a-f-]{36}$/.test(ceremony) ? ceremony : undefined,
    cursor: params.get('cursor') ?? undefined
  }
}

/** The act's own words for it. */
export function queueInputOf({ tab, q, ceremony, cursor }: QueueQuery) {
  return {
    state: tab === 'late' ? ('submitted' as const) : tab,
    ...(tab === 'late' && { late: 'true' as const }),
    ...(q && { q }),
    ...(ceremony && { ceremony }),
    ...(cursor && { cursor })
  }
}

/** The query with some parts changed (null: left out). What was done, and the page when the filter changes, never stay. */
export function changed(params: Params, parts: Readonly<Record<string, string | null>>): string {
  const next = new URLSearchParams([...params].filter(([name, value]) => !name.startsWith('/') && name !== 'done' && name !== 'many' && value !== ''))
  if (!('open' in parts) && !('cursor' in parts)) next.delete('cursor')
  for (const [name, value] of Object.entries(parts)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return `?${next}`
}

/** How pressing a clock is; `today` as YYYY-MM-DD in Beijing time. */
export function urgencyOf(clock: ApplicationClock, today: string): 'late' | 'today' | 'due' {
  return clock.late ? 'late' : clock.dueOn === today ? 'today' : 'due'
}
