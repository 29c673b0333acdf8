/** The doors that are not open yet: what they will be, what works now. */
const zh = {
  notYet: '还没开',
  worksNow: '现在能用的',
  stations: '附近开着的站',
  stationsUnder: '歇脚、喝水、热饭、充电、上厕所，不用登录',
  rights: '12351 职工维权热线',
  rightsUnder: '欠薪、工伤、合同、入会，直接打电话问',
  help: '求助电话',
  helpUnder: '急救、报警、火警、交通事故',
  jia: {
    title: '家 · 会站家',
    heading: '家：我能领的、我有的',
    text: '零点食堂、体检、意外保障、求学补助会放在这里。这一版还没有，我们不摆空柜台。'
  }
}

export default zh
