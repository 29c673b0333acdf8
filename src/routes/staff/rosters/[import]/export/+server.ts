import * as z from 'zod'
import { exportRows } from '#domain/rosters/commands.ts'
import { rows } from '#domain/rosters/queries.ts'
import en from '#lib/i18n/en/rosters.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/rosters.ts'
import { standingAt } from '../../../desk.ts'
import { xlsx } from '../../../stations/export/sheet.ts'
import { said } from '../../said.ts'
import type { RequestHandler } from './$types'

const state = z.enum(['bad', 'twin', 'skipped']).catch('bad')

/** Rows with what is wrong with them, to be mended and sent again. A form posts it: each export is in the audit. */
export const POST: RequestHandler = async ({ locals, url, params }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const which = { tenant: here.tenant, import: params.import, state: state.parse(url.searchParams.get('state')) }
  const out = await exportRows(ctx, which)
  const reasons = await reasonsOf(which)
  const name = t.exportName(out.fileName.replace(/\.\w{2,5}$/, ''))
  const titles = out.columns.titles.map((title, at) => title || t.column(at + 1, ''))
  const book = xlsx({
    name: t.tabs[which.state],
    heads: [t.exportRow, t.exportReason, ...titles],
    rows: out.rows.map(({ row, cells }) => [row, reasons.get(row) ?? '', ...titles.map((_, at) => cells[at] ?? '')]),
    about: { name: t.title, lines: [[t.file, out.fileName], [t.counts.rows, String(out.rows.length)]] }
  })
  return new Response(book, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="rows.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`,
      'cache-control': 'private, no-store'
    }
  })

  /** Whom a row repeats is said by the query, which knows whom the reader may see. */
  async function reasonsOf(asked: typeof which): Promise<Map<number, string>> {
    const found = new Map<number, string>()
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof rows>> = await rows(ctx, { ...asked, after, limit: 500 })
      for (const row of page.items) found.set(row.row, said(row, t))
      after = found.size < out.rows.length ? page.next : null
    }
    return found
  }
}
