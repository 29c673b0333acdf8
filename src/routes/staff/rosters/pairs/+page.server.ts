import { redirect } from '@sveltejs/kit'
import { tradeName } from '#domain/membership/trades.ts'
import type { NamedMember } from '#domain/membership/named.ts'
import { placeNames } from '#domain/organisations/queries.ts'
import { apart, merge, merges, pairs, unmerge } from '#domain/rosters/merge.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { refused } from '../../../refused.ts'
import { standingAt } from '../../desk.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** A member with his words in the reader's language. */
async function shown(ctx: Context, tenant: number, member: NamedMember) {
  const [place] = await placeNames(ctx, [{ tenant, path: member.path }])
  return { ...member, union: place?.name ?? null, tradeName: tradeName(member.trade, ctx.locale) }
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx } = locals
  const [open, past] = [await pairs(ctx, { path: here.path, limit: 30 }), await merges(ctx, { path: here.path, limit: 30 })]
  const items = await Promise.all(open.items.map(async (pair) => ({ ...pair, a: await shown(ctx, here.tenant, pair.a), b: await shown(ctx, here.tenant, pair.b), key: newId() })))
  return { here: here.path, items, merges: past.items, done: url.searchParams.get('done') }
}

async function doing({ locals, url }: RequestEvent, done: string, run: (ctx: Context, tenant: number) => Promise<unknown>) {
  const here = standingAt(locals, url)
  try {
    await run(locals.ctx, here.tenant)
  } catch (error) {
    return refused(error, locals.locale)
  }
  redirect(303, `?path=${encodeURIComponent(here.path)}&done=${done}`)
}

export const actions: Actions = {
  judge: async (event) => {
    const form = await event.request.formData()
    const [a, b, said] = ['a', 'b', 'said'].map((name) => String(form.get(name) ?? '')) as [string, string, string]
    return said === 'apart'
      ? doing(event, 'apart', (ctx, tenant) => apart(ctx, { tenant, a, b }))
      : doing(event, 'merged', (ctx, tenant) => merge({ ...ctx, key: String(form.get('key') ?? newId()) }, { tenant, a, b, keep: said === 'b' ? 'b' : 'a' }))
  },
  unmerge: async (event) => {
    const form = await event.request.formData()
    return doing(event, 'unmerged', (ctx, tenant) => unmerge(ctx, { tenant, merge: String(form.get('merge') ?? '') }))
  }
}
