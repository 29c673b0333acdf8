import { sql, type RawBuilder } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { may, placesWith, type Place } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { personByDocument } from '../identity/documents.ts'
import { homeOf } from '../identity/home.ts'
import { alikeMembers } from '../membership/alike.ts'
import { readSearch } from '../membership/search.ts'
import { placeNames, tenantOf } from '../organisations/queries.ts'
import { applicationById, nameOf, readId, type Application } from './application.ts'
import { deskPlace } from './decide.ts'
import { queueInput, queueOutput, reviewInput, reviewOutput } from './inputs.ts'
import { itemsOf, maskedSending } from './item.ts'
import { isOpen, type QueueCounts, type Review } from './model.ts'
import { standpointOf, stepsOf } from './view.ts'

type Asked = z.output<typeof queueInput>

/** The node whose applications are asked for: one's own where none is named. */
export async function desk(ctx: Context, permission: string, path: string | undefined): Promise<Place> {
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  if (path !== undefined) return { tenant: await tenantOf(ctx, path), path, see: 'members.read' }
  const own = placesWith(ctx, permission)
  return { ...(own.find((place) => place.tenant === ctx.tenant) ?? own[0] ?? { tenant: ctx.tenant, path: '' }), see: 'members.read' }
}

export const queue = query({
  name: 'joining.queue',
  permission: 'joining.decide',
  summary: 'Applications before a union and those below it, what is due first on top; names in full, numbers masked. Closed ones come with the latest on top.',
  input: queueInput,
  output: queueOutput,
  refusals: ['list.bad_cursor', 'membership.search_short'],
  at: (ctx, input) => desk(ctx, 'joining.decide', input.path),
  async run(ctx, input) {
    const { path } = await desk(ctx, 'joining.decide', input.path)
    const [page, next] = await pageOf(ctx, path, input)
    return { items: await itemsOf(ctx, page), next, counts: await waiting(ctx, ctx.tenant, path) }
  },
})

async function pageOf(ctx: Context, path: string, input: Asked): Promise<[Application[], string | null]> {
  const search = input.q === undefined ? null : readSearch(ctx.tenant, input.q, ctx.now)
  // A membership number is nothing that an application has.
  if (search?.by === 'number') return [[], null]
  const open = input.state === 'open' || isOpen(input.state)
  const cursor = input.cursor === undefined ? null : readCursor(input.cursor)
  const states = input.state === 'open' ? ['submitted', 'returned'] : [input.state]
  const filters: RawBuilder<unknown>[] = [
    sql`tenant_id = ${ctx.tenant} and ${below(path)} and echo_of is null and state = any(${states}::text[])`,
    // Said in so many words, so that the index of open ones is used.
    ...(open ? [sql`state in ('submitted', 'returned')`] : []),
    ...(search ? [search.where] : []),
    ...(input.ceremony === undefined ? [] : [sql`ceremony_id = ${input.ceremony}`]),
    ...(input.late === undefined ? [] : [input.late ? sql`state = 'submitted' and due_on < ${dayOf(ctx.now)}` : sql`due_on >= ${dayOf(ctx.now)}`]),
    ...(cursor === null ? [] : [open ? sql`(due_on, application_id) > (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql`application_id < ${cursor[1]}::uuid`]),
  ]
  const found = await sql<Application>`select * from application where ${sql.join(filters, sql` and `)}
    order by ${open ? sql`due_on, application_id` : sql`application_id desc`} limit ${input.limit + 1}`.execute(ctx.db)
  const page = found.rows.slice(0, input.limit)
  const last = found.rows.length > input.limit ? page.at(-1) : undefined
  return [search?.by === 'name' ? page.filter((row) => search.fits(nameOf(row))) : page, last ? writeCursor(last) : null]
}

function below(path: string): RawBuilder<unknown> {
  return path === '' ? sql`true` : sql`(path = ${path} or path like ${path + '/%'})`
}

/** How many applications wait at a node and below: the figures of the rail. */
export async function waiting(ctx: Context, tenant: number, path: string): Promise<QueueCounts> {
  const found = await sql<QueueCounts>`select count(*) filter (where state = 'submitted')::integer as open, count(*) filter (where state = 'submitted' and due_on < ${dayOf(ctx.now)})::integer as late,
      count(*) filter (where state = 'returned')::integer as returned
    from application where tenant_id = ${tenant} and ${below(path)} and echo_of is null and state in ('submitted', 'returned')`.execute(ctx.db)
  return found.rows[0]!
}

export const review = query({
  name: 'joining.review',
  permission: 'joining.decide',
  summary: 'One application before its clerk: how it came here, what else was sent for the same document, members of the same name. An echo leads to the one that stands first.',
  input: reviewInput,
  output: reviewOutput,
  refusals: ['joining.unknown'],
  at: deskPlace,
  async run(ctx, input): Promise<Review> {
    const { id } = await readId(ctx, input.id)
    const asked = await applicationById(ctx, id)
    const row = asked.echo_of === null ? asked : await applicationById(ctx, asked.echo_of)
    const [item] = await itemsOf(ctx, [row])
    const [alike] = await alikeMembers(ctx, [{ name: nameOf(row), birthYear: row.birth_year, docHash: row.doc_hash }])
    return {
      ...item!,
      candidates: row.routed.candidates,
      steps: await stepsOf(ctx, row, (await standpointOf(ctx, row)).rises, true),
      sentAgain: (await sentAgain(ctx, row)).map((echo) => maskedSending(row, echo)),
      alikeMembers: alike!.filter(({ path }) => may(ctx, 'members.read', { tenant: ctx.tenant, path })).map(({ path: _path, ...member }) => member),
      home: await homeNamed(ctx, row),
    }
  },
})

async function sentAgain(ctx: Context, row: Application): Promise<Application[]> {
  const found = await sql<Application>`select * from application
    where tenant_id = ${ctx.tenant} and doc_hash = ${row.doc_hash} and echo_of = ${row.application_id} order by submitted_at, application_id limit 50`.execute(ctx.db)
  return found.rows
}

async function homeNamed(ctx: Context, row: Application): Promise<string | null> {
  const person = await personByDocument(ctx, row.doc_hash)
  const home = person === null ? null : await homeOf(ctx, person)
  return home?.union ? ((await placeNames(ctx, [home.union]))[0]?.name ?? null) : null
}

function writeCursor(row: Application): string {
  return Buffer.from(JSON.stringify([row.due_on, row.application_id])).toString('base64url')
}

const cursorSchema = z.tuple([z.iso.date(), z.uuid()])

function readCursor(text: string): [string, string] {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw refuse('list.bad_cursor')
  }
}
