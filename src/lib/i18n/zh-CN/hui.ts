/** The hub of 会: join, how far it is, my union. */
const zh = {
  title: '会 · 会站家',
  guestHeading: '加入工会',
  gives: '受了伤、欠了薪，有人替您出面；体检、保障、学习补助，先想到您。有哪些，以当地工会公布的为准。',
  join: '入会',
  joinUnder: '一分钟，填四样，不用登录',
  another: '帮一位工友入会',
  how: '怎么入',
  steps: [
    ['填四样', '姓名、手机号、证件号、干哪一行'],
    ['马上有卡', '交上就有临时会员卡，出示二维码就能用'],
    ['工会来审', '1 个工作日内给答复；过了 3 个工作日，自动交给上一级工会']
  ],
  silent: '单位不会知道',
  silentText: '入会的事不发给任何单位。平台和老板查不到谁是会员。',
  already: '已经是会员？',
  signIn: '登录看我的会员卡',
  progress: '我的入会申请',
  openProgress: '看进度',
  onThisPhone: '这部手机上办过的',
  heading: '我的工会',
  number: '会员号',
  numberNote: '终身一个号，换工会也不变',
  since: (day: string) => `${day}入会`,
  noHome: (number: string) => `您现在没有会籍。会员号 ${number} 一直给您留着，再入会还是它。`,
  transferring: '正在转到别的工会，转好以前会籍一直在这里',
  showCard: '出示会员卡',
  unionUnknown: '工会名称暂时查不到',
  sample: '示例',
  ways: {
    card: ['会员卡', '二维码，24 小时自动换新'],
    move: ['转会和退会', '换了地方，由新工会来接'],
    votes: ['选举与表决', '一人一票，自己能核对'],
    proposals: ['提案', '提一条，看它走到哪一步'],
    found: ['一起建会', '身边没有工会，几个人就能发起'],
    data: ['我的资料', '谁看过，带走，更正，删除']
  }
}

export default zh
