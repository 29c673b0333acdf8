import type zh from '../zh-CN/move.ts'

const REASONS: Readonly<Record<string, string>> = {
  open_case: 'a case or aid is still open',
  dues_dispute: 'dues are not settled',
  not_the_person: 'not the person',
  own_wish: 'the member does not want it any more',
  on_leave_office: 'still holds an office in the old union',
  not_in_area: 'outside the area of the union',
  home_ended: 'the membership has ended'
}

const en: typeof zh = {
  title: 'My membership · Huizhanjia',
  heading: 'My membership',
  back: 'Back',
  sample: 'sample',
  none: 'You are no member now',
  noneText: 'Joining takes a minute, and no employer is told. Whoever was a member before keeps the number.',
  join: 'Join',
  oldNumber: (number) => `Your number ${number} is kept for you.`,
  numberLabel: 'Membership number',
  numberForLife: 'One number for life: it stays when you change unions, leave or come back.',
  union: 'Union',
  since: 'Since',
  stateLabel: 'Membership',
  states: { active: 'valid', transferring: 'valid, being transferred' },
  copy: 'In groups of four digits',
  doneNotes: {
    asked: 'Sent: the new union has to accept.',
    withdrawn: 'Withdrawn; your membership has not moved.',
    guest: 'Noted: you are a guest member there.',
    left: 'You have left.'
  },

  running: {
    title: 'Transfer under way',
    from: 'From',
    to: 'To',
    trade: 'Trade',
    asked: 'Waits for the new union',
    askedText: (union) => `${union} has not answered yet. Once it accepts, the old union has 10 days to object.`,
    accepted: (union) => `${union} has accepted`,
    clock: (day, of) => `Day ${day} of ${of}`,
    counted: (from, due) => `Counted from the day after ${from}, weekends and holidays included, to ${due}.`,
    byItself: 'Without an objection it is done by itself the day after; you need do nothing.',
    noGap: 'Membership and benefits go on meanwhile.',
    withdraw: 'Withdraw'
  },

  change: {
    title: 'Change union',
    lead: 'New work or a new city: move your membership to a new union. The new one does it; no stamp from the old one.',
    where: 'In which district or county',
    whereHint: 'Its Chinese name, pinyin or initials, such as “西湖区” or xihu',
    find: 'Find',
    noPlace: (q) => `No district or county is called “${q}”.`,
    chooseUnion: (place) => `Unions in ${place}`,
    filter: 'Part of the name',
    noUnion: 'No union here can take transfers yet. Choose another place, or call 12351.',
    noUnionNamed: (q) => `No union here has “${q}” in its name.`,
    mine: 'Your union now',
    more: (count) => `Only the first ${count} are listed; narrow them by a part of the name.`,
    choose: 'Choose',
    confirmTitle: 'Confirm the transfer',
    confirmFrom: 'From',
    confirmTo: 'To',
    tradeNow: 'Your main trade from now on',
    steps: ['The new union accepts.', 'The old union has 10 days to object with a reason; otherwise it is done by itself.', 'Your number stays, membership and benefits go on without a day’s gap. The old card is void, a new one comes by itself.'],
    confirm: 'Yes, move me',
    cancel: 'No'
  },

  guests: {
    title: 'Guest memberships',
    lead: 'The first time you use what a union of another city offers, it keeps you as a guest; your home stays.',
    none: 'None yet.',
    since: (day) => `since ${day}`
  },

  history: {
    title: 'What happened',
    none: 'Nothing yet.',
    events: {
      joined: 'Joined',
      guest: 'Became a guest member',
      transfer_asked: 'Asked to move here',
      transfer_ended: 'Transfer did not come about',
      transferred_in: 'Moved in',
      transferred_out: 'Moved out',
      left: 'Left',
      rejoined: 'Joined again',
      died: 'Died',
      corrected: 'Entries changed',
      merged: 'Double entries merged',
      unmerged: 'Merge undone'
    }
  },

  leave: {
    link: 'Leave the union',
    title: 'Leave the union · Huizhanjia',
    heading: 'Leave the union',
    lead: (union) => `Leave ${union}: at once, without a reason, and no employer is told.`,
    lost: 'What ends',
    lostList: ['Your card is void at once', 'Benefits for members only (meal vouchers, health checks, mutual cover …)', 'Voting and making proposals', 'A transfer under way', 'Guest memberships elsewhere'],
    kept: 'What stays',
    keptList: ['Stations stay open to you: water, rest and help never ask for membership', '12351 and legal aid', 'Your number is kept: coming back takes a minute', 'Your records stay under My data, to carry away or have erased'],
    confirm: 'Yes, leave',
    cancel: 'Stay',
    elsewhere: 'Only a new job or city? A transfer is enough, and benefits go on.',
    toMove: 'Transfer instead'
  },

  reason: (code) => REASONS[code] ?? code,

  desk: {
    title: 'Transfers',
    lead: 'One person, one membership. The new union does it; without an objection within 10 days it is done by itself.',
    sides: { in: 'In', out: 'Out' },
    filters: { open: 'Open', done: 'Done', objected: 'Objected', withdrawn: 'Not done', any: 'All' },
    caption: 'Transfers',
    columns: { name: 'Name', trade: 'Trade', from: 'From', to: 'To', state: 'State', clock: 'Clock', asked: 'Asked' },
    states: { asked: 'Waits for the new union', accepted: 'Waits for the ten days', objected: 'Objected', done: 'Done', withdrawn: 'Not done' },
    clock: (day, of, due) => `Day ${day} of ${of}, to ${due}`,
    over: 'Over; done within minutes',
    noClock: 'Starts when accepted',
    emptyIn: 'Nobody wants to come in',
    emptyOut: 'Nobody wants to move out',
    emptyText: 'When somebody asks, it stands here, and you get a message.',
    pull: 'Take a member over',
    pullLead: 'The member is here and wants it: type number and name from the Union page. The old union then has 10 days to object.',
    number: 'Membership number',
    numberHint: '12 digits',
    name: 'Name',
    union: 'To which union',
    trade: 'Trade',
    tradeSame: 'As before',
    word: 'The member has agreed in person',
    pullDo: 'Take over',
    panel: {
      state: 'State',
      from: 'Old union',
      to: 'New union',
      asked: 'Asked',
      clock: 'Objection period',
      reason: 'Reason',
      note: 'Note',
      done: 'Done',
      gone: 'This transfer cannot be opened'
    },
    counted: (day, from, due) => `Day ${day}; accepted ${from}, counted from the next day, 10 calendar days, to ${due}`,
    accept: 'Accept',
    acceptLead: 'The old union then has 10 days to object; the day after it is done by itself.',
    decline: 'Decline',
    declineLead: 'The membership stays with the old union; the member is told the reason.',
    object: 'Object',
    objectLead: 'The membership does not move. The member and the new union are told the reason. Without an objection nothing needs doing.',
    reason: 'Reason',
    chooseReason: 'Choose',
    note: 'A word more (optional; both unions read it)',
    mayNot: 'Your role may only look.',
    waitOther: 'The other union’s turn; nothing to do here.',
    done: {
      pulled: 'Taken over; the old union has 10 days to object.',
      accepted: 'Accepted; the ten days have begun.',
      declined: 'Declined; the member is told.',
      objected: 'Objection noted; nobody has moved, the member and the new union are told.'
    }
  }
}

export default en
