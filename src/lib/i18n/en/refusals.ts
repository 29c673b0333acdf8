import { failedFields, figure, quoted, untilThen } from '../figures.ts'
import type { Sentences } from '../refuse.ts'

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
  'joining.ceremony_code_taken': { detail: 'This code is in use by another ceremony.', next: 'Choose another code.' },
  'elections.voted_too_many': { detail: 'There would be more votes than electors: nothing was counted.', next: 'Check the list of electors and the number of papers.' },

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
