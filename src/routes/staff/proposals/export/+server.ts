import { placeNames } from '#domain/organisations/queries.ts'
import { LIST_MOST } from '#domain/proposals/inputs.ts'
import { list } from '#domain/proposals/queries.ts'
import type { ShortProposal } from '#domain/proposals/rows.ts'
import type { Context } from '#kernel/context.ts'
import publicEn from '#lib/i18n/en/proposals.ts'
import en from '#lib/i18n/en/proposals-desk.ts'
import { texts } from '#lib/i18n/texts.ts'
import publicZh from '#lib/i18n/zh-CN/proposals.ts'
import zh from '#lib/i18n/zh-CN/proposals-desk.ts'
import { standingAt } from '../../desk.ts'
import { csv, xlsx, type Cell, type Sheet } from '../../stations/export/sheet.ts'
import { asked, FILTERS, readProposals } from '../table.ts'
import type { RequestHandler } from './$types'

const MOST = 10_000
const COLUMNS = ['id', 'title', 'topic', 'state', 'seconds', 'voice', 'author', 'union', 'madeAt', 'changedAt'] as const

/** The proposals as a file: the same query as the page. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const words = texts(locale, publicZh, publicEn)
  const { rows, cut } = await allOf(ctx, { path: here.path, ...asked({ ...readProposals(url.searchParams), cursor: undefined }) })
  const [place] = await placeNames(ctx, [here])
  const filters = FILTERS.filter((name) => url.searchParams.get(name)).map((name) => `${name}=${url.searchParams.get(name)}`)
  const sheet: Sheet = {
    name: t.title,
    heads: COLUMNS.map((column) => t.exportColumns[column]),
    rows: rows.map((row) => COLUMNS.map((column) => cellOf(row, column, t, words))),
    about: {
      name: t.about.sheet,
      lines: [
        [t.about.union, `${place?.name ?? ''} ${here.path}`],
        [t.about.time, `${beijing(ctx.now)} ${t.about.zone}`],
        [t.about.filter, filters.join(' · ') || t.any],
        [t.about.rows, cut ? `${rows.length} · ${t.about.cut}` : String(rows.length)],
        ...(rows.some((row) => row.sample) ? [[t.sample, t.about.sample] as const] : [])
      ]
    }
  }
  const asCsv = url.searchParams.get('format') === 'csv'
  const ending = `${beijing(ctx.now).slice(0, 10)}.${asCsv ? 'csv' : 'xlsx'}`
  return new Response(asCsv ? csv(sheet) : xlsx(sheet), {
    headers: {
      'content-type': asCsv ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="proposals-${ending}"; filename*=UTF-8''${encodeURIComponent(`${t.title}-${ending}`)}`,
      'cache-control': 'private, no-store'
    }
  })
}

async function allOf(ctx: Context, query: Parameters<typeof list>[1]): Promise<{ rows: ShortProposal[]; cut: boolean }> {
  const rows: ShortProposal[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await list(ctx, { ...query, limit: LIST_MOST, ...(cursor && { cursor }) })
    rows.push(...page.items)
    if (page.next === null) return { rows, cut: false }
    if (rows.length >= MOST) return { rows, cut: true }
    cursor = page.next
  }
}

function beijing(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

function cellOf(row: ShortProposal, column: (typeof COLUMNS)[number], t: typeof zh, words: typeof publicZh): Cell {
  switch (column) {
    case 'title':
      return row.title ?? t.hidden
    case 'topic':
      return words.topics[row.topic]
    case 'state':
      return words.states[row.state]
    case 'voice':
      return words.voices[row.voice]
    case 'union':
      return row.union.name
    case 'madeAt':
    case 'changedAt':
      return beijing(new Date(row[column]))
    case 'id':
    case 'author':
    case 'seconds':
      return row[column]
  }
}
