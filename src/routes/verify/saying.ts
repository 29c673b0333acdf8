import type { Verdict } from '#domain/cards/format/verdict.ts'
import type { Card } from '#domain/cards/model.ts'
import en from '#lib/i18n/en/verify.ts'
import { formatClock, formatDay } from '#lib/i18n/format.ts'
import { texts, type Locale } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/verify.ts'

/** A verdict in words: drawn by the server, and by the script of this page where it judges itself. */
export interface Said {
  readonly state: Verdict['state']
  readonly word: string
  readonly means: string
  readonly provisional: string
  readonly union: string
  readonly trade: string
  readonly initials: string
  readonly until: string
  readonly issuer: string
}

export type SaidField = Exclude<keyof Said, 'state'>

export interface Judged {
  readonly state: Verdict['state']
  readonly why: Verdict['why']
  readonly card: Omit<Card, 'id' | 'issuedAt' | 'expiresAt'> & { readonly expiresAt: Date | string } | null
}

export function sayVerdict(locale: Locale, { state, why, card }: Judged): Said {
  const t = texts(locale, zh, en)
  const until = card && new Date(card.expiresAt)
  return {
    state,
    word: t.states[state],
    means: why === null ? t.means[state] : t.why[why],
    provisional: card?.kind === 'provisional' ? t.provisional : '',
    union: card?.union ?? '',
    trade: card?.tradeName ?? '',
    initials: card?.initials ?? '',
    until: until ? `${formatDay(locale, until)} ${formatClock(locale, until)}` : '',
    issuer: card?.issuer.replace(/^https?:\/\//, '') ?? ''
  }
}
