import type zh from '../zh-CN/scan.ts'

const en: typeof zh = {
  title: (name) => `${name} · Arrived · Huizhanjia`,
  lead: 'Tap once when you are here: others then know that the door is open.',
  arrive: 'I am here, count me',
  anonymous: 'No sign-in, no name, no position.',
  counted: (nth) => `Counted: number ${nth} today.`,
  countedText: 'Others can see now that it is open. Thank you.',
  before: (clock) => `Already counted at ${clock}.`,
  beforeText: (clock) => `Once in half an hour is enough; again from ${clock}. That the door is open has been noted.`,
  today: (visits) => `${visits} came today`,
  more: 'All about this station',
  wrong: 'Door will not open?'
}

export default en
