import type { Locale } from '#lib/i18n/texts.ts'

export type Theme = 'light' | 'dark' | 'auto'

/** How a reader wants pages: kept in cookies, needs no account. */
export type Preferences = { locale: Locale; elder: boolean; theme: Theme }

export const preferenceCookies = { lang: 'hzj_lang', elder: 'hzj_elder', theme: 'hzj_theme' } as const

export function parseLocale(value: string | null | undefined): Locale | undefined {
  return value === 'zh-CN' || value === 'en' ? value : undefined
}

export function parseTheme(value: string | null | undefined): Theme | undefined {
  return value === 'light' || value === 'dark' || value === 'auto' ? value : undefined
}

/** The first language of Accept-Language that we speak; Chinese when none is. */
export function localeFromHeader(acceptLanguage: string | null | undefined): Locale {
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const tag = part.split(';')[0]?.trim() ?? ''
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-CN'
}

/** Reads the three preferences of a request: cookies first, then what the browser asks for. */
export function readPreferences(cookie: (name: string) => string | undefined, acceptLanguage: string | null | undefined): Preferences {
  return {
    locale: parseLocale(cookie(preferenceCookies.lang)) ?? localeFromHeader(acceptLanguage),
    elder: cookie(preferenceCookies.elder) === '1',
    theme: parseTheme(cookie(preferenceCookies.theme)) ?? 'auto'
  }
}

/** Attributes of `<html>`, put in place of `%hzj.html%` in app.html. */
export function htmlAttributes({ locale, elder, theme }: Preferences): string {
  return `lang="${locale}" data-theme="${theme}"${elder ? ' data-elder' : ''}`
}

/** A path of this site to return to; anything else (another host, a scheme, a backslash) becomes the home page. */
export function safeBack(value: unknown): string {
  const path = typeof value === 'string' ? value : ''
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) ? path : '/'
}
