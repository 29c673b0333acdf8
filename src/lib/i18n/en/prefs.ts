import type zh from '../zh-CN/prefs.ts'

const en: typeof zh = {
  title: 'Display settings · Huizhanjia',
  heading: 'Display settings',
  lead: 'Kept on this phone; no sign-in needed.',
  language: 'Language',
  size: 'Size',
  normal: 'Normal',
  elder: 'Large view (big text, big buttons)',
  theme: 'Light or dark',
  auto: 'As the phone is set',
  light: 'Day',
  dark: 'Night',
  back: 'Go back'
}

export default en
