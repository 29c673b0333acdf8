import { sql } from 'kysely'
import * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { dayOf, isDay } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { employerKey } from './cover.ts'
import { readEmployerLine, type EmployerLine } from './employerLines.ts'
import { coveredOutput, coverInput, nodePath } from './inputs.ts'
import { nodeAt, placeOfUnion } from './queries.ts'

/** Employers that a union covers: how an applicant finds his own. Nothing is ever told to an employer. */

export interface CoveredEmployer {
  readonly employer: string
  readonly name: string
  readonly creditCode: string | null
  readonly since: string | null
  readonly until: string | null
  readonly sample: boolean
}

const SHOWN_MOST = 2_000

/** Employers of a union: those covered now first, then those that were. */
export async function employersOf(ctx: Context, path: string): Promise<CoveredEmployer[]> {
  const rows = await sql<CoveredEmployer>`select employer_id as employer, name, credit_code as "creditCode", since_on as since, until_on as until, sample from covered_employer
    where tenant_id = ${ctx.tenant} and path = ${path} order by until_on is not null, name limit ${SHOWN_MOST}`.execute(ctx.db)
  return rows.rows
}

export interface Covered extends EmployerLine {
  readonly outcome: 'added' | 'again' | 'already' | 'mistake'
}

/** Adds employers to a union, line by line: a line with a mistake keeps none of the others back. One that was ended is covered again. */
export async function coverEmployers(ctx: Context, path: string, lines: readonly string[]): Promise<Covered[]> {
  const done: Covered[] = []
  for (const [at, text] of lines.entries()) {
    const line = readEmployerLine(text, at + 1)
    if (line === null) continue
    done.push({ ...line, outcome: line.mistake ? 'mistake' : await coverOne(ctx, path, line) })
  }
  return done
}

async function coverOne(ctx: Context, path: string, { name, creditCode }: EmployerLine): Promise<'added' | 'again' | 'already'> {
  const today = dayOf(ctx.now)
  const again = await sql`update covered_employer set until_on = null, since_on = ${today}, credit_code = coalesce(${creditCode}::text, credit_code)
    where tenant_id = ${ctx.tenant} and path = ${path} and name_key = ${employerKey(name)} and until_on is not null`.execute(ctx.db)
  if (again.numAffectedRows === 1n) return 'again'
  const added = await sql`insert into covered_employer (tenant_id, employer_id, path, name, name_key, credit_code, since_on, until_on, sample)
    values (${ctx.tenant}, ${newId()}, ${path}, ${name}, ${employerKey(name)}, ${creditCode}, ${today}, null, false)
    on conflict on constraint "organisations.employer_covered" do nothing`.execute(ctx.db)
  return added.numAffectedRows === 1n ? 'added' : 'already'
}

export const cover = command({
  name: 'organisations.cover_employers',
  permission: 'organisations.edit',
  summary: 'Adds employers that a union covers, one a line: its name, then after a comma or tab its credit code where known.',
  input: coverInput,
  output: coveredOutput,
  refusals: ['organisations.unknown', 'organisations.not_a_members_union'],
  at: placeOfUnion,
  subjects: (input) => [input.path],
  async run(ctx, { path, lines }) {
    const found = await nodeAt(ctx, path)
    if (found?.node.level !== 'grassroots') throw refuse('organisations.not_a_members_union', { union: found?.node.name ?? path })
    const done = await coverEmployers(ctx, path, lines)
    return { added: done.filter((one) => one.outcome === 'added' || one.outcome === 'again').length, mistakes: done.filter((one) => one.outcome === 'mistake').length, lines: done }
  },
})

export const endCover = command({
  name: 'organisations.end_cover',
  permission: 'organisations.edit',
  summary: 'Ends the cover of an employer on a day, today when none is named; it stays in the list as a former one.',
  input: z.object({ path: nodePath, employer: z.uuid(), on: z.string().refine(isDay, { params: { rule: 'day' } }).optional() }),
  output: z.object({ employer: z.string(), until: z.string() }),
  refusals: ['organisations.unknown', 'organisations.employer_unknown'],
  at: placeOfUnion,
  subjects: (input) => [input.path, input.employer],
  async run(ctx, { path, employer, on }) {
    const until = on ?? dayOf(ctx.now)
    const ended = await sql`update covered_employer set until_on = ${until}
      where tenant_id = ${ctx.tenant} and employer_id = ${employer} and path = ${path} and until_on is null`.execute(ctx.db)
    if (ended.numAffectedRows !== 1n) throw refuse('organisations.employer_unknown', { employer })
    return { employer, until }
  },
})
