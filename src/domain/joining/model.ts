/** Words of joining, for pages too: states, reasons, clocks (R-O6). */

export const APPLICATION_STATES = ['submitted', 'returned', 'approved', 'refused', 'withdrawn'] as const
export type ApplicationState = (typeof APPLICATION_STATES)[number]
/** Waiting for somebody: for the union, or for the person. */
export const OPEN_STATES = ['submitted', 'returned'] as const satisfies readonly ApplicationState[]

export function isOpen(state: ApplicationState): boolean {
  return (OPEN_STATES as readonly string[]).includes(state)
}

export const DECISIONS = ['approve', 'return', 'refuse'] as const
export type Decision = (typeof DECISIONS)[number]

/** Why an application may be refused: nothing else is a reason. */
export const REFUSE_REASONS = ['not_a_worker', 'not_in_area', 'document_not_valid', 'not_reached', 'already_member', 'own_wish'] as const
export type RefuseReason = (typeof REFUSE_REASONS)[number]

/** What may be sent back to be fixed. */
export const FIXABLE = ['name', 'phone', 'document', 'trade', 'place', 'employer'] as const
export type Fixable = (typeof FIXABLE)[number]

/** Why an application went to a union. */
export const ROUTE_REASONS = ['chosen', 'employer', 'federation', 'town', 'county', 'ceremony', 'partner'] as const
export type RouteReason = (typeof ROUTE_REASONS)[number]

/** Working days (R-O6; ours): the acting union decides in one, after three it rises a level, then to the union with the budget. */
export const CLOCK = { decideIn: 1, riseAfter: 3 } as const

/** Where the application came from. */
export const APPLICATION_SOURCES = ['self', 'ceremony', 'partner', 'roster'] as const
export type ApplicationSource = (typeof APPLICATION_SOURCES)[number]

export const APPLICATION_EVENTS = ['submitted', 'raised', 'returned', 'corrected', 'approved', 'refused', 'withdrawn'] as const
export type ApplicationEvent = (typeof APPLICATION_EVENTS)[number]

/** A union as an application names it. */
export interface ActingUnion {
  readonly path: string
  readonly name: string
}

export interface Candidate extends ActingUnion {
  readonly why: RouteReason
}

/** The clock of an application: which working days have been counted, and until when. */
export interface ApplicationClock {
  readonly from: string
  /** Last working day on which the acting union should decide. */
  readonly dueOn: string
  /** Last working day before it rises a level; null at the top. */
  readonly riseOn: string | null
  /** Working days counted so far, each named. */
  readonly counted: readonly string[]
  readonly late: boolean
  /** Counted by weekday beyond the known calendar. */
  readonly provisional: boolean
}

export interface ProgressStep {
  readonly event: ApplicationEvent
  readonly at: string
  readonly union: string
  /** Reason code, fields to fix, words. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** What the progress page shows: to whoever has the secret link, or to the person himself. No sensitive field in full. */
export interface Progress {
  /** Id that leaves the system: {tenant}.{uuid}. */
  readonly application: string
  readonly state: ApplicationState
  /** Masked. */
  readonly name: string
  readonly phone: string
  readonly document: { readonly kind: string; readonly number: string }
  readonly trade: string
  readonly union: ActingUnion
  readonly candidates: readonly Candidate[]
  readonly clock: ApplicationClock | null
  readonly returned: { readonly fields: readonly Fixable[]; readonly words: string | null } | null
  readonly reason: RefuseReason | null
  readonly steps: readonly ProgressStep[]
  readonly submittedAt: string
  readonly decidedAt: string | null
  /** Membership number, where approved and asked by the person himself. */
  readonly number: string | null
  readonly sample: boolean
  readonly revision: number
}

/** An id that leaves the system. */
export function publicId(tenant: number, id: string): string {
  return `${tenant}.${id}`
}

/** Reads such an id; null where it is none. */
export function readPublicId(text: string): { tenant: number; id: string } | null {
  const parts = /^(\d{1,9})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(text)
  return parts ? { tenant: Number(parts[1]), id: parts[2]! } : null
}
