import { dayOf } from '#kernel/calendar.ts'
import { memberFigures, type MemberFigures } from '#domain/reports/members.ts'
import { unionFigures, type UnionFigures } from '#domain/reports/unions.ts'
import { tradeName } from '#domain/membership/trades.ts'
import en from '#lib/i18n/en/figures-room.ts'
import { formatClock, formatCount } from '#lib/i18n/format.ts'
import { texts, type Locale } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/figures-room.ts'
import { standingAt } from '../../desk.ts'
import { csv, xlsx, type Cell, type Sheet } from '../../stations/export/sheet.ts'
import type { RequestHandler } from './$types'

/** All figures of the page as one long table: table, item, figure, share, and what it is a share of. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const [unions, members] = await Promise.all([unionFigures(ctx, { path: here.path }), memberFigures(ctx, { path: here.path })])
  const sheet: Sheet = {
    name: t.title,
    heads: [t.part, t.what, t.value, t.share, t.denominator],
    rows: [...unionRows(unions, t), ...memberRows(members, t, locale)],
    about: {
      name: t.about,
      lines: [
        [t.aboutLines.place, `${members.name} ${members.path}`],
        [t.aboutLines.time, `${dayOf(ctx.now)} ${formatClock(locale, ctx.now)} ${t.aboutLines.zone}`],
        [t.aboutLines.unit, t.aboutLines.persons],
        [t.bySex, t.sexNote],
        [t.byMonth, t.monthsNote],
        [t.realName, t.realNameNote],
        ...(unions.sample > 0 ? [[t.aboutLines.sample, t.samples(formatCount(locale, unions.sample))] as const] : [])
      ]
    }
  }
  const asCsv = url.searchParams.get('format') === 'csv'
  const file = `figures-${dayOf(ctx.now)}.${asCsv ? 'csv' : 'xlsx'}`
  return new Response(asCsv ? csv(sheet) : xlsx(sheet), {
    headers: {
      'content-type': asCsv ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${file}"; filename*=UTF-8''${encodeURIComponent(`${members.name}-${t.title}-${dayOf(ctx.now)}.${asCsv ? 'csv' : 'xlsx'}`)}`,
      'cache-control': 'private, no-store'
    }
  })
}

type Texts = typeof zh

function share(value: number, whole: number): Cell {
  return whole === 0 ? null : Math.round((value / whole) * 10_000) / 10_000
}

function unionRows(unions: UnionFigures, t: Texts): Cell[][] {
  const line = (what: string, value: number): Cell[] => [t.unions, what, value, share(value, unions.total), t.unionsDenominator]
  return [line(t.unions, unions.total), line(t.single, unions.single), line(t.joint, unions.joint), line(t.federation, unions.industryFederation), line(t.registered, unions.registered)]
}

function memberRows(members: MemberFigures, t: Texts, locale: Locale): Cell[][] {
  const of = t.membersDenominator(formatCount(locale, members.members))
  const line = (part: string, what: string, value: number): Cell[] => [part, what, value, share(value, members.members), of]
  return [
    line(t.members, t.members, members.members),
    line(t.members, t.realName, members.realName),
    line(t.members, t.newForm, members.newForm.members),
    line(t.members, t.others, members.newForm.others),
    [t.members, t.guests, members.guests, null, t.guestsNote],
    ...members.byTrade.map((one) => line(t.byTrade, tradeName(one.code, locale), one.members)),
    ...members.bySex.map((one) => line(t.bySex, t.sexes[one.sex ?? 'unknown'], one.members)),
    ...members.byArea.map((one) => line(t.byArea, one.path === members.path ? t.here : one.name, one.members)),
    ...members.byMonth.map((one) => line(t.byMonth, one.month, one.members)),
    line(t.byMonth, t.earlier, members.earlier)
  ]
}
