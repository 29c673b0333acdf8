/** Keeps my card on this phone for a time without signal, says how old it is there, and never shows one that has ended. */
import en from '#lib/i18n/en/card.ts'
import { formatAgo } from '#lib/i18n/format.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/card.ts'

const locale = document.documentElement.lang === 'en' ? 'en' : 'zh-CN'
const t = texts(locale, zh, en)
const OLD_MS = 2 * 60_000
const LOOK_EVERY_MS = 30_000

const face = document.querySelector<HTMLElement>('[data-face]')
if (face) {
  look(face)
  setInterval(look, LOOK_EVERY_MS, face)
  document.addEventListener('visibilitychange', () => look(face))
  addEventListener('online', () => look(face))
}
void keep().catch(() => undefined)

function look(card: HTMLElement): void {
  const now = new Date()
  const { expires = '', renew = '', at = '' } = card.dataset
  const age = now.getTime() - Date.parse(at)
  const ended = Date.parse(expires) <= now.getTime()
  const kept = card.querySelector<HTMLElement>('[data-kept]')!
  if (age > OLD_MS) kept.textContent = t.kept(formatAgo(locale, new Date(at), now))
  kept.hidden = ended
  card.querySelector<HTMLElement>('[data-code]')!.hidden = ended
  card.querySelector<HTMLElement>('[data-until]')!.hidden = ended
  card.querySelector<HTMLElement>('[data-expired]')!.hidden = !ended
  // Half a day before it ends a new one is there for the asking. A page that asks at once again would ask for ever.
  if (navigator.onLine && document.visibilityState === 'visible' && Date.parse(renew) <= now.getTime() && age > OLD_MS) location.replace('/hui/card')
}

/** Told by the page, for the first time it opens the service worker does not yet see what it asks for. */
async function keep(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/service-worker.js')
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ keep: '/hui/card' })
}
