import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { ceremonies, createCeremony } from '#domain/joining/ceremonies.ts'
import { unionsUnder } from '#domain/organisations/queries.ts'
import en from '#lib/i18n/en/joining-desk.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/joining-desk.ts'
import { refused } from '../../refused.ts'
import { standingAt } from '../desk.ts'
import { ceremonyInputOf, readCeremony, type Typed } from './form.ts'
import { span, toField } from './moments.ts'
import type { Actions, PageServerLoad } from './$types'

const UNIONS_MOST = 2_000
const HOUR_MS = 3_600_000

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const mayHold = could(ctx, createCeremony, here)
  const [{ items }, unions] = await Promise.all([ceremonies(ctx, { path: here.path }), mayHold ? unionsUnder(ctx, here.tenant, here.path, UNIONS_MOST) : []])
  const next = new Date(Math.ceil(ctx.now.getTime() / HOUR_MS) * HOUR_MS)
  const typed: Typed = { name: '', oath: texts(locale, zh, en).ceremony.oathDefault, path: here.path, starts: toField(next), ends: toField(new Date(next.getTime() + 2 * HOUR_MS)) }
  return {
    items: items.map((one) => ({ ...one, when: span(locale, one.startsAt, one.endsAt) })),
    unions: unions.map(({ path, name }) => ({ value: path, label: name })),
    mayHold,
    typed,
    here: here.path
  }
}

export const actions: Actions = {
  create: async ({ locals, request, url }) => {
    standingAt(locals, url)
    const typed = readCeremony(await request.formData())
    let made: string
    try {
      made = (await createCeremony(locals.ctx, { path: typed.path, ...ceremonyInputOf(typed) })).ceremony
    } catch (error) {
      return refused(error, locals.locale, { typed })
    }
    redirect(303, `/staff/ceremonies/${made}?done=createdCeremony`)
  }
}
