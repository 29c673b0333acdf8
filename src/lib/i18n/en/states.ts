import type zh from '../zh-CN/states.ts'

const en: typeof zh = {
  states: {
    open: 'Open',
    should_be_open: 'Should be open',
    reported_locked: 'Reported locked',
    closed: 'Closed',
    should_be_closed: 'Should be closed',
    unknown: 'Not known',
    provisional: 'To be verified'
  },
  facilityStates: {
    ok: 'Working',
    out_of_order: 'Out of order',
    out_of_stock: 'Used up',
    unknown: 'Not confirmed'
  },
  sample: 'sample',
  go: 'Go',
  goTo: (name) => `Go to ${name}`,
  walk: (minutes) => `${minutes} min walk`,
  ride: (minutes) => `${minutes} min ride`
}

export default en
