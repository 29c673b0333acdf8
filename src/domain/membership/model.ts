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

export const HISTORY_EVENTS = ['joined', 'guest', 'transfer_asked', 'transfer_ended', 'transferred_in', 'transferred_out', 'left', 'rejoined', 'died', 'corrected', 'merged', 'unmerged'] as const
export type HistoryEvent = (typeof HISTORY_EVENTS)[number]

/** Fields of a member that staff see masked, or not at all, until they open them for a purpose. */
export const OPENABLE = ['phone', 'document', 'employer'] as const
export type Openable = (typeof OPENABLE)[number]

/** Dues of a month (R-O4, mark B): a part of the pay, of which a remainder under ten yuan is not counted. */
export const DUES_RULE = { rule: 'R-O4', permille: 5, remainderFen: 1_000 } as const

/** Dues in fen for a month's pay in fen: 5,237 yuan of pay make 26.15 yuan. */
export function duesFor(payFen: number, rule: { readonly permille: number; readonly remainderFen: number } = DUES_RULE): number {
  if (!Number.isSafeInteger(payFen) || payFen < 0) throw new RangeError(`not a pay in whole fen: ${payFen}`)
  return Math.floor(((payFen - (payFen % rule.remainderFen)) * rule.permille) / 1000)
}

/** Initials as a card shows them: the surname and a star for each further character ("周**"); of Latin names the first letters. */
export function initials(name: string): string {
  const plain = name.replace(/[（(].*[)）]/g, '').trim()
  if (/^[\p{Script=Latin}\s.·'-]+$/u.test(plain)) return plain.split(/[\s.·'-]+/).filter((part) => part !== '').map((part) => part[0]!.toUpperCase()).join('.') + '.'
  const [first = '', ...rest] = [...plain.replace(/[\s·]/g, '')]
  return first + '*'.repeat(Math.min(2, rest.length))
}

/** 周*明: the middle hidden; what stands in brackets after a name ("（示例）") is no part of it. */
export function maskName(name: string): string {
  const [, plain = name, aside = ''] = /^(.*?)(\s*[（(].*[)）])?$/su.exec(name) ?? []
  const letters = [...plain]
  if (letters.length <= 1) return name
  if (letters.length === 2) return `${letters[0]}*${aside}`
  return letters[0]! + '*'.repeat(Math.min(letters.length - 2, 3)) + letters.at(-1)! + aside
}
