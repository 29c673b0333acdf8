import { printedList } from '#domain/joining/approvals.ts'
import { tradeName } from '#domain/membership/trades.ts'
import { formatClock, formatDay } from '#lib/i18n/format.ts'
import { requireSignIn } from '../../../../../sign-in.ts'
import { span } from '../../../moments.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  const list = await printedList(locals.ctx, { ceremony: params.code, list: params.list })
  const at = new Date(list.at)
  // A paper for the union's files: in Chinese, whoever prints it.
  return {
    list: { ...list, items: list.items.map((one) => ({ ...one, tradeName: tradeName(one.trade, 'zh-CN') })) },
    when: span('zh-CN', list.ceremony.startsAt, list.ceremony.endsAt),
    signedAt: `${list.at.slice(0, 4)} 年 ${formatDay('zh-CN', at)} ${formatClock('zh-CN', at)}`
  }
}
