import { reissue } from '#domain/cards/commands.ts'
import type { MyCard } from '#domain/cards/model.ts'
import { mine } from '#domain/cards/queries.ts'
import type { Context } from '#kernel/context.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { formatClock, formatDay } from '#lib/i18n/format.ts'
import { qrOf } from '../../../qr.server.ts'
import { refused } from '../../../refused.ts'
import { requireSignIn } from '../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

/** Drawn by the server; a small script keeps it for a time without signal. */
export const csr = false

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const { ctx } = locals
  const card = await myCard(ctx)
  if (!card) return { card: null }
  const { union, trade, initials, number, sample, provisional, expiresAt, renewAt } = card
  return {
    card: {
      union, trade: trade.name, initials, sample, provisional, expiresAt, renewAt,
      number: number?.replace(/(\d{4})(?=\d)/g, '$1 ') ?? null,
      // With its day: "tomorrow" would be wrong on a page that is kept over night.
      until: `${formatDay(ctx.locale, new Date(expiresAt))} ${formatClock(ctx.locale, new Date(expiresAt))}`,
      at: ctx.now.toISOString(),
      qr: qrOf(card.text, 'L')
    }
  }
}

/** null: he has none. */
async function myCard(ctx: Context): Promise<MyCard | null> {
  try {
    return await mine(ctx, {})
  } catch (error) {
    if (refusalOf(error)?.code === 'cards.none') return null
    throw error
  }
}

export const actions: Actions = {
  reissue: async ({ locals, url }) => {
    requireSignIn(locals, url)
    try {
      const { revoked } = await reissue(locals.ctx, {})
      return { revoked }
    } catch (error) {
      return refused(error, locals.locale)
    }
  }
}
