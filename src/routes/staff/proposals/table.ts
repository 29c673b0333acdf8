import { STATES, TOPICS, type ProposalState, type Topic } from '#domain/proposals/model.ts'
import type { Params } from '../stations/table.ts'

/** The proposals of a union as the address says them. */

export const SORTS = ['oldest', 'seconds', 'newest'] as const
export const STATE_CHOICES = ['live', 'any', ...STATES] as const

export interface TableQuery {
  readonly q: string
  readonly topic: Topic | undefined
  readonly state: ProposalState | 'live' | 'any'
  readonly sort: (typeof SORTS)[number]
  readonly cursor: string | undefined
}

/** Parts of the address that filter. */
export const FILTERS = ['q', 'topic', 'state', 'sort'] as const

/** What an address asks for; what it says wrongly counts as not said. */
export function readProposals(params: Params): TableQuery {
  const cursor = params.get('cursor')
  return {
    q: (params.get('q') ?? '').trim().slice(0, 60),
    topic: TOPICS.find((topic) => topic === params.get('topic')),
    state: STATE_CHOICES.find((state) => state === params.get('state')) ?? 'live',
    sort: SORTS.find((sort) => sort === params.get('sort')) ?? 'oldest',
    cursor: cursor !== null && /^\d{1,9}\.[0-9a-f-]{36}$/.test(cursor) ? cursor : undefined
  }
}

/** The same for the act: nothing that was not said. */
export function asked({ q, topic, state, sort, cursor }: TableQuery) {
  return { state, sort, ...(q && { q }), ...(topic && { topic }), ...(cursor && { cursor }) }
}
