/** Colours of one theme by token name without the dashes: `{ ink: '#1f1a17' }`. */
export type Colours = Record<string, string>

/** Where a pair is used decides what it must reach (WCAG 2.2: 1.4.3 text, 1.4.11 controls). */
export type Pair = { front: string; back: string; least: 4.5 | 3 }

function pairs(fronts: string[], backs: string[], least: Pair['least']): Pair[] {
  return fronts.flatMap((front) => backs.map((back) => ({ front, back, least })))
}

/** Every pair that components put on one another. */
export const colourPairs: readonly Pair[] = [
  ...pairs(['ink', 'muted'], ['paper', 'surface', 'sunken', 'glow-soft', 'lamp-soft'], 4.5),
  ...pairs(['lamp', 'lamp-deep'], ['paper', 'surface', 'sunken', 'lamp-soft', 'glow-soft'], 4.5),
  ...pairs(['open', 'unsure', 'closed', 'info'], ['paper', 'surface', 'sunken'], 4.5),
  ...['open', 'unsure', 'closed', 'info'].flatMap((name) => pairs(['ink', name], [`${name}-soft`], 4.5)),
  ...pairs(['on-lamp'], ['lamp', 'lamp-deep'], 4.5),
  ...pairs(['on-glow'], ['glow'], 4.5),
  ...pairs(['paper'], ['ink'], 4.5),
  ...pairs(['on-night', 'on-night-muted', 'glow'], ['night', 'night-raised'], 4.5),
  ...pairs(['border', 'focus'], ['paper', 'surface'], 3),
  ...pairs(['focus'], ['sunken'], 3)
]

/** Reads the colours of a block of tokens.css, found by the text of its selector. */
export function readColours(css: string, selector: string): Colours {
  const start = css.indexOf(`${selector} {`)
  const block = start < 0 ? '' : css.slice(start, css.indexOf('}', start))
  return Object.fromEntries([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]))
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
