import en from './en/notices.ts'
import type { Figures } from './refuse.ts'
import { texts, type Locale } from './texts.ts'
import zh from './zh-CN/notices.ts'

export interface NoticeText {
  readonly title: string
  readonly text: string
}

export type NoticeTexts = Readonly<
  Record<
    | 'stations.locked'
    | 'stations.open'
    | 'stations.broken'
    | 'stations.out_of_stock'
    | 'stations.other'
    | 'roles.granted'
    | 'roles.revoked'
    | 'identity.passkey_added'
    | 'unknown',
    (figures: Figures) => NoticeText
  >
>

/** A message in the reader's language; a code from a newer server gets a general text that names it. */
export function sayNotice(code: string, params: Figures, locale: Locale): NoticeText {
  const catalogue = texts<NoticeTexts>(locale, zh, en)
  const known = Object.hasOwn(catalogue, code) ? (code as keyof NoticeTexts) : 'unknown'
  return catalogue[known]({ ...params, code })
}
