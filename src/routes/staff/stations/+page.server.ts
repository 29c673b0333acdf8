import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { may } from '#kernel/access.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { placeNames } from '#domain/organisations/queries.ts'
import { area, board } from '#domain/presence/board.ts'
import { inspect } from '#domain/presence/commands.ts'
import { FACILITIES, STATION_KINDS } from '#domain/stations/catalogue.ts'
import { edit } from '#domain/stations/commands.ts'
import { forEditing, placeOf } from '#domain/stations/queries.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../refused.ts'
import { standingAt } from '../desk.ts'
import { changed, PAGE, readTable } from './table.ts'
import { hoursLines } from './words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const query = readTable(url.searchParams)
  const { q, state, need, kind, sort, down, offset } = query
  const open = url.searchParams.get('open')
  const [table, panel] = await Promise.all([
    area(ctx, {
      path: here.path,
      ...(q && { q }),
      ...(state && { state }),
      ...(need && { need }),
      ...(kind && { kind }),
      sort,
      down,
      offset,
      limit: PAGE
    }),
    open ? panelOf(ctx, open) : null
  ])
  const unions = query.columns.includes('union')
    ? await placeNames(
        ctx,
        table.items.map((row) => ({ tenant: here.tenant, path: row.path }))
      )
    : []
  return {
    table,
    unions: unions.map(({ name }) => name),
    things: namesOf(
      table.items.flatMap((row) => row.broken),
      locale
    ),
    query,
    panel,
    kinds: STATION_KINDS.map(({ code, zh, en }) => ({ code, name: locale === 'en' ? en : zh })),
    mayAdd: may(ctx, edit.card.permission, here),
    here: here.path,
    now: ctx.now,
    done: url.searchParams.get('done')
  }
}

function namesOf(codes: readonly string[], locale: App.Locals['locale']): Record<string, string> {
  return Object.fromEntries(
    FACILITIES.filter((one) => codes.includes(one.code)).map((one) => [one.code, locale === 'en' ? one.en : one.zh])
  )
}

/** One station beside the list; a refusal is shown in its place, the list stays. */
async function panelOf(ctx: Context, code: string) {
  try {
    const [station, seen] = await Promise.all([forEditing(ctx, { code }), board(ctx, { code })])
    const [union] = await placeNames(ctx, [{ tenant: station.steward, path: station.path }])
    const place = placeOf(station)
    return {
      refusal: null,
      station: {
        ...seen,
        hotline: station.hotline,
        access: station.access,
        hoursWords: hoursLines(station.hours, ctx.locale, ctx.now),
        photos: station.photos.length,
        photo: station.photos[0]?.url ?? null,
        union: union?.name ?? null,
        mayEdit: could(ctx, edit, place),
        mayInspect: could(ctx, inspect, place)
      },
      key: newId()
    }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return { refusal: sayRefusal(refusal.code, refusal.params, ctx.locale), station: null, key: '' }
  }
}

export const actions: Actions = {
  inspect: async ({ locals, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    const note = String(form.get('note') ?? '').trim()
    const input = { code: url.searchParams.get('open'), state: form.get('state'), ...(note && { note }) } as Parameters<typeof inspect>[1]
    try {
      await inspect({ ...locals.ctx, key: String(form.get('key') ?? newId()) }, input)
    } catch (error) {
      return refused(error, locals.locale, { note })
    }
    redirect(303, changed(url.searchParams, { open: url.searchParams.get('open'), done: 'inspected' }))
  }
}
