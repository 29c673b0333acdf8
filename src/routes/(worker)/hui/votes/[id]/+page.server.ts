import { redirect } from '@sveltejs/kit'
import { nominate, vote } from '#domain/elections/booth.ts'
import { view } from '#domain/elections/hall.ts'
import { isMatter, newReceipt, showReceipt } from '#domain/elections/model.ts'
import { refuse } from '#domain/refusals.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  const election = await view(locals.ctx, { election: params.id })
  if (election.phase === 'sealed') redirect(303, `/hui/votes/${params.id}/result`)
  return { election, most: isMatter(election.kind) ? 1 : election.seats }
}

function chosen(form: FormData): number[] {
  return [...new Set(form.getAll('choice').map(Number).filter((no) => Number.isInteger(no) && no > 0))].sort((a, b) => a - b)
}

/** Choices travel in bodies only, never in an address, which logs and histories keep. */
export const actions: Actions = {
  /** The ballot once more before it is cast. The receipt is made here and travels with the form: the server keeps none. */
  review: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    const choices = chosen(await request.formData())
    const election = await view(locals.ctx, { election: params.id })
    const most = isMatter(election.kind) ? 1 : election.seats
    if (choices.length > most) return refused(refuse('elections.too_many_choices', { chosen: choices.length, most }), locals.locale, { choices })
    return { step: 'review' as const, choices, receipt: newReceipt(), key: newId() }
  },
  /** Back to the ballot with what was chosen. */
  change: async ({ locals, request, url }) => {
    requireSignIn(locals, url)
    return { step: 'change' as const, choices: chosen(await request.formData()) }
  },
  cast: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    const [choices, receipt, key] = [chosen(form), String(form.get('receipt') ?? ''), String(form.get('key') ?? '')]
    try {
      await vote({ ...locals.ctx, key: /^[\w-]{8,64}$/.test(key) ? key : null }, { election: params.id, choices, receipt })
    } catch (error) {
      return refused(error, locals.locale, { choices })
    }
    return { step: 'cast' as const, choices, receipt: showReceipt(receipt) }
  },
  nominate: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    const number = String((await request.formData()).get('number') ?? '')
    try {
      await nominate(locals.ctx, { election: params.id, number })
    } catch (error) {
      return refused(error, locals.locale, { number })
    }
    return { step: 'nominated' as const }
  }
}
