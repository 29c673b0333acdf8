/** The page on which a guard or a merchant checks a member card. */
const zh = {
  title: '验会员卡 · 会站家',
  heading: '验会员卡',
  lead: '扫一扫，或者贴上二维码里的字，马上看出真假。',
  scan: '用相机扫',
  stop: '关掉相机',
  aim: '把二维码放进框里',
  photo: '从照片里认',
  cameraRefused: '相机没有打开。请在浏览器设置里允许相机，或者贴上二维码里的字。',
  noCode: '照片里没有找到二维码。请拍近一点、亮一点，或者贴上二维码里的字。',
  field: '二维码里的字',
  hint: (prefix: string) => `以 ${prefix} 开头的一长串，换行不要紧`,
  check: '验一下',
  states: { valid: '有效', expired: '已失效', revoked: '已作废', unreadable: '看不懂' },
  means: {
    valid: '是真卡，现在有效。',
    expired: '过了有效期。请持卡人打开自己的会员卡，会自动换新。',
    revoked: '持卡人或工会已经把它作废，不再算数。',
    unreadable: '看不出是什么。'
  },
  why: {
    not_a_card: '这不是会员卡的码，或者没扫全、抄错了字。',
    unknown_key: '这里没有签这张卡的公钥：可能不是这里发的卡，也可能要联网更新一次。',
    bad_signature: '签名对不上：被改过、抄错了，或者是伪造的。不能当会员卡。',
    not_yet: '这张卡的时间在将来。请看看这台手机的时间对不对。'
  },
  provisional: '临时卡：入会申请已交，工会还没有定。',
  union: '工会',
  trade: '行业',
  initials: '姓名',
  until: '有效到',
  issuer: '发卡的地方',
  listAge: (age: string) => `作废名单：${age}更新。`,
  listOld: (age: string) => `作废名单是${age}更新的，在那以后作废的卡这里看不出来。有信号时再验一次。`,
  listNone: '这台手机还没有作废名单：作废的卡看不出来。请联网打开一次这一页。',
  byServer: '刚由服务器核对过作废名单。',
  here: '只在这台手机上核对，卡的内容不上传。打开过一次，没有信号也能验。',
  asks: '由服务器核对，需要信号；卡的内容不留存。',
  notReady: '这台手机还没有公钥，没有信号就验不了。请联网打开一次这一页。',
  shows: '卡上只有工会、行业和姓，没有手机号和证件号。要核对是不是本人，看持卡人自己手机上打开的卡。'
}

export default zh
