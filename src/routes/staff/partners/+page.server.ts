import { redirect } from '@sveltejs/kit'
import { clients, makeClient, revokeClient } from '#domain/identity/clients.ts'
import { placeNames } from '#domain/organisations/queries.ts'
import { endReconciliation, reconciliations, startReconciliation } from '#domain/rosters/reconcile.ts'
import { refused } from '../../refused.ts'
import { standingAt } from '../desk.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx } = locals
  const [made, lists] = await Promise.all([clients(ctx, { path: here.path }), reconciliations(ctx, { path: here.path })])
  const unions = await placeNames(ctx, made.items.map(({ tenant, path }) => ({ tenant, path })))
  return { here: here.path, clients: made.items.map((one, at) => ({ ...one, union: unions[at]?.name ?? null })), lists: lists.items, done: url.searchParams.get('done') }
}

/** What is shown once is the answer of the form itself: it is in no address and comes no second time. */
export const actions: Actions = {
  make: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const name = String((await request.formData()).get('name') ?? '')
    try {
      const { token } = await makeClient(locals.ctx, { path: here.path, name })
      return { made: { name, token } }
    } catch (error) {
      return refused(error, locals.locale, { name })
    }
  },
  revoke: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    try {
      await revokeClient(locals.ctx, { tenant: here.tenant, client: String((await request.formData()).get('client') ?? '') })
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, `?path=${encodeURIComponent(here.path)}&done=revoked`)
  },
  start: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const platform = String((await request.formData()).get('platform') ?? '')
    try {
      const { key, token, expiresAt } = await startReconciliation(locals.ctx, { path: here.path, platform })
      return { started: { platform, key, token, expiresAt } }
    } catch (error) {
      return refused(error, locals.locale, { platform })
    }
  },
  end: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    try {
      await endReconciliation(locals.ctx, { tenant: here.tenant, reconciliation: String((await request.formData()).get('reconciliation') ?? '') })
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, `?path=${encodeURIComponent(here.path)}&done=ended`)
  }
}
