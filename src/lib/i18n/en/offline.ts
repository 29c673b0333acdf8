import type zh from '../zh-CN/offline.ts'

const en: typeof zh = {
  title: 'No signal · Huizhanjia',
  heading: 'No signal just now',
  text: 'News of stations is only true online, so we show no stale list. Tap when the signal is back.',
  again: 'Try again',
  help: 'Emergency numbers',
  helpText: 'Calling needs no internet.'
}

export default en
