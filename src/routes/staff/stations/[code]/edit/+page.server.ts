import { fail, redirect } from '@sveltejs/kit'
import * as z from 'zod'
import { authorise } from '#kernel/access.ts'
import { newId } from '#kernel/ids.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { edit } from '#domain/stations/commands.ts'
import { forEditing, placeOf } from '#domain/stations/queries.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { standingAt, unionsWith } from '../../../desk.ts'
import { choicesOf } from '../../choices.ts'
import { entriesFrom, entriesOf, inputFrom, merge, type Entries } from '../../entries.ts'
import { notRead, notSaved, takePasted } from '../../saving.ts'
import { hoursLines } from '../../words.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  standingAt(locals, url)
  const { ctx } = locals
  const station = await forEditing(ctx, { code: params.code })
  authorise(ctx, edit.card.permission, placeOf(station))
  const mine = unionsWith(ctx, 'stations.edit').filter((place) => place.tenant === station.steward)
  return {
    code: station.code,
    name: station.name,
    revision: station.revision,
    entries: entriesOf(station),
    choices: await choicesOf(ctx, mine, station.path),
    hoursWords: hoursLines(station.hours, ctx.locale, ctx.now),
    key: newId()
  }
}

const baseSchema = z.record(z.string().max(60), z.string().max(1000))

/** What stood in the form when it was opened: it is only shown and compared, the act checks the revision. */
function baseFrom(form: FormData): Entries | null {
  try {
    return baseSchema.parse(JSON.parse(String(form.get('base'))))
  } catch {
    return null
  }
}

export const actions: Actions = {
  default: async ({ locals, params, request, url }) => {
    standingAt(locals, url)
    const { ctx, locale } = locals
    const form = await request.formData()
    const entries = entriesFrom(form)
    const base = baseFrom(form)
    const revision = Number(form.get('revision'))
    const kept = { read: { revision, base: base ?? {} } }
    const unread = takePasted(entries, locale)
    if (unread) {
      const answer = notRead(unread, entries)
      return fail(answer.status, { ...answer.data, ...kept, meanwhile: null })
    }
    try {
      await edit(ctx, { ...inputFrom(entries), code: params.code, revision } as Parameters<typeof edit>[1])
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal?.code === 'edit.stale' && base) {
        const station = await forEditing(ctx, { code: params.code })
        const current = entriesOf(station)
        const merged = merge(base, current, entries)
        const said = { ...sayRefusal(refusal.code, refusal.params, locale), code: refusal.code, params: refusal.params }
        return fail(412, {
          entries: merged.entries,
          refusal: said,
          failures: [],
          hoursMistake: null,
          read: { revision: station.revision, base: current },
          meanwhile: merged.meanwhile
        })
      }
      const answer = notSaved(error, entries, locale)
      return fail(answer.status, { ...answer.data, ...kept, meanwhile: null })
    }
    redirect(303, `/staff/stations?${new URLSearchParams({ path: entries['path'] ?? '', open: params.code, done: 'saved' })}`)
  }
}
