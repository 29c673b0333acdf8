import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Locale } from '#kernel/context.ts'

const TIMEOUT_MS = 5_000

/** What the gateway gets as JSON: it fills its own registered template. */
export interface Sms {
  /** +86 and eleven digits. */
  readonly to: string
  readonly template: 'sign_in_code'
  readonly locale: Locale
  readonly params: Readonly<Record<string, string | number>>
}

export interface Gateway {
  readonly url: string
  readonly secret: string
}

/**
 * HMAC-SHA-256 (hex) over five lines: method, path with query, timestamp, nonce, SHA-256 (hex) of the body.
 * The gateway refuses a timestamp older than five minutes and a nonce seen before.
 */
export function signatureOf(secret: string, parts: { method: string; path: string; timestamp: string; nonce: string; body: string }): string {
  const digest = createHash('sha256').update(parts.body).digest('hex')
  return createHmac('sha256', secret).update([parts.method, parts.path, parts.timestamp, parts.nonce, digest].join('\n')).digest('hex')
}

/** Hands a message to the HTTP gateway. Throws when it is not taken within five seconds. Never called inside a transaction. */
export async function sendSms(gateway: Gateway, sms: Sms): Promise<void> {
  const url = new URL(gateway.url)
  const body = JSON.stringify(sms)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(16).toString('hex')
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'content-type': 'application/json',
      'x-hzj-timestamp': timestamp,
      'x-hzj-nonce': nonce,
      'x-hzj-signature': signatureOf(gateway.secret, { method: 'POST', path: url.pathname + url.search, timestamp, nonce, body }),
    },
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}`)
}
