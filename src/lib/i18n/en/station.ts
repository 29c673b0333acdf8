import type zh from '../zh-CN/station.ts'

const en: typeof zh = {
  titleOf: (name) => `${name} · Huizhanjia`,
  describe: (name, where) => `${name}${where && ` (${where})`}: whether it is open now, how to get in, what is inside, who answers for it.`,
  back: 'Back',
  photoOf: (name) => `The entrance of ${name}`,
  photoTaken: (day) => `Entrance · taken ${day}`,
  photoUndated: 'Entrance',
  noPhoto: 'No photo of the entrance yet',
  insidePhotos: 'Photos of the inside',
  go: 'Go there',
  goAway: (distance) => `Go there, ${distance}`,
  locked: 'Door locked',
  sure: { high: 'quite sure', fair: 'fairly sure', low: 'not very sure' },
  today: 'Today',
  todayHours: (words) => `Today ${words}`,
  approximate: 'Placed by district only: ask where it is before you go.',
  paused: 'This station is paused for now.',
  result: {
    turned: (chief) => (chief ? 'Thank you. It now reads “reported locked”, and the chief has been asked to look.' : 'Thank you. It now reads “reported locked”, and the union can see it.'),
    turnedFacility: 'Thank you. It has been changed, and the chief has been told.',
    need: (people) => `Noted. When ${people} more ${people === 1 ? 'person says' : 'people say'} so, it is changed and the chief is called.`,
    young: 'Noted. This phone first came here less than 10 minutes ago, so this alone changes nothing yet. If you stand at the door, prove it by your position: once is enough.',
    noted: 'Noted, thank you.',
    already: 'Noted. Others said so before; the chief knows.',
    closedAsPosted: 'Noted. By the posted hours it is not open now anyway.',
    prove: 'I am at the door: use my position',
    proving: 'Checking the position…',
    proveHint: 'The position is used once and not kept.',
    notThere: 'The position was not within 150 m of the door, or not exact enough, so one more person is needed.'
  },
  other: {
    heading: 'Tell us something else',
    lead: 'No sign-in; nobody asks who you are.',
    open: 'It is open',
    facility: 'Which thing',
    broken: 'Broken',
    outOfStock: 'Used up',
    note: 'In your words',
    other: 'Send to the chief'
  },
  enter: {
    heading: 'How to get in',
    access: {
      open: 'Just walk in: no sign-in, no face scan',
      code: 'The door has a code: ask the chief or call',
      key: 'Ask at the desk to open',
      unknown: 'How to get in is not confirmed'
    },
    floor: 'Floor',
    floorUnknown: 'Floor not confirmed',
    stepFree: 'No steps at the door',
    steps: 'Steps at the door',
    stepsUnknown: 'Steps at the door: not confirmed',
    address: 'Address',
    addressUnknown: 'Exact address not confirmed'
  },
  inside: {
    heading: 'What is inside',
    none: 'Nothing has been entered yet.',
    count: (count) => `${count}`,
    where: (name) => `Where to find: ${name}`,
    whereUnknown: 'Exact place not confirmed: ask at the desk',
    reach: (when) => `Can be reached: ${when}`,
    reachUnknown: 'When it can be reached is not confirmed',
    area: 'Area',
    areaOf: (m2) => `${m2} m²`,
    seats: 'Seats',
    seatsOf: (seats) => `${seats}`,
    unknown: 'not confirmed'
  },
  parking: {
    heading: 'Parking',
    free: (hours) => `Free for ${hours} h`,
    for: (classes) => `For: ${classes}`,
    within: (distance) => `${distance} on foot`,
    indoor: 'Indoor',
    outdoor: 'In the open'
  },
  hours: {
    heading: 'Opening hours',
    unknown: 'Hours not known: ask before you go.',
    week: 'This week',
    unsaid: 'nothing said about holidays: ask first',
    provisional: 'holidays not published yet: as usual',
    makeup: (name) => `make-up workday for ${name}`,
    makeupPlain: 'make-up workday'
  },
  who: {
    heading: 'Who answers for it',
    chief: 'Chief',
    duties: 'What the chief does',
    union: 'Union',
    operator: 'Run with',
    hotline: 'Phone',
    call: (number) => `Call ${number}`,
    unknown: 'not posted yet'
  },
  lately: {
    heading: 'Lately',
    none: 'Nothing in the last 30 days.',
    kinds: {
      opened: 'opened by the chief',
      closed: 'closed by the chief',
      locked: 'said to be locked',
      seen_open: 'seen open',
      broken: 'said to be broken',
      out_of_stock: 'said to be used up',
      fixed: 'repaired',
      other: 'somebody told us something',
      inspected: 'inspected',
      expired: 'what was known grew too old'
    },
    of: (facility, what) => `${facility}: ${what}`,
    answers: { fixed: 'settled', not_so: 'checked: not so', in_work: 'being worked on' }
  },
  source: {
    sample: 'Sample data: not a real station.',
    fact: (source) => `A real station, from: ${source}`,
    own: 'Entered by the union that answers for it.',
    code: 'Station code',
    near: 'Stations around it',
    changed: (day) => `Last edited ${day}`
  }
}

export default en
