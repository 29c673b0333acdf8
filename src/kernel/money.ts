/** Money is a whole number of fen (1/100 yuan), at most 2^53 - 1. */
export type Fen = number & { readonly unit: 'fen' }

/** Checks that a number is a whole, safe number of fen. Throws RangeError on anything else: a bug, not a refusal. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`)
  return value as Fen
}

/** Reads yuan as people write it ("8", "8.5", "1,200.00") without floating point; null where it is not an amount. */
export function parseYuan(text: string): Fen | null {
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  const whole = Number(match[2]!.replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(whole) ? fen(match[1] && whole ? -whole : whole) : null
}

/** "1,200.50": always two decimals, thousands separated. */
export function formatYuan(amount: Fen): string {
  const digits = Math.abs(amount).toString().padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`
}
