import type zh from '../zh-CN/ceremony.ts'

const en: typeof zh = {
  title: (name) => `${name} · Huizhanjia`,
  kind: 'Joining ceremony',
  sample: 'sample',
  by: (union) => `Held by ${union}`,
  oath: 'Oath',
  lead: 'Four things, and you have a provisional card at once.',
  when: (from, to) => `${from} to ${to}`,
  coming: (from) => `Not yet: you can join here from ${from}.`,
  over: 'This ceremony is over.',
  joinAnyway: 'Join all the same',
  unknown: 'There is no such ceremony',
  box: {
    heading: 'On this phone',
    waiting: 'Kept on this phone, being sent',
    waitingUnder: 'No signal does no harm: closed and opened again, nothing is lost, and it goes out by itself. It counts once.',
    again: (seconds) => `again in ${seconds} s`,
    received: 'Received',
    receivedUnder: 'See progress and the provisional card',
    refused: 'Not done',
    fix: 'Change and send again',
    drop: 'Drop it'
  },
  stage: {
    title: (name) => `Stage · ${name}`,
    joined: 'Signed up',
    unit: 'people',
    scan: 'Scan to join now',
    scanUnder: 'no app, no sign-in',
    stale: 'Bad network: the number is of a moment ago',
    coming: (from) => `Begins ${from}`,
    over: 'The ceremony is over. Thank you all'
  },
  poster: {
    title: (name) => `Poster of ${name}`,
    nav: 'Print',
    back: 'Back to the ceremony',
    print: 'Print',
    how: 'A4 at 100 %: one at the entrance, one before the stage.',
    call: 'Scan\nto join',
    fields: 'name, phone, document, trade',
    noDownload: 'no app, no sign-in',
    card: 'a provisional card at once',
    silent: 'your employer is not told',
    offline: 'Bad network? It is kept on the phone and sent by itself.',
    under: 'Scan to join the union: four fields, no app, no sign-in.',
    code: 'Ceremony'
  }
}

export default en
