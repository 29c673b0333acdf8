import { version } from '$app/env'
import { immutable } from '$app/manifest'
import { self } from '$app/service-worker'

const cacheName = `hzj-${version}`
// Without signal these are worth most: what to do, whom to call, and whether a card is good.
const pages = ['/offline', '/help', '/verify']
/** One's own card, as it was last opened: kept until its owner signs out. */
const ownCard = '/hui/card'
const looks = immutable
  .map(({ path }) => `/${path.replace(/^\//, '')}`)
  .filter((path) => /\.(css|svg)$|\/workers\/(verify|ed25519|qr|card)-[^/]+\.js$/.test(path))

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...pages, ...looks]))
      .then(carryCard)
      .then(() => self.skipWaiting())
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))))
      .then(() => self.clients.claim())
  )
})

/** A new version draws the card anew: what the old one kept wears its old looks. */
async function carryCard(): Promise<void> {
  if (await caches.match(ownCard)) await keepCard()
}

async function keepCard(): Promise<void> {
  await keepPage(ownCard, await fetch(ownCard, { redirect: 'manual' }))
}

/** Keeps a page as it was answered; of whoever is signed out no card stays. */
async function keepPage(path: string, response: Response): Promise<void> {
  const cache = await caches.open(cacheName)
  if (response.ok) await cache.put(path, response.clone())
  else if (path === ownCard && response.status < 500) await cache.delete(path)
}

async function fromCacheFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    const cache = await caches.open(cacheName)
    await cache.put(request, response.clone())
  }
  return response
}

async function fromNetworkFirst(request: Request, path: string): Promise<Response> {
  let response: Response
  try {
    response = await fetch(request)
  } catch (lost) {
    const kept = (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? (await caches.match('/offline', { ignoreVary: true }))
    if (kept) return kept
    throw lost
  }
  // A full disk keeps nobody from reading.
  if (path === ownCard || path === '/verify') await keepPage(path, response).catch(() => undefined)
  return response
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== self.location.origin) return
  // Signing out, and whatever else is posted there, takes the card off this phone.
  if (request.method === 'POST' && url.pathname === '/wo') event.waitUntil(caches.open(cacheName).then((cache) => cache.delete(ownCard)))
  if (request.method !== 'GET') return
  if (url.pathname.startsWith('/_app/immutable/')) event.respondWith(fromCacheFirst(request))
  else if (request.mode === 'navigate') event.respondWith(fromNetworkFirst(request, url.pathname))
})

self.addEventListener('message', (event) => {
  const { data } = event as ExtendableMessageEvent
  if ((data as { keep?: unknown } | null)?.keep === ownCard) event.waitUntil(keepCard())
})
