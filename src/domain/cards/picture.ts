import QRCode from 'qrcode'

/** A card as a QR code. Level L: a screen has no scratches, and fewer modules scan from farther away. */
const LOOK = { errorCorrectionLevel: 'L', margin: 4 } as const

export function svgOf(text: string): Promise<string> {
  return QRCode.toString(text, { ...LOOK, type: 'svg' })
}

export function pngOf(text: string): Promise<Buffer> {
  return QRCode.toBuffer(text, { ...LOOK, scale: 8 })
}
