import { area } from '#domain/presence/board.ts'
import { standingAt } from './desk.ts'
import type { PageServerLoad } from './$types'

const URGENT = 12
const WAITING = 8

/** What needs attention today, with clocks. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx } = locals
  const urgent = await area(ctx, { path: here.path, need: 'any' })
  const waiting = urgent.figures.waiting === 0 ? [] : (await area(ctx, { path: here.path, need: 'report_waiting', limit: 1000 })).items
  return {
    table: { ...urgent, items: urgent.items.slice(0, URGENT) },
    waiting: waiting.toSorted((a, b) => (a.oldestReportAt ?? '').localeCompare(b.oldestReportAt ?? '')).slice(0, WAITING),
    path: url.searchParams.get('path'),
    now: ctx.now
  }
}
