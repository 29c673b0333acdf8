import { redirect } from '@sveltejs/kit'
import { newId } from '#kernel/ids.ts'
import { ask } from '#domain/founding/ask.ts'
import { ruleOn } from '#domain/founding/rules.ts'
import { homeOf } from '#domain/identity/home.ts'
import { me } from '#domain/identity/queries.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { divisionOf } from '#domain/organisations/model.ts'
import { divisionName, listDivisions } from '#domain/organisations/queries.ts'
import { dayOf } from '#kernel/calendar.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

/** One form; the district first, for the union above is found by it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const person = requireSignIn(locals, url)
  const { ctx, locale } = locals
  const q = (url.searchParams.get('q') ?? '').trim()
  const [home, account] = [await homeOf(ctx, person), await me(ctx, {})]
  const code = url.searchParams.get('division') ?? (q === '' && home?.union ? divisionOf(home.union.path) : null)
  const found = q === '' ? [] : (await listDivisions(ctx, { q })).items.filter((one) => one.level === 'county')
  return {
    division: code && !code.endsWith('00') ? { code, name: (await divisionName(ctx, code)) ?? code } : null,
    q, found: found.map(({ code, name, within }) => ({ code, name: [...within, name].join(' ') })),
    member: home?.union !== null && home !== null, myName: account.name ?? '',
    trades: TRADES.map((one) => ({ value: one.code, label: locale === 'en' ? one.en : one.zh })),
    rule: ruleOn(dayOf(ctx.now)), key: newId()
  }
}

export const actions: Actions = {
  send: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const typed = { division: text('division'), name: text('name'), kind: text('kind'), people: text('people'), trade: text('trade'), employers: text('employers'), myName: text('myName'), lead: form.has('lead'), area: form.has('area') }
    let asked: { id: string }
    try {
      asked = await ask({ ...locals.ctx, key: text('key') || newId() }, {
        division: typed.division, name: typed.name, kind: typed.kind as 'joint', area: typed.area, people: Number(typed.people), lead: typed.lead,
        employers: typed.employers.split('\n').map((line) => line.trim()).filter((line) => line !== ''),
        ...(typed.trade && { trade: typed.trade }), ...(typed.myName && { myName: typed.myName })
      })
    } catch (error) {
      return refused(error, locals.locale, { typed })
    }
    redirect(303, `/hui/found/${asked.id}?done=${typed.lead ? 'led' : 'asked'}`)
  }
}
