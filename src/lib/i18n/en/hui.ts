import type zh from '../zh-CN/hui.ts'

const en: typeof zh = {
  title: 'Union · Huizhanjia',
  guestHeading: 'Join the union',
  gives: 'Somebody to speak for you when you are hurt or unpaid; check-ups, cover and study grants that think of you first. What there is, your local union publishes.',
  join: 'Join',
  joinUnder: 'One minute, four things, no sign-in',
  another: 'Help a workmate join',
  how: 'How it goes',
  steps: [
    ['Four things', 'name, phone, identity number, what you do'],
    ['A card at once', 'a provisional member card, to be shown as a QR code'],
    ['The union decides', 'within 1 working day; after 3 it goes up to the next union by itself']
  ],
  silent: 'Your employer is not told',
  silentText: 'Nothing about joining is sent to any employer. Platforms and bosses cannot look up who is a member.',
  already: 'Already a member?',
  signIn: 'Sign in to see my card',
  progress: 'My application',
  openProgress: 'See how far it is',
  onThisPhone: 'Sent from this phone',
  heading: 'My union',
  number: 'Member number',
  numberNote: 'one for life, whichever union you are in',
  since: (day) => `member since ${day}`,
  noHome: (number) => `You have no union now. Number ${number} stays yours and comes back when you join again.`,
  transferring: 'On the way to another union; until then your membership stays here',
  showCard: 'Show my card',
  unionUnknown: 'The name of the union cannot be read now',
  sample: 'sample',
  ways: {
    card: ['Member card', 'QR code, renewed by itself every 24 hours'],
    move: ['Move or leave', 'the new union fetches you'],
    votes: ['Elections and votes', 'one person, one vote, and you can check yours'],
    proposals: ['Proposals', 'make one and see what comes of it'],
    found: ['Found a union', 'none around you? a few people can begin'],
    data: ['My data', 'who looked, carry away, correct, erase']
  }
}

export default en
