import { figure, quoted } from '../figures.ts'
import { formatClock, formatDay } from '../format.ts'
import type { NoticeTexts } from '../notice.ts'
import type { Figures, Sentences } from '../refuse.ts'
import found from './found.ts'

/** What founding a union and the registration of unions refuse and tell. */
export const refusals = {
  'organisations.credit_code_wrong': { detail: (p) => codeMistake(p), next: '请对着法人资格证书再看一遍，改好再提交。' },
  'organisations.credit_code_taken': { detail: (p) => `信用代码${quoted(p, 'code')}已经登记在${quoted(p, 'union')}名下。`, next: '一个代码只属于一个工会，请核对证书。' },
  'organisations.day_ahead': { detail: (p) => `日期 ${figure(p, 'on')} 还没到，今天是 ${figure(p, 'today')}。`, next: '请填证书上的登记日期。' },
  'organisations.not_a_members_union': { detail: (p) => `${figure(p, 'union', '这一级')}没有直接的会员，不登记覆盖单位。`, next: '请打开它下面的基层工会再加。' },
  'organisations.employer_unknown': { detail: '覆盖名单里没有这家单位，或者已经结束了。', next: '请刷新名单看看。' },
  'founding.unknown': { detail: '没有找到这次建会，或者不在您能看的范围里。', next: '请核对链接；换过账号的话，请用原来的账号登录。' },
  'founding.not_in_state': { detail: (p) => `这次建会现在是“${stateOf(p)}”，这一步办不了。`, next: '请刷新页面，看现在该办哪一步。' },
  'founding.not_lead': { detail: '这一步由筹备组组长办，您不是组长。', next: '请找组长；组长换人，请退出后重新发起，或者请上级工会帮忙。' },
  'founding.parent_not_general': { detail: (p) => `${figure(p, 'union', '所选的工会')}是基层工会，不能批准建会。`, next: '请选乡镇、街道或区县的总工会。' },
  'founding.no_budget_union': { detail: (p) => `${figure(p, 'union', '这里')}还没有开通建账工会，暂时办不了建会。`, next: '请打 12351，请当地总工会帮忙。' },
  'founding.employer_line': { detail: (p) => `第 ${figure(p, 'line', '？')} 行${quoted(p, 'name')}写得不对：${figure(p, 'rule') === 'name' ? '单位名称要 2 到 80 个字。' : codeMistake(p)}`, next: '一行一家：单位全称，逗号后可写信用代码；代码不确定就不写。' },
  'founding.group_full': { detail: (p) => `筹备组最多 ${figure(p, 'most', '5')} 人，现在已有 ${figure(p, 'size', '')} 人${Number(p['invited']) > 0 ? `，还有 ${figure(p, 'invited')} 人没回话` : ''}。`, next: '其他人可以报名做会员；要换人，请先让一位退出。' },
  'founding.group_size': { detail: (p) => `筹备组要 ${figure(p, 'least', '3')} 到 ${figure(p, 'most', '5')} 人，现在 ${figure(p, 'size', '？')} 人。`, next: (p) => (Number(p['missing']) > 0 ? `还差 ${figure(p, 'missing')} 人，请再邀请，等他们点同意。` : '请让多出来的人退出筹备组，他们可以报名做会员。') },
  'founding.already_in': { detail: '这个人已经在这次建会里了。', next: '不用再办一次。' },
  'founding.number_unknown': { detail: (p) => `没有会员号${quoted(p, 'number')}。`, next: '请核对 12 位会员号，或者改填手机号。' },
  'founding.not_invited': { detail: '没有给您的邀请，或者您已经回过话了。', next: '想参加，请直接报名，或者请组长邀请您。' },
  'founding.lead_stays': { detail: '您是组长，不能直接退出。', next: '不想办了，请点“不办了”。' },
  'founding.assembly_past': { detail: '成立大会的时间已经过去了。', next: '请选一个以后的时间，给大家留出准备。' },
  'founding.assembly_not_yet': { detail: (p) => `还没到成立大会的时间${figure(p, 'at') && `：${clockOf(p)}`}。`, next: '请到时间再登记到会的人；要提前开，请先改时间。' },
  'founding.too_few_present': { detail: (p) => `应到 ${figure(p, 'invited', '？')} 人，三分之二是 ${figure(p, 'needed', '？')} 人，现在到了 ${figure(p, 'present', '？')} 人，差 ${figure(p, 'missing', '？')} 人。`, next: '请等人到齐，或者另定时间再开。' },
  'founding.not_among_invited': { detail: '到会或候选名单里有没报名的人。', next: '请只在报名的人里选。' },
  'founding.seats_wrong': { detail: (p) => `要选 ${figure(p, 'seats', '？')} 名委员，候选人只有 ${figure(p, 'candidates', '？')} 名，委员最多 ${figure(p, 'most', '？')} 名。`, next: '请减少名额，或者增加候选人。' },
  'founding.election_under_way': { detail: '委员会的选举正在进行。', next: '请等选举结果封存后再办。' },
  'founding.not_held': { detail: '成立大会还没开，或者还没有选举。', next: '请先登记到会的人，开始选举。' },
  'founding.election_not_sealed': { detail: (p) => `选举结果还没有封存，已投 ${figure(p, 'voted', '？')} / ${figure(p, 'electors', '？')}。`, next: '投票结束后请上级工会的选举经办封存结果，再来提交。' },
  'founding.nobody_elected': { detail: (p) => `没有人得票过半数：当选要 ${figure(p, 'needed', '？')} 票。`, next: '请另定时间再开一次会、再选一次。' },
  'founding.employers_count': { detail: (p) => (figure(p, 'kind') === 'single' ? `单独建会只能填 1 家单位，现在填了 ${figure(p, 'count', '？')} 家。` : `联合工会至少要 ${figure(p, 'least', '2')} 家单位，现在填了 ${figure(p, 'count', '？')} 家。`), next: '请改覆盖的单位；按区域联合的，请勾选“按区域”。' },
  'founding.name_taken': { detail: (p) => `上级工会下面已经有${quoted(p, 'name')}。`, next: '请换一个名称；如果就是同一家，请直接加入那个工会。' },
  'founding.own_founding': { detail: '您参与了这次建会，不能自己批自己的。', next: '请上级工会的另一位负责人来批。' },
  'founding.account_missing': { detail: '还没有填工会账户。', next: '请组长先填银行账号，再来开通。' },
  'founding.other_home': { detail: (p) => `您的会籍在${figure(p, 'union', '另一个基层工会')}，不能直接改。`, next: '请办转会：由新工会发起，原工会 10 天内没有异议就自动转。' },
  'founding.already_over': { detail: '您的会籍已经在这个工会了。', next: '不用再办。' },
} satisfies Partial<Sentences>

export const notices = {
  'founding.invited': (p) => ({ title: `邀请您参加筹备组：${figure(p, 'union', '新工会')}`, text: '同意不同意都由您自己定，单位不会知道。' }),
  'founding.assembly': (p) => ({ title: `成立大会：${figure(p, 'union', '新工会')}`, text: `${clockOf(p)}，请准时到会。应到人数三分之二到齐才能开。` }),
  'founding.approved': (p) => ({ title: `批准成立：${figure(p, 'union', '新工会')}`, text: '上级工会批准了。可以把会籍转到新工会。' }),
  'founding.returned': (p) => ({ title: `请补正：${figure(p, 'union', '新工会')}`, text: '上级工会退回来了，写明了要改什么，改好再提交。' }),
  'founding.refused': (p) => ({ title: `没有批准：${figure(p, 'union', '新工会')}`, text: '上级工会写明了原因，请打开看。' }),
} satisfies Partial<NoticeTexts>

/** Which rule a credit code breaks, and where. */
function codeMistake(p: Figures): string {
  const at = figure(p, 'position', '？')
  const letter = figure(p, 'found')
  switch (figure(p, 'rule')) {
    case 'length': return `信用代码应为 18 位，现在是 ${letter} 位。`
    case 'letter': return `信用代码第 ${at} 位“${letter}”不是能用的字符：没有 I、O、S、V、Z 这几个字母。`
    case 'division': return `信用代码第 ${at} 位“${letter}”应为数字：第 3 到 8 位是行政区划。`
    case 'check': return `信用代码最后一位“${letter}”对不上前 17 位，可能有一位写错了。`
    case 'union': return `工会的信用代码以 81 开头，第 ${at} 位是“${letter}”。`
    default: return '信用代码不对。'
  }
}

function clockOf(p: Figures): string {
  const at = new Date(figure(p, 'at'))
  return Number.isNaN(at.getTime()) ? '' : `${formatDay('zh-CN', at)} ${formatClock('zh-CN', at)}`
}

/** A state of a founding in words; a newer one as its code. */
function stateOf(p: Figures): string {
  const code = figure(p, 'state')
  return Object.hasOwn(found.states, code) ? found.states[code as keyof typeof found.states] : code
}
