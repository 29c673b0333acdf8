import { createContext } from 'svelte'
import type { Locale } from '#lib/i18n/texts.ts'

/**
 * The language of the reader, set once by the root layout: components say their own words in it.
 * A function, so that a change of language reaches them: `const locale = getLocale()` … `locale()`.
 */
export const [getLocale, setLocale] = createContext<() => Locale>()
