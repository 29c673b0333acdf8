/** The outbox of a ceremony: what is filled in stays on this phone and goes out by itself, once, however bad the network. */
import { change, parcels, put, type Body, type Parcel } from './parcels.ts'

const ADDRESS = '/api/v1/memberships/applications'
const PATIENCE_MS = 15_000
const FIRST_WAIT_MS = 800
const LONGEST_WAIT_MS = 30_000

const form = document.querySelector<HTMLFormElement>('form[data-outbox]')
let timer: ReturnType<typeof setTimeout> | undefined
let sending = false

function bodyOf(given: HTMLFormElement): Body {
  const fields = new FormData(given)
  const typed = (name: string) => String(fields.get(name) ?? '').trim()
  return { name: typed('name'), phone: typed('phone'), document: { kind: typed('kind'), number: typed('number') }, trade: typed('trade'), ceremony: given.dataset['outbox']! }
}

/** Sends what is due, one after the other, then plans the next look. */
async function pump(): Promise<void> {
  if (sending) return
  sending = true
  for (const one of parcels()) if (one.body && one.no === undefined && one.next <= Date.now()) await send(one)
  sending = false
  show()
  plan()
}

function plan(): void {
  clearTimeout(timer)
  const waiting = parcels().filter((one) => one.body && one.no === undefined)
  if (waiting.length > 0) timer = setTimeout(() => void pump(), Math.max(200, Math.min(...waiting.map(({ next }) => next)) - Date.now()))
}

async function send({ key, body, tries }: Parcel): Promise<void> {
  const stop = new AbortController()
  const late = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    const response = await fetch(ADDRESS, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key, 'accept-language': document.documentElement.lang }, body: JSON.stringify(body), signal: stop.signal })
    if (response.ok) return change(key, { body: null, progress: ((await response.json()) as { progress: string }).progress })
    if (response.status >= 500 || [408, 425, 429].includes(response.status)) return later(key, tries, Number(response.headers.get('retry-after')))
    const { detail, next } = (await response.json()) as { detail?: string; next?: string }
    change(key, { no: `${detail ?? ''}${next ?? ''}` })
  } catch {
    later(key, tries, 0)
  } finally {
    clearTimeout(late)
  }
}

/** Longer each time, never all phones of a hall at once. */
function later(key: string, tries: number, seconds: number): void {
  const wait = Math.max((seconds || 0) * 1000, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries))
  change(key, { tries: tries + 1, next: Date.now() + wait * (0.5 + Math.random()) })
}

function show(): void {
  const all = parcels()
  const list = document.querySelector('[data-parcels] ul')
  const box = document.querySelector<HTMLElement>('[data-parcels]')
  if (!list || !box) return
  box.hidden = all.length === 0
  list.replaceChildren(...all.map(draw))
}

function draw(one: Parcel): Node {
  const state = one.progress ? 'received' : one.no === undefined ? 'waiting' : 'refused'
  const item = document.querySelector<HTMLElement>(`[data-pattern="${state}"]`)!.cloneNode(true) as HTMLElement
  const part = <E extends HTMLElement>(selector: string) => item.querySelector<E>(selector)
  part('[data-name]')!.textContent = one.name
  const again = part('[data-again]')
  const seconds = Math.ceil((one.next - Date.now()) / 1000)
  if (again && one.tries > 0 && seconds > 0) again.textContent = (again.dataset['words'] ?? '').replace('{n}', String(seconds))
  if (one.progress) part<HTMLAnchorElement>('[data-progress]')!.href = one.progress
  if (one.no !== undefined) part('[data-why]')!.textContent = one.no
  part('[name="fix"]')?.addEventListener('click', () => fix(one))
  part('[name="drop"]')?.addEventListener('click', () => {
    change(one.key, null)
    show()
  })
  return item
}

/** Back into the form, to be put right. */
function fix({ key, body }: Parcel): void {
  if (!form || !body) return
  const values: Record<string, string> = { name: body.name, phone: body.phone, kind: body.document.kind, number: body.document.number, trade: body.trade }
  for (const [name, value] of Object.entries(values)) {
    const control = form.elements.namedItem(name)
    if (control instanceof RadioNodeList || control instanceof HTMLInputElement || control instanceof HTMLSelectElement) control.value = value
  }
  change(key, null)
  show()
  form.scrollIntoView()
  form.querySelector<HTMLInputElement>('[name="name"]')?.focus()
}

form?.addEventListener('submit', (event) => {
  if (!put(bodyOf(form))) return
  event.preventDefault()
  form.reset()
  try {
    localStorage.removeItem('hzj_join')
  } catch {
    return
  }
  show()
  document.querySelector('[data-parcels]')?.scrollIntoView({ block: 'center' })
  void pump()
})
addEventListener('online', () => {
  for (const one of parcels()) if (one.body) change(one.key, { next: 0 })
  void pump()
})

/** The page and what it is made of, so that it opens again where there is no signal; as nobody in particular sees it. */
async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('caches' in self)) return
  await navigator.serviceWorker.register('/service-worker.js')
  const { active } = await navigator.serviceWorker.ready
  // While it wakes up it clears the caches of older versions.
  if (active && active.state !== 'activated') await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }))
  const cache = await caches.open('hzj-ceremony')
  const made = [...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>('script[src], link[rel=stylesheet]')].map((part) => ('src' in part ? part.src : part.href))
  await cache.addAll(made)
  const page = await fetch(location.pathname, { credentials: 'omit' })
  if (page.ok) await cache.put(location.pathname, page)
}

show()
void pump()
addEventListener('load', () => void keepPage().catch(() => undefined))
