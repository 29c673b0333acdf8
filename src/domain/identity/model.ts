/** How long a one-time code holds. */
export const CODE_MINUTES = 5
/** Wrong codes allowed before a new one is needed. */
export const CODE_TRIES = 5
/** Pause between two codes to one phone. */
export const CODE_PAUSE_SECONDS = 60

const DAY_MS = 86_400_000
/** A session ends by itself after so long without use. */
export const SESSION_MS = 90 * DAY_MS
/** A session's last use is written down at most so often. */
export const SEEN_EVERY_MS = 3_600_000

/** Identity documents that a person may show (R-O7). */
export const DOCUMENT_KINDS = ['resident_id', 'hkm_permit', 'taiwan_permit', 'hkmt_residence', 'permanent_residence', 'passport'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** Cookie that carries the bearer token of a browser. */
export const SESSION_COOKIE = 'hzj_session'
/** Cookie of the signed token that a browser has without signing in. */
export const DEVICE_COOKIE = 'hzj_device'

/** Why a full phone number is looked at; kept in the audit with the look. */
export const PHONE_PURPOSES = ['call_about_station', 'call_about_role', 'check_identity', 'urgent_help'] as const
export type PhonePurpose = (typeof PHONE_PURPOSES)[number]

/**
 * A mainland mobile number as eleven digits from what people type: full-width digits, spaces, dashes, +86 and 0086 are understood.
 * Null when it is none. Numbers that start with 10 belong to no one: they are for demonstration.
 */
export function normalisePhone(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\-‐-―().·]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
  return /^1(?:[3-9]|0)\d{9}$/.test(digits) ? digits : null
}

export function isDemoPhone(phone: string): boolean {
  return phone.startsWith('10')
}

/** 138****5678 */
export function maskPhone(phone: string): string {
  return phone.slice(0, 3) + '****' + phone.slice(-4)
}

/** An IP address in place of a name: passkeys cannot be bound to it. */
export function isNumericHost(hostname: string): boolean {
  return /^[\d.]+$|:|^\[/.test(hostname)
}

/** What a browser is, in a word or two, for the list of signed-in devices. */
export function deviceLabel(userAgent: string | null): string {
  const agent = userAgent ?? ''
  const inside = [['MicroMessenger', '微信'], ['AlipayClient', '支付宝'], ['DingTalk', '钉钉'], ['HuaweiBrowser', '华为浏览器'], ['Edg', 'Edge'], ['Firefox', 'Firefox'], ['Chrome', 'Chrome'], ['Safari', 'Safari']]
  const system = [['HarmonyOS', 'HarmonyOS'], ['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'Mac'], ['Linux', 'Linux']]
  const named = [inside, system].map((list) => list.find(([mark]) => agent.includes(mark!))?.[1]).filter((name) => name !== undefined)
  return named.length > 0 ? named.join(' · ') : agent.slice(0, 40) || '—'
}

export interface HeldRole {
  readonly role: string
  readonly tenant: number
  readonly path: string
  /** Name of the union, or of the nearest one above that is known. */
  readonly place: string | null
  /** Code of the station, for a chief. */
  readonly station: string | null
}

export interface Me {
  readonly person: string
  readonly name: string | null
  /** Masked. */
  readonly phone: string
  readonly roles: readonly HeldRole[]
  readonly tenants: readonly { readonly tenant: number; readonly code: string; readonly name: string }[]
  /** Holds a granted role: may add passkeys. */
  readonly staff: boolean
}

export interface SignedIn {
  readonly token: string
  readonly expiresAt: string
  readonly person: { readonly person: string; readonly name: string | null; readonly phone: string }
}

export interface SentCode {
  /** Masked phone. */
  readonly sentTo: string
  readonly expiresAt: string
  readonly resendAt: string
  /** The code itself, in demo mode only. */
  readonly demoCode?: string
}
