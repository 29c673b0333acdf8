/** Where this phone is, asked for only when its owner taps. It stays in this tab, is used to sort by distance, and is kept nowhere else. */

export interface Position {
  /** WGS-84 degrees, rounded to some 10 m: enough to sort by, less to give away. */
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
  readonly at: number
}

export type Trouble = 'refused' | 'timeout' | 'unavailable' | 'unsupported'

const KEY = 'hzj_position'
const KEPT_MS = 15 * 60_000
const ASK_MS = 10_000
const FRESH_MS = 30_000

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4
}

/** What this tab has known for a quarter of an hour at most. */
export function keptPosition(): Position | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Position | null
    return kept && Date.now() - kept.at < KEPT_MS ? kept : null
  } catch {
    // A browser without storage asks again.
    return null
  }
}

export function forgetPosition(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}

/** One reading of the position; throws a Trouble. */
export function readPosition(timeoutMs: number): Promise<Position> {
  return new Promise((resolve, reject: (trouble: Trouble) => void) => {
    if (!('geolocation' in navigator) || !isSecureContext) return reject('unsupported')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: round(coords.longitude), lat: round(coords.latitude), accuracyM: Math.round(coords.accuracy), at: Date.now() }),
      ({ code }) => reject(code === 1 ? 'refused' : code === 3 ? 'timeout' : 'unavailable'),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: FRESH_MS }
    )
  })
}

/** Asks for the position, after a tap, and keeps it for this tab; answers what went wrong, or null. */
export async function locate(): Promise<Trouble | null> {
  try {
    const here = await readPosition(ASK_MS)
    sessionStorage.setItem(KEY, JSON.stringify(here))
    return null
  } catch (trouble) {
    return typeof trouble === 'string' ? (trouble as Trouble) : 'unsupported'
  }
}

/** The position if its owner has allowed it before: never makes the browser ask. */
export async function allowedPosition(): Promise<Position | null> {
  try {
    const { state } = await navigator.permissions.query({ name: 'geolocation' })
    return state === 'granted' ? await readPosition(3000) : null
  } catch {
    return null
  }
}
