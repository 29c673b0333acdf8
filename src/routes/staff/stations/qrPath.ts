/** Dark modules of a QR matrix (row by row) as one SVG path: a run of neighbours is one bar. */
export function qrPath(size: number, dark: ArrayLike<number>): string {
  const bars: string[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark[y * size + x]) continue
      const from = x
      while (x < size && dark[y * size + x]) x++
      bars.push(`M${from} ${y}h${x - from}v1h${from - x}z`)
    }
  }
  return bars.join('')
}
