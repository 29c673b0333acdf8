import { ceremony, ceremonyCount } from '#domain/joining/ceremonies.ts'
import { settings } from '#kernel/settings.ts'
import { formatStart } from '#lib/i18n/moments.ts'
import { qrOf } from '../../qr.server.ts'
import type { PageServerLoad } from './$types'

/** For the screen behind the stage: a number, the oath, a QR code; nobody's data. */
export const csr = false

export const load: PageServerLoad = async ({ locals, params }) => {
  const { ctx, locale } = locals
  const [held, { joined }] = await Promise.all([ceremony(ctx, { ceremony: params.code }), ceremonyCount(ctx, { ceremony: params.code })])
  return { held, joined, starts: formatStart(locale, new Date(held.startsAt), ctx.now), qr: qrOf(`${settings().origin}/c/${held.ceremony}`) }
}
