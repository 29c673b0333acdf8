/** Moving between unions: the worker's page and the desk's lists. */
const REASONS: Readonly<Record<string, string>> = {
  open_case: '有没办完的诉求或救助',
  dues_dispute: '会费还没结清',
  not_the_person: '不是本人',
  own_wish: '本人不想转了',
  on_leave_office: '在原工会还任着职',
  not_in_area: '不在本工会的范围',
  home_ended: '会籍已经结束'
}

const zh = {
  title: '我的会籍 · 会站家',
  heading: '我的会籍',
  back: '返回',
  sample: '示例',
  none: '您现在没有会籍',
  noneText: '一分钟就能入会，不告诉单位。以前入过会的，会员号还是原来那个。',
  join: '去入会',
  oldNumber: (number: string) => `您的会员号 ${number} 一直给您留着。`,
  numberLabel: '会员号',
  numberForLife: '一辈子就这一个号，换工会、退会再入会都不变。',
  union: '工会',
  since: '从哪天起',
  stateLabel: '会籍',
  states: { active: '有效', transferring: '有效，正在转会' },
  copy: '会员号每 4 位一组',
  doneNotes: {
    asked: '发出去了，等新工会接收。',
    withdrawn: '撤回了，会籍没有动。',
    guest: '记下了，您在那里是临时会员。',
    left: '退会办好了。'
  },

  running: {
    title: '正在办的转会',
    from: '从',
    to: '转到',
    trade: '工种',
    asked: '等新工会接收',
    askedText: (union: string) => `${union}还没有回话。它接收以后，原工会有 10 天可以提出异议。`,
    accepted: (union: string) => `${union}已经接收`,
    clock: (day: number, of: number) => `第 ${day} 天，共 ${of} 天`,
    counted: (from: string, due: string) => `从 ${from} 的第二天算起，周末和节假日都算，到 ${due} 为止。`,
    byItself: '到期没有异议，第二天自动转好，您不用再办什么。',
    noGap: '这期间会籍和权益都不断。',
    withdraw: '撤回，不转了'
  },

  change: {
    title: '换一个工会',
    lead: '换了工作、换了城市，把会籍转到新的工会。由新工会来办，不用找原单位盖章。',
    where: '在哪个区县',
    whereHint: '写区县名称，比如“西湖区”，或者拼音首字母',
    find: '查找',
    noPlace: (q: string) => `没有找到叫“${q}”的区县。`,
    chooseUnion: (place: string) => `${place}的工会`,
    filter: '工会名称里的字',
    noUnion: '这里还没有能办转会的工会。请换一个区县，或者打 12351 问问。',
    noUnionNamed: (q: string) => `这里没有名称带“${q}”的工会。`,
    mine: '现在的工会',
    more: (count: number) => `只列出前 ${count} 家，请用名称里的字缩小范围。`,
    choose: '选这家',
    confirmTitle: '确认转会',
    confirmFrom: '从',
    confirmTo: '转到',
    tradeNow: '以后主要做什么',
    steps: ['新工会接收。', '原工会 10 天内可以说明理由提出异议，没有就自动转好。', '会员号不变，会籍和权益一天不断。旧的会员码作废，自动换新。'],
    confirm: '确认，转过去',
    cancel: '不转了'
  },

  guests: {
    title: '在别处的临时会员',
    lead: '到别的城市用那里工会的服务，第一次用的时候自动记上，会籍不动。',
    none: '还没有。',
    since: (day: string) => `从 ${day} 起`
  },

  history: {
    title: '经过',
    none: '还没有记录。',
    events: {
      joined: '入会',
      guest: '成为临时会员',
      transfer_asked: '申请转到这里',
      transfer_ended: '转会没有办成',
      transferred_in: '转入',
      transferred_out: '转出',
      left: '退会',
      rejoined: '重新入会',
      died: '去世',
      corrected: '改了登记的内容',
      merged: '合并了重复的登记',
      unmerged: '撤销了合并'
    }
  },

  leave: {
    link: '退会',
    title: '退会 · 会站家',
    heading: '退会',
    lead: (union: string) => `退出${union}，马上生效，不用说理由，也不会通知单位。`,
    lost: '会没有的',
    lostList: ['会员码马上作废', '只给会员的权益（用餐券、体检、互助保障等）', '选举和提建议的资格', '正在办的转会', '在别处的临时会员'],
    kept: '一直都在的',
    keptList: ['站点照样进，水、休息、求助从来不看会籍', '12351 和法律援助照样能找', '会员号给您留着，想回来一分钟就能办', '您的记录还在“我的数据”里，可以带走或要求删除'],
    confirm: '确认退会',
    cancel: '不退了',
    elsewhere: '只是换了工作或城市？转会就行，权益不断。',
    toMove: '去转会'
  },

  reason: (code: string): string => REASONS[code] ?? code,

  desk: {
    title: '转会',
    lead: '一个人只有一个会籍。新工会来办，原工会 10 天内没有异议就自动转好。',
    sides: { in: '转入', out: '转出' },
    filters: { open: '在办的', done: '办好的', objected: '有异议的', withdrawn: '没办成的', any: '全部' },
    caption: '转会列表',
    columns: { name: '姓名', trade: '工种', from: '从', to: '转到', state: '到哪一步', clock: '时限', asked: '提出' },
    states: { asked: '等新工会接收', accepted: '等异议期满', objected: '原工会有异议', done: '转好了', withdrawn: '没办成' },
    clock: (day: number, of: number, due: string) => `第 ${day}/${of} 天，到 ${due}`,
    over: '已到期，几分钟内自动办',
    noClock: '接收后开始算',
    emptyIn: '没有要转进来的',
    emptyOut: '没有要转出的',
    emptyText: '有人申请时这里会有，也会收到消息。',
    pull: '接会员过来',
    pullLead: '会员当面要转过来：请他打开“会”的页面，填会员号和姓名。接收后原工会有 10 天可以提出异议。',
    number: '会员号',
    numberHint: '12 位数字',
    name: '姓名',
    union: '转到哪个工会',
    trade: '工种',
    tradeSame: '和原来一样',
    word: '本人已经当面同意转会',
    pullDo: '接过来',
    panel: {
      state: '到哪一步',
      from: '原工会',
      to: '新工会',
      asked: '什么时候提出',
      clock: '异议期',
      reason: '理由',
      note: '说明',
      done: '什么时候转好',
      gone: '打不开这次转会'
    },
    counted: (day: number, from: string, due: string) => `第 ${day} 天；${from} 接收，第二天起算，日历日 10 天，到 ${due} 为止`,
    accept: '接收',
    acceptLead: '接收后原工会有 10 天可以提出异议，期满第二天自动转好。',
    decline: '不接收',
    declineLead: '会籍留在原工会，本人会收到理由。',
    object: '提出异议',
    objectLead: '会籍就不转了。理由会告诉本人和新工会。没有异议不用办，到期自动转出。',
    reason: '理由',
    chooseReason: '请选',
    note: '补一句（选填，双方工会看得到）',
    mayNot: '您的身份只能看。',
    waitOther: '等对方工会，这边不用办。',
    done: {
      pulled: '接收了，原工会有 10 天可以提出异议。',
      accepted: '接收了，10 天的异议期开始算。',
      declined: '没有接收，已经告诉本人。',
      objected: '异议记下了，会籍没有动，已经告诉本人和新工会。'
    }
  }
}

export default zh
