import { differing, listed, moment, phaseNow, span } from '../electionFigures.ts'
import { failedFields, figure, quoted, untilThen } from '../figures.ts'
import type { Sentences } from '../refuse.ts'
import { refusals as foundRefusals } from './foundSayings.ts'
import proposals from './proposals.ts'

/** Every refusal: what happened, which figure, what to do next. */
const zh: Sentences = {
  title: '没办成',
  unknown: {
    detail: (p) => `这件事没有办成（代码 ${figure(p, 'code')}）。`,
    next: '请刷新页面再试；还不行，打电话时报上面的代码。'
  },

  'input.invalid': {
    detail: (p) => `有填写不对的地方。${failedFields(p, '；')}`,
    next: '请按提示改好再提交，其他内容不用重填。'
  },
  'input.too_large': {
    detail: (p) => `提交的内容太大了${figure(p, 'mostBytes') && `，最多 ${Math.floor(Number(p['mostBytes']) / 1024)} KB`}。`,
    next: '请缩小图片或分几次提交。'
  },
  'input.unreadable': { detail: '提交的内容读不出来，格式不对。', next: '请刷新页面再提交；程序对接请检查 JSON。' },
  'input.media_type': { detail: '不认得这种内容格式。', next: '请用 application/json 提交。' },

  'access.sign_in': { detail: '这一步需要先登录。', next: '请用手机号登录，登录后会回到这里。' },
  'access.denied': { detail: '您的身份不能办这件事。', next: '请找本级工会的管理员办理，或者请他给您授权。' },
  'access.not_found': { detail: '没有找到，或者不在您能看的范围里。', next: '请核对网址或编号；换过账号的话，请用原来的账号登录。' },
  'access.method': { detail: (p) => `这个地址不接受 ${figure(p, 'method', '这种')} 方法。`, next: '程序对接请看接口文档：/api/docs。' },
  'access.too_many': {
    detail: (p) => `操作太频繁了，${untilThen(p, 'zh-CN')}可以再试。`,
    next: '请等到那时再试，已经填好的内容不会丢。'
  },
  'access.cross_site': { detail: '这个请求是从别的网站发来的，没有受理。', next: '请在本站的页面上重新操作。' },
  'once.key_reused': { detail: '同一个提交编号用在了不同的内容上。', next: '请刷新页面再提交；程序对接请每次换新的 Idempotency-Key。' },
  'edit.stale': { detail: '您打开之后，别人已经改过这一条。', next: '请重新打开，看过最新内容再改。' },
  'edit.match_missing': { detail: '没有说明要改的是哪一版。', next: '请先读取最新内容，把它的 ETag 放进 If-Match 再提交。' },
  'list.bad_cursor': { detail: '翻页的位置不对或已经失效。', next: '请从第一页重新看。' },
  'system.busy': { detail: '现在人多，系统忙不过来。', next: '请过几秒再试，没有办成的不会算数。' },
  'system.fault': { detail: '系统出了毛病，不是您的错。毛病已经记下。', next: '请再试一次；还不行，打电话时报下面的编号。' },

  'identity.code_wrong': {
    detail: (p) => `验证码不对，还可以试 ${figure(p, 'triesLeft', '几')} 次。`,
    next: (p) => (Number(p['triesLeft']) === 0 ? '请重新获取验证码。' : '请核对短信里最新的 6 位数字再输入。')
  },
  'identity.code_expired': { detail: '验证码已经失效：超过 5 分钟、试错 5 次或已经用过。', next: '请重新获取验证码。' },
  'identity.code_too_soon': {
    detail: (p) => `验证码刚刚发过，${untilThen(p, 'zh-CN')}可以重发。`,
    next: '先看看短信收件箱和拦截箱；到时间再点重新获取。'
  },
  'identity.phone_invalid': { detail: '手机号不对。', next: '请输入 11 位大陆手机号，以 1 开头。' },
  'identity.sms_failed': { detail: '短信没有发出去。', next: (p) => `${untilThen(p, 'zh-CN')}可以再点获取；急事请打 12351。` },
  'identity.passkey_failed': { detail: '通行密钥没有通过核对。', next: '请再试一次，或者改用手机验证码登录。' },
  'identity.passkey_staff_only': { detail: '通行密钥只给有工会职责的人使用。', next: '请用手机验证码登录。' },
  'identity.session_unknown': { detail: '没有这台设备的登录，可能已经退出了。', next: '请刷新列表看看。' },

  'organisations.unknown': { detail: (p) => `没有找到工会组织${quoted(p, 'path')}。`, next: '请从组织树的最上面逐级找。' },
  'organisations.division_unknown': {
    detail: (p) => `没有行政区划代码${quoted(p, 'code')}。`,
    next: '请从区县列表里选，或按名称、拼音查找。'
  },
  'organisations.path_taken': { detail: (p) => `组织编号${quoted(p, 'path')}已经有了。`, next: '请换一个编号，或打开已有的组织。' },
  'organisations.local_path_taken': { detail: (p) => `组织编号${quoted(p, 'path')}已经有了。`, next: '请换一个编号，或打开已有的组织。' },
  'organisations.tenant_code_taken': { detail: (p) => `代号${quoted(p, 'code')}已经有建账工会在用。`, next: '请换一个代号。' },
  'organisations.in_use': {
    detail: (p) => `下面已经录入了 ${figure(p, 'unions', '若干')} 家基层工会，不能改由新的建账工会管理。`,
    next: '请在录入基层工会之前设立建账工会。'
  },
  'organisations.parent_unknown': { detail: (p) => `没有找到上级组织${quoted(p, 'path')}。`, next: '请从组织树里选一个上级。' },
  'roles.beyond_own': {
    detail: '只能在自己管理的工会范围内授权，角色也不能超出范围。',
    next: '请换一个本级以下的组织，或请上级工会授权。'
  },
  'roles.person_unknown': { detail: '这个人还没有登录过。', next: '请他先用手机号登录一次，再来授权。' },

  'identity.document_invalid': {
    detail: (p) => ({ form: '证件号码的位数或写法不对。', birth: '证件号码里的出生日期不存在。', check_digit: '证件号码最后一位对不上，可能有一位写错了。' })[String(p['rule'])] ?? '证件号码不对。',
    next: '请对着证件再看一遍，改好再提交。'
  },
  'identity.document_taken': { detail: '这个证件号码已经登记在另一个手机号名下。', next: '请用原来的手机号登录；号码不用了，请联系工会核对身份后更换。' },
  'organisations.employer_covered': { detail: '这家单位已经在这个工会的覆盖名单里。', next: '不用再加；要改名称请打开那一条。' },
  'membership.already_home': {
    detail: (p) => `这个人已经是${figure(p, 'union', '另一个工会')}的会员。`,
    next: '一个人只有一个会籍。要换工会，请由新工会发起转会。'
  },
  'membership.unknown': { detail: '没有找到这名会员，或者不在您能看的范围里。', next: '请核对会员号或姓名。' },
  'membership.not_member': { detail: '这一步只有会员能办。', next: '请先入会，一分钟就能办好。' },
  'membership.trade_unknown': { detail: (p) => `不认得这个工种：${quoted(p, 'trade')}。`, next: '请从工种表里选，没有的选“其他”。' },
  'membership.dues_amount': { detail: '会费要大于 0。', next: '请核对金额。' },
  'membership.dues_recorded': { detail: (p) => `${figure(p, 'month', '这个月')}的会费已经记过了。`, next: '请看会费记录；记错了请联系系统管理员更正。' },
  'membership.dues_ahead': { detail: (p) => `缴费日期${quoted(p, 'paidOn')}还没有到。`, next: '请填实际缴费的那一天。' },
  'membership.search_short': { detail: (p) => `名字太短，至少要 ${figure(p, 'least', '2')} 个字。`, next: '请输入名字里连着的两个字，或者完整的手机号、证件号、会员号。' },
  'moves.unknown': { detail: '没有找到这次转会，或者不在您能看的范围里。', next: '请从转会列表里打开。' },
  'moves.person_unknown': { detail: '会员号和姓名对不上，或者他现在没有会籍。', next: '请他打开“会”的页面，对着会员号和姓名再填一遍；没有会籍的请直接入会。' },
  'moves.no_home': { detail: '您现在没有会籍，不用转会。', next: '请直接入会，一分钟就能办好，会员号还是原来那个。' },
  'moves.not_home': { detail: '他的会籍不在这里，或者已经结束。', next: '请由会籍所在的工会来办。' },
  'moves.already_here': { detail: (p) => `会籍本来就在${figure(p, 'union', '这个工会')}。`, next: '不用转；要换别的工会，请另选一个。' },
  'moves.under_way': { detail: '有一次转会正在办，一次只能转一处。', next: '请先等它办完，或者由本人在“我的会籍”里撤回，再转。' },
  'moves.none_running': { detail: '没有正在办的转会。', next: '请刷新页面，看看它是不是已经办完了。' },
  'moves.closed': {
    detail: (p) => ({ objected: '原工会已经提出异议，会籍没有动。', done: '转会已经办完了。', withdrawn: '这次转会已经撤回。' })[String(p['state'])] ?? '这次转会的情况已经变了。',
    next: '请刷新页面，看看现在到了哪一步。'
  },
  'moves.too_late': { detail: (p) => `提出异议的 ${figure(p, 'days', '10')} 天到 ${figure(p, 'dueOn', '前几天')} 为止，已经过了。`, next: '转会会自动办完；有账目没结清，请和本人或新工会另行联系。' },
  'moves.day_ahead': { detail: (p) => `日期${quoted(p, 'on')}还没有到。`, next: '请填实际的日期。' },
  'cards.none': { detail: '你现在还没有会员卡。', next: '先入会，一分钟就能办好；已经申请了，临时卡在你的申请进度页上。' },
  'joining.unknown': { detail: '没有找到这份入会申请，或者不在您能看的范围里。', next: '请用申请时得到的链接打开，或者用申请时的手机号登录。' },
  'joining.no_union_here': {
    detail: (p) => `${figure(p, 'place') || '这个地方'}还没有开通网上入会的工会。`,
    next: '请打 12351 职工服务热线，由当地总工会帮您入会；也可以改选您常跑的另一个区县。'
  },
  'joining.union_unknown': { detail: (p) => `选的工会${quoted(p, 'path')}不在了，或者还没有开通网上入会。`, next: '请从列出的工会里选一个，或者不选，由系统安排。' },
  'joining.place_elsewhere': { detail: '改成的地方归另一个城市的工会管，这份申请转不过去。', next: '请撤回这份申请，在新的地方重新申请，一分钟就好。' },
  'joining.decided': {
    detail: (p) => ({ approved: '这份申请已经批准了。', refused: '这份申请已经有结果：未获批准。', withdrawn: '这份申请已经撤回了。' })[String(p['state'])] ?? '这份申请已经办结。',
    next: '请刷新页面看最新结果；还想入会可以重新申请。'
  },
  'joining.person_conflict': {
    detail: '手机号和证件登记在两个不同的人名下，不能直接批准。',
    next: '请打开号码当面核对：手机号填错或和家人共用的，退回请申请人换成自己的手机号；确实是同一个人的，先在会员资料里合并，再批准。'
  },
  'joining.ceremony_unknown': { detail: (p) => `没有找到入会仪式${quoted(p, 'ceremony')}。`, next: '请重新扫现场的二维码，或者直接在“入会”里申请。' },
  'joining.ceremony_closed': {
    detail: (p) => `这场入会仪式现在不接受申请${moment(p, 'startsAt', 'zh-CN') && `（时间是 ${moment(p, 'startsAt', 'zh-CN')} 到 ${moment(p, 'endsAt', 'zh-CN')}）`}。`,
    next: '请在“入会”里申请，一样一分钟办好。'
  },
  'joining.ceremony_code_taken': { detail: '这个活动代码已经有人用了。', next: '请换一个代码。' },
  'elections.voted_too_many': { detail: '票数超过了选举人数，没有记下。', next: '请核对选举人名单和纸质票数。' },
  'elections.unknown': { detail: '没有找到这次选举，或者它不在您的工会。', next: '请从“会”里的“选举与表决”打开。' },
  'elections.not_elector': { detail: '名单公布时您不在选举人名单里。', next: '名单有误，请联系您的工会；结果公布后您也能看。' },
  'elections.already_voted': {
    detail: (p) => (p['how'] === 'paper' ? '已经登记用纸质选票投票，一人只有一票。' : '已经投过票了，一人只有一票。'),
    next: '结果封存公布以后，可以用投票时记下的回执码查自己的票。'
  },
  'elections.already_nominated': { detail: '您已经推荐过一位，一人只能推荐一次。', next: '请等候选人名单公布，到时来投票。' },
  'elections.not_now': {
    detail: (p) => phaseNow(p, 'zh-CN'),
    next: (p) => (p['phase'] === 'announced' || p['phase'] === 'nominating' ? `投票时间：${span(p, 'zh-CN')}。` : p['phase'] === 'voting' ? `投票到 ${moment(p, 'closesAt', 'zh-CN')} 截止，请等截止以后再办。` : '请刷新页面看现在到了哪一步。')
  },
  'elections.wrong_state': { detail: '这次选举现在的状态办不了这一步。', next: '请刷新页面看现在到了哪一步。' },
  'elections.not_over': {
    detail: (p) => `还没到截止时间（${moment(p, 'closesAt', 'zh-CN')}），${figure(p, 'electors', '—')} 人中投了 ${figure(p, 'voted', '—')} 人。`,
    next: '到了时间会自动截止；全部投完也可以提前截止。'
  },
  'elections.not_sealed': { detail: '结果还没有封存公布。', next: '清点封存以后，这里马上能看，也会给选举人发消息。' },
  'elections.too_many_choices': { detail: (p) => `选了 ${figure(p, 'chosen', '—')} 个，最多只能选 ${figure(p, 'most', '—')} 个。`, next: '请去掉多选的，再投。' },
  'elections.choice_unknown': { detail: (p) => `选票上没有 ${figure(p, 'choice', '这个')} 号。`, next: '请刷新选票，重新选。' },
  'elections.receipt_used': { detail: '这个回执码已经用过，这张票没有记下。', next: '请回到选票重新提交，会换一个新的回执码。' },
  'elections.nominee_unknown': { detail: '这个会员号不是本工会的会员，没有记下。', next: '请向本人核对 12 位会员号，再推荐一次。' },
  'elections.number_unknown': {
    detail: (p) => `有 ${figure(p, 'count', '1')} 个会员号不在本工会或选举人名单里：${listed(p, 'numbers', '、')}。`,
    next: '请核对会员号；刚转来的会员要等转会办好。'
  },
  'elections.no_candidates': { detail: '选票上还没有候选人。', next: '请工会先登记候选人。' },
  'elections.no_electors': { detail: '选举人名单是空的。', next: '请先登记选举人，或检查这个工会有没有在册会员。' },
  'elections.no_delegates': { detail: '这个工会现在没有在任的代表。', next: '请先选代表，或者改用会员名单。' },
  'elections.matter_has_choices': { detail: '表决只有“同意、反对、弃权”，不用登记候选人。', next: '直接发布就可以。' },
  'elections.times_wrong': { detail: '时间不对：推荐要早于投票，截止要晚于开始，也不能已经过去。', next: '请改好时间再提交。' },
  'elections.open_vote_on_people': { detail: '选人和罢免必须无记名投票。', next: '请选“无记名”。' },
  'elections.votes_cast': { detail: (p) => `已经有 ${figure(p, 'voted', '—')} 人投票，不能取消。`, next: '请等截止后清点封存；要重选，另开一次。' },
  'elections.reminded': { detail: '今天已经提醒过一次。', next: (p) => `${moment(p, 'retryAt', 'zh-CN')} 以后可以再提醒。` },
  'elections.not_on_paper': { detail: '这个人没有登记用纸质选票。', next: '请核对会员号。' },
  'elections.no_paper': { detail: '没有人登记用纸质选票，不用录入。', next: '可以直接封存结果。' },
  'elections.paper_impossible': {
    detail: (p) => ({
      more_than_voters: `票箱里有 ${figure(p, 'ballots')} 张，但只有 ${figure(p, 'paperVoted')} 人领了纸质选票。`,
      more_invalid: `废票 ${figure(p, 'invalid')} 张，比总数 ${figure(p, 'ballots')} 张还多。`,
      more_than_papers: '有人的得票比有效票还多。',
      more_than_marks: `各人得票合计 ${figure(p, 'votes')}，超过了有效票能投的 ${figure(p, 'most')}。`
    })[String(p['rule'])] ?? '这些数字对不上。',
    next: '请重新清点，再录入。'
  },
  'elections.paper_differs': { detail: (p) => `两个人清点的结果不一样：${differing(p, 'zh-CN')}。`, next: '请两个人一起重新清点；先录的人错了，由他改录。' },
  'elections.paper_taken': { detail: '两个人录入一致，纸质票数已经定了。', next: '可以封存结果。' },
  'elections.paper_missing': { detail: (p) => `纸质票要两个人各清点一遍，现在录了 ${figure(p, 'entered', '0')} 份。`, next: '请另一个人用自己的账号清点、录入。' },

  ...foundRefusals,

  'rosters.unknown': { detail: '没有找到这份名单，或者不在您的工会范围里。', next: '请回到“名单导入”重新打开。' },
  'rosters.wrong_state': {
    detail: (p) => `这份名单现在${({ reading: '还在检查', ready: '等着接收', running: '正在接收', done: '已经接收完', failed: '没有读成', undoing: '正在撤回', undone: '已经撤回' })[String(p['state'])] ?? '不在这一步'}，这一步现在办不了。`,
    next: '请刷新页面，看看它到了哪一步。'
  },
  'rosters.file_unreadable': {
    detail: (p) => ({ old_or_locked: '这是旧的 .xls 文件，或者文件加了密码，读不了。', empty: '文件里没有一行名单。', too_large: '文件展开以后太大，读不完。' })[String(p['rule'])] ?? '这个文件读不了。',
    next: '请在 Excel 或 WPS 里另存为 .xlsx（不加密码）或 CSV，再上传。'
  },
  'rosters.file_too_large': { detail: (p) => `文件太大${figure(p, 'mostBytes') && `，最多 ${Math.floor(Number(p['mostBytes']) / 1024 / 1024)} MB`}。`, next: '请删掉用不着的列和图片，或分成几份。' },
  'rosters.too_many_rows': { detail: (p) => `一份名单最多 ${figure(p, 'most')} 行。`, next: '请分成几份上传。' },
  'rosters.name_column': { detail: '还没有指明哪一列是姓名，或者手机号和证件号码两列都没有。', next: '请选好姓名，再选手机号或证件号码中的至少一列。' },
  'rosters.nothing_good': { detail: '没有一行可以接收。', next: '请先改好有错的行，或先对重复的行作出决定。' },
  'rosters.too_late': { detail: '这份名单已经没有可以撤回的行：名单的明细只保存 30 天。', next: '要更正个别会员，请打开那名会员办理。' },
  'rosters.pair_unknown': { detail: '没有找到这一对会员，或者不在您的工会范围里。', next: '请刷新列表。' },
  'rosters.pair_decided': { detail: (p) => `这一对已经处理过：${p['state'] === 'merged' ? '合并了' : '认定为两个人'}。`, next: '请看下一对；合并错了可以撤回。' },
  'rosters.pair_ended': { detail: '其中一人已经不在名册上了。', next: '不用合并；请看下一对。' },
  'rosters.merge_homes': {
    detail: (p) => ({ transferring: '其中一人正在转会，现在不能合并。', keep_home: '会籍在另一条记录上，要保留的应当是它。' })[String(p['rule'])] ?? '这两条记录的会籍在两个工会，不能直接合并。',
    next: (p) => ({ transferring: '请等转会办完再来合并。', keep_home: '请改选保留另一条。' })[String(p['rule'])] ?? '请先办转会，让会籍落在一处，再合并。'
  },
  'rosters.merge_unknown': { detail: '没有找到这次合并。', next: '请刷新列表。' },
  'rosters.merge_undone': { detail: '这次合并已经撤回过了。', next: '请刷新列表。' },
  'rosters.changed_since': { detail: '合并以后，这名会员的记录又变过，不能原样撤回。', next: '请打开这名会员，按现在的情况更正。' },
  'rosters.list_unknown': { detail: '没有找到这次核对，或者不在您的工会范围里。', next: '请回到“合作方”重新打开。' },
  'rosters.list_token': { detail: '这个口令不对，或者已经作废。', next: '请向发起核对的工会要新的口令。' },
  'rosters.list_closed': { detail: (p) => `这次核对${({ received: '的名单已经交齐，正在比对', done: '已经做完', ended: '已经结束或过期' })[String(p['state'])] ?? '不再接收名单'}。`, next: '还要再核对，请工会重新发起一次。' },
  'rosters.list_too_long': { detail: (p) => `一次核对最多 ${figure(p, 'most')} 条，已经收到 ${figure(p, 'received')} 条。`, next: '请分成几次核对。' },
  'partners.unknown': { detail: '没有找到这个合作方，或者不在您的工会范围里。', next: '请刷新列表。' },
  'partners.name_taken': { detail: (p) => `已经有一个叫${quoted(p, 'name')}的合作方在用。`, next: '请换个名字，或先作废原来的口令。' },
  'partners.consent_time': { detail: (p) => `本人同意的时间${quoted(p, 'at')}不对：不能在将来，也不能早于 ${figure(p, 'days')} 天以前。`, next: '请重新取得本人同意，再提交。' },
  'partners.outside': { detail: '这个工作地点不在这个合作方可以代交的工会范围里。', next: '请让本人直接在入会页面申请，或向工会要相应范围的口令。' },

  'proposals.unknown': { detail: '没有这条提案。', next: '请从提案列表里找。' },
  'proposals.own': { detail: '这是您自己提的，自己不能附议自己。', next: '可以把链接发给工友，请他们附议。' },
  'proposals.not_own': { detail: '这条提案不是您提的，只有提的人能撤回。', next: '不再支持它，可以收回附议。' },
  'proposals.over': { detail: (p) => `这条提案${proposals.states[figure(p, 'state') as 'adopted'] ?? '已经办完'}，不能再附议或改动。`, next: '还有别的想法，可以另提一条。' },
  'proposals.merged': { detail: '这条提案已经并入另一条，附议也跟着过去了。', next: '请打开并入的那一条。' },
  'proposals.itself': { detail: '一条提案不能并入它自己。', next: '请选另一条。' },
  'proposals.not_from_here': { detail: (p) => `现在是“${proposals.states[figure(p, 'from') as 'open'] ?? '别的状态'}”，不能变成“${proposals.states[figure(p, 'to') as 'open'] ?? '那个状态'}”。`, next: '请刷新，看最新状态再办。' },
  'privacy.home_active': { detail: (p) => `您还是${figure(p, 'union', '工会')}的会员，在会期间会籍资料不能删。`, next: '请先在“会籍与转会”里退会，再来删除。' },
  'privacy.roles_held': { detail: (p) => `您还有 ${figure(p, 'count', '几')} 个工作身份（站长、经办等），要留着办事记录的责任人。`, next: '请先请管理员收回身份，再来删除。' },
  'privacy.document_seen': { detail: '证件已经由工会核对过，不能自己改。', next: '写下要改什么，我们转给您工会的经办人。' },
  'privacy.no_document': { detail: '我们没有您的证件。', next: '入会时再填，现在不用管。' },
  'privacy.phone_taken': { detail: '这个手机号已经有人在用。', next: '是您自己的另一个号？请用它登录，先删掉那边的账号，或请工会经办人合并。' },
  'privacy.phone_same': { detail: '这就是您现在的手机号。', next: '不用改。' },
  'privacy.consent_unknown': { detail: '没有这条同意，或者已经撤回了。', next: '请刷新列表看看。' },

  'stations.unknown': { detail: (p) => `没有编号${quoted(p, 'code')}的站点。`, next: '请核对门上的编号，或在附近的站里找。' },
  'stations.withdrawn': { detail: '这个站点已经撤了。', next: '请看看附近别的站。' },
  'stations.code_taken': { detail: (p) => `站点编号${quoted(p, 'code')}已经有了。`, next: '请换一个编号。' },
  'stations.outside_world': {
    detail: (p) => `位置不对：经度 ${figure(p, 'lon', '—')}，纬度 ${figure(p, 'lat', '—')}。`,
    next: '经度在 -180 到 180、纬度在 -90 到 90 之间（WGS-84）；也可以改选区县。'
  },
  'stations.coordinates_swapped': {
    detail: (p) => `经度 ${figure(p, 'lon', '—')} 和纬度 ${figure(p, 'lat', '—')} 像是写反了。`,
    next: '请先写经度（中国在 73 到 135），再写纬度（3 到 54）。'
  },
  'stations.hours_mistake': {
    detail: (p) => `开放时间${quoted(p, 'hours')}第 ${figure(p, 'position', '？')} 个字符起读不懂。`,
    next: '写法示例：Mo-Fr 08:00-18:00; PH off（周一到周五 8 点到 18 点，节假日休息）。'
  },
  'stations.kind_unknown': { detail: (p) => `没有${quoted(p, 'kind')}这种站点类型。`, next: '请从类型列表里选。' },
  'stations.facility_unknown': { detail: (p) => `没有${quoted(p, 'facility')}这种设施。`, next: '请从设施列表里选。' },
  'stations.facility_not_here': { detail: '这个站没有登记这项设施。', next: '请从这个站的设施里选；确实有，请告诉站长补登记。' },
  'stations.vehicle_unknown': { detail: (p) => `没有${quoted(p, 'vehicle')}这种车型。`, next: '请从车型列表里选。' },
  'stations.division_unknown': { detail: (p) => `没有行政区划代码${quoted(p, 'division')}，或它已经停用。`, next: '请从区县列表里选。' },
  'stations.organisation_unknown': {
    detail: (p) => `没有找到负责的工会组织${quoted(p, 'path')}。`,
    next: '请从组织树里选本级范围内的组织。'
  },
  'stations.report_unknown': { detail: '没有找到这条反映。', next: '请刷新列表，可能已经有人处理了。' },
  'stations.photo_unknown': { detail: '没有这张照片，可能已经删掉了。', next: '请刷新页面看看。' },
  'stations.photo_unreadable': { detail: '这个文件不是能打开的照片。', next: '请换 JPEG、PNG 或 WebP 照片。' },
  'stations.photo_too_large': {
    detail: (p) => `照片太大${figure(p, 'mostBytes') && `，最多 ${Math.floor(Number(p['mostBytes']) / 1024 / 1024)} MB`}。`,
    next: '请用手机缩小后再传。'
  },
  'stations.photo_limit': {
    detail: (p) => `照片已经满了${figure(p, 'most') && `，最多 ${figure(p, 'most')} 张`}。`,
    next: '请先删掉一张旧的。'
  }
}

export default zh
