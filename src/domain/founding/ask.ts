import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Place } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { takeFrom } from '#kernel/limits.ts'
import { usesTenant } from '../identity/people.ts'
import { publicId } from '../joining/model.ts'
import { isTrade } from '../membership/trades.ts'
import { readEmployerLine } from '../organisations/employerLines.ts'
import { divisionInForce, nodeAt, nodeOfDivision } from '../organisations/queries.ts'
import { askInput, describeInput, foundedOutput } from './inputs.ts'
import type { FoundingState } from './model.ts'
import { hold, partOf, placeOfMembers, writeEvent, writeTaker } from './queries.ts'

/** The first step: somebody tells that a union is needed, and where. */

const ASKED_A_DAY = 5

/** The union above in whose tree the founding lies. */
async function parentOf(ctx: Context, { division, parent }: { division: string; parent?: string | undefined }): Promise<{ path: string; tenant: number }> {
  if (!(await divisionInForce(ctx, division))) throw refuse('organisations.division_unknown', { code: division })
  const path = parent ?? (await nodeOfDivision(ctx, division))
  const found = path === null ? null : await nodeAt(ctx, path)
  if (!found || path === null) throw refuse('organisations.parent_unknown', { path: path ?? division })
  if (found.node.kind !== 'general') throw refuse('founding.parent_not_general', { union: found.node.name })
  if (found.tenant === 0) throw refuse('founding.no_budget_union', { union: found.node.name })
  return { path, tenant: found.tenant }
}

export const ask = command({
  name: 'founding.ask',
  permission: 'founding.ask',
  summary: 'Tells that a union is needed: for which employer, area or trade, and for how many people about. Who tells may take the lead, as a member of the tenant.',
  input: askInput,
  output: foundedOutput,
  refusals: ['access.sign_in', 'organisations.division_unknown', 'organisations.parent_unknown', 'founding.parent_not_general', 'founding.no_budget_union', 'founding.employer_line', 'membership.trade_unknown', 'membership.not_member', 'access.too_many'],
  async at(ctx, input): Promise<Place> {
    if (ctx.actor.person === null) throw refuse('access.sign_in')
    const { tenant, path } = await parentOf(ctx, input)
    return { tenant, path }
  },
  async run(ctx, input) {
    const person = ctx.actor.person!
    const { path } = await parentOf(ctx, input)
    const member = ctx.actor.grants.some((grant) => grant.tenant === ctx.tenant && grant.permissions.has('founding.take_part'))
    if (input.lead && !member) throw refuse('membership.not_member')
    const full = await takeFrom(ctx, { name: 'founding.asked', who: person, most: ASKED_A_DAY, windowSeconds: 86_400 })
    if (full) throw refuse('access.too_many', { retryAt: full.freeAt.toISOString() })
    checkDescription(input)
    const founding = newId()
    const state: FoundingState = input.lead ? 'preparing' : 'need'
    await sql`insert into founding (tenant_id, founding_id, parent, name, kind, area, division, trade, state, asked_by, sample, revision, created_at, changed_at)
      values (${ctx.tenant}, ${founding}, ${path}, ${input.name}, ${input.kind}, ${input.kind === 'joint' && input.area}, ${input.division}, ${input.trade ?? null}, ${state}, ${person}, false, 1, ${ctx.now}, ${ctx.now})`.execute(ctx.db)
    await writeEvent(ctx, founding, 'need', {})
    await writeEvent(ctx, founding, 'described', { employers: input.employers, people: input.people })
    if (input.lead) {
      await writeTaker(ctx, founding, person, 'lead', input.myName!)
      await writeEvent(ctx, founding, 'preparing', {})
    }
    await usesTenant(ctx.db, person, ctx.tenant, ctx.now)
    return { id: publicId(ctx.tenant, founding), state }
  },
  subjects: (_, out) => (out ? [out.id] : []),
})

function checkDescription({ trade, employers }: { trade?: string | undefined; employers: readonly string[] }): void {
  if (trade !== undefined && !isTrade(trade)) throw refuse('membership.trade_unknown', { trade })
  for (const [at, text] of employers.entries()) {
    const line = readEmployerLine(text, at + 1)
    if (line?.mistake) throw refuse('founding.employer_line', { line: line.line, name: line.name, ...line.mistake })
  }
}

export const describe = command({
  name: 'founding.describe',
  permission: 'founding.take_part',
  summary: 'The lead changes name, kind, trade or employers, until the assembly is called.',
  input: describeInput,
  refusals: ['founding.unknown', 'founding.not_in_state', 'founding.not_lead', 'founding.employer_line', 'membership.trade_unknown', 'membership.not_member'],
  at: placeOfMembers,
  subjects: (input) => [input.id],
  async run(ctx, input) {
    const row = await hold(ctx, input.id, ['preparing', 'recruiting', 'elected'])
    await requireLead(ctx, row.founding)
    checkDescription(input)
    await sql`update founding set name = ${input.name}, kind = ${input.kind}, area = ${input.kind === 'joint' && input.area}, trade = ${input.trade ?? null}
      where tenant_id = ${ctx.tenant} and founding_id = ${row.founding}`.execute(ctx.db)
    await writeEvent(ctx, row.founding, 'described', { employers: input.employers, people: input.people })
  },
})

/** Refuses `founding.not_lead`; to who has no part in it, the founding is unknown. */
export async function requireLead(ctx: Context, founding: string): Promise<void> {
  const part = await partOf(ctx, founding, ctx.actor.person!)
  if (part === null) throw refuse('founding.unknown', { id: publicId(ctx.tenant, founding) })
  if (part !== 'lead') throw refuse('founding.not_lead', { part })
}
