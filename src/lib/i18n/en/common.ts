import type zh from '../zh-CN/common.ts'

const en: typeof zh = {
  brand: 'Huizhanjia',
  titleEnd: ' · Huizhanjia',
  skip: 'Skip to content',
  demo: 'Demo · the data are samples',
  home: 'Huizhanjia home',
  switchLanguage: '中文',
  switchLanguageLabel: '切换到中文',
  elderOn: 'Larger',
  elderOff: 'Normal',
  doorsLabel: 'The four doors',
  doors: {
    stations: { word: '站', under: 'Stations' },
    benefits: { word: '家', under: 'Services' },
    union: { word: '会', under: 'Union' },
    me: { word: '我', under: 'Inbox' }
  },
  help: 'Help',
  unread: (count) => `${count} unread`
}

export default en
