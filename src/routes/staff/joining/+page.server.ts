import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { may } from '#kernel/access.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { READING_PURPOSES } from '#domain/identity/readings.ts'
import { decide } from '#domain/joining/decide.ts'
import { REFUSE_REASONS } from '#domain/joining/model.ts'
import { openFields } from '#domain/joining/openFields.ts'
import { queue, review } from '#domain/joining/queue.ts'
import { tradeName } from '#domain/membership/trades.ts'
import { division } from '#domain/organisations/queries.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../refused.ts'
import { standingAt } from '../desk.ts'
import { decideMany } from './many.ts'
import { changed, PAGE, queueInputOf, readQueue, type QueueQuery } from './table.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const query = readQueue(url.searchParams)
  const open = url.searchParams.get('open')
  const [{ list, refusal }, panel] = await Promise.all([listOf(ctx, here.path, query), open ? panelOf(ctx, open) : null])
  return {
    list: { ...list, items: list.items.map((item) => ({ ...item, tradeName: tradeName(item.trade, locale) })) },
    refusal,
    query,
    panel,
    mayDecide: may(ctx, decide.card.permission, here),
    today: dayOf(ctx.now),
    now: ctx.now,
    done: url.searchParams.get('done'),
    many: url.searchParams.get('many')
  }
}

/** What is asked for; words that cannot be looked for are refused in place, with everything that waits around them. */
async function listOf(ctx: Context, path: string, query: QueueQuery) {
  try {
    return { list: await queue(ctx, { path, ...queueInputOf(query), limit: PAGE }), refusal: null }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal || query.q === '') throw error
    const { counts } = await queue(ctx, { path, limit: 1 })
    return { list: { items: [], next: null, counts }, refusal: sayRefusal(refusal.code, refusal.params, ctx.locale) }
  }
}

/** One application beside the list; a refusal is shown in its place, the list stays. */
async function panelOf(ctx: Context, id: string) {
  try {
    const one = await review(ctx, { id })
    const place = { tenant: Number(id.split('.')[0]), path: one.union.path }
    const here = await division(ctx, { code: one.division })
    return {
      refusal: null,
      review: {
        ...one,
        tradeName: tradeName(one.trade, ctx.locale),
        divisionName: [...here.within, here.name].join(' '),
        alikeMembers: one.alikeMembers.map((member) => ({ ...member, tradeName: tradeName(member.trade, ctx.locale) })),
        mayDecide: could(ctx, decide, place),
        mayOpen: could(ctx, openFields, place)
      },
      purposes: READING_PURPOSES,
      key: newId()
    }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return { refusal: sayRefusal(refusal.code, refusal.params, ctx.locale), review: null, purposes: [], key: '' }
  }
}

export const actions: Actions = {
  decide: async ({ locals, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    const words = String(form.get('words') ?? '').trim()
    const decision = String(form.get('decision'))
    const reason = REFUSE_REASONS.find((one) => one === form.get('reason'))
    const input = {
      id: String(url.searchParams.get('open')),
      decision,
      revision: Number(form.get('revision')),
      ...(decision === 'refuse' && reason && { reason }),
      ...(decision === 'return' && { fields: form.getAll('fields') }),
      ...(words && { words })
    } as Parameters<typeof decide>[1]
    try {
      await decide({ ...locals.ctx, key: String(form.get('key') ?? newId()) }, input)
    } catch (error) {
      return refused(error, locals.locale, { about: decision, words })
    }
    redirect(303, changed(url.searchParams, { open: null, done: decision }))
  },

  open: async ({ locals, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    const input = { id: String(url.searchParams.get('open')), fields: form.getAll('fields'), purpose: form.get('purpose') } as Parameters<typeof openFields>[1]
    try {
      return { about: 'open', words: '', opened: await openFields(locals.ctx, input) }
    } catch (error) {
      return refused(error, locals.locale, { about: 'open', words: '' })
    }
  },

  many: async ({ locals, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    const chosen = form.getAll('ids').map(String)
    const { done, failed } = await decideMany(locals.ctx, chosen)
    if (failed.length > 0) return { about: 'many', words: '', done, failed }
    redirect(303, changed(url.searchParams, { open: null, many: String(done) }))
  }
}
