/** Words of proposals (U9), for pages too. */

/** What a proposal is about; their words stand in the catalogues. */
export const TOPICS = ['stations', 'pay', 'hours', 'routes', 'training', 'welfare', 'licences', 'safety', 'other'] as const
export type Topic = (typeof TOPICS)[number]

/** As whom somebody speaks: a delegate's office is looked up, a model worker is marked by staff. */
export const VOICES = ['worker', 'delegate', 'model_worker'] as const
export type Voice = (typeof VOICES)[number]

export const STATES = ['open', 'accepted', 'in_work', 'adopted', 'refused', 'merged', 'withdrawn'] as const
export type ProposalState = (typeof STATES)[number]

/** Still on their way: may be seconded, merged, answered. */
export const LIVE_STATES = ['open', 'accepted', 'in_work'] as const satisfies readonly ProposalState[]
export type LiveState = (typeof LIVE_STATES)[number]

/** The steps that a union may take from a state. */
export const NEXT = {
  open: ['accepted', 'refused'],
  accepted: ['in_work', 'refused'],
  in_work: ['adopted', 'refused'],
  adopted: [],
  refused: [],
  merged: [],
  withdrawn: [],
} as const satisfies Readonly<Record<ProposalState, readonly ProposalState[]>>

export const STEPS = ['accepted', 'in_work', 'adopted', 'refused'] as const
export type Step = (typeof STEPS)[number]

/** Why a proposal is refused. The text of a personal attack is no longer shown. */
export const REASONS = ['not_ours', 'already_so', 'no_means', 'against_law', 'unclear', 'personal_attack', 'other'] as const
export type Reason = (typeof REASONS)[number]

/** What stands on the way of a proposal. */
export const EVENTS = ['open', 'accepted', 'in_work', 'adopted', 'refused', 'merged', 'merged_in', 'answered', 'voice', 'withdrawn'] as const
export type ProposalEvent = (typeof EVENTS)[number]

/** New proposals that one person may make in a day. */
export const A_DAY = 10
export const TITLE_MOST = 60
export const BODY_MOST = 2_000
export const WORDS_MOST = 1_000

export function isLive(state: ProposalState): state is LiveState {
  return (LIVE_STATES as readonly ProposalState[]).includes(state)
}

export function mayBecome(from: ProposalState, to: ProposalState): boolean {
  return (NEXT[from] as readonly ProposalState[]).includes(to)
}

/** Text that only its author and the union may still read: taken back, or an attack on a person. */
export function isHidden(state: ProposalState, reason: string | null): boolean {
  return state === 'withdrawn' || (state === 'refused' && reason === 'personal_attack')
}

/** The id outside: {tenant}.{uuid}. */
export function proposalId(tenant: number, proposal: string): string {
  return `${tenant}.${proposal}`
}

/** Reads such an id; null where it is none. */
export function readProposalId(text: string): { tenant: number; proposal: string } | null {
  const parts = /^(\d{1,9})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(text)
  return parts ? { tenant: Number(parts[1]), proposal: parts[2]! } : null
}

/** A page of this site, or an address that begins with https. */
export function isOutcomeLink(link: string): boolean {
  if (/^\/(?![/\\])[^\s\\]*$/.test(link)) return true
  const url = URL.canParse(link) ? new URL(link) : null
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
}

/** A title as titles are compared: without spaces, marks and case. */
export function plainTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '')
}

/** Neighbouring characters, each pair once. */
export function bigrams(title: string): string[] {
  const letters = [...plainTitle(title)]
  return [...new Set(letters.slice(1).map((letter, at) => letters[at]! + letter))]
}

/** How alike two titles are, 0 to 1: twice the pairs they share over all their pairs (Dice). */
export function likeness(one: string, other: string): number {
  const [a, b] = [bigrams(one), bigrams(other)]
  if (a.length + b.length === 0) return 0
  return (2 * a.filter((pair) => b.includes(pair)).length) / (a.length + b.length)
}

/** From here on a title counts as like another. */
export const ALIKE_FROM = 0.25
