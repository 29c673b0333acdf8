import { redirect } from '@sveltejs/kit'
import { apply } from '#domain/joining/commands.ts'
import { ceremony } from '#domain/joining/ceremonies.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { newId } from '#kernel/ids.ts'
import { formatEnd, formatStart } from '#lib/i18n/moments.ts'
import { refused } from '../../../refused.ts'
import { readEntry } from '../../hui/join/entry.ts'
import { ownEntry } from '../../hui/join/own.server.ts'
import { progressHref } from '../../hui/kept.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Behind the QR code on the wall: drawn by the server; a small script keeps what cannot be sent yet. */
export const csr = false

export const load: PageServerLoad = async ({ locals, params }) => {
  const { ctx, locale } = locals
  const held = await ceremony(ctx, { ceremony: params.code })
  return {
    held,
    starts: formatStart(locale, new Date(held.startsAt), ctx.now),
    ends: formatEnd(locale, new Date(held.endsAt), new Date(held.startsAt)),
    trades: TRADES.map(({ code, zh, en }) => ({ code, name: locale === 'en' ? en : zh })),
    entry: await ownEntry(ctx),
    key: newId()
  }
}

export const actions: Actions = {
  default: async ({ locals, request, params }) => {
    const form = await request.formData()
    const entry = readEntry(form)
    const { name, phone, kind, number, trade } = entry
    const input = { name, phone, document: { kind, number }, trade, ceremony: params.code }
    let sent: Awaited<ReturnType<typeof apply>>
    try {
      sent = await apply({ ...locals.ctx, key: String(form.get('key') ?? '') || null }, input as Parameters<typeof apply>[1])
    } catch (error) {
      return refused(error, locals.locale, { entry })
    }
    redirect(303, progressHref(sent.application, sent.secret, { done: 'new' }))
  }
}
