import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Context } from '#kernel/context.ts'
import { placeNames } from '../organisations/queries.ts'
import { CEREMONY_GRACE_MINUTES, type CeremonyView } from './model.ts'

/** A ceremony as it is kept. */
export interface Ceremony {
  readonly tenant: number
  readonly id: string
  readonly code: string
  readonly path: string
  readonly name: string
  readonly oath: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly joined: number
  readonly sample: boolean
}

const COLUMNS = sql`tenant_id as tenant, ceremony_id as id, code, path, name, oath, starts_at as "startsAt", ends_at as "endsAt", joined, sample`

/** Refuses `joining.ceremony_unknown`. */
export async function ceremonyByCode(ctx: Context, text: string): Promise<Ceremony> {
  const [tenant, code] = text.split('.')
  const found = await sql<Ceremony>`select ${COLUMNS} from ceremony where tenant_id = ${Number(tenant)} and code = ${code}`.execute(ctx.db)
  if (!found.rows[0]) throw refuse('joining.ceremony_unknown', { ceremony: text })
  return found.rows[0]
}

/** The latest ceremonies at and below a node. */
export async function ceremoniesBelow(ctx: Context, path: string, most: number): Promise<Ceremony[]> {
  const found = await sql<Ceremony>`select ${COLUMNS} from ceremony
    where tenant_id = ${ctx.tenant} and (${path} = '' or path = ${path} or path like ${path + '/%'}) order by starts_at desc, ceremony_id limit ${most}`.execute(ctx.db)
  return found.rows
}

/** Refuses `joining.ceremony_closed` before it begins, and when even what was sent late should have arrived. */
export function requireTaking(ctx: Context, { startsAt, endsAt }: Ceremony): void {
  const last = endsAt.getTime() + CEREMONY_GRACE_MINUTES * 60_000
  if (ctx.now >= startsAt && ctx.now.getTime() <= last) return
  throw refuse('joining.ceremony_closed', { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })
}

/** One joiner more, in the transaction of his application. */
export async function countJoiner(ctx: Context, ceremony: Ceremony): Promise<void> {
  await sql`update ceremony set joined = joined + 1 where tenant_id = ${ctx.tenant} and ceremony_id = ${ceremony.id}`.execute(ctx.db)
}

export async function viewOfCeremony(ctx: Context, ceremony: Ceremony): Promise<CeremonyView> {
  const [place] = await placeNames(ctx, [ceremony])
  return {
    ceremony: `${ceremony.tenant}.${ceremony.code}`,
    name: ceremony.name,
    oath: ceremony.oath,
    union: { path: ceremony.path, name: place?.name ?? ceremony.path },
    startsAt: ceremony.startsAt.toISOString(),
    endsAt: ceremony.endsAt.toISOString(),
    state: ctx.now < ceremony.startsAt ? 'coming' : ctx.now > ceremony.endsAt ? 'over' : 'open',
    sample: ceremony.sample,
  }
}
