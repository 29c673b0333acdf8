import type { RefusalCode } from '#domain/refusals.ts'
import en from './en/refusals.ts'
import { texts, type Locale } from './texts.ts'
import zh from './zh-CN/refusals.ts'

/** The figures of a refusal, as they travel in JSON: moments are ISO strings. */
export type Figures = Readonly<Record<string, unknown>>

/** What a refusal says: what happened with which figure, and what to do next. */
export interface Saying {
  readonly title: string
  readonly detail: string
  readonly next: string
}

/** One code in one language. */
export interface Sentence {
  readonly detail: string | ((figures: Figures) => string)
  readonly next: string | ((figures: Figures) => string)
}

export type Sentences = Readonly<Record<RefusalCode, Sentence>> & {
  /** Heading above any refusal. */
  readonly title: string
  /** Said for a code that this version does not know. */
  readonly unknown: Sentence
}

/** Sentence and next step of a refusal in the reader's language; a code from a newer server gets a general one that names it. */
export function sayRefusal(code: string, params: Figures, locale: Locale): Saying {
  const catalogue = texts<Sentences>(locale, zh, en)
  const known = Object.hasOwn(catalogue, code) && code.includes('.')
  const sentence = known ? catalogue[code as RefusalCode] : catalogue.unknown
  // The code itself is a figure only where no sentence is known: params may bring a code of their own.
  const figures = known ? params : { ...params, code }
  return { title: catalogue.title, detail: say(sentence.detail, figures), next: say(sentence.next, figures) }
}

function say(part: Sentence['detail'], figures: Figures): string {
  return typeof part === 'string' ? part : part(figures)
}
