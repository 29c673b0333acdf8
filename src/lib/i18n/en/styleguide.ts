import type zh from '../zh-CN/styleguide.ts'

const en: typeof zh = {
  title: 'Style guide · Huizhanjia',
  heading: 'Style guide',
  lead: 'One idea: a lamp left on. This page is alive: pages are made of these very parts, shown by day and by night.',
  toContents: 'Contents',
  light: 'Day',
  dark: 'Night',
  sections: {
    colour: 'Colour',
    type: 'Type',
    space: 'Space, corners, targets',
    states: 'States of a station',
    cards: 'Station cards',
    facilities: 'Facilities',
    icons: 'Icons',
    actions: 'Buttons and links',
    chips: 'Filters',
    forms: 'Forms',
    refusals: 'Refused, empty, waiting',
    notices: 'Notices',
    photo: 'Photos',
    frame: 'Frame',
    desk: 'The desk',
    print: 'Print'
  },
  pair: 'Text / ground',
  least: 'At least',
  measured: 'Measured',
  typeSample: 'Near Wenyi Road, now 20:42',
  statesLead: 'Every state is a word, a shape and a colour; it reads without the colour.',
  names: {
    one: 'Wenyi Road Riders’ Home',
    two: 'Cuiyuan Union Station',
    three: 'West Bank Corner',
    four: 'Drivers’ Home under the Viaduct'
  },
  details: {
    open: 'scanned 12 min ago',
    should: 'not confirmed today',
    locked: '8 min ago · 2 people',
    closed: 'closed by the chief, 21:04',
    posted: 'opens tomorrow 6:00',
    unknown: 'nobody has reported',
    provisional: 'just submitted'
  },
  closesAt: 'until 24:00',
  allDay: '24 hours',
  reason: 'The chief has been told',
  microwaves: '2 working',
  fixed: 'In repair, back Monday',
  facility: {
    microwave: 'Microwave',
    charging: 'Charging',
    water: 'Water',
    toilet: 'Toilet',
    shower: 'Shower',
    books: 'Books',
    wifi: 'Wi-Fi'
  },
  save: 'Save',
  goHere: 'Go here, 320 m',
  locked: 'Door is locked',
  remove: 'Remove',
  take: 'Take one',
  cancel: 'Never mind',
  busy: 'Working',
  off: 'Not possible now',
  chipsLabel: 'Filters',
  chips: { open: 'Open now', meal: 'Warm a meal', charge: 'Charging', toilet: 'Toilet', shower: 'Shower', late: 'After work' },
  form: {
    phone: 'Phone number',
    phoneHint: 'Only to sign in; your employer never sees it.',
    phoneError: 'One digit is missing: 11 are needed, 10 are here.',
    code: 'Code',
    getCode: 'Get a code',
    area: 'Area',
    kind: 'Kind',
    kinds: { station: 'Union station', driver: 'Drivers’ home' },
    note: 'How to get in'
  },
  refusal: {
    title: 'Not possible: 3 taken this week',
    detail: '3 per person and week; again from Mon 23 Nov, 0:00.',
    next: '2 stations near you can warm a meal now'
  },
  empty: { title: 'No open station within 5 km', text: 'The nearest is 7.2 km away and opens at 6:00.', way: 'See the nearest' },
  notice: {
    info: 'Your position only sorts the list; it is not kept.',
    good: 'Received. The chief has been told.',
    warn: 'The data here are samples.',
    bad: 'Not sent: no signal. It is kept on the phone for now.'
  },
  dialogTitle: 'Door locked?',
  dialogText: 'We tell the chief at once, and everybody near by.',
  openDialog: 'Open the dialog',
  showToast: 'Show the toast',
  toast: 'Noted: locked, 1 min ago',
  caption: 'Entrance · taken 2026-10 · 1/3',
  tabs: { list: 'List', map: 'Map', log: 'Lately' },
  terms: { chief: 'Chief', chiefValue: 'Zhao (sample)', hotline: 'Hotline', hours: 'Hours', hoursValue: 'daily 6:00–24:00', area: 'Area' },
  table: { caption: 'Stations', name: 'Station', now: 'Now', seen: 'Last confirmed', today: 'Today', chief: 'Chief', next: 'To do' },
  rows: {
    yesterday: 'yesterday 21:58',
    noReply: 'read, no answer · 38 min',
    verify: 'go and check',
    overdue: 'microwave 2 days overdue',
    scan: '9:02 scanned'
  },
  wordNotOpened: 'Not opened',
  stats: {
    opened: 'Opened on time today',
    openedNote: '4 did not',
    visits: 'Visits today',
    visitsNote: 'visits · 15.2 a station',
    repair: 'In repair',
    repairNote: '1 overdue',
    spent: 'Activity money spent'
  },
  printLead: 'Press Ctrl P to see it on paper: no buttons, no bars, black on white, links with their address.',
  onlyPrint: 'This line is only on paper.'
}

export default en
