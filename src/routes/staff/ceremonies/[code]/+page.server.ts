import { redirect } from '@sveltejs/kit'
import { approveAll, signedLists } from '#domain/joining/approvals.ts'
import { ceremonies, ceremony, editCeremony } from '#domain/joining/ceremonies.ts'
import { refuse } from '#domain/refusals.ts'
import { formatClock, formatDay } from '#lib/i18n/format.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../../refused.ts'
import { standingAt } from '../../desk.ts'
import { ceremonyInputOf, readCeremony, type Typed } from '../form.ts'
import { span, toField } from '../moments.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  standingAt(locals, url)
  const { ctx, locale } = locals
  const asked = { ceremony: params.code }
  const { union } = await ceremony(ctx, asked)
  const [{ items }, lists] = await Promise.all([ceremonies(ctx, { path: union.path }), signedLists(ctx, asked)])
  const held = items.find((one) => one.ceremony === params.code)
  if (!held) throw refuse('joining.ceremony_unknown', asked)
  const typed: Typed = { name: held.name, oath: held.oath, path: held.union.path, starts: toField(new Date(held.startsAt)), ends: toField(new Date(held.endsAt)) }
  return {
    held: { ...held, when: span(locale, held.startsAt, held.endsAt) },
    lists: lists.items.map((list) => ({ ...list, when: `${formatDay(locale, new Date(list.at))} ${formatClock(locale, new Date(list.at))}` })),
    typed,
    done: url.searchParams.get('done')
  }
}

export const actions: Actions = {
  edit: async ({ locals, params, request, url }) => {
    standingAt(locals, url)
    const typed = readCeremony(await request.formData())
    try {
      await editCeremony(locals.ctx, { ceremony: params.code, ...ceremonyInputOf(typed) })
    } catch (error) {
      return refused(error, locals.locale, { typed })
    }
    redirect(303, `/staff/ceremonies/${params.code}?done=savedCeremony`)
  },

  approve: async ({ locals, params, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    const name = String(form.get('official') ?? '').trim()
    try {
      const { approved, list, left, failed } = await approveAll(locals.ctx, { ceremony: params.code, name })
      const said = failed.map((one) => ({ name: one.name, ...sayRefusal(one.code, one.params, locals.locale) }))
      return { signed: { approved, list: list?.list ?? null, left, failed: said } }
    } catch (error) {
      return refused(error, locals.locale, { official: name })
    }
  }
}
