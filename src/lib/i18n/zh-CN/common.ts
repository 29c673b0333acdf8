/** Words of the frame around every page. */
const zh = {
  brand: '会站家',
  titleEnd: ' · 会站家',
  skip: '跳到正文',
  demo: '演示模式 · 数据为示例',
  home: '会站家首页',
  switchLanguage: 'EN',
  switchLanguageLabel: 'Switch to English',
  elderOn: '长辈版',
  elderOff: '标准版',
  doorsLabel: '四扇门',
  doors: {
    stations: { word: '站', under: '歇脚' },
    benefits: { word: '家', under: '服务' },
    union: { word: '会', under: '工会' },
    me: { word: '我', under: '消息' }
  },
  help: '求助',
  unread: (count: number) => `${count} 条未读`
}

export default zh
