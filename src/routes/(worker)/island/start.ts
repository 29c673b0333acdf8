/**
 * What JavaScript adds to the pages that workers need first: list, chooser, station, scan. They ship no framework
 * (2 kB of script instead of 60), so an old phone shows them at once, and without JavaScript they do the same by links and forms.
 * The server draws everything; this asks it again and puts the new parts in place.
 */
import { namesPlace } from './draw.ts'
import { ask, forget, remember } from './place.ts'
import { prepare } from './send.ts'
import { keptPosition } from '#lib/map/position.ts'
import { go, wake, watch } from './watch.ts'

const AFTER_FIRST_LOOK_MS = 4000

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || !(event.target instanceof Element)) return
  const button = event.target.closest('button')
  if (button?.hasAttribute('data-ask')) return void ask(button)
  if (event.target.closest('[data-forget]')) return forget()
  const link = event.target.closest('a')
  if (!link) return
  if (link.dataset['place']) return remember(link.dataset['place'])
  const url = new URL(link.href)
  if (link.hasAttribute('data-back') && cameFromList()) {
    event.preventDefault()
    history.back()
  } else if (link.closest('#near') && url.origin === location.origin && url.pathname === '/') {
    event.preventDefault()
    void go(url, true)
  }
})
document.addEventListener('submit', (event) => prepare(event))

/** The list as it was left, scrolled where it was. */
function cameFromList(): boolean {
  if (document.referrer === '') return false
  const { origin, pathname } = new URL(document.referrer)
  return origin === location.origin && (pathname === '/' || pathname === '/stations/map')
}

addEventListener('popstate', () => void go(new URL(location.href), false))
// A page out of the browser's drawer tells old news, and its buttons may still say that they are busy.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})

// Reached through the framework's own router: loaded again as it is meant.
if (Object.keys(globalThis).some((name) => name.startsWith('__sveltekit'))) location.reload()
wake()
const here = new URL(location.href)
if (here.pathname === '/' && !namesPlace(here) && keptPosition()) void go(here, false)
else watch()
// What it keeps for a time without signal must not compete with the first look.
if ('serviceWorker' in navigator) addEventListener('load', () => setTimeout(() => void navigator.serviceWorker.register('/service-worker.js'), AFTER_FIRST_LOOK_MS))
