import { metresBetween } from '#domain/stations/model.ts'
import { formatDistance } from '#lib/i18n/format.ts'
import { keptPosition } from '#lib/map/position.ts'
import { all, draw, one, wasGivenUp } from './draw.ts'

/** Keeps a page true while somebody looks at it. `data-watch` is the API's address of what it shows, `data-fresh` its parts that change. */

const KEEN_MS = 700
const CALM_MS = 5000
/** Right after a look it asks more than once a second, then calmly: it is somebody's data plan. */
const KEEN_FOR_MS = 60_000
/** Ages in words grow without any news. */
const REDRAW_MS = 60_000

let keenUntil = 0
let drawnAt = Date.now()
let known = { watched: '', tag: '"0"' }
let timer: ReturnType<typeof setTimeout> | undefined

function watched(): string {
  return one('[data-watch]')?.dataset['watch'] ?? ''
}

/** Begins to ask, keenly. */
export function watch(): void {
  keenUntil = Date.now() + KEEN_FOR_MS
  plan()
}

function plan(): void {
  clearTimeout(timer)
  if (document.hidden || watched() === '') return
  const wait = known.watched !== watched() ? 0 : Date.now() < keenUntil ? KEEN_MS : CALM_MS
  timer = setTimeout(() => void look().finally(plan), wait)
}

/** Asks whether anything has changed; an unchanged answer costs a 304. */
async function look(): Promise<void> {
  const address = watched()
  const first = known.watched !== address
  try {
    const response = await fetch(address, { cache: 'no-store', headers: { 'if-none-match': first ? '"0"' : known.tag } })
    if (response.status >= 500) throw new Error(String(response.status))
    known = { watched: address, tag: response.headers.get('etag') ?? known.tag }
    if ((response.ok && !first) || Date.now() - drawnAt > REDRAW_MS) await redraw('[data-fresh]', new URL(location.href))
    for (const element of all('[data-lost]')) element.hidden = true
  } catch (error) {
    if (!wasGivenUp(error)) for (const element of all('[data-lost]')) element.hidden = false
  }
}

async function redraw(parts: string, url: URL): Promise<boolean> {
  const drawn = await draw(url, parts)
  drawnAt = Date.now()
  wake()
  return drawn
}

/** Another list in the same page; where that cannot be, the browser goes there. */
export async function go(url: URL, push: boolean): Promise<void> {
  one('#near')?.setAttribute('aria-busy', 'true')
  try {
    if (!(await redraw('#near', url))) return location.assign(url)
    if (push) history.pushState(null, '', url)
    // The switches of language and size come back to the list as it is now.
    for (const input of all('input[name="back"]')) (input as HTMLInputElement).value = url.pathname + url.search
    watch()
  } catch (error) {
    if (!wasGivenUp(error)) location.assign(url)
  }
}

/** Shows what only JavaScript can do, and how far away the station is where the phone's place is known. */
export function wake(): void {
  for (const element of all('[data-alive]')) element.hidden = false
  const here = keptPosition()
  for (const element of all('[data-forget]')) element.hidden = here === null
  for (const element of here ? all('[data-away]') : []) {
    const { away, lon, lat } = element.dataset
    const distanceM = metresBetween(here!.lon, here!.lat, Number(lon), Number(lat))
    element.textContent = (away ?? '').replace('{distance}', formatDistance(document.documentElement.lang === 'en' ? 'en' : 'zh-CN', distanceM))
  }
}

document.addEventListener('visibilitychange', watch)
