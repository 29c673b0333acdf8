import type { Known } from '#domain/cards/format/verdict.ts'
import type { PublicJwk, RevocationList } from '#domain/cards/model.ts'
import { formatAgo } from '#lib/i18n/format.ts'
import type { Locale } from '#lib/i18n/texts.ts'
import type zh from '#lib/i18n/zh-CN/verify.ts'

/** Keys and revoked cards as this phone knows them: fetched while there is signal, kept by the browser for when there is none. */

interface Kept {
  readonly keys: readonly PublicJwk[]
  readonly list: RevocationList
}

const NAME = 'hzj_cards'
const ASK_AGAIN_MS = 60_000
/** After this a verdict says that younger revocations are not seen. */
const OLD_MS = 60 * 60_000
const WAIT_MS = 4_000

let kept = readKept()
let asked = -Infinity

function readKept(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export function known(): Omit<Known, 'prefix'> {
  return { keys: kept?.keys ?? [], revoked: new Set(kept?.list.revoked) }
}

/** Asks anew on opening, and again a minute later, where there may be signal; a failure leaves what is kept. */
export async function refresh(t: typeof zh, locale: Locale): Promise<void> {
  if (navigator.onLine && performance.now() - asked > ASK_AGAIN_MS) await fetchBoth()
  document.querySelector('[data-age]')!.textContent = sayListAge(t, locale, new Date())
}

async function fetchBoth(): Promise<void> {
  try {
    const [{ keys }, list] = await Promise.all([ask<{ keys: PublicJwk[] }>('jwks'), ask<RevocationList>('revocations')])
    kept = { keys, list }
    asked = performance.now()
    localStorage.setItem(NAME, JSON.stringify(kept))
  } catch {
    // No signal, or storage is full or forbidden: what is in memory serves.
    return
  }
}

async function ask<T>(name: string): Promise<T> {
  const late = new AbortController()
  setTimeout(() => late.abort(), WAIT_MS)
  const answer = await fetch(`/.well-known/${name}.json`, { cache: 'no-cache', credentials: 'omit', signal: late.signal })
  if (!answer.ok) throw new Error(`${name} answered ${answer.status}`)
  return (await answer.json()) as T
}

/** How old the list of revoked cards is, in words. */
export function sayListAge(t: typeof zh, locale: Locale, now: Date): string {
  if (!kept) return t.listNone
  const at = new Date(kept.list.generatedAt)
  const age = formatAgo(locale, at, now)
  return now.getTime() - at.getTime() > OLD_MS ? t.listOld(age) : t.listAge(age)
}
