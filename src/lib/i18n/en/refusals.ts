import { differing, listed, moment, phaseNow, span } from '../electionFigures.ts'
import { failedFields, figure, quoted, untilThen } from '../figures.ts'
import type { Sentences } from '../refuse.ts'
import { refusals as foundRefusals } from './foundSayings.ts'
import proposals from './proposals.ts'

const en: Sentences = {
  title: 'Not done',
  unknown: {
    detail: (p) => `This was not done (code ${figure(p, 'code')}).`,
    next: 'Reload the page and try again; if it stays so, quote the code on the phone.'
  },

  'input.invalid': {
    detail: (p) => `Something is not filled in rightly. ${failedFields(p, '; ')}`.trim(),
    next: 'Correct what is named and send again; nothing else needs to be typed anew.'
  },
  'input.too_large': {
    detail: (p) => `What was sent is too large${figure(p, 'mostBytes') && `: at most ${Math.floor(Number(p['mostBytes']) / 1024)} KB`}.`,
    next: 'Make the pictures smaller or send in parts.'
  },
  'input.unreadable': {
    detail: 'What was sent could not be read: its form is broken.',
    next: 'Reload the page and send again; programs should check their JSON.'
  },
  'input.media_type': { detail: 'This kind of content is not understood.', next: 'Send application/json.' },

  'access.sign_in': { detail: 'You need to sign in first.', next: 'Sign in with your phone number; you come back here afterwards.' },
  'access.denied': { detail: 'Your role does not allow this.', next: "Ask your union's administrator to do it or to give you the right." },
  'access.not_found': {
    detail: 'It was not found, or you may not see it.',
    next: 'Check the address or number; if you changed accounts, sign in with the former one.'
  },
  'access.method': {
    detail: (p) => `This address does not take ${figure(p, 'method', 'this method')}.`,
    next: 'The methods it takes are in the Allow header; see /api/docs.'
  },
  'access.too_many': {
    detail: (p) => `That was too often; it works again ${untilThen(p, 'en')}.`,
    next: 'Try again then. Nothing you filled in is lost.'
  },
  'access.cross_site': { detail: 'This request came from another site and was not taken.', next: 'Do it again on a page of this site.' },
  'once.key_reused': {
    detail: 'The same request key came with other content.',
    next: 'Reload the page and send again; programs use a new Idempotency-Key each time.'
  },
  'edit.stale': { detail: 'Somebody changed it after you opened it.', next: 'Open it again, look at what is there now, then change it.' },
  'edit.match_missing': { detail: 'It was not said which version is to be changed.', next: 'Read it first and send its ETag as If-Match.' },
  'list.bad_cursor': { detail: 'The place in the list is wrong or no longer valid.', next: 'Start again from the first page.' },
  'system.busy': { detail: 'Too many people at this moment.', next: 'Try again in a few seconds; what was not done does not count.' },
  'system.fault': {
    detail: 'Something broke here; it is not your fault and has been written down.',
    next: 'Try once more; if it stays so, quote the number below on the phone.'
  },

  'identity.code_wrong': {
    detail: (p) => `The code is wrong; tries left: ${figure(p, 'triesLeft', 'a few')}.`,
    next: (p) => (Number(p['triesLeft']) === 0 ? 'Get a new code.' : 'Check the six digits of the newest message and type them again.')
  },
  'identity.code_expired': {
    detail: 'The code no longer works: it is older than 5 minutes, was wrong 5 times, or was used.',
    next: 'Get a new code.'
  },
  'identity.code_too_soon': {
    detail: (p) => `A code was sent just now; another can be sent ${untilThen(p, 'en')}.`,
    next: 'Look into your messages and the blocked ones first; ask again when the time has come.'
  },
  'identity.phone_invalid': {
    detail: 'The phone number is not right.',
    next: 'Type the 11 digits of a mainland mobile number, beginning with 1.'
  },
  'identity.sms_failed': {
    detail: 'The message could not be sent.',
    next: (p) => `Ask for a code again ${untilThen(p, 'en')}; if it is urgent, call 12351.`
  },
  'identity.passkey_failed': { detail: 'The passkey was not accepted.', next: 'Try again, or sign in by a code to your phone.' },
  'identity.passkey_staff_only': { detail: 'Passkeys are for people with a duty in a union.', next: 'Sign in by a code to your phone.' },
  'identity.session_unknown': { detail: 'There is no such signed-in device; it may have signed out already.', next: 'Reload the list.' },

  'organisations.unknown': { detail: (p) => `There is no union${quoted(p, 'path', ' ')}.`, next: 'Look for it from the top of the tree.' },
  'organisations.division_unknown': {
    detail: (p) => `There is no division with the code${quoted(p, 'code', ' ')}.`,
    next: 'Choose from the list of districts, or search by name or pinyin.'
  },
  'organisations.path_taken': {
    detail: (p) => `The organisation number${quoted(p, 'path', ' ')} is taken.`,
    next: 'Choose another, or open the one that exists.'
  },
  'organisations.local_path_taken': {
    detail: (p) => `The organisation number${quoted(p, 'path', ' ')} is taken.`,
    next: 'Choose another, or open the one that exists.'
  },
  'organisations.tenant_code_taken': {
    detail: (p) => `The short name${quoted(p, 'code', ' ')} is already used by a union.`,
    next: 'Choose another short name.'
  },
  'organisations.in_use': {
    detail: (p) => `Unions already entered below it: ${figure(p, 'unions', 'some')}; they cannot change the tenant they are kept by.`,
    next: 'Set up a tenant before its local unions are entered.'
  },
  'organisations.parent_unknown': {
    detail: (p) => `The organisation above${quoted(p, 'path', ' ')} was not found.`,
    next: 'Choose one from the tree.'
  },
  'roles.beyond_own': {
    detail: 'Rights can be given only within the union you administer, and no role beyond it.',
    next: 'Choose an organisation below yours, or ask the union above.'
  },
  'roles.person_unknown': {
    detail: 'This person has not signed in yet.',
    next: 'Ask them to sign in once with their phone, then give the right.'
  },

  'identity.document_invalid': {
    detail: (p) => ({ form: 'The document number has the wrong length or form.', birth: 'The day of birth inside the number does not exist.', check_digit: 'The last character does not fit the number: one digit may be wrong.' })[String(p['rule'])] ?? 'The document number is wrong.',
    next: 'Compare it with the document and send it again.'
  },
  'identity.document_taken': { detail: 'This document is registered under another phone number.', next: 'Sign in with that number; if it is no longer yours, ask the union to check your identity and change it.' },
  'organisations.employer_covered': { detail: 'This union covers that employer already.', next: 'Nothing to add; open the entry to change its name.' },
  'membership.already_home': {
    detail: (p) => `This person is a member of ${figure(p, 'union', 'another union')} already.`,
    next: 'A person has one home membership. To change unions, let the new union ask for a transfer.'
  },
  'membership.unknown': { detail: 'There is no such member, or not where you may look.', next: 'Check the number or the name.' },
  'membership.not_member': { detail: 'This step is for members.', next: 'Join first: it takes a minute.' },
  'membership.trade_unknown': { detail: (p) => `Unknown trade: ${quoted(p, 'trade')}.`, next: 'Choose one of the list; “other” where none fits.' },
  'membership.dues_amount': { detail: 'Dues must be more than 0.', next: 'Check the amount.' },
  'membership.dues_recorded': { detail: (p) => `The dues for ${figure(p, 'month', 'this month')} are noted already.`, next: 'Look at the list of dues; if it is wrong, ask your administrator to correct it.' },
  'membership.dues_ahead': { detail: (p) => `The day of payment${quoted(p, 'paidOn', ' ')} has not come yet.`, next: 'Give the day on which it was paid.' },
  'membership.search_short': { detail: (p) => `The name is too short: at least ${figure(p, 'least', '2')} characters.`, next: 'Type two characters that stand together in the name, or a whole phone, document or membership number.' },
  'moves.unknown': { detail: 'This transfer was not found, or you may not see it.', next: 'Open it from the list of transfers.' },
  'moves.person_unknown': { detail: 'The membership number and the name do not fit, or there is no membership now.', next: 'Let the person open the Union page and type both again; who has no membership can simply join.' },
  'moves.no_home': { detail: 'You are no member now, so there is nothing to transfer.', next: 'Join instead: it takes a minute, and your number stays the same.' },
  'moves.not_home': { detail: 'The membership is not at home here, or has ended.', next: 'The home union has to do this.' },
  'moves.already_here': { detail: (p) => `The membership is at ${figure(p, 'union', 'this union')} already.`, next: 'Nothing to do; choose another union to move elsewhere.' },
  'moves.under_way': { detail: 'A transfer is under way; there can be one at a time.', next: 'Wait until it is done, or let the member withdraw it under My membership.' },
  'moves.none_running': { detail: 'No transfer is under way.', next: 'Reload the page: it may be done already.' },
  'moves.closed': {
    detail: (p) => ({ objected: 'The old union has objected; the membership has not moved.', done: 'The transfer is done already.', withdrawn: 'This transfer was withdrawn.' })[String(p['state'])] ?? 'This transfer has changed.',
    next: 'Reload the page to see where it stands.'
  },
  'moves.too_late': { detail: (p) => `The ${figure(p, 'days', '10')} days for an objection ended on ${figure(p, 'dueOn', 'an earlier day')}.`, next: 'The transfer is done by itself; settle open accounts with the member or the new union.' },
  'moves.day_ahead': { detail: (p) => `The day${quoted(p, 'on', ' ')} has not come yet.`, next: 'Give the real day.' },
  'cards.none': { detail: 'You have no member card now.', next: 'Join first, it takes a minute; if you have applied, the provisional card is on the page of your application.' },
  'joining.unknown': { detail: 'This application was not found, or it is not yours to see.', next: 'Open it by the link you were given when you applied, or sign in with the phone you applied with.' },
  'joining.no_union_here': {
    detail: (p) => `No union takes members online yet in ${figure(p, 'place') || 'this place'}.`,
    next: 'Call the workers\' hotline 12351: the local union will take you in. Or choose another county where you often work.'
  },
  'joining.union_unknown': { detail: (p) => `The chosen union${quoted(p, 'path', ' ')} is no longer there, or does not take members online yet.`, next: 'Choose one of those listed, or none: the right one is found for you.' },
  'joining.place_elsewhere': { detail: 'The new place belongs to the unions of another city; this application cannot move there.', next: 'Withdraw this application and apply anew at the new place: it takes a minute.' },
  'joining.decided': {
    detail: (p) => ({ approved: 'This application has been approved.', refused: 'This application has been decided: not approved.', withdrawn: 'This application has been withdrawn.' })[String(p['state'])] ?? 'This application has been decided.',
    next: 'Reload the page to see the result; you may apply again if you still wish to join.'
  },
  'joining.person_conflict': {
    detail: 'The phone and the document belong to two different people: it cannot be approved as it is.',
    next: 'Open the numbers and check with the applicant: a mistyped phone, or one shared in the family, is sent back to be replaced by his own; if both are one person, merge them in the roster first, then approve.'
  },
  'joining.ceremony_unknown': { detail: (p) => `There is no joining ceremony${quoted(p, 'ceremony', ' ')}.`, next: 'Scan the QR code in the hall again, or apply under "Join".' },
  'joining.ceremony_closed': {
    detail: (p) => `This ceremony takes no applications now${moment(p, 'startsAt', 'en') && ` (it is from ${moment(p, 'startsAt', 'en')} to ${moment(p, 'endsAt', 'en')})`}.`,
    next: 'Apply under "Join": it takes a minute as well.'
  },
  'joining.ceremony_code_taken': { detail: 'This code is in use by another ceremony.', next: 'Choose another code.' },
  'elections.voted_too_many': { detail: 'There would be more votes than electors: nothing was counted.', next: 'Check the list of electors and the number of papers.' },
  'elections.unknown': { detail: 'This election was not found, or it is not in your union.', next: 'Open it from “Elections and votes” on the union page.' },
  'elections.not_elector': { detail: 'You were not on the list of electors when it was closed.', next: 'If that is wrong, ask your union. You will see the result too.' },
  'elections.already_voted': {
    detail: (p) => (p['how'] === 'paper' ? 'This person votes on paper; everybody has one vote.' : 'The vote has been cast; everybody has one vote.'),
    next: 'Once the result is sealed, the receipt written down when voting shows that the vote was counted.'
  },
  'elections.already_nominated': { detail: 'You have put somebody forward already; everybody may do so once.', next: 'Wait for the list of candidates and come back to vote.' },
  'elections.not_now': {
    detail: (p) => phaseNow(p, 'en'),
    next: (p) => (p['phase'] === 'announced' || p['phase'] === 'nominating' ? `Votes are taken ${span(p, 'en')}.` : p['phase'] === 'voting' ? `Votes are taken until ${moment(p, 'closesAt', 'en')}; come back after that.` : 'Reload the page to see how far it is.')
  },
  'elections.wrong_state': { detail: 'The election is not in the state for this step.', next: 'Reload the page to see how far it is.' },
  'elections.not_over': {
    detail: (p) => `Votes are taken until ${moment(p, 'closesAt', 'en')}; ${figure(p, 'voted', '—')} of ${figure(p, 'electors', '—')} have voted.`,
    next: 'It closes by itself then; when all have voted it can be closed earlier.'
  },
  'elections.not_sealed': { detail: 'The result has not been sealed yet.', next: 'It appears here as soon as it is; the electors get a message.' },
  'elections.too_many_choices': { detail: (p) => `${figure(p, 'chosen', '—')} were chosen, at most ${figure(p, 'most', '—')} may be.`, next: 'Take some away and vote again.' },
  'elections.choice_unknown': { detail: (p) => `There is no number ${figure(p, 'choice', 'of that kind')} on the ballot.`, next: 'Reload the ballot and choose again.' },
  'elections.receipt_used': { detail: 'This receipt has been used; the vote was not taken.', next: 'Go back to the ballot and send it again with a new receipt.' },
  'elections.nominee_unknown': { detail: 'This number is not that of a member of the union; nothing was written.', next: 'Check the 12 digits with the person and try again.' },
  'elections.number_unknown': {
    detail: (p) => `Not members of the union, or not on the list of electors (${figure(p, 'count', '1')}): ${listed(p, 'numbers', ', ')}.`,
    next: 'Check the numbers; a member who is moving here has to have arrived.'
  },
  'elections.no_candidates': { detail: 'There are no candidates on the ballot yet.', next: 'The union has to enter them first.' },
  'elections.no_electors': { detail: 'The list of electors is empty.', next: 'Enter the electors, or check whether the union has members.' },
  'elections.no_delegates': { detail: 'The union has no delegates in office.', next: 'Elect delegates first, or let the members vote.' },
  'elections.matter_has_choices': { detail: 'A vote on a matter has yes, no and abstain; there are no candidates.', next: 'It can be announced as it is.' },
  'elections.times_wrong': { detail: 'The times do not fit: nominations before votes, the end after the beginning and not in the past.', next: 'Correct the times and send again.' },
  'elections.open_vote_on_people': { detail: 'Votes about people are always secret.', next: 'Choose “secret”.' },
  'elections.votes_cast': { detail: (p) => `${figure(p, 'voted', '—')} have voted; it cannot be cancelled.`, next: 'Seal it when it is over; for another election draft a new one.' },
  'elections.reminded': { detail: 'A reminder has gone out today.', next: (p) => `Another may be sent after ${moment(p, 'retryAt', 'en')}.` },
  'elections.not_on_paper': { detail: 'This person is not marked as voting on paper.', next: 'Check the number.' },
  'elections.no_paper': { detail: 'Nobody is marked as voting on paper; there is nothing to enter.', next: 'The result can be sealed.' },
  'elections.paper_impossible': {
    detail: (p) => ({
      more_than_voters: `There are ${figure(p, 'ballots')} papers in the urn, but only ${figure(p, 'paperVoted')} people were given one.`,
      more_invalid: `${figure(p, 'invalid')} invalid papers are more than the ${figure(p, 'ballots')} there are.`,
      more_than_papers: 'Somebody has more votes than there are valid papers.',
      more_than_marks: `The votes add up to ${figure(p, 'votes')}; the valid papers allow ${figure(p, 'most')}.`
    })[String(p['rule'])] ?? 'These figures do not fit.',
    next: 'Count again, then enter.'
  },
  'elections.paper_differs': { detail: (p) => `The two counts differ: ${differing(p, 'en')}.`, next: 'Count again together; if the first count was wrong, its counter enters it anew.' },
  'elections.paper_taken': { detail: 'Two people have entered the same; the paper votes are settled.', next: 'The result can be sealed.' },
  'elections.paper_missing': { detail: (p) => `Two people have to count the papers; ${figure(p, 'entered', '0')} have entered a count.`, next: 'Let another person count and enter with an account of his own.' },

  ...foundRefusals,

  'rosters.unknown': { detail: 'There is no such sheet, or it is not within your union.', next: 'Open it again from “Rosters”.' },
  'rosters.wrong_state': {
    detail: (p) => `This sheet ${({ reading: 'is still being checked', ready: 'waits to be taken over', running: 'is being taken over', done: 'has been taken over', failed: 'could not be read', undoing: 'is being undone', undone: 'has been undone' })[String(p['state'])] ?? 'is at another step'}: this cannot be done now.`,
    next: 'Refresh the page to see how far it is.'
  },
  'rosters.file_unreadable': {
    detail: (p) => ({ old_or_locked: 'This is an old .xls file, or it is locked by a password.', empty: 'There is not one row in the file.', too_large: 'The file unfolds to too much to be read.' })[String(p['rule'])] ?? 'This file cannot be read.',
    next: 'Save it as .xlsx (without a password) or CSV and upload it again.'
  },
  'rosters.file_too_large': { detail: (p) => `The file is too large${figure(p, 'mostBytes') && `: at most ${Math.floor(Number(p['mostBytes']) / 1024 / 1024)} MB`}.`, next: 'Remove columns and pictures that are not needed, or split it.' },
  'rosters.too_many_rows': { detail: (p) => `A sheet may have ${figure(p, 'most')} rows at most.`, next: 'Split it into several.' },
  'rosters.name_column': { detail: 'It is not said which column is the name, or neither phone nor document number has a column.', next: 'Choose the name, and at least one of phone and document number.' },
  'rosters.nothing_good': { detail: 'Not one row can be taken over.', next: 'Mend the rows with mistakes, or decide about those that repeat somebody.' },
  'rosters.too_late': { detail: 'Nothing of this sheet can be undone any more: its rows are kept for 30 days.', next: 'To correct single members, open them.' },
  'rosters.pair_unknown': { detail: 'There is no such pair, or it is not within your union.', next: 'Refresh the list.' },
  'rosters.pair_decided': { detail: (p) => `This pair has been decided: ${p['state'] === 'merged' ? 'merged' : 'two people'}.`, next: 'Go on to the next; a wrong merge can be undone.' },
  'rosters.pair_ended': { detail: 'One of the two is no longer on the roster.', next: 'Nothing is to be merged; go on to the next.' },
  'rosters.merge_homes': {
    detail: (p) => ({ transferring: 'One of the two is being transferred and cannot be merged now.', keep_home: 'The membership is on the other entry: that one should be kept.' })[String(p['rule'])] ?? 'The two entries have their homes in two unions and cannot be merged.',
    next: (p) => ({ transferring: 'Wait until the transfer is done.', keep_home: 'Keep the other one.' })[String(p['rule'])] ?? 'Transfer first, so that the home is in one place; then merge.'
  },
  'rosters.merge_unknown': { detail: 'There is no such merge.', next: 'Refresh the list.' },
  'rosters.merge_undone': { detail: 'This merge has been undone already.', next: 'Refresh the list.' },
  'rosters.changed_since': { detail: 'The entry has changed since the merge and cannot be brought back as it was.', next: 'Open the member and correct what stands now.' },
  'rosters.list_unknown': { detail: 'There is no such reconciliation, or it is not within your union.', next: 'Open it again from “Partners”.' },
  'rosters.list_token': { detail: 'This token is wrong or worthless.', next: 'Ask the union that started the reconciliation for a new one.' },
  'rosters.list_closed': { detail: (p) => `This reconciliation ${({ received: 'has its whole list and is being compared', done: 'is done', ended: 'has ended or expired' })[String(p['state'])] ?? 'takes no list any more'}.`, next: 'The union can start a new one.' },
  'rosters.list_too_long': { detail: (p) => `A reconciliation takes ${figure(p, 'most')} numbers at most; ${figure(p, 'received')} have come.`, next: 'Split the list over several reconciliations.' },
  'partners.unknown': { detail: 'There is no such partner, or it is not within your union.', next: 'Refresh the list.' },
  'partners.name_taken': { detail: (p) => `A partner called ${quoted(p, 'name')} is in use already.`, next: 'Choose another name, or revoke the old token first.' },
  'partners.consent_time': { detail: (p) => `The moment of consent ${quoted(p, 'at')} cannot be: not in the future, and not more than ${figure(p, 'days')} days ago.`, next: 'Ask the person for consent again.' },
  'partners.outside': { detail: 'This place of work is outside the unions that this partner may hand over to.', next: 'Let the person apply on the joining page, or ask the union for a token that covers the place.' },

  'proposals.unknown': { detail: 'There is no such proposal.', next: 'Find it in the list of proposals.' },
  'proposals.own': { detail: 'This one is yours: nobody seconds his own.', next: 'Send its link to colleagues and ask them to second it.' },
  'proposals.not_own': { detail: 'This proposal is not yours; only its author takes it back.', next: 'If you no longer support it, take back your second.' },
  'proposals.over': { detail: (p) => `This proposal is settled (${proposals.states[figure(p, 'state') as 'adopted'] ?? 'over'}).`, next: 'If you have another idea, make a new one.' },
  'proposals.merged': { detail: 'This proposal was merged into another; its seconds went along.', next: 'Open the one that carries on.' },
  'proposals.itself': { detail: 'A proposal cannot be merged into itself.', next: 'Choose another one.' },
  'proposals.not_from_here': { detail: (p) => `It is “${proposals.states[figure(p, 'from') as 'open'] ?? 'in another state'}” now and cannot become “${proposals.states[figure(p, 'to') as 'open'] ?? 'that'}”.`, next: 'Reload and look at its state.' },
  'privacy.home_active': { detail: (p) => `You are a member of ${figure(p, 'union', 'a union')}; what belongs to a membership stays while it lasts.`, next: 'Leave the union first, under “Membership and moving”.' },
  'privacy.roles_held': { detail: (p) => `You hold ${figure(p, 'count', 'some')} role(s) of the union, which need a name behind them.`, next: 'Ask the administrator to take them back first.' },
  'privacy.document_seen': { detail: 'Your union has checked the document; you cannot change it alone.', next: 'Write what is wrong: we pass it to the clerks of your union.' },
  'privacy.no_document': { detail: 'We hold no document of yours.', next: 'You give one when you join; nothing to do now.' },
  'privacy.phone_taken': { detail: 'Somebody uses this phone number already.', next: 'If it is yours too, sign in with it and erase that account, or ask a clerk to merge the two.' },
  'privacy.phone_same': { detail: 'This is your phone number now.', next: 'Nothing to change.' },
  'privacy.consent_unknown': { detail: 'There is no such consent, or it was withdrawn already.', next: 'Reload the list.' },

  'stations.unknown': {
    detail: (p) => `There is no station${quoted(p, 'code', ' ')}.`,
    next: 'Check the number on the door, or look among the stations near by.'
  },
  'stations.withdrawn': { detail: 'This station has been withdrawn.', next: 'Look at the other stations near by.' },
  'stations.code_taken': { detail: (p) => `The station number${quoted(p, 'code', ' ')} is taken.`, next: 'Choose another number.' },
  'stations.outside_world': {
    detail: (p) => `The position is not on earth: longitude ${figure(p, 'lon', '—')}, latitude ${figure(p, 'lat', '—')}.`,
    next: 'Longitude runs from -180 to 180, latitude from -90 to 90 (WGS-84); you can also choose a district.'
  },
  'stations.coordinates_swapped': {
    detail: (p) => `Longitude ${figure(p, 'lon', '—')} and latitude ${figure(p, 'lat', '—')} look swapped.`,
    next: 'Longitude first (73 to 135 in China), then latitude (3 to 54).'
  },
  'stations.hours_mistake': {
    detail: (p) => `The opening hours${quoted(p, 'hours', ' ')} cannot be read from character ${figure(p, 'position', '?')} on.`,
    next: 'For example: Mo-Fr 08:00-18:00; PH off (Monday to Friday 8 to 18, closed on holidays).'
  },
  'stations.kind_unknown': {
    detail: (p) => `There is no kind of station${quoted(p, 'kind', ' ')}.`,
    next: 'Choose one from the list of kinds.'
  },
  'stations.facility_unknown': {
    detail: (p) => `There is no facility${quoted(p, 'facility', ' ')}.`,
    next: 'Choose one from the list of facilities.'
  },
  'stations.facility_not_here': {
    detail: 'This station does not list that facility.',
    next: 'Choose one that it lists; if it is there, ask the chief to add it.'
  },
  'stations.vehicle_unknown': {
    detail: (p) => `There is no class of vehicle${quoted(p, 'vehicle', ' ')}.`,
    next: 'Choose one from the list of classes.'
  },
  'stations.division_unknown': {
    detail: (p) => `The division code${quoted(p, 'division', ' ')} does not exist or is no longer in force.`,
    next: 'Choose from the list of districts.'
  },
  'stations.organisation_unknown': {
    detail: (p) => `The union${quoted(p, 'path', ' ')} that answers for it was not found.`,
    next: 'Choose one from the tree within your own area.'
  },
  'stations.report_unknown': { detail: 'This report was not found.', next: 'Reload the list; somebody may have answered it.' },
  'stations.photo_unknown': { detail: 'There is no such photo; it may have been removed.', next: 'Reload the page.' },
  'stations.photo_unreadable': { detail: 'This file is not a photo that can be opened.', next: 'Send a JPEG, PNG or WebP photo.' },
  'stations.photo_too_large': {
    detail: (p) => `The photo is too large${figure(p, 'mostBytes') && `: at most ${Math.floor(Number(p['mostBytes']) / 1024 / 1024)} MB`}.`,
    next: 'Make it smaller on the phone and send it again.'
  },
  'stations.photo_limit': {
    detail: (p) => `There are enough photos already${figure(p, 'most') && `: at most ${figure(p, 'most')}`}.`,
    next: 'Remove an old one first.'
  }
}

export default en
