import { redirect } from '@sveltejs/kit'
import { refusalOf } from '#kernel/refusal.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { discard, judge, map, takeOver, undo } from '#domain/rosters/commands.ts'
import { isMoving, ROSTER_FIELDS, type RosterField, type RowState } from '#domain/rosters/model.ts'
import { one, rows, unknownTrades } from '#domain/rosters/queries.ts'
import { refused } from '../../../refused.ts'
import { standingAt } from '../../desk.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const TABS = ['bad', 'twin', 'good', 'skipped', 'taken'] as const satisfies readonly RowState[]
const PAGE = 100

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const which = { tenant: here.tenant, import: params.import }
  const seen = await one(ctx, which)
  const counts: Record<(typeof TABS)[number], number> = { bad: seen.bad, twin: seen.twins, good: seen.state === 'done' ? 0 : seen.good, skipped: seen.skipped, taken: seen.taken }
  const asked = TABS.find((tab) => tab === url.searchParams.get('tab'))
  const tab = asked ?? TABS.find((each) => counts[each] > 0) ?? 'bad'
  const after = Number(url.searchParams.get('after') ?? 0)
  const table = isMoving(seen.state) || seen.state === 'undone' ? { items: [], next: null } : await rows(ctx, { ...which, state: tab, after: Number.isInteger(after) && after > 0 ? after : 0, limit: PAGE })
  return {
    here: here.path,
    seen,
    counts,
    tab,
    tabs: TABS.filter((each) => counts[each] > 0 || each === tab),
    table,
    unknown: seen.state === 'ready' && seen.bad > 0 ? (await unknownTrades(ctx, which)).items : [],
    trades: TRADES.map(({ code, zh, en }) => ({ code, name: locale === 'en' ? en : zh })),
    done: url.searchParams.get('done')
  }
}

function back(url: URL, parts: Record<string, string>): string {
  const path = url.searchParams.get('path')
  return `?${new URLSearchParams({ ...(path && { path }), ...parts })}`
}

/** Runs an act of this import; a refusal is shown on the page, success leads on. */
async function doing(event: RequestEvent, run: (which: { tenant: number; import: string }) => Promise<unknown>, onto: () => string) {
  const here = standingAt(event.locals, event.url)
  try {
    await run({ tenant: here.tenant, import: event.params.import })
  } catch (error) {
    if (!refusalOf(error)) throw error
    return refused(error, event.locals.locale)
  }
  redirect(303, onto())
}

const number = (value: FormDataEntryValue | null) => (value === null || value === '' ? null : Number(value))

export const actions: Actions = {
  takeOver: (event) => doing(event, (which) => takeOver(event.locals.ctx, which), () => back(event.url, {})),
  undo: (event) => doing(event, (which) => undo(event.locals.ctx, which), () => back(event.url, {})),
  discard: (event) => doing(event, (which) => discard(event.locals.ctx, which), () => `/staff/rosters${back(event.url, { done: 'discarded' })}`),
  judge: async (event) => {
    const form = await event.request.formData()
    const said = String(form.get('judge') ?? '')
    const chosen = form.getAll('row').map(Number)
    const selected = said.endsWith('All') ? {} : { rows: chosen }
    return doing(event, (which) => judge(event.locals.ctx, { ...which, ...selected, take: said.startsWith('take') }), () => back(event.url, { done: 'judged' }))
  },
  map: async (event) => {
    const form = await event.request.formData()
    const fields: Partial<Record<RosterField, number>> = {}
    for (const field of ROSTER_FIELDS) {
      const column = number(form.get(`field:${field}`))
      if (column !== null) fields[field] = column
    }
    const trades = Object.fromEntries([...form].flatMap(([name, code]) => (name.startsWith('word:') && typeof code === 'string' && code !== '' ? [[name.slice(5), code]] : [])))
    const kept = await one(event.locals.ctx, { tenant: standingAt(event.locals, event.url).tenant, import: event.params.import })
    const trade = form.get('trade')
    const input = { headingRow: number(form.get('headingRow')), fields, trade: typeof trade === 'string' && trade !== '' ? trade : null, trades: { ...kept.columns.trades, ...trades } }
    return doing(event, (which) => map(event.locals.ctx, { ...which, ...input }), () => back(event.url, {}))
  }
}
