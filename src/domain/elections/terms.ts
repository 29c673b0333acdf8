import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { dayOf, daysBetween, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { peopleWithRoleAt } from '../identity/chiefs.ts'
import { tellAll } from '../notices/tell.ts'
import { upwards } from '../organisations/model.ts'
import { nodeAt, placeNames } from '../organisations/queries.ts'
import * as inputs from './inputs.ts'
import { RULES } from './rules.ts'

/** The same day of the month some months before; the last day of a shorter month. */
export function monthsBefore(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 - months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last))).toISOString().slice(0, 10)
}

export const tellTerms = command({
  name: 'elections.tell_terms',
  permission: 'elections.run',
  summary: 'Tells the staff of a union, or of the nearest one above that has staff, that terms of office end; the clock does, once for each alarm.',
  input: inputs.termsAlarmInput,
  refusals: ['organisations.unknown'],
  async at(ctx, { path }) {
    const found = await nodeAt(ctx, path)
    if (!found) throw refuse('organisations.unknown', { path })
    return { tenant: found.tenant, path, see: 'elections.read' }
  },
  async run(ctx, { path, until, months }) {
    const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path }])
    for (const node of upwards(path)) {
      const people = [...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_clerk', node)), ...(await peopleWithRoleAt(ctx, ctx.tenant, 'union_manager', node))]
      if (people.length === 0) continue
      await tellAll(ctx, people, { code: 'elections.term_ends', params: { union: place?.name ?? path, until, months }, link: `/staff/elections?path=${encodeURIComponent(path)}#terms` })
      return { told: new Set(people).size }
    }
    return { told: 0 }
  },
})

/** An alarm that the clock slept through is still given within this time; less than the seven days for which its key is kept. */
const LATE_DAYS = 6

/** The clock's part, for one tenant: alarms six, three and one month before terms end, once for a union and day; answers how many. */
export async function alarmTerms(ctx: Context): Promise<number> {
  const today = dayOf(ctx.now)
  const ending = await sql<{ path: string; until: Day }>`select distinct path, until_on as until from office
    where tenant_id = ${ctx.tenant} and ended_on is null and until_on >= ${today} and until_on <= ${monthsBefore(today, -(Math.max(...RULES.terms.alarmMonths) + 1))}`.execute(ctx.db)
  let given = 0
  for (const { path, until } of ending.rows) {
    for (const months of RULES.terms.alarmMonths) {
      const late = daysBetween(monthsBefore(until, months), today)
      if (late < 0 || late > LATE_DAYS) continue
      await tellTerms({ ...ctx, key: `${path} ${until} ${months}` }, { path, until, months })
      given++
    }
  }
  return given
}
