/** Keeps the number on the stage true: asks every two seconds; an unchanged answer costs a 304. */

const EVERY_MS = 2000
const PATIENCE_MS = 6000

const shown = document.querySelector<HTMLElement>('[data-count]')
const stale = document.querySelector<HTMLElement>('[data-stale]')
let tag = ''
let misses = 0

async function look(): Promise<void> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    const response = await fetch(shown!.dataset['count']!, { cache: 'no-store', signal: stop.signal, headers: tag === '' ? {} : { 'if-none-match': tag } })
    if (!response.ok && response.status !== 304) throw new Error(String(response.status))
    if (response.ok) {
      tag = response.headers.get('etag') ?? ''
      shown!.textContent = ((await response.json()) as { joined: number }).joined.toLocaleString(shown!.dataset['locale'])
    }
    misses = 0
  } catch {
    misses += 1
  } finally {
    clearTimeout(late)
  }
  // One lost answer is nothing: the next comes in two seconds.
  if (stale) stale.hidden = misses < 3
}

async function watch(): Promise<void> {
  await look()
  setTimeout(() => void watch(), EVERY_MS)
}

if (shown) void watch()
