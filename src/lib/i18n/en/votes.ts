import type zh from '../zh-CN/votes.ts'

const en: typeof zh = {
  title: 'Elections and votes · Huizhanjia',
  heading: 'Elections and votes',
  lead: 'One person one vote. Of a secret vote nobody sees what you chose, the staff of the union neither.',
  sample: 'sample',
  groups: { now: 'For you to do', later: 'To come', past: 'Over' },
  none: 'There is no vote now. You will get a message when there is.',
  kinds: { delegates: 'delegates', committee: 'committee', chair: 'chair', recall: 'recall', founding: 'founding election', resolution: 'resolution' },
  matter: { yes: 'For', no: 'Against', abstain: 'Abstain' },
  phases: { draft: 'draft', announced: 'announced', nominating: 'candidates wanted', voting: 'voting', over: 'ended', counting: 'counting', sealed: 'result', cancelled: 'cancelled' },
  state: {
    vote: 'Not voted yet: vote', voted: 'Voted', paper: 'On paper', nominate: 'Put somebody forward', nominated: 'You put somebody forward', notElector: 'Not on the list of electors; the result is open to you', waiting: 'Being counted', result: 'See the result'
  },
  secret: 'secret',
  openVote: 'not declared secret by the union; the system keeps no link between you and the vote all the same',
  seats: (seats: number) => `${seats} to be elected`,
  span: (from: string, to: string) => `${from} to ${to}`,
  nominatesSpan: (from: string, to: string) => `Candidates: ${from} to ${to}`,
  turnout: (voted: string, electors: string) => `${electors} electors, ${voted} have voted`,
  union: (name: string) => name,
  unionUnknown: 'the name of the union cannot be read now',
  back: 'Back to elections and votes',
  ballot: {
    heading: 'Ballot',
    most: (most: number) => `Choose up to ${most}, or none (a blank vote, which counts as present).`,
    one: 'Choose one, or none (a blank vote, which counts as present).',
    candidates: 'Candidates',
    choices: 'Choices',
    nominations: (count: number) => `put forward by ${count}`,
    review: 'Next: look before you cast it',
    none: 'There are no candidates yet.'
  },
  review: {
    heading: 'Look once more: a vote cannot be changed',
    blank: 'A blank vote: nothing chosen',
    youChose: 'You chose',
    cast: 'Cast my vote',
    change: 'Change it',
    where: 'Is somebody telling you how to vote? Close this page; you can vote at any time until it ends.'
  },
  receipt: {
    heading: 'Your vote is cast, once and for all',
    lead: 'This is your receipt. It is shown on this page only and not kept in the system. Write it down if you want to find your vote later.',
    label: 'Receipt',
    how: 'Once the result is sealed it finds your vote in the published list: whether it was counted, and unchanged.',
    warn: 'Whoever has the receipt can see what you chose. Do not photograph it, show it to nobody; if you want no proof to exist, do not write it down.',
    checkLater: 'Find my vote once the result is out',
    done: 'Back to elections and votes'
  },
  voted: { screen: 'You have voted; everybody has one vote.', paper: 'You vote on paper; everybody has one vote.', notElector: 'You were not on the list of electors when it was closed and cannot vote; the result will be open to you.' },
  wait: { announced: 'Votes are not taken yet.', over: 'Votes are no longer taken; the union has to count and seal.', counting: 'Votes are no longer taken; they are being counted.', cancelled: 'This election was cancelled; nobody had voted.', draft: 'This election is still a draft.' },
  nominate: {
    heading: 'Put somebody forward',
    lead: 'You may put one member of the union forward, yourself too. Only the number of nominations is kept, not who made them.',
    number: 'Membership number',
    hint: '12 digits, on the card; ask the person first.',
    send: 'Put forward',
    done: 'Your nomination is counted. Once each; it cannot be changed.'
  },
  result: {
    title: (title: string) => `${title} · result`,
    heading: 'Result',
    sealedAt: (when: string) => `sealed ${when}`,
    steps: 'How it was worked out',
    electors: (electors: string) => `The list has ${electors} electors.`,
    present: (present: string, screen: string, paper: string) => `${present} took part: ${screen} on screen, ${paper} on paper.`,
    urn: (papers: string, invalid: string) => `${papers} papers in the urn, ${invalid} of them invalid; two people counted and came to the same.`,
    blank: (blank: string) => `${blank} blank votes: present, but for nobody.`,
    quorum: (share: string, electors: string, needed: string) => `At least ${share} of the list must take part: ${share} of ${electors} is ${needed} people.`,
    reached: (present: string, needed: string) => `${present} took part, no fewer than ${needed}: valid.`,
    missed: (present: string, needed: string) => `Only ${present} took part, fewer than ${needed}: the vote is not valid, nobody is elected.`,
    majorityPresent: (share: string, of: string, needed: string) => `To win takes more than ${share} of those present: of ${of}, at least ${needed} votes.`,
    majorityAll: (share: string, of: string, needed: string) => `To pass takes more than ${share} of all electors: of ${of}, at least ${needed} votes.`,
    seats: (seats: string, elected: string) => `${seats} to be elected, ${elected} elected.`,
    seatsLeft: (left: string) => `${left} seats stay empty and need another election.`,
    tied: (names: string) => `${names} have equal votes for fewer seats: a run-off between them decides, not a lot and nobody else.`,
    votes: (votes: string, screen: string, paper: string) => `${votes} votes (${screen} on screen, ${paper} on paper)`,
    table: 'Votes for each',
    no: 'No.',
    name: 'Candidate',
    choice: 'Choice',
    gained: 'Votes',
    came: 'Result',
    outcomes: {
      elected: 'elected', tied: 'equal votes, run-off', majority_missed: 'no majority', no_seat_left: 'majority, but seats are full', no_quorum: 'too few took part', adopted: 'passed', not_adopted: 'not passed', counted: 'counted'
    },
    proof: 'Check it yourself',
    proofLead: 'All ballots (without names) and the signature are published to the members. Each line is a ballot: its code and the numbers chosen. Anybody can count them again with the small public program scripts/ballots.mjs.',
    list: 'Hash of the list (SHA-256)',
    key: 'Key that signed',
    get: 'Download the list',
    check: 'Find my vote'
  },
  check: {
    title: 'Find my vote · Huizhanjia',
    heading: 'Find my vote',
    lead: 'Enter the receipt you wrote down to see whether your vote was counted.',
    here: 'With scripts it is compared on this phone and the receipt does not leave it; without, the server compares it once and neither logs nor keeps it.',
    label: 'Receipt',
    hint: '16 letters and digits; case and dashes do not matter.',
    wrong: 'A receipt has 16 letters and digits. Compare it with what you wrote down.',
    find: 'Find',
    found: 'Found and counted:',
    foundBlank: 'Found and counted: a blank vote.',
    line: 'The line in the list',
    notFound: 'This receipt is not in the list. Check whether it was copied right; if so, take it to the union above.',
    alone: 'Does somebody want to look on? Leave this page first: nobody needs to know what you chose.'
  }
}

export default en
