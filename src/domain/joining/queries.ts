import { sql } from 'kysely'
import * as z from 'zod'
import { ownPlace } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { fullPhone, phoneHash, sealedPerson } from '../identity/people.ts'
import { maskName } from '../membership/model.ts'
import { applicationById, applicationsById, nameOf, readId, type Application } from './application.ts'
import { ownedPlace, requireHolder } from './commands.ts'
import { applicationInput, ownApplicationsOutput, progressOutput, unionsInput, unionsOutput } from './inputs.ts'
import { publicId, type OwnApplication } from './model.ts'
import { placeOf, route } from './routing.ts'
import { progressOf, standpointOf } from './view.ts'

export const progress = query({
  name: 'joining.progress',
  permission: 'joining.apply',
  summary: 'How an application stands: which union should act, its clock day by day, what to fix; with its secret, or signed in with its phone. Sensitive fields are masked.',
  input: applicationInput,
  output: progressOutput,
  refusals: ['joining.unknown'],
  at: ownedPlace,
  async run(ctx, input) {
    const { id } = await readId(ctx, input.id)
    const row = await applicationById(ctx, id)
    await requireHolder(ctx, row, input.secret)
    return progressOf(ctx, row)
  },
})

const MOST_OWN = 50

export const myApplications = query({
  name: 'joining.my_applications',
  permission: 'self.read',
  summary: 'Applications sent with my phone, in whatever tenant, the latest first.',
  input: z.object({}),
  output: ownApplicationsOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const claims = await claimsOf(ctx)
    const rows: Application[] = []
    for (const tenant of new Set(claims.map((claim) => claim.tenant))) {
      rows.push(...(await applicationsById({ ...ctx, tenant }, claims.filter((claim) => claim.tenant === tenant).map((claim) => claim.id))))
    }
    rows.sort((a, b) => b.submitted_at.getTime() - a.submitted_at.getTime())
    return { items: await Promise.all(rows.map((row) => own(ctx, row))), next: null }
  },
})

/** Applications claimed by the phone of the signed-in person. */
export async function claimsOf(ctx: Context): Promise<{ tenant: number; id: string }[]> {
  const person = await sealedPerson(ctx.db, ctx.actor.person!)
  if (!person) return []
  const found = await sql<{ tenant: number; id: string }>`select tenant_id as tenant, application_id as id from application_claim
    where key_hash = ${phoneHash(fullPhone(person))} order by at desc limit ${MOST_OWN}`.execute(ctx.db)
  return found.rows
}

async function own(ctx: Context, row: Application): Promise<OwnApplication> {
  return {
    application: publicId(row.tenant_id, row.application_id),
    state: row.state,
    name: maskName(nameOf(row)),
    trade: row.trade,
    union: (await standpointOf(ctx, row)).union,
    submittedAt: row.submitted_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    sample: row.sample,
  }
}

export const unions = query({
  name: 'joining.unions',
  permission: 'joining.apply',
  summary: 'Unions that could take somebody of a trade who works there, each with its reason; the first is where an application would go.',
  input: unionsInput,
  output: unionsOutput,
  refusals: ['joining.no_union_here', 'stations.unknown', 'stations.withdrawn', 'stations.division_unknown'],
  at: async (ctx, input) => ({ tenant: (await placeOf(ctx, input)).tenant, path: '' }),
  async run(ctx, input) {
    return { items: await route(ctx, await placeOf(ctx, input), input), next: null }
  },
})
