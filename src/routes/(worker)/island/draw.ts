import { keptPosition } from '#lib/map/position.ts'

/** Parts of the page, as the server draws them now. */

let asking = new AbortController()

export function one(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector)
}

export function all(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)]
}

/** An address that names a place has it from there, not from the phone. */
export function namesPlace(url: URL): boolean {
  return ['place', 'near', 'lon', 'lat'].some((name) => url.searchParams.has(name))
}

/** A position travels in a body, never in an address. */
function fetchPage(url: URL, signal: AbortSignal): Promise<Response> {
  const here = url.pathname === '/' && !namesPlace(url) ? keptPosition() : null
  if (!here) return fetch(url, { signal, headers: { accept: 'text/html' } })
  const body = new URLSearchParams({ lon: String(here.lon), lat: String(here.lat), accuracyM: String(here.accuracyM) })
  return fetch(`/?/here&${url.searchParams}`, { method: 'POST', body, signal, headers: { accept: 'text/html' } })
}

const CONTROLS = ':is(a, button, input)'

/** Puts every part that the selector names in place of the old one; what had the focus keeps it. false: the page has other parts now. */
export async function draw(url: URL, parts: string): Promise<boolean> {
  asking.abort()
  asking = new AbortController()
  const { signal } = asking
  const response = await fetchPage(url, signal)
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  if (signal.aborted) return true
  const olds = all(parts)
  if (!response.ok || olds.length === 0 || olds.some(({ id }) => !page.getElementById(id))) return false
  for (const old of olds) {
    const fresh = document.adoptNode(page.getElementById(old.id)!)
    const held = [...old.querySelectorAll(CONTROLS)].indexOf(document.activeElement!)
    old.replaceWith(fresh)
    if (held >= 0) ([...fresh.querySelectorAll(CONTROLS)][held] as HTMLElement | undefined)?.focus({ preventScroll: true })
  }
  return true
}

export function wasGivenUp(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
