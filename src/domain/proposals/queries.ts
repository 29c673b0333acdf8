import { sql, type RawBuilder } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { may, ownPlace, type Place } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { nodeAt, placeNames } from '../organisations/queries.ts'
import { alikeInput, alikeOutput, listInput, listOutput, mineInput, oneInput, oneOutput } from './inputs.ts'
import { ALIKE_FROM, bigrams, likeness, LIVE_STATES, proposalId, readProposalId, type ProposalEvent, type Reason, type Voice } from './model.ts'
import { madeBy, secondedBy, secondsOf, withNames } from './mine.ts'
import { COLUMNS, isReadable, placeOfProposal, rowOf, shortOf, type ProposalRow, type ShortProposal } from './rows.ts'

async function placeOfPath(ctx: Context, path: string): Promise<Place> {
  const found = await nodeAt(ctx, path)
  if (!found) throw refuse('organisations.unknown', { path })
  return { tenant: found.tenant, path }
}

type Asked = ReturnType<typeof listInput.parse>

function below(path: string): RawBuilder<unknown> {
  return sql`(path = ${path} or path like ${path + '/%'})`
}

/** Shown titles only: searching must not bring back what is hidden. */
function conditions(ctx: Context, { path, topic, state, q }: Asked): RawBuilder<unknown> {
  const parts = [sql`tenant_id = ${ctx.tenant}`, below(path)]
  if (topic !== undefined) parts.push(sql`topic = ${topic}`)
  if (state === 'live') parts.push(sql`state = any(${LIVE_STATES}::text[])`)
  else if (state !== 'any') parts.push(sql`state = ${state}`)
  if (q) parts.push(sql`position(${q.toLowerCase()} in lower(title)) > 0 and state <> 'withdrawn' and reason is distinct from 'personal_attack'`)
  return sql.join(parts, sql` and `)
}

/** Where the next page begins: the count of seconds may have moved meanwhile, which repeats or leaves out a line at worst. */
function afterCursor({ sort, cursor }: Asked): RawBuilder<unknown> {
  if (cursor === undefined) return sql``
  const [seconds, id] = [Number(cursor.split('.')[0]), cursor.slice(cursor.indexOf('.') + 1)]
  if (sort === 'seconds') return sql`and (seconds, proposal_id) < (${seconds}::integer, ${id}::uuid)`
  return sort === 'newest' ? sql`and proposal_id < ${id}` : sql`and proposal_id > ${id}`
}

const ORDER = { seconds: sql`seconds desc, proposal_id desc`, newest: sql`proposal_id desc`, oldest: sql`proposal_id` } as const

export const list = query({
  name: 'proposals.list',
  permission: 'public.read',
  summary: 'Proposals to a union and all below it, by topic and state: the most seconded first.',
  input: listInput,
  output: listOutput,
  refusals: ['organisations.unknown'],
  at: (ctx, { path }) => placeOfPath(ctx, path),
  async run(ctx, asked) {
    const found = await sql<ProposalRow>`select ${COLUMNS} from proposal where ${conditions(ctx, asked)} ${afterCursor(asked)} order by ${ORDER[asked.sort]} limit ${asked.limit + 1}`.execute(ctx.db)
    const rows = found.rows.slice(0, asked.limit)
    const last = found.rows.length > asked.limit ? rows.at(-1) : undefined
    return { items: await withNames(ctx, ctx.tenant, rows), next: last ? `${last.seconds}.${last.proposal_id}` : null }
  },
})

const ALIKE_MOST = 5

export const alike = query({
  name: 'proposals.alike',
  permission: 'public.read',
  summary: 'Proposals on their way whose titles are like one: shown while somebody writes, so that he may second instead.',
  input: alikeInput,
  output: alikeOutput,
  refusals: ['organisations.unknown'],
  at: (ctx, { path }) => placeOfPath(ctx, path),
  async run(ctx, { title, but }) {
    const pairs = bigrams(title)
    if (pairs.length === 0) return { items: [], next: null }
    const found = await sql<ProposalRow>`select ${COLUMNS} from proposal
      where tenant_id = ${ctx.tenant} and state = any(${LIVE_STATES}::text[]) and lower(title) like any(${pairs.map((pair) => `%${pair}%`)}::text[])
      order by (select count(*) from unnest(${pairs}::text[]) as p(pair) where position(p.pair in lower(title)) > 0) desc, seconds desc limit 30`.execute(ctx.db)
    const near = found.rows.map((row) => ({ row, like: likeness(title, row.title) })).filter(({ row, like }) => like >= ALIKE_FROM && proposalId(ctx.tenant, row.proposal_id) !== but)
    const best = near.sort((a, b) => b.like - a.like || b.row.seconds - a.row.seconds).slice(0, ALIKE_MOST).map(({ row }) => row)
    const items = await withNames(ctx, ctx.tenant, best)
    return { items: items.map(({ id, title: named, state, seconds, union }) => ({ id, title: named!, state, seconds, union })), next: null }
  },
})

interface EventRow {
  readonly at: Date
  readonly event: ProposalEvent
  readonly detail: { readonly answer?: string; readonly reason?: Reason; readonly outcome?: string; readonly link?: string; readonly voice?: Voice; readonly other?: string; readonly added?: number }
}

interface Titled {
  readonly id: string
  readonly title: string | null
}

/** Titles of other proposals of the tenant that a way names. */
async function titlesOf(ctx: Context, proposals: readonly string[]): Promise<Map<string, Titled>> {
  if (proposals.length === 0) return new Map()
  const found = await sql<ProposalRow>`select ${COLUMNS} from proposal where tenant_id = ${ctx.tenant} and proposal_id = any(${proposals}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.proposal_id, { id: proposalId(ctx.tenant, row.proposal_id), title: isReadable(ctx, ctx.tenant, row) ? row.title : null }]))
}

/** The proposal that carries on, however often one was merged into the next. */
async function carrier(ctx: Context, row: ProposalRow): Promise<string | null> {
  let last = row
  for (let steps = 0; last.merged_into !== null && steps < 50; steps++) last = (await rowOf(ctx, ctx.tenant, last.merged_into))!
  return last === row ? null : last.proposal_id
}

export const one = query({
  name: 'proposals.one',
  permission: 'public.read',
  summary: 'A proposal with every step of its way; its author only where he chose to be named.',
  input: oneInput,
  output: oneOutput,
  refusals: ['proposals.unknown'],
  at: (ctx, { id }) => placeOfProposal(ctx, id),
  async run(ctx, { id }) {
    const { proposal } = readProposalId(id)!
    const row = (await rowOf(ctx, ctx.tenant, proposal))!
    const events = await sql<EventRow>`select at, event, detail from proposal_event where tenant_id = ${ctx.tenant} and proposal_id = ${proposal} order by event_id`.execute(ctx.db)
    const into = await carrier(ctx, row)
    const titles = await titlesOf(ctx, [into, ...events.rows.map(({ detail }) => detail.other ?? null)].filter((other) => other !== null))
    const [place] = await placeNames(ctx, [{ tenant: ctx.tenant, path: row.path }])
    const { person } = ctx.actor
    return {
      ...shortOf(ctx, ctx.tenant, row, place?.name ?? null),
      text: isReadable(ctx, ctx.tenant, row) ? row.body : null,
      reason: row.reason, answer: row.answer, outcome: row.outcome, link: row.outcome_link, into: into === null ? null : titles.get(into)!, revision: row.revision,
      way: events.rows.map(({ at, event, detail }) => ({
        at: at.toISOString(), event, answer: detail.answer ?? null, reason: detail.reason ?? null, outcome: detail.outcome ?? null, link: detail.link ?? null, voice: detail.voice ?? null,
        other: detail.other === undefined ? null : (titles.get(detail.other) ?? null), seconds: detail.added ?? null,
      })),
      mine: {
        author: person === row.person_id,
        seconded: person !== null && (await secondedBy(ctx, ctx.tenant, person, [proposal])).length > 0,
        member: may(ctx, 'proposals.make', { tenant: ctx.tenant, path: row.path }),
      },
    }
  },
})

export const mine = query({
  name: 'proposals.mine',
  permission: 'self.read',
  summary: 'The proposals I made, or those I second, in whatever union.',
  input: mineInput,
  output: listOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx, { seconded }): Promise<{ items: ShortProposal[]; next: null }> {
    return { items: await (seconded ? secondsOf : madeBy)(ctx, ctx.actor.person!), next: null }
  },
})
