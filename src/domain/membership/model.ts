/** Words of the roster, for pages too. */

export const MEMBER_STATES = ['active', 'ended'] as const
export type MemberState = (typeof MEMBER_STATES)[number]

export const MEMBER_KINDS = ['home', 'guest'] as const
export type MemberKind = (typeof MEMBER_KINDS)[number]

/** Why a membership ended. */
export const END_REASONS = ['left', 'transferred', 'died', 'merged'] as const
export type EndReason = (typeof END_REASONS)[number]

/** Where a membership came from. */
export const MEMBER_SOURCES = ['self', 'ceremony', 'roster', 'partner', 'transfer', 'founding'] as const
export type MemberSource = (typeof MEMBER_SOURCES)[number]

export const HISTORY_EVENTS = ['joined', 'guest', 'transferred_in', 'transferred_out', 'left', 'rejoined', 'died', 'corrected', 'merged', 'unmerged'] as const
export type HistoryEvent = (typeof HISTORY_EVENTS)[number]

/** Initials as a card shows them: the surname and a star for each further character ("周**"); of Latin names the first letters. */
export function initials(name: string): string {
  const plain = name.replace(/[（(].*[)）]/g, '').trim()
  if (/^[\p{Script=Latin}\s.·'-]+$/u.test(plain)) return plain.split(/[\s.·'-]+/).filter((part) => part !== '').map((part) => part[0]!.toUpperCase()).join('.') + '.'
  const [first = '', ...rest] = [...plain.replace(/[\s·]/g, '')]
  return first + '*'.repeat(Math.min(2, rest.length))
}

/** 周*明: the middle hidden. */
export function maskName(name: string): string {
  const letters = [...name]
  if (letters.length <= 1) return name
  if (letters.length === 2) return letters[0]! + '*'
  return letters[0]! + '*'.repeat(Math.min(letters.length - 2, 3)) + letters.at(-1)!
}
