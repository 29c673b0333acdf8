import type { RowView } from '#domain/rosters/queries.ts'
import type zh from '#lib/i18n/zh-CN/rosters.ts'

/** What there is to say about a row: its mistakes, whom it repeats, why it was left. */
export function said(row: Pick<RowView, 'problems' | 'twin' | 'skipped'>, t: typeof zh): string {
  const { twin } = row
  const why = twin && t.why[twin.why]
  return [
    ...row.problems.map(({ field, rule }) => t.problem(t.fields[field], t.rules[rule])),
    ...(twin && why ? [twin.row !== null ? t.twinOfRow(why, String(twin.row)) : twin.member ? t.twinOfMember(why, twin.member.name) : t.twinOfOther(why)] : []),
    ...(row.skipped ? [t.skips[row.skipped]] : [])
  ].join('；')
}
