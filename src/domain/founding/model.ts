/** Words of founding a union, for pages too: states, steps, shares (R-O1, R-O2). */

export const FOUNDING_STATES = ['need', 'preparing', 'recruiting', 'assembly', 'elected', 'submitted', 'approved', 'registered', 'open', 'refused', 'given_up'] as const
export type FoundingState = (typeof FOUNDING_STATES)[number]
/** Something is still to be done. */
export const UNDER_WAY = ['need', 'preparing', 'recruiting', 'assembly', 'elected', 'submitted', 'approved', 'registered'] as const satisfies readonly FoundingState[]
/** Before the union above has decided. */
export const BEFORE_APPROVAL = ['need', 'preparing', 'recruiting', 'assembly', 'elected', 'submitted'] as const satisfies readonly FoundingState[]

export function isUnderWay(state: FoundingState): boolean {
  return (UNDER_WAY as readonly string[]).includes(state)
}

export const FOUNDING_KINDS = ['single', 'joint', 'industry_federation'] as const
export type FoundingKind = (typeof FOUNDING_KINDS)[number]

/** lead and group make the preparatory group; an invited person has not agreed yet. */
export const PARTS = ['lead', 'group', 'recruit', 'invited'] as const
export type Part = (typeof PARTS)[number]

export const FOUNDING_DECISIONS = ['approve', 'return', 'refuse'] as const
export type FoundingDecision = (typeof FOUNDING_DECISIONS)[number]

/** Why a founding may be refused: nothing else is a reason. */
export const REFUSE_REASONS = ['not_in_area', 'covered_already', 'other_union_fits', 'not_workers', 'procedure', 'own_wish'] as const
export type RefuseReason = (typeof REFUSE_REASONS)[number]

/** Numbers of the rule in force; all of them are data (data/founding.json). */
export interface FoundingRule {
  readonly version: string
  readonly from: string
  readonly mark: string
  readonly source: string
  readonly groupLeast: number
  readonly groupMost: number
  readonly ownCommitteeFrom: number
  /** Of those invited. */
  readonly presentShare: string
  /** Of those present at the assembly, more than. */
  readonly electedShare: string
  readonly decideWithinDays: number
  readonly jointEmployersLeast: number
  readonly committeeMost: number
}

/** R-O1: from so many members on a committee of its own; fewer choose between their own, a joint one, or one organiser. */
export function ownCommittee(rule: FoundingRule, members: number): boolean {
  return members >= rule.ownCommitteeFrom
}

/** Who does a step: the lead, the whole group, any member, those present, the union above. */
export type Who = 'worker' | 'lead' | 'members' | 'present' | 'above'

/** The way of a founding, in order, each with who does it and the state in which it is what is to be done now. */
export const STEPS = [
  { step: 'need', who: 'worker', at: 'need' },
  { step: 'group', who: 'lead', at: 'preparing' },
  { step: 'recruit', who: 'members', at: 'recruiting' },
  { step: 'assembly', who: 'lead', at: 'assembly' },
  { step: 'election', who: 'present', at: 'assembly' },
  { step: 'submit', who: 'lead', at: 'elected' },
  { step: 'decision', who: 'above', at: 'submitted' },
  { step: 'registration', who: 'above', at: 'approved' },
  { step: 'account', who: 'lead', at: 'registered' },
  { step: 'open', who: 'above', at: 'registered' },
] as const satisfies readonly { step: string; who: Who; at: FoundingState }[]
export type Step = (typeof STEPS)[number]['step']

export interface StepView {
  readonly step: Step
  readonly who: Who
  readonly state: 'done' | 'now' | 'later'
}

/** What is done, what is now. `held`: the assembly is over; `sealed`: its election is; `account`: it is known. */
export function stepsOf(state: FoundingState, { held, sealed, account }: { held: boolean; sealed: boolean; account: boolean }): StepView[] {
  const now = nowAt(state, held, sealed, account)
  const at = now === null ? STEPS.length : STEPS.findIndex(({ step }) => step === now)
  return STEPS.map(({ step, who }, place) => ({ step, who, state: place < at ? 'done' : place === at ? 'now' : 'later' }))
}

function nowAt(state: FoundingState, held: boolean, sealed: boolean, account: boolean): Step | null {
  switch (state) {
    case 'need': return 'group'
    case 'preparing': return 'group'
    case 'recruiting': return 'recruit'
    case 'assembly': return !held ? 'assembly' : sealed ? 'submit' : 'election'
    case 'elected': return 'submit'
    case 'submitted': return 'decision'
    case 'approved': return 'registration'
    case 'registered': return account ? 'open' : 'account'
    case 'open': case 'refused': case 'given_up': return null
  }
}
