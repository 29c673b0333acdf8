import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { ownPlace, placesWith, type Place } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import * as z from 'zod'
import { electionId } from '../elections/model.ts'
import { outcomeOf } from '../elections/queries.ts'
import { tenantsUsed } from '../identity/people.ts'
import { publicId } from '../joining/model.ts'
import { maskName } from '../membership/model.ts'
import { union } from '../organisations/localUnion.ts'
import { divisionName, ownerOf, placeNames } from '../organisations/queries.ts'
import { presentNeeded } from './assembly.ts'
import { listInput, listOutput, mineOutput, ownInput, viewOutput } from './inputs.ts'
import { BEFORE_APPROVAL, ownCommittee, stepsOf, UNDER_WAY, type FoundingState, type Part } from './model.ts'
import { clockOf, COLUMNS, countsOf, describedIn, eventsOf, foundingOf, partOf, placeOfParent, readId, takersOf, type Founding, type FoundingEvent } from './queries.ts'
import { ruleOn } from './rules.ts'

/** How a founding looks: to its people, to other members, to the union above. */

export type FoundingView = z.infer<typeof viewOutput>

/** full: names as given (the group); masked: the union above; none: other members. */
type Names = 'full' | 'masked' | 'none'

async function viewOf(ctx: Context, row: Founding, names: Names, my: Part | null): Promise<FoundingView> {
  const [events, counts, takers, [parent]] = [await eventsOf(ctx, row.founding), await countsOf(ctx, row.founding), names === 'none' ? [] : await takersOf(ctx, row.founding), await placeNames(ctx, [{ tenant: ctx.tenant, path: row.parent }])]
  const election = await electionView(ctx, row)
  const account = await accountOf(ctx, row, events)
  const invited = row.invited ?? counts.members
  return {
    id: publicId(ctx.tenant, row.founding), state: row.state, name: row.name, kind: row.kind, area: row.area, trade: row.trade,
    division: row.division, divisionName: await divisionName(ctx, row.division), parent: { path: row.parent, name: parent?.name ?? row.parent },
    ...describedIn(events), counts, ownCommittee: ownCommittee(ruleOn(dayOf(ctx.now)), counts.members), my,
    assembly: row.assemblyAt === null ? null : { at: row.assemblyAt.toISOString(), invited, needed: presentNeeded(ctx, invited), present: row.present },
    election,
    persons: takers.map((one) => ({ ...one, name: names === 'full' || one.part === 'invited' ? one.name : maskName(one.name) })),
    reason: row.reason, clock: clockOf(ctx, row.state, events.findLast(({ event }) => event === 'submitted')?.at ?? null),
    path: row.path, creditCode: row.creditCode, account,
    steps: stepsOf(row.state, { held: row.election !== null, sealed: election?.state === 'sealed' && election.elected.length > 0, account: account !== null }),
    events: shownEvents(events), sample: row.sample, changedAt: row.changedAt.toISOString(),
  }
}

async function electionView(ctx: Context, row: Founding): Promise<FoundingView['election']> {
  const outcome = row.election === null ? null : await outcomeOf(ctx, row.election)
  if (!outcome || row.election === null) return null
  const elected = outcome.result?.choices.filter(({ no }) => outcome.result?.elected.includes(no)).map(({ label }) => label) ?? []
  return { id: electionId(ctx.tenant, row.election), state: outcome.state, electors: outcome.electors, voted: outcome.voted, elected, needed: outcome.result?.majority.needed ?? null }
}

/** Known from the event of the lead; its last figures only to who may see the union. */
async function accountOf(ctx: Context, row: Founding, events: readonly FoundingEvent[]): Promise<string | null> {
  if (row.path === null || !events.some(({ event }) => event === 'account')) return null
  const place = { tenant: ctx.tenant, path: row.path }
  return placesWith(ctx, 'founding.read').some((mine) => mine.tenant === place.tenant && place.path.startsWith(`${mine.path}/`)) ? (await union(ctx, { path: row.path })).account : '****'
}

function shownEvents(events: readonly FoundingEvent[]): FoundingView['events'] {
  return events.filter(({ event }) => event !== 'described' && event !== 'invited').map(({ event, at, detail }) => ({ event, at: at.toISOString(), detail: { ...detail } }))
}

export const show = query({
  name: 'founding.show',
  permission: 'self.read',
  summary: 'A founding: to its group with names, to other members of the tenant without, while it is under way.',
  input: ownInput,
  output: viewOutput,
  refusals: ['founding.unknown', 'membership.not_member'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(outer, { id }) {
    const { tenant, founding } = readId(id)
    const ctx = { ...outer, tenant }
    const person = ctx.actor.person!
    const row = await foundingOf(ctx, founding)
    const my = row ? await partOf(ctx, founding, person) : null
    const mine = row !== null && (my !== null || row.askedBy === person)
    const member = ctx.actor.grants.some((grant) => grant.tenant === tenant && grant.permissions.has('founding.take_part'))
    if (!mine && !member) throw refuse('membership.not_member')
    if (!row || (!mine && !(BEFORE_APPROVAL as readonly string[]).includes(row.state))) throw refuse('founding.unknown', { id })
    return viewOf(ctx, row, my === 'lead' || my === 'group' ? 'full' : 'none', my)
  },
})

export const inspect = query({
  name: 'founding.inspect',
  permission: 'founding.read',
  summary: 'A founding as the union above sees it: every step with its figures, names masked.',
  input: ownInput,
  output: viewOutput,
  refusals: ['founding.unknown'],
  at: placeOfParent,
  async run(ctx, { id }) {
    const row = await foundingOf(ctx, readId(id).founding)
    if (!row) throw refuse('founding.unknown', { id })
    return viewOf(ctx, row, 'masked', null)
  },
})

type Listed = Founding & { members: number; submittedAt: Date | null; my?: Part | null }
const LISTED = sql`${COLUMNS}, (select count(*)::integer from founding_person p where p.tenant_id = f.tenant_id and p.founding_id = f.founding_id and p.part <> 'invited') as members,
  (select max(e.at) from founding_event e where e.tenant_id = f.tenant_id and e.founding_id = f.founding_id and e.event = 'submitted') as "submittedAt"`

async function rowsOf(ctx: Context, rows: readonly Listed[]) {
  const names = await placeNames(ctx, rows.map((row) => ({ tenant: ctx.tenant, path: row.parent })))
  return rows.map((row, at) => ({
    id: publicId(ctx.tenant, row.founding), state: row.state, name: row.name, kind: row.kind, parent: row.parent, parentName: names[at]?.name ?? null, members: row.members,
    clock: clockOf(ctx, row.state, row.submittedAt), changedAt: row.changedAt.toISOString(), sample: row.sample,
  }))
}

export const mine = query({
  name: 'founding.mine',
  permission: 'self.read',
  summary: 'Foundings that I asked for or take part in, over all tenants.',
  input: z.object({}),
  output: mineOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const person = ctx.actor.person!
    const items = []
    for (const tenant of await tenantsUsed(ctx.db, person)) {
      const found = await sql<Listed>`select ${LISTED}, (select p.part from founding_person p where p.tenant_id = f.tenant_id and p.founding_id = f.founding_id and p.person_id = ${person}) as my
        from founding f where f.tenant_id = ${tenant} and (f.asked_by = ${person} or exists (
          select 1 from founding_person p where p.tenant_id = f.tenant_id and p.founding_id = f.founding_id and p.person_id = ${person}))
        order by changed_at desc limit 50`.execute(ctx.db)
      const rows = await rowsOf({ ...ctx, tenant }, found.rows)
      items.push(...rows.map((row, at) => ({ ...row, my: found.rows[at]!.my ?? null })))
    }
    return { items, next: null }
  },
})

const PAGE = 50

function firstPlace(ctx: Context): Place {
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  return placesWith(ctx, 'founding.read')[0] ?? { tenant: 0, path: '/staff' }
}

export const list = query({
  name: 'founding.list',
  permission: 'founding.read',
  summary: 'Foundings at a union and below, those whose clock runs out first on top; counts are of all states.',
  input: listInput,
  output: listOutput,
  refusals: ['stations.organisation_unknown'],
  at: (ctx, { path }) => (path === undefined ? firstPlace(ctx) : ownerOf(ctx, path)),
  async run(ctx, { path: asked, state, offset }) {
    const path = asked ?? firstPlace(ctx).path
    const states: readonly FoundingState[] = state === 'under_way' ? UNDER_WAY : [state]
    const counts = await sql<{ state: FoundingState; count: number }>`select state, count(*)::integer as count from founding
      where tenant_id = ${ctx.tenant} and (parent = ${path} or parent like ${path + '/%'}) group by state`.execute(ctx.db)
    const found = await sql<Listed>`select ${LISTED} from founding f
      where f.tenant_id = ${ctx.tenant} and (f.parent = ${path} or f.parent like ${path + '/%'}) and f.state = any(${states}::text[])
      order by f.state <> 'submitted', "submittedAt", f.changed_at desc offset ${offset} limit ${PAGE}`.execute(ctx.db)
    const total = counts.rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0)
    return {
      items: await rowsOf(ctx, found.rows), total, byState: Object.fromEntries(counts.rows.map((row) => [row.state, row.count])),
      next: offset + PAGE < total ? String(offset + PAGE) : null,
    }
  },
})

