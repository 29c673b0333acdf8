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
    | 'joining.approved'
    | 'joining.returned'
    | 'joining.refused'
    | 'joining.raised'
    | 'moves.to_accept'
    | 'moves.accepted'
    | 'moves.to_answer'
    | 'moves.declined'
    | 'moves.objected'
    | 'moves.objected_to'
    | 'moves.done'
    | 'moves.came'
    | 'moves.gone'
    | 'elections.announced'
    | 'elections.reminder'
    | 'elections.sealed'
    | 'elections.term_ends'
    | 'founding.invited'
    | 'founding.assembly'
    | 'founding.approved'
    | 'founding.returned'
    | 'founding.refused'
    | 'proposals.accepted'
    | 'proposals.in_work'
    | 'proposals.adopted'
    | 'proposals.refused'
    | 'proposals.answered'
    | 'proposals.merged'
    | 'proposals.merged_in'
    | 'privacy.correction_wished'
    | 'privacy.phone_changed'
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
