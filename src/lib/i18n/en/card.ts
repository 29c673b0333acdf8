import type zh from '../zh-CN/card.ts'

const en: typeof zh = {
  title: 'Member card · Huizhanjia',
  heading: 'Member card',
  provisional: 'Provisional',
  sample: '示例 sample',
  qr: 'QR code of the member card',
  number: 'Member no.',
  trade: 'Trade',
  until: (when: string) => `Valid until ${when}`,
  renews: 'Renews itself every 24 hours: just open this page',
  expired: 'This card has expired',
  expiredText: 'Open this page with signal and it renews at once.',
  kept: (age: string) => `Opened on this phone ${age}; it may be shown without signal.`,
  bright: 'Does not scan? Turn the screen to its brightest.',
  what: 'Anybody checks it at /verify, with nothing to install. It tells union, trade and surname, no phone and no document.',
  verify: 'See the checking page',
  stolen: 'Somebody photographed your card?',
  stolenText: 'Once revoked, photos and screenshots of it are worthless, and you get a new one at once. Where there is no signal, the checker sees it after the next refresh of the list.',
  reissue: 'Revoke and renew',
  reissued: 'Old cards revoked',
  reissuedText: (count: number) => `${count} old ${count === 1 ? 'card is' : 'cards are'} worthless now. This is your new one.`,
  none: 'You have no member card now',
  noneText: 'Joining takes a minute and gives a provisional card at once; if you have applied, it is on the page of your application.',
  join: 'Join',
  progress: 'See my application'
}

export default en
