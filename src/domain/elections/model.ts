/** Words of elections and votes, for pages too. */

export const ELECTION_KINDS = ['delegates', 'committee', 'chair', 'recall', 'founding', 'resolution'] as const
export type ElectionKind = (typeof ELECTION_KINDS)[number]

/** Kinds that staff draft; founding is opened by the founding of a union. */
export const DRAFTED_KINDS = ['delegates', 'committee', 'chair', 'recall', 'resolution'] as const satisfies readonly ElectionKind[]

export const ELECTION_STATES = ['draft', 'open', 'counting', 'sealed', 'cancelled'] as const
export type ElectionState = (typeof ELECTION_STATES)[number]

/** What an election is doing now: its state, and inside "open" what the clock says. */
export const PHASES = ['draft', 'announced', 'nominating', 'voting', 'over', 'counting', 'sealed', 'cancelled'] as const
export type Phase = (typeof PHASES)[number]

export const OFFICE_KINDS = ['delegate', 'committee', 'chair', 'auditor', 'women'] as const
export type OfficeKind = (typeof OFFICE_KINDS)[number]

/** The office that each kind fills; null: none. */
export const OFFICE_OF: Readonly<Record<ElectionKind, OfficeKind | null>> = {
  delegates: 'delegate', committee: 'committee', chair: 'chair', founding: 'committee', recall: null, resolution: null,
}

/** Votes about a matter have these three choices; only the first can win. */
export const MATTER_CHOICES = ['yes', 'no', 'abstain'] as const

export function isMatter(kind: ElectionKind): boolean {
  return kind === 'recall' || kind === 'resolution'
}

export interface Times {
  readonly state: ElectionState
  readonly nominatesFrom: Date | null
  readonly opensAt: Date
  readonly closesAt: Date
}

export function phaseOf({ state, nominatesFrom, opensAt, closesAt }: Times, now: Date): Phase {
  if (state !== 'open') return state
  if (now >= closesAt) return 'over'
  if (now >= opensAt) return 'voting'
  return nominatesFrom !== null && now >= nominatesFrom ? 'nominating' : 'announced'
}

/** "2/3", or "1/2 electors": of all electors instead of those present. */
export const SHARE = /^([1-9]\d?)\/([1-9]\d?)( electors)?$/

export interface Share {
  readonly over: number
  readonly under: number
  readonly of: 'present' | 'electors'
}

/** Reads a fraction; throws for what the database should never hold. */
export function readShare(text: string): Share {
  const parts = SHARE.exec(text)
  if (!parts) throw new Error(`${text} is no fraction such as 2/3`)
  return { over: Number(parts[1]), under: Number(parts[2]), of: parts[3] === undefined ? 'present' : 'electors' }
}

/** Least whole number that is at least the fraction of a number: 2/3 of 100 is 67. */
export function atLeast({ over, under }: Share, of: number): number {
  return Math.ceil((of * over) / under)
}

/** Least whole number that is more than the fraction of a number: more than half of 80 is 41. */
export function moreThan({ over, under }: Share, of: number): number {
  return Math.floor((of * over) / under) + 1
}

/** An id that leaves the system: {tenant}.{uuid}. */
export function electionId(tenant: number, election: string): string {
  return `${tenant}.${election}`
}

/** Reads such an id; null where it is none. */
export function readElectionId(text: string): { tenant: number; election: string } | null {
  const parts = /^(\d{1,9})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(text)
  return parts ? { tenant: Number(parts[1]), election: parts[2]! } : null
}

const RECEIPT_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const RECEIPT_LENGTH = 16

/** 80 random bits as 16 letters that cannot be mistaken for one another (no I, L, O, U). */
export function newReceipt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RECEIPT_LENGTH))
  return Array.from(bytes, (byte) => RECEIPT_LETTERS[byte & 31]).join('')
}

/** A receipt as it was copied by hand: small letters, dashes, O for 0, I and L for 1; null where it is none. */
export function readReceipt(typed: string): string | null {
  const text = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return text.length === RECEIPT_LENGTH && [...text].every((letter) => RECEIPT_LETTERS.includes(letter)) ? text : null
}

/** In groups of four, to write down. */
export function showReceipt(receipt: string): string {
  return receipt.replace(/.{4}(?=.)/g, '$&-')
}

/** What is hashed for a ballot (SHA-256, hex): receipt, election and the sorted numbers. The whole of it is known to the voter alone. */
export function ballotText(receipt: string, id: string, choices: readonly number[]): string {
  return `${receipt}\n${id}\n${sorted(choices).join(',')}`
}

export function sorted(choices: readonly number[]): number[] {
  return choices.toSorted((a, b) => a - b)
}
