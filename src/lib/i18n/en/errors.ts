import type zh from '../zh-CN/errors.ts'

const en: typeof zh = {
  notFoundTitle: 'This page was not found',
  notFoundDetail: 'The address may be mistyped, or the page has been put away.',
  forbiddenTitle: 'This page needs you to sign in first',
  tooManyTitle: 'That was too fast',
  tooManyDetail: 'Wait a minute and try again. Nothing you filled in is lost.',
  brokenTitle: 'Something broke here',
  brokenDetail: 'It is not your fault. It has been written down; trying once more usually works.',
  offlineTitle: 'No signal just now',
  again: 'Try again',
  toHome: 'Back to stations near me',
  requestId: (id) => `Quote this number on the phone: ${id}`
}

export default en
