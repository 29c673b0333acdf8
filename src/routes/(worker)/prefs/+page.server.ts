import { redirect, type Cookies } from '@sveltejs/kit'
import { parseLocale, parseTheme, preferenceCookies, safeBack } from '#lib/ui/preferences.ts'
import type { Actions, PageServerLoad } from './$types'

const YEAR_S = 31_536_000

function keep(cookies: Cookies, name: string, value: string, url: URL): void {
  cookies.set(name, value, {
    path: '/',
    maxAge: YEAR_S,
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:'
  })
}

export const load: PageServerLoad = ({ url }) => ({ back: safeBack(url.searchParams.get('back')) })

/** Preferences of display; an unknown value changes nothing. */
export const actions: Actions = {
  lang: async ({ request, cookies, url }) => {
    const form = await request.formData()
    const locale = parseLocale(String(form.get('lang')))
    if (locale) keep(cookies, preferenceCookies.lang, locale, url)
    redirect(303, safeBack(form.get('back')))
  },
  elder: async ({ request, cookies, url }) => {
    const form = await request.formData()
    keep(cookies, preferenceCookies.elder, form.get('elder') === '1' ? '1' : '0', url)
    redirect(303, safeBack(form.get('back')))
  },
  theme: async ({ request, cookies, url }) => {
    const form = await request.formData()
    const theme = parseTheme(String(form.get('theme')))
    if (theme) keep(cookies, preferenceCookies.theme, theme, url)
    redirect(303, safeBack(form.get('back')))
  }
}
