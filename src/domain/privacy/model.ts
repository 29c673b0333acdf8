/** Words of "my data", for pages too. */

/** Format of the file that a person carries away; a change that readers must know of raises the version. */
export const FILE_FORMAT = 'huizhanjia.my-data'
export const FILE_VERSION = 1

/** Files that one person may have made in a day. */
export const FILES_A_DAY = 10
/** Wishes to have a checked document corrected, in a day. */
export const WISHES_A_DAY = 3

/** What goes when a person is erased. */
export const ERASED = ['name', 'phone', 'document', 'sessions', 'passkeys', 'messages', 'cards', 'readings', 'applications', 'roster_numbers', 'proposal_names', 'transfer_names'] as const
export type Erased = (typeof ERASED)[number]

/** Why something stays. */
export const KEEP_REASONS = ['proof_of_membership', 'accounting', 'valid_vote', 'office_held', 'founding_record', 'proof_of_consent', 'given_once', 'answers_resent', 'acts_without_name', 'words_without_name'] as const
export type KeepReason = (typeof KEEP_REASONS)[number]

export interface Keep {
  readonly what: 'roster' | 'dues' | 'elections' | 'offices' | 'foundings' | 'consents' | 'number' | 'answers' | 'audit' | 'proposals'
  readonly reason: KeepReason
  /** How long after the erasure, or after what it counts from; null: without an end, as it names nobody. */
  readonly years: number | null
  readonly days?: number
  /** With a name still in it, sealed. */
  readonly named: boolean
  readonly source: string
  /** C: our choice or an example, to be set by the union's own archive rules. */
  readonly mark: 'A' | 'B' | 'C'
}

/** What stays, why, and how long (R-P2, R-P3). Years are examples until a union's archivist has said otherwise. */
export const KEPT: readonly Keep[] = [
  { what: 'roster', reason: 'proof_of_membership', years: 3, named: true, source: 'R-P2', mark: 'C' },
  { what: 'dues', reason: 'accounting', years: 30, named: false, source: '会计档案管理办法', mark: 'C' },
  { what: 'elections', reason: 'valid_vote', years: 5, named: false, source: 'R-O2', mark: 'C' },
  { what: 'offices', reason: 'office_held', years: null, named: true, source: 'R-O2', mark: 'C' },
  { what: 'foundings', reason: 'founding_record', years: null, named: true, source: 'R-O2', mark: 'C' },
  { what: 'consents', reason: 'proof_of_consent', years: 3, named: false, source: 'R-P2', mark: 'C' },
  { what: 'number', reason: 'given_once', years: null, named: false, source: 'R-O5', mark: 'C' },
  { what: 'answers', reason: 'answers_resent', years: 0, days: 7, named: true, source: '–', mark: 'C' },
  { what: 'audit', reason: 'acts_without_name', years: null, named: false, source: 'R-P3', mark: 'B' },
  { what: 'proposals', reason: 'words_without_name', years: null, named: false, source: 'R-P2', mark: 'C' },
]

export interface KeptUntil {
  readonly what: Keep['what']
  readonly reason: KeepReason
  /** Last day; null: without an end, as it names nobody or belongs to the union's own record. */
  readonly until: string | null
  readonly named: boolean
}

export interface ErasureOutcome {
  readonly erased: readonly Erased[]
  readonly kept: readonly KeptUntil[]
}

/** The same day so many years on; 29 February becomes 1 March. */
export function yearsAfter(day: string, years: number): string {
  const at = new Date(`${Number(day.slice(0, 4)) + years}${day.slice(4)}T00:00:00Z`)
  return at.toISOString().slice(0, 10)
}
