import { version } from '$app/env'
import { immutable } from '$app/manifest'
import { self } from '$app/service-worker'

const cacheName = `hzj-${version}`
// Without signal these two are worth most: what to do, and whom to call.
const pages = ['/offline', '/help']
const looks = immutable.map(({ path }) => `/${path.replace(/^\//, '')}`).filter((path) => /\.(css|svg)$/.test(path))

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([...pages, ...looks]))
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

async function fromNetworkFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (lost) {
    const kept = (await caches.match(request, { ignoreSearch: true })) ?? (await caches.match('/offline'))
    if (kept) return kept
    throw lost
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/_app/immutable/')) event.respondWith(fromCacheFirst(request))
  else if (request.mode === 'navigate') event.respondWith(fromNetworkFirst(request))
})
