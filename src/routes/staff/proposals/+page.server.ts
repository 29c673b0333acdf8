import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { answer, decide, merge, setVoice } from '#domain/proposals/decide.ts'
import { readProposalId } from '#domain/proposals/model.ts'
import { alike, list, one } from '#domain/proposals/queries.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../refused.ts'
import { standingAt } from '../desk.ts'
import { changed } from '../stations/table.ts'
import { asked, readProposals } from './table.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const PAGE = 50

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx } = locals
  const query = readProposals(url.searchParams)
  const id = url.searchParams.get('open')
  const [table, panel] = await Promise.all([list(ctx, { path: here.path, ...asked(query), limit: PAGE }), id === null ? null : panelOf(ctx, id)])
  return { table, query, panel, now: ctx.now, done: url.searchParams.get('done') }
}

/** One proposal beside the list; a refusal is shown in its place, the list stays. */
async function panelOf(ctx: Context, id: string) {
  try {
    const proposal = await one(ctx, { id })
    const { path } = proposal.union
    const may = could(ctx, decide, { tenant: readProposalId(id)!.tenant, path })
    const near = may && proposal.title !== null ? (await alike(ctx, { path, title: proposal.title, but: id })).items : []
    return { refusal: null, proposal, may, near, key: newId() }
  } catch (error) {
    const refusal = refusalOf(error)
    if (!refusal) throw error
    return { refusal: sayRefusal(refusal.code, refusal.params, ctx.locale), proposal: null, may: false, near: [], key: '' }
  }
}

/** What a form of the panel does to the proposal that the address names; empty fields count as not given. */
async function doing({ locals, request, url }: RequestEvent, at: string, act: (ctx: Context, id: string, given: Record<string, string>) => Promise<string>) {
  standingAt(locals, url)
  const form = await request.formData()
  const given = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string' && value.trim() !== '')) as Record<string, string>
  let done: string
  try {
    done = await act({ ...locals.ctx, key: given['key'] ?? null }, url.searchParams.get('open') ?? '', given)
  } catch (error) {
    return refused(error, locals.locale, { at, given })
  }
  redirect(303, changed(url.searchParams, { open: url.searchParams.get('open'), done }))
}

export const actions: Actions = {
  decide: (event) =>
    doing(event, 'decide', async (ctx, id, { to, revision, answer: words, reason, outcome, link }) => {
      const step = { to, ...(words && { answer: words }), ...(to === 'refused' && reason && { reason }), ...(to === 'adopted' && { ...(outcome && { outcome }), ...(link && { link }) }) }
      return (await decide(ctx, { id, revision: Number(revision), ...step } as Parameters<typeof decide>[1])).state
    }),
  answer: (event) => doing(event, 'answer', async (ctx, id, given) => answer(ctx, { id, answer: given['answer'] ?? '' }).then(() => 'answered')),
  merge: (event) => doing(event, 'merge', async (ctx, id, given) => merge(ctx, { id, into: given['other'] ?? given['into'] ?? '' }).then(() => 'merged')),
  voice: (event) => doing(event, 'voice', async (ctx, id, given) => setVoice(ctx, { id, voice: given['voice'] === 'model_worker' ? 'model_worker' : 'worker' }).then(() => 'voice'))
}
