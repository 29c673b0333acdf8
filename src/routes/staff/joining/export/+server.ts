import { queue } from '#domain/joining/queue.ts'
import type { QueueItem } from '#domain/joining/model.ts'
import { tradeName } from '#domain/membership/trades.ts'
import { placeNames } from '#domain/organisations/queries.ts'
import type { Context } from '#kernel/context.ts'
import joinEn from '#lib/i18n/en/join.ts'
import en from '#lib/i18n/en/joining-desk.ts'
import { texts } from '#lib/i18n/texts.ts'
import joinZh from '#lib/i18n/zh-CN/join.ts'
import zh from '#lib/i18n/zh-CN/joining-desk.ts'
import { standingAt } from '../../desk.ts'
import { csv, xlsx, type Cell, type Sheet } from '../../stations/export/sheet.ts'
import { COLUMNS, queueInputOf, readQueue, type Column, type QueueQuery } from '../table.ts'
import type { RequestHandler } from './$types'

const MOST = 5_000
const AT_ONCE = 200

/** The queue as a file: the same query as the page, numbers masked as on it. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const join = texts(locale, joinZh, joinEn).progress
  const query = { ...readQueue(url.searchParams), cursor: undefined }
  const { rows, cut } = await allOf(ctx, here.path, query)
  const [place] = await placeNames(ctx, [here])
  const { about } = t
  const sheet: Sheet = {
    name: t.title,
    heads: [...COLUMNS.map((column) => t.columns[column]), t.columns.state, about.code],
    rows: rows.map((row) => [...COLUMNS.map((column) => cellOf(row, column, t, locale)), join.state[row.state], row.application]),
    about: {
      name: about.sheet,
      lines: [
        [about.union, `${place?.name ?? ''} ${here.path}`],
        [about.time, `${beijing(ctx.now).slice(0, 16).replace('T', ' ')} ${about.zone}`],
        [about.filter, [t.tabs[query.tab], query.q].filter(Boolean).join(' · ')],
        [about.rows, String(rows.length)],
        [t.columns.document, about.masked],
        ...(cut ? [[about.rows, about.cut(String(MOST))] as const] : []),
        ...(rows.some((row) => row.sample) ? [[t.sample, about.sample] as const] : [])
      ]
    }
  }
  const format = url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx'
  const day = beijing(ctx.now).slice(0, 10)
  return new Response(format === 'csv' ? csv(sheet) : xlsx(sheet), {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="applications-${day}.${format}"; filename*=UTF-8''${encodeURIComponent(`${t.title}-${day}.${format}`)}`,
      'cache-control': 'private, no-store'
    }
  })
}

async function allOf(ctx: Context, path: string, query: QueueQuery): Promise<{ rows: QueueItem[]; cut: boolean }> {
  const rows: QueueItem[] = []
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await queue(ctx, { path, ...queueInputOf({ ...query, cursor }), limit: AT_ONCE })
    rows.push(...items)
    if (next === null || rows.length >= MOST) return { rows: rows.slice(0, MOST), cut: next !== null }
    cursor = next
  }
}

function beijing(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString()
}

function cellOf(row: QueueItem, column: Column, t: typeof zh, locale: App.Locals['locale']): Cell {
  switch (column) {
    case 'name':
      return row.sample && !row.name.includes(t.sample) ? `${row.name}（${t.sample}）` : row.name
    case 'clock':
      return row.clock?.dueOn ?? null
    case 'warn':
      return [row.member && t.warn[row.member], row.alike > 0 && t.warn.alike(row.alike), row.echoes > 0 && t.warn.echoes(row.echoes)].filter(Boolean).join('；') || null
    case 'trade':
      return tradeName(row.trade, locale)
    case 'document':
      return row.document.number
    case 'phone':
      return row.phone
    case 'union':
      return row.union.name
    case 'source':
      return t.source[row.source]
    case 'submitted':
      return new Date(row.submittedAt)
  }
}
