import { moment, span } from '../electionFigures.ts'
import { figure, quoted } from '../figures.ts'
import type { NoticeTexts } from '../notice.ts'
import type { Figures } from '../refuse.ts'
import { notices as foundNotices } from './foundSayings.ts'
import identity from './identity.ts'
import moves from './move.ts'
import proposals from './proposals.ts'

function title(p: Figures): string {
  return figure(p, 'title', '(no longer shown)')
}

const en: NoticeTexts = {
  'stations.locked': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: reported locked`,
    text: 'Somebody stood at the door and could not enter. If it is open, say so; if not, set it to closed.'
  }),
  'stations.open': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: reported open`,
    text: 'This differs from what is set; please have a look.'
  }),
  'stations.broken': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: ${figure(p, 'facility', 'a facility')} is out of order`,
    text: 'Reported at the station. When it works again, set it to working.'
  }),
  'stations.out_of_stock': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: ${figure(p, 'facility', 'something')} is used up`,
    text: 'Reported at the station. When it is there again, set it to working.'
  }),
  'stations.other': (p) => ({
    title: `${figure(p, 'station', 'Your station')}: something was reported`,
    text: 'Please have a look and answer it.'
  }),
  'roles.granted': (p) => ({
    title: `You have a new role: ${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `, station ${figure(p, 'station')}`}. It works at once.`
  }),
  'roles.revoked': (p) => ({
    title: `A role was taken back: ${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `, station ${figure(p, 'station')}`}. Ask your union's administrator if this is a surprise.`
  }),
  'identity.passkey_added': (p) => ({
    title: `A passkey was added${quoted(p, 'label', ': ')}`,
    text: 'Not you? Remove it at once and sign out your other devices.'
  }),
  'joining.approved': (p) => ({ title: 'You are a member', text: `${figure(p, 'union', 'The union')} has approved. Number and card are under "Union", whenever you need them.` }),
  'joining.returned': (p) => ({ title: 'Your application needs a change', text: `${figure(p, 'union', 'The union')} asks you to correct it; what to change is said there, the rest stays.` }),
  'joining.refused': (p) => ({ title: 'Your application is decided', text: `${figure(p, 'union', 'The union')} has not approved it; the reason is on its page. If you disagree, call 12351.` }),
  'joining.raised': (p) => ({ title: `${figure(p, 'count', 'Some')} applications have risen to you`, text: 'The union below did not decide within 3 working days: please look today.' }),
  'moves.to_accept': (p) => ({ title: 'A member wants to come to you', text: `From ${figure(p, 'from', 'another union')} to ${figure(p, 'to', 'yours')}: waits for your word.` }),
  'moves.accepted': (p) => ({
    title: `${figure(p, 'to', 'The new union')} takes you over`,
    text: `If ${figure(p, 'from', 'your old union')} does not object by ${figure(p, 'dueOn')}, it is done by itself; benefits go on meanwhile. Not your wish? Withdraw it.`
  }),
  'moves.to_answer': (p) => ({ title: 'A member wants to move away', text: `To ${figure(p, 'to', 'another union')}. Object by ${figure(p, 'dueOn')}; otherwise nothing to do.` }),
  'moves.declined': (p) => ({ title: `${figure(p, 'to', 'The new union')} did not take you over`, text: `Reason: ${moves.reason(figure(p, 'reason'))}. Your membership stays at ${figure(p, 'from', 'your union')}.` }),
  'moves.objected': (p) => ({ title: `${figure(p, 'from', 'Your old union')} has objected`, text: `Reason: ${moves.reason(figure(p, 'reason'))}. Your membership stays where it is; you may ask again once that is settled.` }),
  'moves.objected_to': (p) => ({ title: `${figure(p, 'from', 'The old union')} objects to a transfer`, text: `Reason: ${moves.reason(figure(p, 'reason'))}. Nobody has moved.` }),
  'moves.done': (p) => ({ title: 'Your transfer is done', text: `From ${figure(p, 'from', 'your old union')} to ${figure(p, 'to', 'your new union')}; your number is the same. The old card is void, a new one comes when you open Union.` }),
  'moves.came': (p) => ({ title: 'A member has come to you', text: `From ${figure(p, 'from', 'another union')} to ${figure(p, 'to', 'yours')}; the roster has the name.` }),
  'moves.gone': (p) => ({ title: 'A member has moved away', text: `From ${figure(p, 'from', 'your union')} to ${figure(p, 'to', 'another union')}.` }),
  'elections.announced': (p) => ({ title: `You are asked to vote: ${figure(p, 'title')}`, text: `Votes are taken ${span(p, 'en')}. One person one vote; a secret vote shows nobody what you chose.` }),
  'elections.reminder': (p) => ({ title: `Not voted yet: ${figure(p, 'title')}`, text: `It ends ${moment(p, 'closesAt', 'en')}. Whether and how you vote is yours; who sent this does not see who has not voted.` }),
  'elections.sealed': (p) => ({ title: `Result: ${figure(p, 'title')}`, text: 'Every step of the arithmetic is shown; with your receipt you can find your vote.' }),
  'elections.term_ends': (p) => ({ title: `${figure(p, 'union')}: terms end in ${figure(p, 'months')} ${Number(p['months']) === 1 ? 'month' : 'months'}`, text: `The last day is ${figure(p, 'until')}. Prepare the next election.` }),
  'proposals.accepted': (p) => ({ title: `Proposal accepted: ${title(p)}`, text: 'The union has taken it up. Its page shows every step.' }),
  'proposals.in_work': (p) => ({ title: `Proposal in work: ${title(p)}`, text: 'You will hear when there is news.' }),
  'proposals.adopted': (p) => ({ title: `Proposal adopted: ${title(p)}`, text: 'What came of it stands on its page. Thank you.' }),
  'proposals.refused': (p) => ({ title: `Proposal refused: ${title(p)}`, text: `Reason: ${proposals.reasons[figure(p, 'reason') as 'other'] ?? proposals.reasons.other}. The words of the union stand on its page.` }),
  'proposals.answered': (p) => ({ title: `The union answered: ${title(p)}`, text: 'Open the proposal to read it.' }),
  'proposals.merged': (p) => ({ title: `Proposal merged into another: ${title(p)}`, text: `Into ${quoted(p, 'into')}. Your support went along; nothing to do.` }),
  'proposals.merged_in': (p) => ({ title: `A like proposal was merged into yours: ${title(p)}`, text: `${quoted(p, 'from')} brought ${figure(p, 'added', '0')} more seconds.` }),
  'privacy.correction_wished': (p) => ({ title: 'A member asks you to correct a document', text: `A member of ${figure(p, 'union', 'your union')}. Look at the document itself before you change it.` }),
  'privacy.phone_changed': () => ({ title: 'Your phone number was changed', text: 'Sign in with the new one; other devices are signed out. Not you? Call 12351 at once.' }),
  ...foundNotices,
  unknown: (p) => ({ title: 'A new message', text: `This version cannot show it yet (code ${figure(p, 'code')}); reload the page.` })
}

export default en
