/** The page of one station. */
const zh = {
  titleOf: (name: string) => `${name} · 会站家`,
  describe: (name: string, where: string) => `${name}${where && `（${where}）`}：现在开没开、怎么进、里面有什么、谁负责。`,
  back: '返回',
  photoOf: (name: string) => `${name}的门口`,
  photoTaken: (day: string) => `门口照片 · ${day} 拍`,
  photoUndated: '门口照片',
  noPhoto: '还没有门口照片',
  insidePhotos: '里面的照片',
  go: '去这里',
  goAway: (distance: string) => `去这里 ${distance}`,
  locked: '门锁着',
  sure: { high: '把握大', fair: '把握一般', low: '把握不大' },
  today: '今天',
  todayHours: (words: string) => `今天 ${words}`,
  approximate: '位置只到区县，去之前先问清楚在哪里。',
  paused: '这个站暂时停用。',
  result: {
    turned: (chief: boolean): string => (chief ? '谢谢，已经改成“有人说锁门了”，也叫站长去看了。' : '谢谢，已经改成“有人说锁门了”，也报给负责的工会了。'),
    turnedFacility: '谢谢，已经改过来了，也告诉站长了。',
    need: (people: number) => `记下了。再有 ${people} 个人这样说，就改过来并叫站长。`,
    young: '记下了。这部手机刚打开本站不到 10 分钟，单凭这一次还不改；您要是就在门口，用位置作证，一次就改。',
    noted: '记下了，谢谢。',
    already: '记下了。之前已经有人说锁门，站长已经知道。',
    closedAsPosted: '记下了。按公布的时间，现在本来就不开门。',
    prove: '我就在门口，用位置作证',
    proving: '正在核对位置……',
    proveHint: '位置只用来核对一次，不保存。',
    notThere: '手机给的位置不在门口 150 米内，或者不够准，所以还差一个人确认。'
  },
  other: {
    heading: '别的情况也说一声',
    lead: '不用登录，不问是谁。',
    open: '门开着',
    facility: '哪样东西',
    broken: '坏了',
    outOfStock: '用完了',
    note: '想说的话',
    other: '发给站长'
  },
  enter: {
    heading: '怎么进',
    access: {
      open: '推门就进，不用登录，不用扫脸',
      code: '要输门上的密码，问站长或打热线',
      key: '找值班的人开门',
      unknown: '怎么进还没确认'
    },
    floor: '楼层',
    floorUnknown: '楼层未确认',
    stepFree: '门口没有台阶',
    steps: '门口有台阶',
    stepsUnknown: '有没有台阶未确认',
    address: '地址',
    addressUnknown: '详细地址未确认'
  },
  inside: {
    heading: '里面有什么',
    none: '有什么还没登记。',
    count: (count: number) => `${count} 个`,
    where: (name: string) => `${name}在哪里`,
    whereUnknown: '具体位置未确认，到了问值班的人',
    reach: (when: string) => `能取用的时间：${when}`,
    reachUnknown: '能取用的时间未确认',
    area: '面积',
    areaOf: (m2: number) => `${m2} 平方米`,
    seats: '座位',
    seatsOf: (seats: number) => `${seats} 个`,
    unknown: '未确认'
  },
  parking: {
    heading: '停车',
    free: (hours: number) => `免费停 ${hours} 小时`,
    for: (classes: string) => `能停：${classes}`,
    within: (distance: string) => `走 ${distance} 能停`,
    indoor: '室内车位',
    outdoor: '露天车位'
  },
  hours: {
    heading: '开放时间',
    unknown: '开放时间不知道，去之前先问一声。',
    week: '这一周',
    unsaid: '节假日未说明，先问一下',
    provisional: '放假安排还没公布，按平常算',
    makeup: (name: string) => `${name}调休上班`,
    makeupPlain: '调休上班'
  },
  who: {
    heading: '谁负责',
    chief: '站长',
    duties: '站长做什么',
    union: '负责的工会',
    operator: '共建单位',
    hotline: '电话',
    call: (number: string) => `拨打 ${number}`,
    unknown: '还没有公布'
  },
  lately: {
    heading: '最近',
    none: '这 30 天没有记录。',
    kinds: {
      opened: '站长开门',
      closed: '站长关门',
      locked: '有人说门锁着',
      seen_open: '有人看到开着',
      broken: '有人说坏了',
      out_of_stock: '有人说用完了',
      fixed: '修好了',
      other: '有人反映情况',
      inspected: '有人来巡查',
      expired: '消息太旧，不再算数'
    },
    of: (facility: string, what: string) => `${facility}：${what}`,
    answers: { fixed: '已办好', not_so: '核实不是这样', in_work: '正在办' }
  },
  source: {
    sample: '示例数据，不是真实的站。',
    fact: (source: string) => `真实的站，来自：${source}`,
    own: '由负责的工会登记。',
    code: '站点编号',
    near: '看它附近的站',
    changed: (day: string) => `资料改于 ${day}`
  }
}

export default zh
