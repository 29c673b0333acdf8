import { redirect } from '@sveltejs/kit'
import { delegatesHere } from '#domain/elections/board.ts'
import { draft } from '#domain/elections/commands.ts'
import { authorise } from '#kernel/access.ts'
import { refused } from '../../../refused.ts'
import { standingAt } from '../../desk.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  authorise(locals.ctx, draft.card.permission, { ...here, see: 'elections.read' })
  return { here: here.path, delegates: await delegatesHere(locals.ctx, { path: here.path }) }
}

/** What a browser's field of day and time says, in Beijing time; null where it is empty. */
function moment(typed: string): string | null {
  return typed === '' ? null : `${typed.slice(0, 16)}:00+08:00`
}

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const form = await request.formData()
    const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value).trim()]))
    const given = (name: string) => typed[name] || undefined
    const about = typed['kind'] === 'recall' || typed['kind'] === 'resolution'
    let election: string
    try {
      ;({ election } = await draft(locals.ctx, {
        path: here.path, title: typed['title'] ?? '', kind: typed['kind'], secret: typed['secret'] !== 'no', seats: about ? 1 : Number(typed['seats'] || 1),
        termYears: about || !given('term') ? null : Number(typed['term']), quorum: given('quorum'), majority: given('majority'),
        nominatesFrom: about ? null : moment(typed['nominatesFrom'] ?? ''), opensAt: moment(typed['opensAt'] ?? '') ?? '', closesAt: moment(typed['closesAt'] ?? '') ?? '',
        electors: typed['electors'], ...(typed['electors'] === 'list' && { numbers: (typed['numbers'] ?? '').split(/[\n,，、]+/).map((line) => line.trim()).filter((line) => line !== '') }),
        ...(typed['kind'] === 'recall' && { about: typed['about'] ?? '' })
      } as Parameters<typeof draft>[1]))
    } catch (error) {
      return refused(error, locals.locale, { typed })
    }
    redirect(303, `/staff/elections/${election}?${new URLSearchParams({ path: here.path, done: 'drafted' })}`)
  }
}
