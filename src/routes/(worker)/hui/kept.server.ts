import type { Cookies } from '@sveltejs/kit'
import { readPublicId } from '#domain/joining/model.ts'

/** Applications that this browser remembers: id and secret in a cookie that no script reads. */

const COOKIE = 'hzj_applied'
const PATH = '/hui'
const MOST = 3
const DAYS_90_S = 90 * 86_400

export interface Kept {
  readonly id: string
  readonly secret: string
}

export function keptApplications(cookies: Cookies): Kept[] {
  return (cookies.get(COOKIE) ?? '').split('~').flatMap((part) => {
    const [id = '', secret = ''] = part.split(':')
    return readPublicId(id) && /^[A-Za-z0-9_-]{20,60}$/.test(secret) ? [{ id, secret }] : []
  })
}

export function keepApplication(cookies: Cookies, url: URL, one: Kept): void {
  write(cookies, url, [one, ...keptApplications(cookies).filter(({ id }) => id !== one.id)].slice(0, MOST))
}

export function forgetApplication(cookies: Cookies, url: URL, id: string): void {
  write(cookies, url, keptApplications(cookies).filter((one) => one.id !== id))
}

function write(cookies: Cookies, url: URL, all: readonly Kept[]): void {
  if (all.length === 0) return cookies.delete(COOKIE, { path: PATH })
  const value = all.map(({ id, secret }) => `${id}:${secret}`).join('~')
  cookies.set(COOKIE, value, { path: PATH, httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:', maxAge: DAYS_90_S })
}

/** Address of a progress page; the secret opens it without sign-in. */
export function progressHref(id: string, secret: string | null, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(secret !== null && { k: secret }), ...more })
  return `/hui/p/${id}${query.size > 0 ? `?${query}` : ''}`
}
