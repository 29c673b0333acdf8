import { failedFields, figure, quoted, untilThen } from '../figures.ts'
import type { Sentences } from '../refuse.ts'

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
  'joining.ceremony_code_taken': { detail: '这个活动代码已经有人用了。', next: '请换一个代码。' },
  'elections.voted_too_many': { detail: '票数超过了选举人数，没有记下。', next: '请核对选举人名单和纸质票数。' },

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
