import { redirect } from '@sveltejs/kit'
import { apply } from '#domain/joining/commands.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../refused.ts'
import { progressHref } from '../kept.server.ts'
import { readEntry } from './entry.ts'
import { ownEntry } from './own.server.ts'
import { placeChoices, whereOf } from './where.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Drawn by the server; a small script keeps what was typed. */
export const csr = false

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { ctx, locale } = locals
  const ceremony = url.searchParams.get('ceremony')
  if (ceremony !== null) redirect(303, `/c/${encodeURIComponent(ceremony)}`)
  const where = await whereOf(ctx, url.searchParams, cookies)
  return {
    where,
    missing: where === null ? url.searchParams.get('station') : null,
    choices: where === null ? await placeChoices(ctx, url.searchParams, locals.demo) : null,
    trades: TRADES.map(({ code, zh, en }) => ({ code, name: locale === 'en' ? en : zh })),
    entry: await ownEntry(ctx),
    // Of this form: sent twice, it is answered once.
    key: newId()
  }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const form = await request.formData()
    const entry = readEntry(form)
    const [division, station] = ['division', 'station'].map((name) => String(form.get(name) ?? ''))
    const { name, phone, kind, number, trade } = entry
    const input = { name, phone, document: { kind, number }, trade, ...(station ? { station } : { division }) }
    let sent: Awaited<ReturnType<typeof apply>>
    try {
      sent = await apply({ ...locals.ctx, key: String(form.get('key') ?? '') || null }, input as Parameters<typeof apply>[1])
    } catch (error) {
      return refused(error, locals.locale, { entry, part: division ?? '' })
    }
    redirect(303, progressHref(sent.application, sent.secret, { done: 'new' }))
  }
}
