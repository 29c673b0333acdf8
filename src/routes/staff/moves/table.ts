import type { Side, TransferState } from '#domain/moves/model.ts'
import type { Params } from '../stations/table.ts'

export const STATES = ['open', 'done', 'objected', 'withdrawn', 'any'] as const satisfies readonly (TransferState | 'open' | 'any')[]

/** The lists of transfers as the address says; what it says wrongly counts as not said. */
export function readMoves(params: Params): { side: Side; state: (typeof STATES)[number]; cursor: string | undefined } {
  const cursor = params.get('cursor') ?? ''
  return {
    side: params.get('side') === 'out' ? 'out' : 'in',
    state: STATES.find((state) => state === params.get('state')) ?? 'open',
    cursor: /^[0-9a-f-]{36}$/.test(cursor) ? cursor : undefined
  }
}
