import type zh from '../zh-CN/data.ts'

const lists = {
  purposes: {
    check_identity: 'to check identity', call_about_application: 'about an application', call_about_membership: 'about the membership', prove_membership: 'to certify the membership', urgent_help: 'for urgent help',
    call_about_station: 'about a station', call_about_role: 'about a role', reconciliation: 'compared with a list of a platform (by program, shown to nobody)'
  },
  fields: { phone: 'phone', document: 'document number', employer: 'employer', name: 'name' },
  consents: { identity_document: 'Use of the identity number for joining', hand_over: 'Handing over to the union by a partner' },
  documents: { resident_id: 'Resident identity card', hkm_permit: 'Permit for Hong Kong and Macau residents', taiwan_permit: 'Permit for Taiwan residents', hkmt_residence: 'Residence permit (Hong Kong, Macau, Taiwan)', permanent_residence: 'Permanent residence', passport: 'Passport' },
  offices: { delegate: 'Delegate', committee: 'Committee', chair: 'Chair', auditor: 'Auditor', women: "Women's committee" },
  applications: { submitted: 'with the union', returned: 'to be corrected', approved: 'approved', refused: 'refused', withdrawn: 'withdrawn' },
  sources: { self: 'applied', ceremony: 'ceremony', roster: 'imported list', partner: 'partner', transfer: 'transfer', founding: 'founding' },
  ends: { left: 'left', transferred: 'moved', died: 'died', merged: 'merged' },
  sexes: { female: 'female', male: 'male' }
} satisfies Record<string, Record<string, string>>

function word(list: keyof typeof lists, code: string): string {
  return (lists[list] as Record<string, string>)[code] ?? code
}

const en: typeof zh = {
  title: 'My data · Huizhanjia',
  heading: 'My data',
  lead: 'What we hold about you and who has read it. Carry it away, correct it, erase it.',
  sample: 'sample',
  word,
  none: 'None',
  masked: 'Numbers are masked until you open them.',
  back: 'Back to my data',
  toMe: 'Back to “Me”',
  open: { phone: 'Show my whole phone number', document: 'Show my whole document number', opened: { phone: 'Your phone', document: 'Your document' }, note: 'Shown once, to you; a reload hides it.' },
  ways: {
    change: ['Correct', 'name, phone, document'],
    copy: ['Carry away', 'a file, or a page to print'],
    erase: ['Erase', 'what can go goes; the rest is explained']
  },
  sections: {
    readings: 'Who has read my sensitive data',
    readingsLead: 'Each time staff of a union open a whole number, it is written here.',
    readingsNone: 'Nobody has.',
    consents: 'What I agreed to',
    consentsNone: 'No separate consents.',
    person: 'Name, phone, document',
    roles: 'Roles',
    membership: 'Membership',
    history: 'What happened to it',
    rosters: 'On the rosters',
    dues: 'Dues',
    applications: 'Applications',
    transfers: 'Transfers',
    cards: 'Cards',
    sessions: 'Devices',
    passkeys: 'Passkeys',
    messages: 'Messages',
    made: 'My proposals',
    seconded: 'What I second',
    votes: 'Elections and votes',
    votesLead: 'Only whether you voted, never how; no ballot leads to you.',
    offices: 'Offices',
    foundings: 'Foundings',
    notHeld: 'Not held',
    notHeldText: 'Visits, reports about doors, ballots and nominations carry no name and lead to nobody: there is nothing to show.'
  },
  labels: {
    name: 'Name', phone: 'Phone', document: 'Document', language: 'Language', since: 'Since', number: 'Membership number', home: 'Union', noHome: 'no membership now', union: 'Union', trades: 'Trades', platforms: 'Platforms', cities: 'Cities',
    employer: 'Employer (told to no employer)', sex: 'Sex', birthYear: 'Year of birth', joined: 'Joined', ended: 'Ended', source: 'Source', notKnown: 'not given', checked: (day: string) => `checked by the union on ${day}`, unchecked: 'not checked yet'
  },
  line: {
    reading: (union: string, role: string, fields: string, purpose: string) => `${role} of ${union} read ${fields}, ${purpose}`,
    consent: (version: string, party: string | null) => `text version ${version}${party ? `, to ${party}` : ''}`,
    withdrawnAt: (day: string) => `withdrawn ${day}`,
    card: (until: string) => `valid until ${until}`,
    provisional: 'provisional',
    revoked: 'revoked',
    session: (since: string, seen: string) => `signed in ${since}, last used ${seen}`,
    ended: (day: string) => `ended ${day}`,
    voted: { screen: 'voted (on screen)', paper: 'on paper', none: 'did not vote' },
    nominated: 'put somebody forward',
    until: (day: string) => `until ${day}`,
    dues: (month: string, yuan: string, day: string) => `${month}: ${yuan} yuan, paid ${day}`,
    transfer: (from: string, to: string) => `${from} → ${to}`
  },
  withdraw: 'Withdraw',
  withdrawLead: 'From then on nothing is done by it; a membership that came of it stands.',
  withdrawn: 'Withdrawn.',
  change: {
    title: 'Correct my data · Huizhanjia',
    heading: 'Correct my data',
    lead: 'What you correct is corrected on the rosters too.',
    name: 'Name',
    nameHint: 'As on your document',
    saveName: 'Change the name',
    phone: 'New phone number',
    phoneHint: 'A code sent to it proves that it is yours',
    getCode: 'Get the code',
    code: 'Code',
    codeSent: (to: string) => `Six digits were sent to ${to}; they hold for five minutes.`,
    demoCode: (code: string) => `No SMS in the demonstration: the code is ${code}`,
    savePhone: 'Change the phone',
    phoneNote: 'Other devices are signed out.',
    document: 'Document',
    kind: 'Kind',
    number: 'Number',
    saveDocument: 'Change the document',
    checked: 'Your union has checked the document; you cannot change it alone. If it is wrong, a clerk corrects it with the document before him.',
    wish: 'Ask my union to correct it',
    noDocument: 'We hold no document of yours.',
    done: { name: (n: number) => `Name changed${n > 0 ? `, on ${n} roster(s) too` : ''}.`, phone: (n: number) => `Phone changed${n > 0 ? `, on ${n} roster(s) too` : ''}.`, document: (n: number) => `Document changed${n > 0 ? `, on ${n} roster(s) too` : ''}.` },
    wished: (told: number): string => (told > 0 ? 'The clerks of your union have been told.' : 'Your union has no clerk yet: call 12351.')
  },
  copy: {
    title: 'Carry my data away · Huizhanjia',
    heading: 'Carry it away',
    lead: 'Numbers are in full: keep it safe. Ten a day at most.',
    file: 'Download the file (JSON)',
    fileHint: 'For other systems; described in docs/domain/privacy.md',
    page: 'Open a page to print',
    pageHint: 'Print it, or save it as PDF',
    printed: (when: string) => `What Huizhanjia holds about me · ${when}`,
    print: 'Print or save as PDF with the menu of your browser.'
  },
  erase: {
    title: 'Erase my data · Huizhanjia',
    heading: 'Erase my data',
    lead: 'It cannot be brought back. Signing in with the same phone later makes a new account with a new number.',
    goes: 'What goes',
    stays: 'What stays, why, and until when',
    erased: {
      name: 'name', phone: 'phone', document: 'document', sessions: 'devices', passkeys: 'passkeys', messages: 'messages', cards: 'cards', readings: 'readings', applications: 'name and numbers of applications',
      roster_numbers: 'phone, document and employer on rosters', proposal_names: 'name on proposals', transfer_names: 'name on transfers'
    },
    what: { roster: 'Ended memberships (name, number, days)', dues: 'Dues', elections: 'Which votes you took part in', offices: 'Offices', foundings: 'Lists of foundings', consents: 'Consents given and withdrawn', number: 'Membership number', answers: 'Answers to resent requests', audit: 'Record of acts', proposals: 'Proposals and seconds' },
    reasons: {
      proof_of_membership: 'proof that you were a member', accounting: 'accounting records are kept', valid_vote: 'proof that the vote was valid', office_held: 'public record of the union', founding_record: 'the union stands on it', proof_of_consent: 'proof that you were asked',
      given_once: 'given to nobody else; tied to no name', answers_resent: 'so that nothing is done twice on a bad network', acts_without_name: 'a pseudonym, no name', words_without_name: 'the words stay without a name'
    },
    until: (day: string) => `until ${day}`,
    forever: 'stays',
    nameless: 'without a name',
    code: 'Code',
    codeLead: 'To be sure that it is you, a code goes to your present phone.',
    getCode: 'Get the code',
    confirm: 'Erase for good',
    doneTitle: 'Erased',
    done: 'You are signed out. Below is what went and what stays: keep a picture, this page does not come again.',
    home: 'To the first page'
  }
}

export default en
