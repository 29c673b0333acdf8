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

/** Cookie that carries the bearer token of a browser. */
export const SESSION_COOKIE = 'hzj_session'

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
