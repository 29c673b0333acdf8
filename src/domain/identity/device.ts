import { randomBytes } from 'node:crypto'
import type { Device } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'

// Clocks of two processes may differ by this much before a token counts as coming from the future.
const SKEW_MS = 60_000
const SHAPE = /^(d1\.([A-Za-z0-9_-]{22})\.([0-9a-z]{1,9}))\.([A-Za-z0-9_-]{16,100})$/

/** A new token for a browser or phone that has none: `d1.<random id>.<issued at, base36>.<mac>`. It names no person. */
export function mintDevice(now: Date): { token: string; device: Device } {
  const id = randomBytes(16).toString('base64url')
  const signed = `d1.${id}.${now.getTime().toString(36)}`
  return { token: `${signed}.${keys().mac('device', signed)}`, device: { hash: keys().lookup('device', id), since: new Date(now) } }
}

/** The device of a token; null when it is missing, forged or from the future. */
export function readDevice(token: string | null | undefined, now: Date): Device | null {
  const [, signed, id, issued, mac] = SHAPE.exec(token ?? '') ?? []
  if (!signed || !id || !issued || !mac || !keys().verifyMac('device', signed, mac)) return null
  const since = new Date(parseInt(issued, 36))
  if (!(since.getTime() <= now.getTime() + SKEW_MS)) return null
  return { hash: keys().lookup('device', id), since }
}
