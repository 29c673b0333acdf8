import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { PUBLIC, type Place } from '#kernel/access.ts'
import { command, query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { ladderOf } from '../organisations/cover.ts'
import { tenantOf } from '../organisations/queries.ts'
import { ceremoniesBelow, ceremonyByCode, viewOfCeremony, type Ceremony } from './ceremony.ts'
import { ceremoniesInput, ceremoniesOutput, ceremonyInput, ceremonyOutput, ceremonyRowOutput, countOutput, createCeremonyInput, editCeremonyInput } from './inputs.ts'
import type { CeremonyRow } from './model.ts'
import { desk } from './queue.ts'

/** Crockford's letters without vowels: no code reads as a word. */
const LETTERS = '0123456789BCDFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 8
const MOST_LISTED = 100

/** The place of a ceremony for its staff. Refuses `joining.ceremony_unknown`. */
export async function ceremonyPlace(ctx: Context, input: { ceremony: string }): Promise<Place> {
  if (ctx.actor.person === null) throw refuse('access.sign_in')
  const { tenant, path } = await ceremonyByCode(ctx, input.ceremony)
  return { tenant, path, see: 'members.read' }
}

export const createCeremony = command({
  name: 'joining.create_ceremony',
  permission: 'ceremonies.hold',
  summary: 'Sets up a joining ceremony of a union: its QR code takes joiners from the beginning until two hours after the end.',
  input: createCeremonyInput,
  output: ceremonyRowOutput,
  refusals: ['joining.union_unknown'],
  async at(ctx, { path }) {
    if (ctx.actor.person === null) throw refuse('access.sign_in')
    return { tenant: await tenantOf(ctx, path), path, see: 'members.read' }
  },
  async run(ctx, { path, name, oath, startsAt, endsAt }): Promise<CeremonyRow> {
    if (ctx.tenant === 0 || (await ladderOf(ctx, ctx.tenant, path))[0]?.path !== path) throw refuse('joining.union_unknown', { path })
    const id = newId()
    for (;;) {
      const code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
      const made = await sql`insert into ceremony (tenant_id, ceremony_id, code, path, name, oath, starts_at, ends_at, joined, sample, created_at)
        values (${ctx.tenant}, ${id}, ${code}, ${path}, ${name}, ${oath}, ${new Date(startsAt)}, ${new Date(endsAt)}, 0, false, ${ctx.now})
        on conflict on constraint "joining.ceremony_code_taken" do nothing`.execute(ctx.db)
      if (made.numAffectedRows === 1n) return rowOf(ctx, await ceremonyByCode(ctx, `${ctx.tenant}.${code}`))
    }
  },
  subjects: (_, out) => (out ? [out.ceremony] : []),
})

export const editCeremony = command({
  name: 'joining.edit_ceremony',
  permission: 'ceremonies.hold',
  summary: 'Changes name, oath and times of a ceremony; its QR code stays.',
  input: editCeremonyInput,
  output: ceremonyRowOutput,
  refusals: ['joining.ceremony_unknown'],
  at: ceremonyPlace,
  subjects: (input) => [input.ceremony],
  async run(ctx, { ceremony: text, name, oath, startsAt, endsAt }): Promise<CeremonyRow> {
    const { id } = await ceremonyByCode(ctx, text)
    await sql`update ceremony set name = ${name}, oath = ${oath}, starts_at = ${new Date(startsAt)}, ends_at = ${new Date(endsAt)}
      where tenant_id = ${ctx.tenant} and ceremony_id = ${id}`.execute(ctx.db)
    return rowOf(ctx, await ceremonyByCode(ctx, text))
  },
})

export const ceremony = query({
  name: 'joining.ceremony',
  permission: 'public.read',
  summary: 'A ceremony as whoever scans its QR code sees it: union, oath, whether it takes joiners now.',
  input: ceremonyInput,
  output: ceremonyOutput,
  refusals: ['joining.ceremony_unknown'],
  at: () => PUBLIC,
  async run(ctx, input) {
    return viewOfCeremony(ctx, await ceremonyByCode(ctx, input.ceremony))
  },
})

/** Read every second or two by the screen on the stage: one look by key. */
export const ceremonyCount = query({
  name: 'joining.ceremony_count',
  permission: 'public.read',
  summary: 'How many have joined at a ceremony so far, each document once; for the stage.',
  input: ceremonyInput,
  output: countOutput,
  refusals: ['joining.ceremony_unknown'],
  at: () => PUBLIC,
  async run(ctx, input) {
    const { joined } = await ceremonyByCode(ctx, input.ceremony)
    return { joined, etag: String(joined) }
  },
})

export const ceremonies = query({
  name: 'joining.ceremonies',
  permission: 'ceremonies.hold',
  summary: 'Ceremonies at a union and below it, the latest first, with those who wait for approval.',
  input: ceremoniesInput,
  output: ceremoniesOutput,
  at: (ctx, input) => desk(ctx, 'ceremonies.hold', input.path),
  async run(ctx, input) {
    const { path } = await desk(ctx, 'ceremonies.hold', input.path)
    const found = await ceremoniesBelow(ctx, path, MOST_LISTED)
    return { items: await Promise.all(found.map((each) => rowOf(ctx, each))), next: null }
  },
})

async function rowOf(ctx: Context, held: Ceremony): Promise<CeremonyRow> {
  const counted = await sql<{ waiting: number; approved: number }>`select count(*) filter (where state = 'submitted')::integer as waiting, count(*) filter (where state = 'approved')::integer as approved
    from application where tenant_id = ${ctx.tenant} and ceremony_id = ${held.id} and echo_of is null`.execute(ctx.db)
  return { ...(await viewOfCeremony(ctx, held)), id: held.id, joined: held.joined, ...counted.rows[0]! }
}
