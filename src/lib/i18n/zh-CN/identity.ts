const roles: Readonly<Record<string, string>> = {
  worker: '工友',
  station_chief: '站长',
  merchant: '商户',
  union_clerk: '工会经办人',
  union_manager: '工会负责人',
  auditor: '审计员',
  tenant_admin: '系统管理员',
  operator: '平台运维'
}

/** Signing in, and the pages behind 我. */
const zh = {
  role: (code: string) => roles[code] ?? code,

  signIn: {
    title: '登录 · 会站家',
    heading: '登录',
    lead: '歇脚、喝水、看站点不用登录。登录是为了收消息、办自己的事。',
    phone: '手机号',
    phoneHint: '11 位大陆手机号，没登录过的会自动建好账号',
    getCode: '获取验证码',
    codeHeading: '输入验证码',
    sentTo: (phone: string) => `6 位数字已发到 ${phone}，5 分钟内有效。`,
    code: '验证码',
    enter: '登录',
    again: '重新获取',
    againIn: (seconds: number) => `${seconds} 秒后可以重新获取`,
    otherPhone: '换一个手机号',
    demoCode: (code: string) => `演示模式不发短信，验证码是 ${code}`,
    demoTitle: '演示用的手机号',
    demoLead: '不是真人的号码，点一个就能试。',
    passkey: '用通行密钥登录',
    passkeyHint: '给加过通行密钥的工会工作人员',
    passkeyBusy: '等待验证……',
    passkeyCancelled: '没有完成验证，可以再试一次，或改用验证码。'
  },

  me: {
    title: '我 · 会站家',
    heading: '我',
    guestHeading: '还没登录',
    guestText: '找站、歇脚、求助都不用登录。登录后能收消息；站长和工会的工作人员登录后办事。',
    signIn: '用手机号登录',
    noName: '还没填称呼',
    roles: '我的身份',
    noRoles: '您用的是工友身份：能找站、扫码、反映问题。工会给了别的身份，会出现在这里。',
    toChief: '开门关门、回反映',
    toStaff: '去工作台',
    station: (code: string) => `站点 ${code}`,
    messages: '消息',
    unread: (count: number) => `${count} 条没看`,
    noUnread: '都看过了',
    devices: '登录的设备',
    devicesUnder: '看看在哪些手机、浏览器上登录着',
    passkeys: '通行密钥',
    passkeysUnder: '用指纹、面容或屏幕锁登录，不用等短信',
    prefs: '显示设置',
    prefsUnder: '语言、字号、明暗',
    name: '怎么称呼您',
    nameHint: '只有您自己和给您授权的工会看得到',
    saveName: '保存',
    named: '称呼改好了',
    signOut: '退出登录'
  },

  messages: {
    title: '消息 · 会站家',
    heading: '消息',
    empty: '还没有消息',
    emptyText: '站里有人反映问题、身份有变化，会出现在这里。',
    isNew: '新',
    open: '去看看',
    markRead: '看过了',
    older: '更早的消息',
    back: '回到“我”'
  },

  devices: {
    title: '登录的设备 · 会站家',
    heading: '登录的设备',
    lead: '不认得的，马上让它退出。90 天不用会自动退出。',
    current: '正在用的这台',
    unnamed: '没有名字的设备',
    since: (day: string) => `${day} 登录`,
    seen: (ago: string) => `${ago}用过`,
    revoke: '让它退出',
    revoked: '已经退出',
    back: '回到“我”'
  },

  passkeys: {
    title: '通行密钥 · 会站家',
    heading: '通行密钥',
    lead: '加上以后，用这台设备的指纹、面容或屏幕锁就能登录，不用等短信。指纹和面容只留在您的设备里。',
    needsScript: '加通行密钥要用到 JavaScript，请在浏览器里打开它，或换一个浏览器。用验证码登录不受影响。',
    unsupported: '这个浏览器不支持通行密钥，请换一个，或继续用验证码登录。',
    numeric: '这个网址是数字地址，通行密钥用不了。请用域名打开；在本机试用，请打开 localhost。',
    staffOnly: '通行密钥给有工会职责的人使用。您用手机验证码登录就行。',
    empty: '还没有通行密钥。',
    label: '给它起个名字',
    labelHint: '比如：办公室电脑',
    add: '加一把通行密钥',
    adding: '等待验证……',
    added: '加好了',
    failed: '没有加成，可以再试一次。',
    since: (day: string) => `${day} 加的`,
    used: (ago: string) => `${ago}用过`,
    neverUsed: '还没用过',
    remove: '删掉',
    removed: '已经删掉',
    back: '回到“我”'
  }
}

export default zh
