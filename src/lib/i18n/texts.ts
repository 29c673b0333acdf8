/** The languages on screens. Chinese is the source, English complete. */
export type Locale = 'zh-CN' | 'en'

/** Picks the room's texts for a reader; `en` has the shape of `zh`, so a missing key does not compile. */
export function texts<T>(locale: Locale, zh: T, en: T): T {
  return locale === 'en' ? en : zh
}
