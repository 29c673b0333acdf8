import type { Context } from '#kernel/context.ts'
import { list, type MemberRow } from '#domain/membership/queries.ts'
import { LIST_MOST } from '#domain/membership/inputs.ts'
import { tradeName } from '#domain/membership/trades.ts'
import { placeNames } from '#domain/organisations/queries.ts'
import en from '#lib/i18n/en/members.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/members.ts'
import { standingAt } from '../../desk.ts'
import { csv, xlsx, type Cell, type Sheet } from '../../stations/export/sheet.ts'
import { asked, FILTERS, readRoster } from '../table.ts'
import type { RequestHandler } from './$types'

const MOST = 10_000
const COLUMNS = ['name', 'number', 'phone', 'document', 'union', 'trade', 'sex', 'birthYear', 'joinedOn', 'kind', 'state'] as const

/** The roster as a file: the same query as the page, numbers masked. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const { rows, cut } = await allOf(ctx, { path: here.path, ...asked(readRoster(url.searchParams)) })
  const [place] = await placeNames(ctx, [here])
  const filters = FILTERS.filter((name) => name !== 'find' && url.searchParams.get(name)).map((name) => `${name}=${url.searchParams.get(name)}`)
  const sheet: Sheet = {
    name: t.title,
    heads: COLUMNS.map((column) => t.columns[column]),
    rows: rows.map((row) => COLUMNS.map((column) => cellOf(row, column, t, locale))),
    about: {
      name: t.about.sheet,
      lines: [
        [t.about.union, `${place?.name ?? ''} ${here.path}`],
        [t.about.time, `${beijing(ctx.now).slice(0, 16).replace('T', ' ')} ${t.about.zone}`],
        [t.about.filter, filters.join(' · ') || t.any],
        [t.about.rows, cut ? `${rows.length} · ${t.about.cut}` : String(rows.length)],
        [t.columns.phone, t.about.masked],
        ...(rows.some((row) => row.sample) ? [[t.sample, t.about.sample] as const] : [])
      ]
    }
  }
  const asCsv = url.searchParams.get('format') === 'csv'
  const ending = `${beijing(ctx.now).slice(0, 10)}.${asCsv ? 'csv' : 'xlsx'}`
  return new Response(asCsv ? csv(sheet) : xlsx(sheet), {
    headers: {
      'content-type': asCsv ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="members-${ending}"; filename*=UTF-8''${encodeURIComponent(`${t.title}-${ending}`)}`,
      'cache-control': 'private, no-store'
    }
  })
}

async function allOf(ctx: Context, query: Parameters<typeof list>[1]): Promise<{ rows: MemberRow[]; cut: boolean }> {
  const rows: MemberRow[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await list(ctx, { ...query, limit: LIST_MOST, ...(cursor && { cursor }) })
    rows.push(...page.items)
    // Of a name's search there may be more than the act looks at.
    if (page.next === null) return { rows, cut: page.more && rows.length <= page.count }
    if (rows.length >= MOST) return { rows, cut: true }
    cursor = page.next
  }
}

function beijing(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString()
}

function cellOf(row: MemberRow, column: (typeof COLUMNS)[number], t: typeof zh, locale: App.Locals['locale']): Cell {
  switch (column) {
    case 'name':
      return row.sample && !row.name.includes(t.sample) ? `${row.name}（${t.sample}）` : row.name
    case 'number':
    case 'phone':
    case 'joinedOn':
    case 'birthYear':
      return row[column]
    case 'document':
      return row.document && `${t.documents[row.document.kind]} ${row.document.number}`
    case 'union':
      return row.union.name
    case 'trade':
      return tradeName(row.trade, locale)
    case 'sex':
      return t.sexes[row.sex ?? 'unknown']
    case 'kind':
      return t.kinds[row.kind]
    case 'state':
      return row.endReason ? t.endReasons[row.endReason] : t.states[row.state]
  }
}
