import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { newId } from '#kernel/ids.ts'
import { cover, endCover } from '#domain/organisations/employers.ts'
import { editUnion, register, union } from '#domain/organisations/localUnion.ts'
import { unionList } from '#domain/reports/unions.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { refused } from '../../../refused.ts'
import { standingAt } from '../../desk.ts'
import type { Actions, PageServerLoad } from './$types'

/** One union: facts, registration, the employers it covers. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const path = url.searchParams.get('union') ?? ''
  const one = await union(ctx, { path })
  const [counted] = one.level === 'grassroots' ? (await unionList(ctx, { path, limit: 1 })).items : []
  return {
    one, members: counted?.members ?? null, termUntil: counted?.termUntil ?? null,
    may: could(ctx, editUnion, { tenant: here.tenant, path }), key: newId(), here: here.path, done: url.searchParams.get('done'),
    trades: TRADES.map((trade) => ({ value: trade.code, label: locale === 'en' ? trade.en : trade.zh }))
  }
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

export const actions: Actions = {
  register: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const form = await request.formData()
    const path = url.searchParams.get('union') ?? ''
    const typed = { creditCode: text(form, 'creditCode'), on: text(form, 'on') }
    try {
      await register({ ...locals.ctx, key: text(form, 'key') || newId() }, { path, ...typed })
    } catch (error) {
      return refused(error, locals.locale, { where: 'register', typed })
    }
    redirect(303, back(here.path, path, 'registered'))
  },
  edit: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const form = await request.formData()
    const path = url.searchParams.get('union') ?? ''
    const claimed = text(form, 'claimed')
    const account = text(form, 'account')
    try {
      await editUnion(locals.ctx, {
        path, trade: text(form, 'trade') || null, area: form.has('area'), claimedMembers: claimed === '' ? null : Number(claimed), ...(account !== '' && { account })
      })
    } catch (error) {
      return refused(error, locals.locale, { where: 'edit' })
    }
    redirect(303, back(here.path, path, 'saved'))
  },
  cover: async ({ locals, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    const path = url.searchParams.get('union') ?? ''
    const pasted = String(form.get('lines') ?? '')
    try {
      const covered = await cover({ ...locals.ctx, key: text(form, 'key') || newId() }, { path, lines: pasted.split('\n') })
      return { where: 'cover', covered }
    } catch (error) {
      return refused(error, locals.locale, { where: 'cover', pasted })
    }
  },
  end: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const form = await request.formData()
    const path = url.searchParams.get('union') ?? ''
    try {
      await endCover(locals.ctx, { path, employer: text(form, 'employer') })
    } catch (error) {
      return refused(error, locals.locale, { where: 'end' })
    }
    redirect(303, back(here.path, path, 'ended'))
  }
}

function back(here: string, union: string, done: string): string {
  return `/staff/unions/union?${new URLSearchParams({ path: here, union, done })}`
}
