import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

/** Runs with a page of its own; no fault and no complaint of the browser may be left behind. */
export async function withPage<T>(context: BrowserContext, run: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A refused form is answered with its status, which the browser mentions by itself; so is a lost network.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text())
  })
  try {
    const result = await run(page)
    expect(faults).toEqual([])
    return result
  } finally {
    await context.close()
  }
}

/** Token of somebody of the demonstration, by the API: a phone may be sent one code a minute. */
export async function tokenOf(origin: string, phone: string): Promise<string> {
  const { demoCode } = await post<{ demoCode: string }>(origin, '/sign-in/codes', { phone })
  return (await post<{ token: string }>(origin, '/sign-in', { phone, code: demoCode })).token
}

export async function post<T>(origin: string, path: string, body: object, token?: string): Promise<T> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  expect(response.ok, `${path} ${response.status}`).toBe(true)
  return (await response.json()) as T
}

/** A browser in which that token is signed in. */
export async function signedIn(context: BrowserContext, origin: string, token: string): Promise<BrowserContext> {
  await context.addCookies([{ name: 'hzj_session', value: token, url: origin }])
  return context
}
