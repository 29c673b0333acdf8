import { redirect } from '@sveltejs/kit'
import { signIn } from '#domain/identity/commands.ts'
import { sendCode } from '#domain/identity/codes.ts'
import { demoPeople } from '#domain/identity/demo.ts'
import { deviceLabel, SESSION_COOKIE, SESSION_MS } from '#domain/identity/model.ts'
import { safeBack } from '#lib/ui/preferences.ts'
import { refused } from '../../../refused.ts'
import type { Actions, PageServerLoad } from './$types'

/** Where to go after signing in: a page of this site, the person's own when none is asked for. */
function nextOf(value: unknown): string {
  return value === null || value === '' ? '/wo' : safeBack(value)
}

/** What the second step showed, carried through a refusal; the demonstration's code only where one is shown at all. */
function keptOf(form: FormData, demo: boolean): { sentTo: string; resendAt: string; demoCode?: string } {
  const shown = demo ? String(form.get('demoCode') ?? '') : ''
  return { sentTo: String(form.get('sentTo') ?? ''), resendAt: String(form.get('resendAt') ?? ''), ...(shown && { demoCode: shown }) }
}

export const load: PageServerLoad = ({ locals, url }) => {
  const next = nextOf(url.searchParams.get('next'))
  if (locals.ctx.actor.person !== null) redirect(303, next)
  const tryOut = locals.demo ? demoPeople().map(({ phone, name, roles }) => ({ phone, name, role: roles[0]?.role ?? 'worker' })) : []
  return { next, tryOut }
}

export const actions: Actions = {
  code: async ({ locals, request }) => {
    const form = await request.formData()
    const phone = String(form.get('phone') ?? '')
    // Asked again from the second step, that step stays.
    const again = form.has('again')
    try {
      const sent = await sendCode(locals.ctx, { phone })
      return { step: 'code' as const, phone, ...sent }
    } catch (error) {
      return refused(error, locals.locale, { step: again ? ('code' as const) : ('phone' as const), phone, ...keptOf(form, locals.demo) })
    }
  },

  enter: async ({ locals, request, cookies, url }) => {
    const form = await request.formData()
    const phone = String(form.get('phone') ?? '')
    const asked = { step: 'code' as const, phone, ...keptOf(form, locals.demo) }
    try {
      const signed = await signIn(locals.ctx, {
        phone,
        code: String(form.get('code') ?? ''),
        label: deviceLabel(request.headers.get('user-agent'))
      })
      cookies.set(SESSION_COOKIE, signed.token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: url.protocol === 'https:',
        maxAge: SESSION_MS / 1000
      })
    } catch (error) {
      return refused(error, locals.locale, asked)
    }
    redirect(303, nextOf(url.searchParams.get('next')))
  }
}
