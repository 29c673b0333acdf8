/** Votes as a member sees them: list, ballot, receipt, result, and finding one's own vote. */
const zh = {
  title: '选举与表决 · 会站家',
  heading: '选举与表决',
  lead: '一人一票。无记名的票，谁也看不到您选了谁，工会的人也看不到。',
  sample: '示例',
  groups: { now: '等您来办', later: '还没开始', past: '已经结束' },
  none: '现在没有投票。有了会给您发消息。',
  kinds: { delegates: '选会员代表', committee: '选委员会', chair: '选主席', recall: '罢免', founding: '建会选举', resolution: '表决' },
  matter: { yes: '同意', no: '反对', abstain: '弃权' },
  phases: { draft: '起草', announced: '已公告', nominating: '推荐候选人', voting: '正在投票', over: '已截止', counting: '正在清点', sealed: '结果已公布', cancelled: '已取消' },
  state: {
    vote: '还没投，去投票', voted: '已投', paper: '用纸质选票', nominate: '可以推荐候选人', nominated: '已推荐', notElector: '不在选举人名单里，可以看结果', waiting: '等清点', result: '看结果'
  },
  secret: '无记名',
  openVote: '记名与否由工会公告；系统同样不存您和票的关系',
  seats: (seats: number) => `选 ${seats} 人`,
  span: (from: string, to: string) => `${from} 到 ${to}`,
  nominatesSpan: (from: string, to: string) => `推荐：${from} 到 ${to}`,
  turnout: (voted: string, electors: string) => `${electors} 名选举人，已投 ${voted} 人`,
  union: (name: string) => name,
  unionUnknown: '工会名称暂时查不到',
  back: '回到选举与表决',
  ballot: {
    heading: '选票',
    most: (most: number) => `最多选 ${most} 个，也可以一个不选（空白票，算到场）。`,
    one: '选一个，也可以不选（空白票，算到场）。',
    candidates: '候选人',
    choices: '选项',
    nominations: (count: number) => `${count} 人推荐`,
    review: '下一步：看一遍再投',
    none: '还没有候选人。'
  },
  review: {
    heading: '看一遍，投出去就不能改',
    blank: '空白票：一个也没选',
    youChose: '您选的是',
    cast: '投票',
    change: '改一改',
    where: '身边有人让您照他说的投？您可以先关掉这一页，截止前什么时候投都行。'
  },
  receipt: {
    heading: '票已投，只此一次',
    lead: '这是您的回执码，只在这一页出现一次，系统里没有存。想以后查自己的票，请抄下来。',
    label: '回执码',
    how: '结果封存以后，用它能在公布的票单里找到您的票，看有没有算进去、有没有被改。',
    warn: '有人拿着回执码，就能查出您选了谁。别拍照发出去，别给任何人看；不想留证据，就不要抄。',
    checkLater: '结果公布后查我的票',
    done: '回到选举与表决'
  },
  voted: { screen: '您已经投过票，一人一票。', paper: '您登记用纸质选票，一人一票。', notElector: '名单公布时您不在选举人名单里，不能投票；结果公布后可以看。' },
  wait: { announced: '投票还没开始。', over: '投票已经截止，等工会清点、封存。', counting: '投票已经截止，正在清点。', cancelled: '这次选举已经取消，没有人投过票。', draft: '这次选举还在起草。' },
  nominate: {
    heading: '推荐候选人',
    lead: '您可以推荐一位本工会会员，也可以推荐自己。只记人数，不记是谁推荐的。',
    number: '他的会员号',
    hint: '12 位，在会员卡上；请先问过他本人。',
    send: '推荐',
    done: '已记下您的推荐。一人一次，不能改。'
  },
  result: {
    title: (title: string) => `${title} · 结果`,
    heading: '结果',
    sealedAt: (when: string) => `${when} 封存`,
    steps: '怎么算出来的',
    electors: (electors: string) => `选举人名单上有 ${electors} 人。`,
    present: (present: string, screen: string, paper: string) => `参加投票 ${present} 人：手机上 ${screen} 人，纸质 ${paper} 人。`,
    urn: (papers: string, invalid: string) => `票箱里 ${papers} 张，其中废票 ${invalid} 张；两个人各数一遍，数得一样。`,
    blank: (blank: string) => `空白票 ${blank} 张，算到场，不算给任何人。`,
    quorum: (share: string, electors: string, needed: string) => `要有名单的 ${share} 参加才有效：${electors} 的 ${share}，至少 ${needed} 人。`,
    reached: (present: string, needed: string) => `${present} 人参加，不少于 ${needed} 人：有效。`,
    missed: (present: string, needed: string) => `只有 ${present} 人参加，不到 ${needed} 人：这次投票无效，谁也没选上。`,
    majorityPresent: (share: string, of: string, needed: string) => `得票要超过到场人数的 ${share}：到场 ${of} 人，至少 ${needed} 票。`,
    majorityAll: (share: string, of: string, needed: string) => `得票要超过全部选举人的 ${share}：共 ${of} 人，至少 ${needed} 票。`,
    seats: (seats: string, elected: string) => `要选 ${seats} 人，选出 ${elected} 人。`,
    seatsLeft: (left: string) => `还空 ${left} 个名额，要另外补选。`,
    tied: (names: string) => `${names} 票数相同，名额只够一部分：由他们再选一次，不抽签，不由别人定。`,
    votes: (votes: string, screen: string, paper: string) => `${votes} 票（手机 ${screen}，纸质 ${paper}）`,
    table: '每人得票',
    no: '号',
    name: '候选人',
    choice: '选项',
    gained: '得票',
    came: '结果',
    outcomes: {
      elected: '当选', tied: '票数相同，再选', majority_missed: '没过半数', no_seat_left: '过了半数，名额已满', no_quorum: '人数不够，无效', adopted: '通过', not_adopted: '没有通过', counted: '已计票'
    },
    proof: '自己核对',
    proofLead: '所有的票（不带姓名）和签名都公布给本工会的会员。票单里每一行是一张票：前面是它的编码，后面是选的号。谁都能用公开的小程序 scripts/ballots.mjs 再数一遍。',
    list: '票单编码（SHA-256）',
    key: '签名所用的密钥',
    get: '下载票单',
    check: '查我的票'
  },
  check: {
    title: '查我的票 · 会站家',
    heading: '查我的票',
    lead: '填投票时抄下的回执码，看您的票有没有算进去。',
    here: '有脚本时在这部手机上比对，回执码不离开手机；没有脚本时发给服务器比对一次，不记录、不保存。',
    label: '回执码',
    hint: '16 个字母和数字，大小写、横线都不要紧。',
    wrong: '回执码应该是 16 个字母和数字。请对着抄下的再看一遍。',
    find: '查',
    found: '找到了，已经算进去：',
    foundBlank: '找到了，已经算进去：空白票。',
    line: '票单里的这一行',
    notFound: '票单里没有这个回执码。请核对有没有抄错；确认没错，请带上回执码找上级工会查。',
    alone: '旁边有人要看？先离开这一页，他帮不了您投，也不该知道您选了谁。'
  }
}

export default zh
