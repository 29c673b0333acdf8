import { memberFigures } from '#domain/reports/members.ts'
import { unionFigures } from '#domain/reports/unions.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { standingAt } from '../desk.ts'
import type { PageServerLoad } from './$types'

/** Figures of where I stand and below, each with its denominator. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const [unions, members] = await Promise.all([unionFigures(ctx, { path: here.path }), memberFigures(ctx, { path: here.path })])
  return { unions, members, here: here.path, trades: Object.fromEntries(TRADES.map((one) => [one.code, locale === 'en' ? one.en : one.zh])) }
}
