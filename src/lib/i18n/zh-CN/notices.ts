import { moment, span } from '../electionFigures.ts'
import { figure, quoted } from '../figures.ts'
import type { NoticeTexts } from '../notice.ts'
import type { Figures } from '../refuse.ts'
import { notices as foundNotices } from './foundSayings.ts'
import identity from './identity.ts'
import moves from './move.ts'
import proposals from './proposals.ts'

function title(p: Figures): string {
  return figure(p, 'title', '（内容不再显示）')
}

/** Every message that the product sends, by its code. */
const zh: NoticeTexts = {
  'stations.locked': (p) => ({
    title: `${figure(p, 'station', '您的站')}：有人说锁门了`,
    text: '工友在门口没进去。开着请点“还开着”，关了请改成“关门”。'
  }),
  'stations.open': (p) => ({ title: `${figure(p, 'station', '您的站')}：有人说开着`, text: '和站上登记的不一样，请看一眼。' }),
  'stations.broken': (p) => ({
    title: `${figure(p, 'station', '您的站')}：${figure(p, 'facility', '设施')}坏了`,
    text: '工友反映的，请去看看，修好了改回“好用”。'
  }),
  'stations.out_of_stock': (p) => ({
    title: `${figure(p, 'station', '您的站')}：${figure(p, 'facility', '用品')}用完了`,
    text: '工友反映的，请补上，补好了改回“好用”。'
  }),
  'stations.other': (p) => ({ title: `${figure(p, 'station', '您的站')}：有新的反映`, text: '请看一眼，回一句话。' }),
  'roles.granted': (p) => ({
    title: `您有了新身份：${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `，站点 ${figure(p, 'station')}`}。现在就能用。`
  }),
  'roles.revoked': (p) => ({
    title: `身份已收回：${identity.role(figure(p, 'role'))}`,
    text: `${figure(p, 'place')}${figure(p, 'station') && `，站点 ${figure(p, 'station')}`}。有疑问请找本级工会的管理员。`
  }),
  'identity.passkey_added': (p) => ({ title: `加了一把通行密钥${quoted(p, 'label')}`, text: '不是您加的？请马上删掉它，并退出其他设备。' }),
  'joining.approved': (p) => ({ title: '入会批准了', text: `您是${figure(p, 'union', '工会')}的会员了。会员号和会员卡在“会”里，随时能看。` }),
  'joining.returned': (p) => ({ title: '入会申请要改一下', text: `${figure(p, 'union', '工会')}请您改好再交，改哪里写得很清楚，别的不用重填。` }),
  'joining.refused': (p) => ({ title: '入会申请有结果了', text: `${figure(p, 'union', '工会')}没有批准，理由在申请页里。不同意可以打 12351。` }),
  'joining.raised': (p) => ({ title: `有 ${figure(p, 'count', '几')} 份入会申请升到了您这里`, text: '下级工会 3 个工作日没有办，请今天就看。' }),
  'moves.to_accept': (p) => ({ title: '有会员想转进来', text: `从${figure(p, 'from', '另一个工会')}转到${figure(p, 'to', '您的工会')}，等您接收。` }),
  'moves.accepted': (p) => ({
    title: `${figure(p, 'to', '新工会')}接收您了`,
    text: `${figure(p, 'from', '原工会')}到 ${figure(p, 'dueOn')} 没有异议就自动转好，这期间权益不断。不是您的意思，请撤回。`
  }),
  'moves.to_answer': (p) => ({ title: '有会员要转出', text: `转到${figure(p, 'to', '另一个工会')}。有异议请在 ${figure(p, 'dueOn')} 前提出，没有就不用管。` }),
  'moves.declined': (p) => ({ title: `${figure(p, 'to', '新工会')}没有接收`, text: `理由：${moves.reason(figure(p, 'reason'))}。会籍还在${figure(p, 'from', '原工会')}，什么都没变。` }),
  'moves.objected': (p) => ({ title: `${figure(p, 'from', '原工会')}提出了异议`, text: `理由：${moves.reason(figure(p, 'reason'))}。会籍还在原处，事情办好后可以再转。` }),
  'moves.objected_to': (p) => ({ title: `${figure(p, 'from', '原工会')}对转会有异议`, text: `理由：${moves.reason(figure(p, 'reason'))}。这次没有转成。` }),
  'moves.done': (p) => ({ title: '转会办好了', text: `会籍从${figure(p, 'from', '原工会')}转到了${figure(p, 'to', '新工会')}，会员号不变。旧的会员码已作废，打开“会”自动换新。` }),
  'moves.came': (p) => ({ title: '新会员转进来了', text: `从${figure(p, 'from', '另一个工会')}转到${figure(p, 'to', '您的工会')}，名册里已经有了。` }),
  'moves.gone': (p) => ({ title: '会员转出了', text: `从${figure(p, 'from', '您的工会')}转到了${figure(p, 'to', '另一个工会')}。` }),
  'elections.announced': (p) => ({ title: `有一次投票请您参加：${figure(p, 'title')}`, text: `投票时间 ${span(p, 'zh-CN')}。一人一票，不记名的票谁也看不到您选了谁。` }),
  'elections.reminder': (p) => ({ title: `还没投票：${figure(p, 'title')}`, text: `${moment(p, 'closesAt', 'zh-CN')} 截止。投不投、投给谁都由您；发提醒的人看不到谁没投。` }),
  'elections.sealed': (p) => ({ title: `结果公布：${figure(p, 'title')}`, text: '怎么算出来的一步一步都写着；有回执码的可以查自己的票。' }),
  'elections.term_ends': (p) => ({ title: `${figure(p, 'union')}任期还有 ${figure(p, 'months')} 个月`, text: `${figure(p, 'until')} 届满，请安排换届选举。` }),
  'proposals.accepted': (p) => ({ title: `提案受理了：${title(p)}`, text: '工会看过，接下来安排办。走到哪一步都能在提案页看到。' }),
  'proposals.in_work': (p) => ({ title: `提案在办了：${title(p)}`, text: '有进展会再告诉您。' }),
  'proposals.adopted': (p) => ({ title: `提案采纳了：${title(p)}`, text: '办成了什么，提案页里写着。谢谢您。' }),
  'proposals.refused': (p) => ({ title: `提案没有采纳：${title(p)}`, text: `理由：${proposals.reasons[figure(p, 'reason') as 'other'] ?? proposals.reasons.other}。工会的话在提案页里。` }),
  'proposals.answered': (p) => ({ title: `工会回话了：${title(p)}`, text: '打开提案页就能看到。' }),
  'proposals.merged': (p) => ({ title: `提案并入了另一条：${title(p)}`, text: `并入${quoted(p, 'into')}，您的支持跟着过去，不用再点。` }),
  'proposals.merged_in': (p) => ({ title: `有一条一样的并进来了：${title(p)}`, text: `${quoted(p, 'from')}并入您的提案，多了 ${figure(p, 'added', '0')} 人附议。` }),
  'privacy.correction_wished': (p) => ({ title: '有会员请您更正证件资料', text: `${figure(p, 'union', '您的工会')}的会员。请当面看过证件再改。` }),
  'privacy.phone_changed': () => ({ title: '手机号换好了', text: '以后用新号登录，其他设备已退出。不是您换的？请马上打 12351。' }),
  ...foundNotices,
  unknown: (p) => ({ title: '一条新消息', text: `这个版本还不会显示它（代码 ${figure(p, 'code')}），刷新页面再看。` })
}

export default zh
