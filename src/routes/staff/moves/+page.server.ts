import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { dayOf } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { refusalOf } from '#kernel/refusal.ts'
import type { Context } from '#kernel/context.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { DECLINES, OBJECTIONS, type Side } from '#domain/moves/model.ts'
import { list, one } from '#domain/moves/queries.ts'
import { accept, decline, object, pull } from '#domain/moves/transfers.ts'
import { unionsUnder } from '#domain/organisations/queries.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../refused.ts'
import { standingAt } from '../desk.ts'
import { changed } from '../stations/table.ts'
import { readMoves } from './table.ts'
import type { Actions, PageServerLoad } from './$types'

const UNIONS_MOST = 500

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const { side, state, cursor } = readMoves(url.searchParams)
  const open = url.searchParams.get('open')
  const [table, panel, unions] = await Promise.all([
    list(ctx, { path: here.path, side, state, ...(cursor && { cursor }) }),
    open === null ? null : panelOf(ctx, open, side),
    unionsUnder(ctx, here.tenant, here.path, UNIONS_MOST)
  ])
  return {
    table,
    side,
    state,
    cursor: cursor ?? null,
    panel,
    trades: TRADES.map(({ code, zh, en }) => ({ code, name: locale === 'en' ? en : zh })),
    unions,
    reasons: { objections: OBJECTIONS, declines: DECLINES },
    mayPull: could(ctx, pull, here),
    key: newId(),
    here: here.path,
    today: dayOf(ctx.now),
    done: url.searchParams.get('done')
  }
}

async function panelOf(ctx: Context, transfer: string, side: Side) {
  try {
    const found = await one(ctx, { transfer, side })
    const tenant = Number(found.transfer.split('.', 1)[0])
    return { refusal: null, transfer: found, may: could(ctx, accept, { tenant, path: (side === 'in' ? found.to : found.from).path }) }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return { refusal: sayRefusal(refusal.code, refusal.params, ctx.locale), transfer: null, may: false }
  }
}

type Event = { locals: App.Locals; request: Request; url: URL }

async function formOf({ locals, request, url }: Event) {
  standingAt(locals, url)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return { text, ctx: { ...locals.ctx, key: text('key') || newId() }, transfer: url.searchParams.get('open') ?? '' }
}

function back(url: URL, done: string): never {
  redirect(303, changed(url.searchParams, { open: url.searchParams.get('open'), done }))
}

export const actions: Actions = {
  pull: async (event) => {
    const { text, ctx } = await formOf(event)
    const typed = { number: text('number').replace(/\s/g, ''), name: text('name'), union: text('union'), trade: text('trade') }
    try {
      const { trade, ...given } = typed
      await pull(ctx, { ...given, ...(trade && { trade }), word: (text('word') === 'yes') as true })
    } catch (error) {
      return refused(error, event.locals.locale, { typed })
    }
    back(event.url, 'pulled')
  },
  accept: async (event) => {
    const { ctx, transfer } = await formOf(event)
    try {
      await accept(ctx, { transfer })
    } catch (error) {
      return refused(error, event.locals.locale)
    }
    back(event.url, 'accepted')
  },
  decline: async (event) => {
    const { text, ctx, transfer } = await formOf(event)
    const note = text('note')
    try {
      await decline(ctx, { transfer, reason: text('reason'), ...(note && { note }) } as Parameters<typeof decline>[1])
    } catch (error) {
      return refused(error, event.locals.locale)
    }
    back(event.url, 'declined')
  },
  object: async (event) => {
    const { text, ctx, transfer } = await formOf(event)
    const note = text('note')
    try {
      await object(ctx, { transfer, reason: text('reason'), ...(note && { note }) } as Parameters<typeof object>[1])
    } catch (error) {
      return refused(error, event.locals.locale)
    }
    back(event.url, 'objected')
  }
}
