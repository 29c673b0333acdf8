/** A joining ceremony: the page behind the QR code on the wall, the stage, the sheet to hang up. */
const zh = {
  title: (name: string) => `${name} · 会站家`,
  kind: '入会仪式',
  sample: '示例',
  by: (union: string) => `${union}主办`,
  oath: '入会誓词',
  lead: '填四样就入会，马上有临时会员卡。',
  when: (from: string, to: string) => `${from} 到 ${to}`,
  coming: (from: string) => `还没开始，${from} 起可以在这里入会。`,
  over: '这场仪式已经结束。',
  joinAnyway: '照样可以入会',
  unknown: '没有找到这场仪式',
  box: {
    heading: '这部手机上的申请',
    waiting: '已存在这部手机上，正在发送',
    waitingUnder: '没信号也不要紧：关掉、重开都不丢，有信号就自己发出去。只会算一次。',
    again: (seconds: string) => `${seconds} 秒后再发`,
    received: '已收到',
    receivedUnder: '看进度和临时会员卡',
    refused: '没办成',
    fix: '改一改再交',
    drop: '不要了'
  },
  stage: {
    title: (name: string) => `台上 · ${name}`,
    joined: '已登记入会',
    unit: '人',
    scan: '扫一扫，现场入会',
    scanUnder: '不用下载，不用登录',
    stale: '网络不稳，上面是刚才的数',
    coming: (from: string) => `${from} 开始`,
    over: '仪式已结束，谢谢大家'
  },
  poster: {
    title: (name: string) => `${name} 海报`,
    nav: '打印',
    back: '返回仪式',
    print: '打印',
    how: 'A4 纸，100 % 大小，一张贴在门口，一张放在台前。',
    call: '扫一扫\n现场入会',
    fields: '姓名、手机、证件、行业',
    noDownload: '不用下载，不用登录',
    card: '马上有临时会员卡',
    silent: '单位不会知道',
    offline: '现场网不好也能填：先存在手机上，有信号自己发。',
    under: 'Scan to join the union: four fields, no app, no sign-in.',
    code: '仪式编号'
  }
}

export default zh
