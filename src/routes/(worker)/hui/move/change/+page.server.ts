import { redirect } from '@sveltejs/kit'
import { TRADES } from '#domain/membership/trades.ts'
import { chosenUnion, mine, unionsToChoose } from '#domain/moves/queries.ts'
import { ask } from '#domain/moves/transfers.ts'
import { divisionOf } from '#domain/organisations/model.ts'
import { division, listDivisions } from '#domain/organisations/queries.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

const LISTED = 60

/** Three steps in the address: the place, the union, the confirmation. */
export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignIn(locals, url)
  const { ctx, locale } = locals
  const { home, transfer } = await mine(ctx, {})
  if (home === null || transfer !== null) redirect(303, '/hui/move')
  const said = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 300)
  const [q, code, name, to] = [said('q').slice(0, 40), said('in'), said('name').slice(0, 40), said('to')]
  const chosen = to === '' ? null : await chosenUnion(ctx, to)
  const place = chosen || q !== '' ? null : /^\d{6}$/.test(code) ? code : divisionOf(home.union.path)
  const trade = TRADES[0]!.code
  const unions = place === null ? [] : (await unionsToChoose(ctx, place, trade)).filter((one) => one.name.includes(name))
  const found = q === '' ? null : (await listDivisions(ctx, { q })).items.filter((one) => one.level !== 'province').slice(0, LISTED)
  return {
    home: { path: home.union.path, name: home.union.name },
    q,
    name,
    found: found?.map((one) => ({ code: one.code, name: [...one.within, one.name].join(' ') })) ?? null,
    place: place === null ? null : { code: place, name: (await division(ctx, { code: place })).name },
    unions: unions.slice(0, LISTED),
    cut: unions.length > LISTED,
    chosen,
    trades: TRADES.map((one) => ({ value: one.code, label: locale === 'en' ? one.en : one.zh })),
    listed: LISTED,
    key: newId()
  }
}

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    const trade = String(form.get('trade') ?? '')
    try {
      await ask({ ...locals.ctx, key: String(form.get('key') ?? '') || null }, { union: String(form.get('union') ?? ''), ...(trade && { trade }) })
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, '/hui/move?done=asked')
  }
}
