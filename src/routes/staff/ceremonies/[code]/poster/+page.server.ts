import { ceremony } from '#domain/joining/ceremonies.ts'
import { settings } from '#kernel/settings.ts'
import { qrOf } from '../../../../qr.server.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import { span } from '../../moments.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  const held = await ceremony(locals.ctx, { ceremony: params.code })
  const address = `${settings().origin}/c/${held.ceremony}`
  // Level Q: a quarter of the sheet may be dirty or torn. The sheet hangs in China, whoever prints it.
  return { held, address, when: span('zh-CN', held.startsAt, held.endsAt), qr: qrOf(address, 'Q') }
}
