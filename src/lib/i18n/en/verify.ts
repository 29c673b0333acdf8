import type zh from '../zh-CN/verify.ts'

const en: typeof zh = {
  title: 'Check a member card · Huizhanjia',
  heading: 'Check a member card',
  lead: 'Scan it, or paste what the QR code says: you see at once whether it is good.',
  scan: 'Scan with the camera',
  stop: 'Close the camera',
  aim: 'Hold the QR code in the frame',
  photo: 'Read it from a photo',
  cameraRefused: 'The camera did not open. Allow it in the settings of the browser, or paste what the QR code says.',
  noCode: 'No QR code was found in the photo. Take it closer and with more light, or paste what the QR code says.',
  field: 'What the QR code says',
  hint: (prefix: string) => `A long line that begins with ${prefix}; line breaks do not matter`,
  check: 'Check it',
  states: { valid: 'Valid', expired: 'Expired', revoked: 'Revoked', unreadable: 'Not understood' },
  means: {
    valid: 'A true card, good now.',
    expired: 'Its time is over. Ask its holder to open the card: it renews itself.',
    revoked: 'Its holder or the union has revoked it: it counts no more.',
    unreadable: 'It cannot be told what this is.'
  },
  why: {
    not_a_card: 'This is not the code of a member card, or it was not scanned or copied whole.',
    unknown_key: 'The public key of this card is not known here: it may come from elsewhere, or the keys need one refresh online.',
    bad_signature: 'The signature does not fit: changed, miscopied, or forged. It is no member card.',
    not_yet: 'This card is from the future. Check the clock of this phone.'
  },
  provisional: 'Provisional: the application is in, the union has not decided yet.',
  union: 'Union',
  trade: 'Trade',
  initials: 'Name',
  until: 'Valid until',
  issuer: 'Issued by',
  listAge: (age: string) => `List of revoked cards: ${age}.`,
  listOld: (age: string) => `The list of revoked cards is from ${age}: a card revoked since then is not seen here. Check again when there is signal.`,
  listNone: 'This phone has no list of revoked cards yet: a revoked one is not seen. Open this page once online.',
  byServer: 'Checked against the revoked cards by the server just now.',
  here: 'Checked on this phone only; nothing of the card is sent. Once opened, it works without signal.',
  asks: 'Checked by the server, which needs signal; nothing of the card is kept.',
  notReady: 'This phone has no public keys yet and cannot check without signal. Open this page once online.',
  shows: 'A card shows union, trade and surname, no phone and no document. Whether it is his own: look at the card opened on the holder’s own phone.'
}

export default en
