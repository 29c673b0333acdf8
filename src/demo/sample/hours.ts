/** Posted hours for made-up stations, in OSM opening_hours syntax: about 580 distinct strings in six shapes. */

function product(...lists: string[][]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]])
}

const OPENS = ['08:30', '08:00', '09:00', '07:30']
const CLOSES = ['17:30', '17:00', '18:00', '16:30']
const EARLY = ['08:00', '07:00', '08:30', '07:30', '09:00', '06:30', '09:30', '06:00']
const LATE = ['18:00', '20:00', '21:00', '19:00', '17:30', '20:30', '17:00', '21:30', '19:30', '18:30']
const SHORT_DAYS = ['09:00-18:00', '09:00-17:00', '10:00-16:00', '08:30-12:00']

const weekdays = product(OPENS, CLOSES).map(([open, close]) => `Mo-Fr ${open}-${close}; PH off`)
const withLunch = product(OPENS, ['11:30', '12:00'], ['14:00', '13:30', '13:00', '14:30'], CLOSES).map(
  ([open, lunch, again, close]) => `Mo-Fr ${open}-${lunch},${again}-${close}; PH off`,
)
const daily = product(EARLY, LATE, ['', '; PH off']).map(([open, close, rest]) => `Mo-Su ${open}-${close}${rest}`)
const shortSunday = product(EARLY.slice(0, 5), LATE.slice(0, 6), SHORT_DAYS).map(
  ([open, close, short]) => `Mo-Sa ${open}-${close}; Su,PH ${short}`,
)
const shortWeekend = product(OPENS, CLOSES, SHORT_DAYS).map(([open, close, short]) => `Mo-Fr ${open}-${close}; Sa,Su,PH ${short}`)

/** Open 14 hours a day or more: the "longer hours" of R-S2. */
const long = [
  ...product(['06:00', '07:00', '06:30', '05:30', '05:00'], ['22:00', '23:00', '22:30', '24:00', '23:30'])
    .filter(([open = '', close = '']) => Number(close.slice(0, 2)) - Number(open.slice(0, 2)) >= 15)
    .map(([open, close]) => `Mo-Su ${open}-${close}`),
  'Mo-Sa 06:00-24:00; Su,PH 09:00-18:00',
]
const overnight = product(['20:00', '19:00', '21:00', '18:00', '22:00'], ['08:00', '07:00', '06:00', '05:00', '09:00']).map(
  ([open, close]) => `Mo-Su ${open}-${close}`,
)

/** Low numbers come first in every list: they are the common ones. */
function commonFirst(strings: string[], random: () => number): string {
  return strings[Math.floor(random() ** 2 * strings.length)] ?? '24/7'
}

/** Shares after R-S2 (10.9 % longer hours); what is left unknown is null. Round-the-clock is decided by the caller. */
export function sampleHours(random: () => number): string | null {
  const share = random()
  if (share < 0.116) return commonFirst(long, random)
  if (share < 0.124) return commonFirst(overnight, random)
  if (share < 0.38) return commonFirst(weekdays, random)
  if (share < 0.48) return commonFirst(withLunch, random)
  if (share < 0.76) return commonFirst(daily, random)
  if (share < 0.85) return commonFirst(shortSunday, random)
  if (share < 0.94) return commonFirst(shortWeekend, random)
  return null
}
