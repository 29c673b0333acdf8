import { redirect } from '@sveltejs/kit'
import { placeNames } from '#domain/organisations/queries.ts'
import { upload } from '#domain/rosters/commands.ts'
import { pairs } from '#domain/rosters/merge.ts'
import { list } from '#domain/rosters/queries.ts'
import { refuse } from '#domain/refusals.ts'
import { refused } from '../../refused.ts'
import { standingAt } from '../desk.ts'
import type { Actions, PageServerLoad } from './$types'

/** What a form of this site takes; larger files go to the API, which a script does. */
const FORM_BYTES = 8 * 1024 * 1024

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx } = locals
  const [imports, open] = await Promise.all([list(ctx, { path: here.path }), pairs(ctx, { path: here.path, limit: 100 })])
  const unions = await placeNames(ctx, imports.items.map(({ tenant, path }) => ({ tenant, path })))
  return {
    here: here.path,
    imports: imports.items.map((one, at) => ({ ...one, union: unions[at]?.name ?? null })),
    pairs: open.items.length,
    done: url.searchParams.get('done')
  }
}

export const actions: Actions = {
  upload: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    let id: string
    try {
      const form = await request.formData().catch(() => {
        throw refuse('rosters.file_too_large', { mostBytes: FORM_BYTES })
      })
      const file = form.get('sheet')
      const sheet = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
      const fileName = file instanceof File && file.name !== '' ? file.name.slice(0, 200) : 'roster'
      ;({ import: id } = await upload(locals.ctx, { path: here.path, fileName, sheet }))
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, `/staff/rosters/${id}?path=${encodeURIComponent(here.path)}`)
  }
}
