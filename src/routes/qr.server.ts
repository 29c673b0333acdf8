import QRCode from 'qrcode'
import { qrPath } from './staff/stations/qrPath.ts'

/** A text as a QR code to draw: modules a side, and its dark ones as one SVG path. Level L for long texts on screens, Q for paper. */
export function qrOf(text: string, errorCorrectionLevel: 'L' | 'M' | 'Q' = 'M'): { size: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel })
  return { size: modules.size, path: qrPath(modules.size, modules.data) }
}
