import { redirect } from '@sveltejs/kit'
import { newId } from '#kernel/ids.ts'
import { divisionOf } from '#domain/organisations/model.ts'
import { refuse } from '#domain/refusals.ts'
import { create } from '#domain/stations/commands.ts'
import { standingAt, unionsWith } from '../../desk.ts'
import { choicesOf } from '../choices.ts'
import { entriesFrom, inputFrom, type Entries } from '../entries.ts'
import { notRead, notSaved, takePasted } from '../saving.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const mine = unionsWith(locals.ctx, 'stations.edit')
  if (mine.length === 0) throw refuse('access.denied')
  const choices = await choicesOf(locals.ctx, mine, here.path)
  // A county's union has one district; a city's clerk says which.
  const near = divisionOf(here.path) ?? ''
  const entries: Entries = {
    kind: 'union-station',
    path: here.path,
    division: near.endsWith('00') ? '' : near,
    accuracyM: '20',
    access: 'unknown'
  }
  return { entries, choices, key: newId(), here: here.path }
}

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    standingAt(locals, url)
    const form = await request.formData()
    const entries = entriesFrom(form)
    const unread = takePasted(entries, locals.locale)
    if (unread) return notRead(unread, entries)
    let code: string
    try {
      const made = await create(
        { ...locals.ctx, key: String(form.get('key') ?? newId()) },
        inputFrom(entries) as Parameters<typeof create>[1]
      )
      code = made.code
    } catch (error) {
      return notSaved(error, entries, locals.locale)
    }
    redirect(303, `/staff/stations?${new URLSearchParams({ path: entries['path'] ?? '', open: code, done: 'created' })}`)
  }
}
