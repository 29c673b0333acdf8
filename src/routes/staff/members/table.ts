import type { MemberKind, MemberState } from '#domain/membership/model.ts'
import type { Params } from '../stations/table.ts'

/** The roster as its address says it. */
export interface RosterQuery {
  readonly q: string
  readonly union: string | undefined
  readonly trade: string | undefined
  readonly state: MemberState | 'any'
  readonly kind: MemberKind | undefined
  readonly sex: 'female' | 'male' | 'unknown' | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly cursor: string | undefined
}

/** Parts of the address that filter, in the order of their chips. */
export const FILTERS = ['find', 'union', 'trade', 'state', 'kind', 'sex', 'from', 'to'] as const

function oneOf<T extends string>(list: readonly T[], value: string | null): T | undefined {
  return list.find((one) => one === value)
}

function fitting(value: string | null, form: RegExp): string | undefined {
  return value !== null && form.test(value) ? value : undefined
}

/** What an address asks for; what it says wrongly counts as not said. */
export function readRoster(params: Params): RosterQuery {
  return {
    q: (params.get('find') ?? '').trim().slice(0, 60),
    union: fitting(params.get('union'), /^\/cn[a-z0-9/-]{0,290}$/),
    trade: fitting(params.get('trade'), /^[a-z-]{1,40}$/),
    state: oneOf(['active', 'ended', 'any'], params.get('state')) ?? 'active',
    kind: oneOf(['home', 'guest'], params.get('kind')),
    sex: oneOf(['female', 'male', 'unknown'], params.get('sex')),
    from: fitting(params.get('from'), /^\d{4}-\d\d-\d\d$/),
    to: fitting(params.get('to'), /^\d{4}-\d\d-\d\d$/),
    cursor: fitting(params.get('cursor'), /^[0-9a-f-]{36}$/)
  }
}

/** The same for the act: nothing that was not said. */
export function asked(query: RosterQuery) {
  const { q, union, trade, state, kind, sex, from, to } = query
  return {
    ...(q && { q }),
    ...(union && { union }),
    ...(trade && { trade }),
    state,
    ...(kind && { kind }),
    ...(sex && { sex }),
    ...(from && { from }),
    ...(to && { to })
  }
}
