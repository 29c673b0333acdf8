import { figure, quoted } from '../figures.ts'
import { formatClock, formatDay } from '../format.ts'
import type { NoticeTexts } from '../notice.ts'
import type { Figures, Sentences } from '../refuse.ts'
import found from './found.ts'

/** What founding a union and the registration of unions refuse and tell. */
export const refusals = {
  'organisations.credit_code_wrong': { detail: (p) => codeMistake(p), next: 'Look at the certificate again, correct it and send again.' },
  'organisations.credit_code_taken': { detail: (p) => `The credit code${quoted(p, 'code', ' ')} already belongs to${quoted(p, 'union', ' ')}.`, next: 'A code belongs to one union; check the certificate.' },
  'organisations.day_ahead': { detail: (p) => `The day ${figure(p, 'on')} has not come yet; today is ${figure(p, 'today')}.`, next: 'Give the day of registration on the certificate.' },
  'organisations.not_a_members_union': { detail: (p) => `${figure(p, 'union', 'This level')} has no members of its own and covers no employers.`, next: 'Open a grass-roots union below it.' },
  'organisations.employer_unknown': { detail: 'This employer is not covered here, or no longer.', next: 'Reload the list.' },
  'founding.unknown': { detail: 'This founding was not found, or you may not see it.', next: 'Check the link; if you changed accounts, sign in with the former one.' },
  'founding.not_in_state': { detail: (p) => `This founding is now “${stateOf(p)}”; this step cannot be done.`, next: 'Reload the page to see which step comes now.' },
  'founding.not_lead': { detail: 'This step is for the lead of the preparatory group; you are not the lead.', next: 'Ask the lead, or the union above.' },
  'founding.parent_not_general': { detail: (p) => `${figure(p, 'union', 'The union chosen')} is a grass-roots union and cannot approve a founding.`, next: 'Choose the union of the town or county.' },
  'founding.no_budget_union': { detail: (p) => `${figure(p, 'union', 'Here')} has no union with a budget of its own on this system yet.`, next: 'Call 12351 and ask the local union for help.' },
  'founding.employer_line': { detail: (p) => `Line ${figure(p, 'line', '?')}${quoted(p, 'name', ' ')} is not right: ${figure(p, 'rule') === 'name' ? 'a name has 2 to 80 characters.' : codeMistake(p)}`, next: 'One employer a line: its full name, then after a comma its credit code; leave out a code you are not sure of.' },
  'founding.group_full': { detail: (p) => `The preparatory group has at most ${figure(p, 'most', '5')} people; it has ${figure(p, 'size', '')}${Number(p['invited']) > 0 ? ` and ${figure(p, 'invited')} invited` : ''}.`, next: 'Others may sign up as members; to change somebody, one has to step out first.' },
  'founding.group_size': { detail: (p) => `The preparatory group needs ${figure(p, 'least', '3')} to ${figure(p, 'most', '5')} people; it has ${figure(p, 'size', '?')}.`, next: (p) => (Number(p['missing']) > 0 ? `${figure(p, 'missing')} more: invite somebody and wait until they agree.` : 'Let those beyond the number step out; they may sign up as members.') },
  'founding.already_in': { detail: 'This person already takes part.', next: 'Nothing more to do.' },
  'founding.number_unknown': { detail: (p) => `There is no membership number${quoted(p, 'number', ' ')}.`, next: 'Check the 12 digits, or give a phone number.' },
  'founding.not_invited': { detail: 'There is no invitation for you, or you have answered it.', next: 'Sign up directly, or ask the lead to invite you.' },
  'founding.lead_stays': { detail: 'You are the lead and cannot simply step out.', next: 'Give the founding up if you do not want it any more.' },
  'founding.assembly_past': { detail: 'The time of the assembly has passed already.', next: 'Choose a time to come, so that people can prepare.' },
  'founding.assembly_not_yet': { detail: (p) => `It is not yet time for the assembly${figure(p, 'at') && `: ${clockOf(p)}`}.`, next: 'Mark who is present when it is time; to meet earlier, change the time first.' },
  'founding.too_few_present': { detail: (p) => `Invited ${figure(p, 'invited', '?')}, two thirds of them are ${figure(p, 'needed', '?')}, present ${figure(p, 'present', '?')}: ${figure(p, 'missing', '?')} too few.`, next: 'Wait for the others, or set another time.' },
  'founding.not_among_invited': { detail: 'Somebody marked present or as a candidate has not signed up.', next: 'Choose among those who signed up.' },
  'founding.seats_wrong': { detail: (p) => `${figure(p, 'seats', '?')} seats, but ${figure(p, 'candidates', '?')} candidates; a committee has at most ${figure(p, 'most', '?')}.`, next: 'Take fewer seats or more candidates.' },
  'founding.election_under_way': { detail: 'The election of the committee is under way.', next: 'Wait until its result is sealed.' },
  'founding.not_held': { detail: 'The assembly has not been held, or nobody has been put to the vote.', next: 'Mark who is present and begin the election.' },
  'founding.election_not_sealed': { detail: (p) => `The result is not sealed yet; voted ${figure(p, 'voted', '?')} of ${figure(p, 'electors', '?')}.`, next: 'When voting is over the union above seals the result; then send again.' },
  'founding.nobody_elected': { detail: (p) => `Nobody has more than half: ${figure(p, 'needed', '?')} votes are needed.`, next: 'Set another time, meet and vote once more.' },
  'founding.employers_count': { detail: (p) => (figure(p, 'kind') === 'single' ? `A union of one enterprise covers 1 employer; ${figure(p, 'count', '?')} are named.` : `A joint union covers at least ${figure(p, 'least', '2')} employers; ${figure(p, 'count', '?')} are named.`), next: 'Change the employers; for a joint union of an area, say so.' },
  'founding.name_taken': { detail: (p) => `There is already${quoted(p, 'name', ' ')} below the union above.`, next: 'Take another name; if it is the same union, join it.' },
  'founding.own_founding': { detail: 'You take part in this founding and cannot decide about it.', next: 'Another official of the union above has to decide.' },
  'founding.account_missing': { detail: 'There is no bank account yet.', next: 'The lead enters it first.' },
  'founding.other_home': { detail: (p) => `Your membership is at ${figure(p, 'union', 'another grass-roots union')} and cannot simply be moved.`, next: 'Take the way of a transfer: the new union asks, and unless the old one objects within 10 days it is done.' },
  'founding.already_over': { detail: 'Your membership is at this union already.', next: 'Nothing more to do.' },
} satisfies Partial<Sentences>

export const notices = {
  'founding.invited': (p) => ({ title: `You are invited into the preparatory group: ${figure(p, 'union', 'a new union')}`, text: 'Whether you agree is up to you; no employer is told.' }),
  'founding.assembly': (p) => ({ title: `Founding assembly: ${figure(p, 'union', 'a new union')}`, text: `${clockOf(p)}. Two thirds of those invited must be present.` }),
  'founding.approved': (p) => ({ title: `Approved: ${figure(p, 'union', 'a new union')}`, text: 'The union above has approved. You may move your membership to the new union.' }),
  'founding.returned': (p) => ({ title: `Sent back: ${figure(p, 'union', 'a new union')}`, text: 'The union above says what to fix; then send it again.' }),
  'founding.refused': (p) => ({ title: `Not approved: ${figure(p, 'union', 'a new union')}`, text: 'The union above gives the reason; open it to read.' }),
} satisfies Partial<NoticeTexts>

/** Which rule a credit code breaks, and where. */
function codeMistake(p: Figures): string {
  const at = figure(p, 'position', '?')
  const letter = figure(p, 'found')
  switch (figure(p, 'rule')) {
    case 'length': return `A credit code has 18 characters; this one has ${letter}.`
    case 'letter': return `Character ${at}, “${letter}”, is none of a credit code: it has no I, O, S, V or Z.`
    case 'division': return `Character ${at}, “${letter}”, must be a figure: 3 to 8 are the division.`
    case 'check': return `The last character “${letter}” does not fit the first 17; one of them may be wrong.`
    case 'union': return `The credit code of a union begins with 81; character ${at} is “${letter}”.`
    default: return 'The credit code is not right.'
  }
}

function clockOf(p: Figures): string {
  const at = new Date(figure(p, 'at'))
  return Number.isNaN(at.getTime()) ? '' : `${formatDay('en', at)} ${formatClock('en', at)}`
}

/** A state of a founding in words; a newer one as its code. */
function stateOf(p: Figures): string {
  const code = figure(p, 'state')
  return Object.hasOwn(found.states, code) ? found.states[code as keyof typeof found.states] : code
}
