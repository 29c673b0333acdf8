import { atLeast, isMatter, moreThan, readShare, type ElectionKind } from './model.ts'

export interface Counted {
  readonly kind: ElectionKind
  readonly seats: number
  readonly quorum: string
  readonly majority: string
  readonly electors: number
  /** Voted on screen, and marked as voting on paper: together those present. */
  readonly screen: number
  readonly paper: number
  readonly choices: readonly { readonly no: number; readonly label: string }[]
  /** Choices of each ballot cast on screen. */
  readonly ballots: readonly (readonly number[])[]
  /** What two people counted in the urn; null where nobody voted on paper. */
  readonly urn: { readonly ballots: number; readonly invalid: number; readonly counts: Readonly<Record<string, number>> } | null
}

export const OUTCOMES = ['elected', 'tied', 'majority_missed', 'no_seat_left', 'no_quorum', 'adopted', 'not_adopted', 'counted'] as const
export type ChoiceOutcome = (typeof OUTCOMES)[number]

export interface ChoiceResult {
  readonly no: number
  readonly label: string
  readonly screen: number
  readonly paper: number
  readonly votes: number
  readonly outcome: ChoiceOutcome
}

/** The result, step by step: every figure that led to the next. */
export interface Result {
  readonly electors: number
  readonly screen: number
  readonly paper: number
  readonly present: number
  readonly blank: number
  readonly urn: { readonly ballots: number; readonly invalid: number } | null
  readonly quorum: { readonly share: string; readonly needed: number; readonly reached: boolean }
  /** `of`: the number that the share is taken of; `needed`: least votes that are more than it. */
  readonly majority: { readonly share: string; readonly of: number; readonly needed: number }
  readonly seats: number
  readonly choices: readonly ChoiceResult[]
  readonly elected: readonly number[]
  /** Equal votes at the last seat: a run-off decides, nobody else. */
  readonly tied: readonly number[]
  readonly seatsLeft: number
}

/** Works a result out (R-O2): quorum of the electors, then more than the share of those present, then most votes until the seats are full. */
export function tally(given: Counted): Result {
  const present = given.screen + given.paper
  const needed = atLeast(readShare(given.quorum), given.electors)
  const share = readShare(given.majority)
  const of = share.of === 'electors' ? given.electors : present
  const quorum = { share: given.quorum, needed, reached: present >= needed && present > 0 }
  const majority = { share: given.majority, of, needed: moreThan(share, of) }
  const counted = given.choices.map(({ no, label }) => {
    const screen = given.ballots.filter((choices) => choices.includes(no)).length
    const paper = given.urn?.counts[String(no)] ?? 0
    return { no, label, screen, paper, votes: screen + paper }
  })
  const { elected, tied } = quorum.reached ? seated(given, counted, majority.needed) : { elected: [], tied: [] }
  const choices = counted.map((choice) => ({ ...choice, outcome: outcomeOf(given, choice, { elected, tied, quorum, majority }) }))
  return {
    electors: given.electors, screen: given.screen, paper: given.paper, present, blank: given.ballots.filter((choices) => choices.length === 0).length,
    urn: given.urn && { ballots: given.urn.ballots, invalid: given.urn.invalid }, quorum, majority, seats: given.seats, choices, elected, tied, seatsLeft: given.seats - elected.length,
  }
}

interface Votes {
  readonly no: number
  readonly votes: number
}

function seated({ kind, seats }: Counted, counted: readonly Votes[], needed: number): { elected: number[]; tied: number[] } {
  const enough = counted.filter(({ no, votes }) => votes >= needed && (!isMatter(kind) || no === 1)).toSorted((a, b) => b.votes - a.votes || a.no - b.no)
  const last = enough[seats - 1]?.votes
  const next = enough[seats]?.votes
  // Equal votes across the last seat: those above it are in, those on it wait for a run-off.
  if (last !== undefined && last === next) {
    return { elected: numbers(enough.filter(({ votes }) => votes > last)), tied: numbers(enough.filter(({ votes }) => votes === last)) }
  }
  return { elected: numbers(enough.slice(0, seats)), tied: [] }
}

function numbers(choices: readonly Votes[]): number[] {
  return choices.map(({ no }) => no).toSorted((a, b) => a - b)
}

function outcomeOf({ kind }: Counted, { no, votes }: Votes, { elected, tied, quorum, majority }: Pick<Result, 'elected' | 'tied' | 'quorum' | 'majority'>): ChoiceOutcome {
  if (isMatter(kind)) return no !== 1 ? 'counted' : elected.includes(1) ? 'adopted' : 'not_adopted'
  if (!quorum.reached) return 'no_quorum'
  if (elected.includes(no)) return 'elected'
  if (tied.includes(no)) return 'tied'
  return votes >= majority.needed ? 'no_seat_left' : 'majority_missed'
}
