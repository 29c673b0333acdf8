/** The list of members behind a figure: home members in force, unless the figure says otherwise. */
export function rowsOf(path: string, filters: Readonly<Record<string, string>>): string {
  return `/staff/members?${new URLSearchParams({ path, kind: 'home', state: 'active', ...filters })}`
}

/** First and last day of a month. */
export function spanOf(month: string): { from: string; to: string } {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))]
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) }
}

/** "12.5 %"; of nothing there is no share. */
export function shareOf(value: number, whole: number): string {
  return whole === 0 ? '—' : `${((value / whole) * 100).toFixed(1)} %`
}
