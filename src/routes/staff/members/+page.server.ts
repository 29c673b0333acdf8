import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { may } from '#kernel/access.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { fen, formatYuan, parseYuan } from '#kernel/money.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { READING_PURPOSES } from '#domain/identity/readings.ts'
import { edit, open, recordDues } from '#domain/membership/commands.ts'
import { list, one } from '#domain/membership/queries.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { recordDeath, rejoin } from '#domain/moves/leave.ts'
import { unionsUnder } from '#domain/organisations/queries.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../refused.ts'
import { standingAt, type Node } from '../desk.ts'
import { changed } from '../stations/table.ts'
import { asked, readRoster } from './table.ts'
import type { Actions, PageServerLoad } from './$types'

const PAGE = 50
const UNIONS_MOST = 500

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const query = readRoster(url.searchParams)
  const who = url.searchParams.get('open')
  const [found, panel, unions] = await Promise.all([
    rosterOf(ctx, here, query),
    who === null ? null : panelOf(ctx, here, who),
    unionsUnder(ctx, here.tenant, here.path, UNIONS_MOST)
  ])
  return {
    ...found,
    query,
    panel,
    trades: TRADES.map(({ code, zh, en }) => ({ code, name: locale === 'en' ? en : zh })),
    unions,
    purposes: READING_PURPOSES,
    today: dayOf(ctx.now),
    here: here.path,
    done: url.searchParams.get('done')
  }
}

const NOBODY = { items: [], next: null, count: 0, more: false }

/** A search that cannot be made is said above an empty list. */
async function rosterOf(ctx: Context, here: Node, query: ReturnType<typeof readRoster>) {
  try {
    const table = await list(ctx, { path: here.path, ...asked(query), ...(query.cursor && { cursor: query.cursor }), limit: PAGE })
    return { table, searchRefusal: null }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal || refusal.code.startsWith('access.')) throw error
    return { table: NOBODY, searchRefusal: sayRefusal(refusal.code, refusal.params, ctx.locale) }
  }
}

/** One member beside the list; a refusal is shown in its place, the list stays. */
async function panelOf(ctx: Context, here: Node, person: string) {
  try {
    const member = await one(ctx, { tenant: here.tenant, person })
    const place = { tenant: here.tenant, path: member.union.path }
    return {
      refusal: null,
      member: { ...member, dues: member.dues.map((one) => ({ ...one, yuan: formatYuan(fen(one.amountFen)) })) },
      may: { open: could(ctx, open, place), edit: could(ctx, edit, place), move: may(ctx, 'moves.decide', place) },
      key: newId()
    }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return { refusal: sayRefusal(refusal.code, refusal.params, ctx.locale), member: null, may: { open: false, edit: false, move: false }, key: '' }
  }
}

function lines(value: FormDataEntryValue | null): string[] {
  return String(value ?? '').split(/[\n,，、]/).map((line) => line.trim()).filter((line) => line !== '')
}

/** What a form of the panel is about: the member that the address names, with the form's own key. */
async function formOf({ locals, request, url }: { locals: App.Locals; request: Request; url: URL }) {
  const here = standingAt(locals, url)
  const form = await request.formData()
  return { form, ctx: { ...locals.ctx, key: String(form.get('key') ?? newId()) }, about: { tenant: here.tenant, person: url.searchParams.get('open') ?? '' } }
}

function back(url: URL, done: string): never {
  redirect(303, changed(url.searchParams, { open: url.searchParams.get('open'), done }))
}

export const actions: Actions = {
  /** What was opened is answered once and kept nowhere: a reload shows it masked again. */
  open: async (event) => {
    const { form, about } = await formOf(event)
    const fields = form.getAll('fields')
    try {
      return { opened: await open(event.locals.ctx, { ...about, fields, purpose: form.get('purpose') } as Parameters<typeof open>[1]) }
    } catch (error) {
      return refused(error, event.locals.locale, { at: 'open' })
    }
  },
  edit: async (event) => {
    const { form, ctx, about } = await formOf(event)
    try {
      await edit(ctx, {
        ...about,
        revision: Number(form.get('revision')),
        trade: String(form.get('trade') ?? ''),
        trades: form.getAll('trades').map(String),
        platforms: lines(form.get('platforms')),
        cities: lines(form.get('cities'))
      })
    } catch (error) {
      return refused(error, event.locals.locale, { at: 'edit' })
    }
    back(event.url, 'edited')
  },
  dues: async (event) => {
    const { form, ctx, about } = await formOf(event)
    try {
      await recordDues(ctx, { ...about, month: String(form.get('month') ?? ''), amountFen: parseYuan(String(form.get('yuan') ?? '')) ?? 0, paidOn: String(form.get('paidOn') ?? '') })
    } catch (error) {
      return refused(error, event.locals.locale, { at: 'dues' })
    }
    back(event.url, 'dues')
  },
  died: async (event) => {
    const { form, ctx, about } = await formOf(event)
    try {
      await recordDeath(ctx, { ...about, on: String(form.get('on') ?? '') })
    } catch (error) {
      return refused(error, event.locals.locale, { at: 'died' })
    }
    back(event.url, 'died')
  },
  rejoin: async (event) => {
    const { ctx, about } = await formOf(event)
    try {
      await rejoin(ctx, about)
    } catch (error) {
      return refused(error, event.locals.locale, { at: 'rejoin' })
    }
    back(event.url, 'rejoined')
  }
}
