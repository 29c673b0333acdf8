/** One line of the table. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the product demands of itself; without one the figure is there for information. */
  readonly least?: number
  readonly most?: number
}

export function isMet({ value, least = -Infinity, most = Infinity }: Figure): boolean {
  return value >= least && value <= most
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export function table(figures: readonly Figure[]): string {
  const rows = [['what', 'figure', 'unit', 'demanded', ''], ...figures.map(rowOf)]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows.map((row) => row.map((cell, column) => (column === 1 ? cell.padStart(widths[1]!) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()).join('\n')
}

function rowOf(figure: Figure): string[] {
  const { name, value, unit, least, most } = figure
  const demanded = least !== undefined ? `at least ${said(least)}` : most !== undefined ? `at most ${said(most)}` : ''
  return [name, said(value), unit, demanded, demanded === '' ? '' : isMet(figure) ? 'met' : 'NOT MET']
}

function said(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}
