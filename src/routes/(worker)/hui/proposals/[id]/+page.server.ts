import { redirect } from '@sveltejs/kit'
import { second, unsecond, withdraw } from '#domain/proposals/commands.ts'
import { one } from '#domain/proposals/queries.ts'
import type { Context } from '#kernel/context.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const csr = false

const DONE = ['second', 'unsecond', 'withdraw', 'made'] as const

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  proposal: await one(locals.ctx, { id: params.id }),
  done: DONE.find((each) => each === url.searchParams.get('done')) ?? null
})

async function doing({ locals, params, url }: RequestEvent, name: (typeof DONE)[number], act: (ctx: Context, input: { id: string }) => Promise<unknown>) {
  requireSignIn(locals, url)
  try {
    await act(locals.ctx, { id: params.id })
  } catch (error) {
    return refused(error, locals.locale)
  }
  redirect(303, `/hui/proposals/${params.id}?done=${name}`)
}

export const actions: Actions = {
  second: (event) => doing(event, 'second', second),
  unsecond: (event) => doing(event, 'unsecond', unsecond),
  withdraw: (event) => doing(event, 'withdraw', withdraw)
}
