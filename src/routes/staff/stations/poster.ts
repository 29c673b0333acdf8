import QRCode from 'qrcode'
import { settings } from '#kernel/settings.ts'
import type { Context } from '#kernel/context.ts'
import { STATION_KINDS } from '#domain/stations/catalogue.ts'
import { forEditing } from '#domain/stations/queries.ts'
import { qrPath } from './qrPath.ts'
import { hoursLines } from './words.ts'

/** What the poster of a station says; its QR leads to the page at the door, where one tap counts a visit. */
export async function posterOf(ctx: Context, code: string) {
  const station = await forEditing(ctx, { code })
  const address = `${settings().origin}/s/${station.code}`
  // Level Q: a quarter of the sheet may be dirty or torn.
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'Q' })
  const kind = STATION_KINDS.find((one) => one.code === station.kind)
  return {
    code: station.code,
    name: station.name,
    nameEn: station.nameEn,
    kind: kind ? { zh: kind.zh, en: kind.en } : null,
    sample: station.sample,
    hotline: station.hotline,
    chief: station.chiefName,
    // The sheet hangs on a door in China, whoever prints it.
    hours: hoursLines(station.hours, 'zh-CN', ctx.now),
    address,
    qr: { size: modules.size, path: qrPath(modules.size, modules.data) }
  }
}

export type PosterSheet = Awaited<ReturnType<typeof posterOf>>
