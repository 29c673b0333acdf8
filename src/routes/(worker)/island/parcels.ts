/** Applications that this phone keeps until they have been received; personal data goes as soon as they have. */

export interface Body {
  readonly name: string
  readonly phone: string
  readonly document: { readonly kind: string; readonly number: string }
  readonly trade: string
  readonly ceremony: string
}

export interface Parcel {
  /** Idempotency-Key: made once, so that it counts once however often it is sent. */
  readonly key: string
  readonly at: number
  /** Surname and stars. */
  readonly name: string
  /** null: received. */
  readonly body: Body | null
  readonly tries: number
  /** Not before. */
  readonly next: number
  /** Address of its progress page, once received. */
  readonly progress?: string
  /** Why it was refused. */
  readonly no?: string
}

const BOX = 'hzj_outbox'
const KEPT_MS = 7 * 86_400_000

export function parcels(): Parcel[] {
  try {
    const all = JSON.parse(localStorage.getItem(BOX) ?? '[]') as Parcel[]
    return all.filter(({ at }) => Date.now() - at < KEPT_MS)
  } catch {
    return []
  }
}

/** false: this browser keeps nothing, and the plain form has to do. */
export function store(all: readonly Parcel[]): boolean {
  try {
    localStorage.setItem(BOX, JSON.stringify(all))
    return true
  } catch {
    return false
  }
}

export function change(key: string, parts: Partial<Parcel> | null): void {
  store(parcels().flatMap((one) => (one.key !== key ? [one] : parts ? [{ ...one, ...parts }] : [])))
}

/** Puts one in; the same person again, still unsent, is the same parcel. */
export function put(body: Body): boolean {
  const all = parcels()
  if (all.some((one) => one.body && JSON.stringify(one.body) === JSON.stringify(body) && one.no === undefined)) return true
  const name = body.name.slice(0, 1) + '*'.repeat(Math.min(2, Math.max(1, body.name.length - 1)))
  // No randomUUID: halls have pages without TLS.
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return store([{ key, at: Date.now(), name, body, tries: 0, next: 0 }, ...all.filter(({ no }) => no === undefined)])
}
