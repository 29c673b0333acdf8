import type zh from '../zh-CN/ui.ts'

const en: typeof zh = {
  busy: 'Working on it…',
  optional: 'optional',
  errorPrefix: 'To correct: ',
  summaryTitle: (count) => (count === 1 ? 'One thing to correct' : `${count} things to correct`),
  next: 'What you can do',
  requestId: (id) => `Reference ${id}`,
  noPhoto: 'No photo yet',
  close: 'Close',
  dismiss: 'Got it',
  previous: 'Previous',
  following: 'Next',
  pages: 'Pages',
  loading: 'Loading…',
  sortedUp: 'lowest first',
  sortedDown: 'highest first',
  sortBy: (label) => `Sort by ${label}`,
  selectAll: 'Select all',
  selectRow: (name) => `Select ${name}`,
  scrollTable: 'The table scrolls sideways',
  back: 'Back',
  notices: { info: 'Note', good: 'Done', warn: 'Mind', bad: 'Not done' }
}

export default en
