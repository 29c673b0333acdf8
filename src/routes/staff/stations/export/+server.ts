import { placeNames } from '#domain/organisations/queries.ts'
import { area, type StationRow } from '#domain/presence/board.ts'
import { STATION_KINDS } from '#domain/stations/catalogue.ts'
import en from '#lib/i18n/en/desk.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/desk.ts'
import { standingAt } from '../../desk.ts'
import { readTable, type Column } from '../table.ts'
import { csv, xlsx, type Cell, type Sheet } from './sheet.ts'
import type { RequestHandler } from './$types'

const MOST = 10_000

/** The table as a file: the same query as the page, its columns, all that match or the rows chosen. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const query = readTable(url.searchParams)
  const { q, state, need, kind, sort, down } = query
  const { items } = await area(ctx, {
    path: here.path,
    ...(q && { q }),
    ...(state && { state }),
    ...(need && { need }),
    ...(kind && { kind }),
    sort,
    down,
    limit: MOST
  })
  const chosen = new Set(url.searchParams.getAll('codes'))
  const rows = chosen.size === 0 ? items : items.filter((row) => chosen.has(row.code))
  const unions = await placeNames(
    ctx,
    rows.map((row) => ({ tenant: here.tenant, path: row.path }))
  )
  const [place] = await placeNames(ctx, [here])
  // A file without its code cannot be matched with anything later.
  const columns: readonly Column[] = query.columns.includes('code') ? query.columns : [...query.columns, 'code']
  const { about } = t.list
  const sheet: Sheet = {
    name: t.list.title,
    heads: columns.map((column) => t.list.columnNames[column]),
    rows: rows.map((row, at) => columns.map((column) => cellOf(row, column, t, locale, unions[at]?.name ?? null))),
    about: {
      name: about.sheet,
      lines: [
        [t.panel.union, `${place?.name ?? ''} ${here.path}`],
        [about.time, `${beijing(ctx.now).slice(0, 16).replace('T', ' ')} ${about.zone}`],
        [
          about.filter,
          [q, state && t.states[state], need && (need === 'any' ? t.list.needAny : t.attention[need]), kind].filter(Boolean).join(' · ') ||
            t.list.any
        ],
        [about.rows, String(rows.length)],
        [t.list.columnNames.today, about.visits],
        [t.list.columnNames.d30, about.visits],
        ...(rows.some((row) => row.sample) ? [[t.sample, about.sample] as const] : [])
      ]
    }
  }
  const day = beijing(ctx.now).slice(0, 10)
  const asCsv = url.searchParams.get('format') === 'csv'
  const file = `stations-${day}.${asCsv ? 'csv' : 'xlsx'}`
  return new Response(asCsv ? csv(sheet) : xlsx(sheet), {
    headers: {
      'content-type': asCsv ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${file}"; filename*=UTF-8''${encodeURIComponent(`${t.list.title}-${day}.${asCsv ? 'csv' : 'xlsx'}`)}`,
      'cache-control': 'private, no-store'
    }
  })
}

function beijing(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString()
}

function cellOf(row: StationRow, column: Column, t: typeof zh, locale: App.Locals['locale'], union: string | null): Cell {
  switch (column) {
    case 'name':
      return row.sample && !row.name.includes(t.sample) ? `${row.name}（${t.sample}）` : row.name
    case 'now':
      return row.attention.includes('posted_open_not_opened') ? t.notOpened : t.states[row.live.state]
    case 'seen':
      return row.lastSeen ? new Date(row.lastSeen.at) : null
    case 'today':
      return row.visitsToday
    case 'd30':
      return row.visits30
    case 'chief':
      return row.chiefName
    case 'need':
      return row.attention.map((need) => t.attention[need]).join('；') || null
    case 'kind': {
      const kind = STATION_KINDS.find((one) => one.code === row.kind)
      return kind ? (locale === 'en' ? kind.en : kind.zh) : row.kind
    }
    case 'union':
      return union
    case 'waiting':
      return row.reportsWaiting
    case 'broken':
      return row.broken.length
    case 'address':
      return row.address
    case 'code':
      return row.code
  }
}
