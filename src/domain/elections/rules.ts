import { readFileSync } from 'node:fs'
import type { ElectionKind } from './model.ts'

interface Rules {
  readonly version: string
  readonly delegates: { readonly rule: string; readonly mark: string; readonly source: string; readonly assemblyBelow: number; readonly bySize: readonly { upTo: number | null; least: number; most: number }[] }
  readonly votes: { readonly kinds: Readonly<Record<ElectionKind, { quorum: string; majority: string }>> }
  readonly terms: { readonly years: readonly number[]; readonly alarmMonths: readonly number[] }
}

/** R-O2, R-O3 and terms: data, so that a new regulation is a line in data/delegates.json. */
export const RULES = JSON.parse(readFileSync(new URL('../../../data/delegates.json', import.meta.url), 'utf8')) as Rules

export interface DelegateNumber {
  readonly members: number
  /** A union of fewer members meets whole and needs no delegates. */
  readonly assembly: boolean
  readonly least: number | null
  readonly most: number | null
  /** Within the span, as far along as the members are between its sizes; the least where the size has no upper end. */
  readonly proposed: number | null
  readonly rule: string
  readonly mark: string
  readonly version: string
}

/** How many delegates a union of so many members has (R-O3). */
export function delegatesFor(members: number): DelegateNumber {
  const { rule, mark, assemblyBelow, bySize } = RULES.delegates
  const about = { members, rule, mark, version: RULES.version }
  if (members < assemblyBelow) return { ...about, assembly: true, least: null, most: null, proposed: null }
  const at = bySize.findIndex(({ upTo }) => upTo === null || members <= upTo)
  const { upTo, least, most } = bySize[at]!
  const from = bySize[at - 1]?.upTo ?? assemblyBelow
  const along = upTo === null ? 0 : (members - from) / (upTo - from)
  return { ...about, assembly: false, least, most, proposed: Math.round(least + along * (most - least)) }
}

/** Quorum and majority of a kind, unless an election says otherwise (R-O2). */
export function defaultsOf(kind: ElectionKind): { quorum: string; majority: string } {
  return RULES.votes.kinds[kind]
}
