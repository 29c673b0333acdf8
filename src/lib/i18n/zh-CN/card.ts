/** My member card on the screen. */
const zh = {
  title: '会员卡 · 会站家',
  heading: '会员卡',
  provisional: '临时卡',
  sample: '示例',
  qr: '会员卡二维码',
  number: '会员号',
  trade: '行业',
  until: (when: string) => `有效到 ${when}`,
  renews: '24 小时自动换新，打开这一页就行',
  expired: '这张卡已过期',
  expiredText: '有信号时打开这一页，马上换新。',
  kept: (age: string) => `${age}在这部手机上打开的，没有信号也能出示。`,
  bright: '扫不上？把屏幕调到最亮。',
  what: '对方用手机打开 /verify 就能验，不用装软件。扫出来只有工会、行业和姓，没有手机号和证件号。',
  verify: '去验卡页看看',
  stolen: '卡被别人拍了？',
  stolenText: '作废以后，拍走的、截图的都不能再用；新卡马上给您。没有信号的地方，要等对方联网更新名单才看得出。',
  reissue: '作废重发',
  reissued: '旧卡已作废',
  reissuedText: (count: number) => `${count} 张旧卡都不能用了，下面是新卡。`,
  none: '您现在没有会员卡',
  noneText: '入会一分钟，交上申请就有临时卡；已经申请的，卡在进度页上。',
  join: '入会',
  progress: '看我的申请'
}

export default zh
