/** Words of moving between unions, for pages too. */

export const TRANSFER_STATES = ['asked', 'accepted', 'objected', 'done', 'withdrawn'] as const
export type TransferState = (typeof TRANSFER_STATES)[number]
/** Somebody may still act on it. */
export const OPEN_STATES = ['asked', 'accepted'] as const satisfies readonly TransferState[]

export const SIDES = ['in', 'out'] as const
export type Side = (typeof SIDES)[number]

/** Calendar days from the acceptance on within which the old union may object; then the transfer is done by itself (issue 3, U3). */
export const OBJECT_WITHIN_DAYS = 10

/** Why the old union may object: nothing else is a reason. */
export const OBJECTIONS = ['open_case', 'dues_dispute', 'not_the_person', 'own_wish', 'on_leave_office'] as const
export type Objection = (typeof OBJECTIONS)[number]

/** Why the new union may decline what it was asked for, or give up what it has pulled. */
export const DECLINES = ['not_in_area', 'not_the_person', 'own_wish'] as const
export type Decline = (typeof DECLINES)[number]

/** Why a transfer ended without moving anybody; `home_ended`: the person left or died meanwhile. */
export const END_REASONS = [...OBJECTIONS, 'not_in_area', 'home_ended'] as const
export type EndReason = (typeof END_REASONS)[number]

export interface TransferClock {
  /** Day of the acceptance: counting begins on the next. */
  readonly from: string
  /** Last day on which the old union may object. */
  readonly dueOn: string
  /** Days gone, 0 to 10. */
  readonly day: number
  readonly of: number
}

/** A transfer as one of its two unions, or the person, sees it. */
export interface Transfer {
  /** Id that leaves the system: {tenant of this side}.{uuid}. */
  readonly transfer: string
  readonly side: Side
  readonly state: TransferState
  readonly name: string
  readonly trade: string
  readonly from: { readonly path: string; readonly name: string | null }
  readonly to: { readonly path: string; readonly name: string | null }
  readonly askedAt: string
  /** null: not accepted yet, or over. */
  readonly clock: TransferClock | null
  readonly reason: EndReason | null
  readonly note: string | null
  readonly doneAt: string | null
  readonly sample: boolean
}

export function transferId(tenant: number, id: string): string {
  return `${tenant}.${id}`
}

/** Reads such an id; null where it is none. */
export function readTransferId(text: string): { tenant: number; id: string } | null {
  const parts = /^(\d{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  return parts ? { tenant: Number(parts[1]), id: parts[2]! } : null
}
