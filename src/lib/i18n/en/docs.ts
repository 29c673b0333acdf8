import type zh from '../zh-CN/docs.ts'

const en: typeof zh = {
  title: 'API reference',
  raw: 'OpenAPI 3.1 source',
  switchLanguage: '中文',
  skip: 'Skip to content',
  contents: 'Contents',
  open: 'no sign-in needed',
  signIn: 'sign in first',
  path: 'path',
  query: 'query',
  header: 'header',
  name: 'Name',
  where: 'In',
  required: 'required',
  optional: 'optional',
  meaning: 'Meaning and example',
  parameters: 'Parameters',
  body: 'Example body',
  answers: 'Answers',
  example: 'Example answer',
  refusals: 'Codes of refusal',
  refusalsIntro: 'Every no has a code, a sentence and a next step.',
  status: 'Status',
  code: 'Code',
  says: 'What it says',
  next: 'What to do next',
  toDocs: 'API reference',
  toAll: 'All codes',
  home: 'To the stations near me'
}

export default en
