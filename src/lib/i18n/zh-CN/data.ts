/** My data: see, carry away, correct, erase, consents, who has read. */
const lists = {
  purposes: {
    check_identity: '核对身份', call_about_application: '联系入会的事', call_about_membership: '联系会籍的事', prove_membership: '开会员证明', urgent_help: '紧急救助',
    call_about_station: '联系站点的事', call_about_role: '联系身份的事', reconciliation: '和平台名单比对（程序比，不显示）'
  },
  fields: { phone: '手机号', document: '证件号', employer: '单位', name: '姓名' },
  consents: { identity_document: '用身份证件号码办理入会', hand_over: '由合作方把资料交给工会' },
  documents: { resident_id: '居民身份证', hkm_permit: '港澳居民来往内地通行证', taiwan_permit: '台湾居民来往大陆通行证', hkmt_residence: '港澳台居民居住证', permanent_residence: '外国人永久居留身份证', passport: '护照' },
  offices: { delegate: '会员代表', committee: '委员', chair: '主席', auditor: '经费审查委员', women: '女职工委员' },
  applications: { submitted: '等工会办', returned: '退回要改', approved: '批准', refused: '没有批准', withdrawn: '已撤回' },
  sources: { self: '本人申请', ceremony: '入会仪式', roster: '名单导入', partner: '合作方', transfer: '转会', founding: '建会' },
  ends: { left: '退会', transferred: '转出', died: '去世', merged: '合并' },
  sexes: { female: '女', male: '男' }
} satisfies Record<string, Record<string, string>>

/** The word of a code; one from a newer server stands for itself. */
function word(list: keyof typeof lists, code: string): string {
  return (lists[list] as Record<string, string>)[code] ?? code
}

const zh = {
  title: '我的资料 · 会站家',
  heading: '我的资料',
  lead: '我们存着您的什么，谁看过，都在这里。您可以带走、更正、删除。',
  sample: '示例',
  word,
  none: '没有',
  masked: '号码只显示头尾，点开才看全。',
  back: '回到我的资料',
  toMe: '回到“我”',
  open: { phone: '看完整手机号', document: '看完整证件号', opened: { phone: '您的手机号', document: '您的证件号' }, note: '只给您看这一次，刷新就收起来。' },
  ways: {
    change: ['更正', '姓名、手机号、证件'],
    copy: ['带走一份', '一个文件，或打印出来'],
    erase: ['删除', '能删的都删，删不了的说清楚']
  },
  sections: {
    readings: '谁看过我的敏感信息',
    readingsLead: '工会工作人员每打开一次完整的号码，都记在这里。',
    readingsNone: '没有人打开看过。',
    consents: '我同意过的',
    consentsNone: '没有给过单独同意。',
    person: '姓名、手机号、证件',
    roles: '工作身份',
    membership: '会籍',
    history: '会籍的经过',
    rosters: '工会名册里的我',
    dues: '会费',
    applications: '入会申请',
    transfers: '转会',
    cards: '会员卡',
    sessions: '登录过的设备',
    passkeys: '通行密钥',
    messages: '消息',
    made: '我提的提案',
    seconded: '我附议的提案',
    votes: '选举与表决',
    votesLead: '只记投没投，不记怎么投；您的票和您连不起来。',
    offices: '担任的职务',
    foundings: '参与建会',
    notHeld: '没有存的',
    notHeldText: '扫码来过、反映门锁着、选票、推荐候选人，都不记名字，查不到是谁，所以这里没有。'
  },
  labels: {
    name: '姓名', phone: '手机号', document: '证件', language: '语言', since: '从', number: '会员号', home: '所在工会', noHome: '现在没有会籍', union: '工会', trades: '工种', platforms: '平台', cities: '工作城市',
    employer: '单位（不告诉任何单位）', sex: '性别', birthYear: '出生年', joined: '入会', ended: '结束', source: '来源', notKnown: '没填', checked: (day: string) => `工会 ${day} 核对过`, unchecked: '工会还没核对'
  },
  line: {
    reading: (union: string, role: string, fields: string, purpose: string) => `${union}的${role}看了${fields}：${purpose}`,
    consent: (version: string, party: string | null) => `文本版本 ${version}${party ? `，交给：${party}` : ''}`,
    withdrawnAt: (day: string) => `${day} 撤回`,
    card: (until: string) => `有效到 ${until}`,
    provisional: '临时卡',
    revoked: '已作废',
    session: (since: string, seen: string) => `${since} 登录，最近用过 ${seen}`,
    ended: (day: string) => `${day} 退出`,
    voted: { screen: '投了（手机）', paper: '用纸质选票', none: '没投' },
    nominated: '推荐过候选人',
    until: (day: string) => `任期到 ${day}`,
    dues: (month: string, yuan: string, day: string) => `${month}：${yuan} 元，${day} 交`,
    transfer: (from: string, to: string) => `${from} → ${to}`
  },
  withdraw: '撤回',
  withdrawLead: '撤回以后不再据此处理；已经办好的入会照样有效。',
  withdrawn: '撤回了。',
  change: {
    title: '更正我的资料 · 会站家',
    heading: '更正我的资料',
    lead: '改好以后，工会名册里的也一起改。',
    name: '姓名',
    nameHint: '和证件上一样',
    saveName: '改姓名',
    phone: '新手机号',
    phoneHint: '验证码发到新号上，证明是您的',
    getCode: '获取验证码',
    code: '验证码',
    codeSent: (to: string) => `6 位数字已发到 ${to}，5 分钟内有效。`,
    demoCode: (code: string) => `演示模式不发短信，验证码是 ${code}`,
    savePhone: '换手机号',
    phoneNote: '换好后别的设备会退出登录。',
    document: '证件',
    kind: '证件类型',
    number: '证件号码',
    saveDocument: '改证件',
    checked: '证件由工会核对过，不能自己改。有错的话，请您工会的经办人当面看过证件再改。',
    wish: '请工会帮我改',
    noDocument: '我们没有您的证件，不用改。',
    done: { name: (n: number) => `姓名改好了${n > 0 ? `，${n} 份名册也改了` : ''}。`, phone: (n: number) => `手机号换好了${n > 0 ? `，${n} 份名册也改了` : ''}。`, document: (n: number) => `证件改好了${n > 0 ? `，${n} 份名册也改了` : ''}。` },
    wished: (told: number): string => (told > 0 ? '已经告诉您工会的经办人。' : '您的工会还没有经办人，请打 12351。')
  },
  copy: {
    title: '带走我的资料 · 会站家',
    heading: '带走一份',
    lead: '里面的号码是完整的，请收好，别发给别人。一天最多 10 份。',
    file: '下载文件（JSON）',
    fileHint: '给别的系统用，格式写在 docs/domain/privacy.md',
    page: '打开能打印的一页',
    pageHint: '可以打印，也可以存成 PDF',
    printed: (when: string) => `会站家存着的我的资料 · ${when}`,
    print: '用浏览器菜单里的“打印”打印或存成 PDF。'
  },
  erase: {
    title: '删除我的资料 · 会站家',
    heading: '删除我的资料',
    lead: '删了就找不回来。删完用同一个手机号登录，是一个全新的账号，会员号也是新的。',
    goes: '会删掉',
    stays: '删不了的，为什么，到什么时候',
    erased: {
      name: '姓名', phone: '手机号', document: '证件', sessions: '登录的设备', passkeys: '通行密钥', messages: '消息', cards: '会员卡', readings: '看过的记录', applications: '入会申请里的姓名和号码',
      roster_numbers: '名册里的手机号、证件、单位', proposal_names: '提案上的名字', transfer_names: '转会单上的名字'
    },
    what: { roster: '结束的会籍记录（姓名、会员号、起止）', dues: '会费记录', elections: '参加过哪次投票', offices: '当选的职务', foundings: '建会的名单', consents: '给过和撤回的同意', number: '会员号', answers: '重发请求的答复', audit: '操作记录', proposals: '提案和附议' },
    reasons: {
      proof_of_membership: '证明您当过会员', accounting: '会计档案要保存', valid_vote: '证明投票有效', office_held: '工会的公开记录', founding_record: '工会成立的依据', proof_of_consent: '证明当时问过您',
      given_once: '号码不再给别人，已不连姓名', answers_resent: '网络不好时重发不会办两次', acts_without_name: '只有代号，没有姓名', words_without_name: '内容留着，没有姓名'
    },
    until: (day: string) => `留到 ${day}`,
    forever: '一直留着',
    nameless: '不含姓名',
    code: '验证码',
    codeLead: '为了确认是您，验证码发到您现在的手机号。',
    getCode: '获取验证码',
    confirm: '删除，不能反悔',
    doneTitle: '删好了',
    done: '您已退出登录。下面是删掉的和留着的，请截图或打印保存，这一页不会再出现。',
    home: '回首页'
  }
}

export default zh
