import { tradeName } from '#domain/membership/trades.ts'
import { reconciliation } from '#domain/rosters/reconcile.ts'
import { standingAt } from '../../desk.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const here = standingAt(locals, url)
  const { ctx } = locals
  const after = url.searchParams.get('after')
  const seen = await reconciliation(ctx, { tenant: here.tenant, reconciliation: params.reconciliation, ...(after && { after }) })
  return { here: here.path, seen, trades: Object.fromEntries(seen.items.map(({ trade }) => [trade, tradeName(trade, ctx.locale)])) }
}
