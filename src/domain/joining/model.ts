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

/** Reasons told only to whoever has proved to be the person of the document: by them a stranger could learn who is a member. */
export const PRIVATE_REASONS = ['already_member', 'not_reached', 'own_wish'] as const satisfies readonly RefuseReason[]

/** What may be sent back to be fixed. */
export const FIXABLE = ['name', 'phone', 'document', 'trade', 'place', 'employer'] as const
export type Fixable = (typeof FIXABLE)[number]

/** Why an application went to a union. */
export const ROUTE_REASONS = ['chosen', 'employer', 'federation', 'town', 'county', 'ceremony', 'partner'] as const
export type RouteReason = (typeof ROUTE_REASONS)[number]

/** Version of the text by which an applicant agrees to the use of the identity number (R-P2). */
export const CONSENT_VERSION = '1'

/** What was filled in at a ceremony may arrive so much later: the hall's network is bad. */
export const CEREMONY_GRACE_MINUTES = 120
/** Applications that one press of "approve all" takes; the rest wait for the next. */
export const APPROVALS_AT_ONCE = 500

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

/** The provisional card of an open application, as its QR code says it. */
export interface CardText {
  readonly text: string
  readonly expiresAt: string
}

/** What applying and correcting answer, and what the progress page shows. */
export interface ProgressWithCard extends Progress {
  /** null: no longer open. */
  readonly card: CardText | null
}

export interface Applied extends ProgressWithCard {
  /** As `application`. */
  readonly id: string
  /** Opens the progress page without sign-in: shown once, and again to the same key. */
  readonly secret: string
  /** Page of this site: /hui/p/<id>?k=<secret>. */
  readonly progress: string
}

/** An application among mine. */
export interface OwnApplication {
  readonly application: string
  readonly state: ApplicationState
  readonly name: string
  readonly trade: string
  readonly union: ActingUnion
  readonly submittedAt: string
  readonly decidedAt: string | null
  readonly sample: boolean
}

/** An application as the staff of the union see it in their list: the name in full, phone and document masked. */
export interface QueueItem {
  readonly application: string
  readonly state: ApplicationState
  readonly name: string
  readonly phone: string
  readonly document: { readonly kind: string; readonly number: string }
  readonly birthYear: number | null
  readonly sex: 'female' | 'male' | null
  readonly trade: string
  readonly division: string
  /** The union that should act now. */
  readonly union: ActingUnion
  /** The union that the person would be a member of. */
  readonly target: ActingUnion
  /** 0: the union it was routed to; raised by each step up. */
  readonly level: number
  readonly source: ApplicationSource
  readonly station: string | null
  readonly ceremony: string | null
  /** The person named an employer: opened with a purpose only. */
  readonly employerTold: boolean
  /** The phone is that of the signed-in sender. */
  readonly phoneProved: boolean
  /** How often the same document came again. */
  readonly echoes: number
  readonly member: 'here' | 'elsewhere' | null
  /** Members of the same name and year of birth, or of a year not known. */
  readonly alike: number
  readonly clock: ApplicationClock | null
  readonly returned: Progress['returned']
  readonly reason: RefuseReason | null
  readonly submittedAt: string
  readonly decidedAt: string | null
  readonly sample: boolean
  readonly revision: number
}

export interface QueueCounts {
  /** Waiting for the union. */
  readonly open: number
  readonly late: number
  /** Waiting for the person. */
  readonly returned: number
}

/** One application before its clerk. */
export interface Review extends QueueItem {
  readonly candidates: readonly Candidate[]
  readonly steps: readonly ProgressStep[]
  /** The same document sent again: what differs from this one. */
  readonly sentAgain: readonly { readonly application: string; readonly submittedAt: string; readonly name: string; readonly phone: string; readonly differs: readonly ('name' | 'phone' | 'trade')[] }[]
  readonly alikeMembers: readonly { readonly person: string; readonly name: string; readonly number: string; readonly birthYear: number | null; readonly trade: string }[]
  /** Where the person is at home already, where that is so. */
  readonly home: string | null
}

export interface CeremonyView {
  /** {tenant}.{code}: what its QR code says. */
  readonly ceremony: string
  readonly name: string
  readonly oath: string
  readonly union: ActingUnion
  readonly startsAt: string
  readonly endsAt: string
  readonly state: 'coming' | 'open' | 'over'
  readonly sample: boolean
}

/** A ceremony as its staff see it. */
export interface CeremonyRow extends CeremonyView {
  /** Id that the list of applications takes. */
  readonly id: string
  readonly joined: number
  readonly waiting: number
  readonly approved: number
}

/** A list approved at a ceremony. */
export interface SignedList {
  readonly list: string
  readonly people: number
  readonly hash: string
  readonly signature: string
  readonly keyId: string
  /** As typed by the official. */
  readonly signedBy: string
  readonly at: string
}

export interface PrintedList extends SignedList {
  readonly ceremony: CeremonyView
  /** Nothing has been added or taken since it was signed, and the signature is ours. */
  readonly verified: boolean
  readonly items: readonly { readonly application: string; readonly name: string; readonly document: { readonly kind: string; readonly number: string }; readonly trade: string; readonly number: string | null }[]
  readonly next: null
}

/** What "approve all" answers. */
export interface ApprovedAll {
  readonly approved: number
  /** The signed list; null where nobody could be approved. */
  readonly list: SignedList | null
  readonly failed: readonly { readonly application: string; readonly name: string; readonly code: string; readonly params: Readonly<Record<string, unknown>> }[]
  /** Still waiting beyond those taken at once. */
  readonly left: number
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
