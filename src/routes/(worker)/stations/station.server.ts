import { station } from '#domain/nearby/queries.ts'
import { refuse } from '#domain/refusals.ts'
import type { Context } from '#kernel/context.ts'

/** A station by what stands in an address: whatever cannot be a code names no station. */
export function stationAt(ctx: Context, code: string): ReturnType<typeof station> {
  if (!/^[0-9A-Za-z]{4,12}$/.test(code)) throw refuse('stations.unknown', { code: code.slice(0, 24) })
  return station(ctx, { code })
}
