import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { command } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import { logReading } from '../identity/readings.ts'
import { requireDivision } from '../organisations/queries.ts'
import { writeHistory } from './enrol.ts'
import { duesInput, duesOutput, editInput, editOutput, openInput, openOutput } from './inputs.ts'
import { openSealed, sealedMember } from './member.ts'
import { placeOfMember } from './queries.ts'
import { isTrade } from './trades.ts'

export const open = command({
  name: 'members.open',
  permission: 'members.open',
  summary: "Opens a member's phone, document or employer in full, for a purpose: it is logged and shown to the member.",
  input: openInput,
  output: openOutput,
  refusals: ['membership.unknown'],
  at: placeOfMember,
  subjects: ({ person, fields, purpose }) => [person, ...fields, purpose],
  async run(ctx, { person, fields, purpose }) {
    const row = await sealedMember(ctx, ctx.tenant, person)
    if (!row) throw refuse('membership.unknown')
    await logReading(ctx, { person, fields, purpose, path: row.path })
    const number = openSealed('doc', person, row.doc_sealed)
    return {
      ...(fields.includes('phone') && { phone: openSealed('phone', person, row.phone_sealed) }),
      ...(fields.includes('document') && { document: number === null ? null : { kind: row.doc_kind!, number } }),
      ...(fields.includes('employer') && { employer: openSealed('employer', person, row.employer_sealed) }),
    }
  },
})

export const edit = command({
  name: 'members.edit',
  permission: 'members.edit',
  summary: 'Says for which platforms, in which trades and cities a member works.',
  input: editInput,
  output: editOutput,
  refusals: ['membership.unknown', 'membership.trade_unknown', 'stations.division_unknown', 'edit.stale'],
  at: placeOfMember,
  subjects: ({ person }) => [person],
  async run(ctx, { person, revision, trade, trades, platforms, cities }) {
    const all = [...new Set([trade, ...trades])]
    for (const code of all) if (!isTrade(code)) throw refuse('membership.trade_unknown', { trade: code })
    for (const code of cities) await requireDivision(ctx, code)
    const edited = await sql<{ path: string; revision: number }>`update member set trade = ${trade}, trades = ${all}, platforms = ${[...new Set(platforms)]}, cities = ${[...new Set(cities)]},
        revision = revision + 1, changed_at = ${ctx.now}
      where tenant_id = ${ctx.tenant} and person_id = ${person} and revision = ${revision} returning path, revision`.execute(ctx.db)
    const row = edited.rows[0]
    if (!row) throw refuse('edit.stale', { yours: revision, now: (await sealedMember(ctx, ctx.tenant, person))?.revision ?? null })
    await writeHistory(ctx, person, row.path, 'corrected', { what: ['trades', 'platforms', 'cities'] })
    return { revision: row.revision }
  },
})

export const recordDues = command({
  name: 'members.record_dues',
  permission: 'members.edit',
  summary: 'Notes the dues that a member has paid for a month, where the union collects any.',
  input: duesInput,
  output: duesOutput,
  refusals: ['membership.unknown', 'membership.dues_recorded', 'membership.dues_ahead'],
  at: placeOfMember,
  subjects: ({ person, month }) => [person, month],
  async run(ctx, { person, month, amountFen, paidOn }) {
    if (paidOn > dayOf(ctx.now)) throw refuse('membership.dues_ahead', { paidOn })
    const noted = await sql`insert into dues (tenant_id, person_id, month, amount_fen, paid_on, recorded_by)
      values (${ctx.tenant}, ${person}, ${month}, ${amountFen}, ${paidOn}, ${ctx.actor.pseudonym}) on conflict on constraint dues_pk do nothing`.execute(ctx.db)
    if (noted.numAffectedRows !== 1n) throw refuse('membership.dues_recorded', { month })
    return { month, amountFen }
  },
})
