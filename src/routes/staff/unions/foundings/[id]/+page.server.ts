import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { decide, openUnion, registerFounded } from '#domain/founding/decision.ts'
import { findLead } from '#domain/founding/group.ts'
import { inspect } from '#domain/founding/view.ts'
import { refused } from '../../../../refused.ts'
import { standingAt } from '../../../desk.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const here = standingAt(locals, url)
  const one = await inspect(locals.ctx, { id: params.id })
  return { one, may: could(locals.ctx, decide, { tenant: here.tenant, path: one.parent.path }), key: newId(), here: here.path, done: url.searchParams.get('done'), now: locals.ctx.now }
}

type Event = Parameters<NonNullable<Actions[string]>>[0]

async function step(event: Event, done: string, run: (ctx: Context, id: string, form: FormData) => Promise<unknown>) {
  const { locals, request, params, url } = event
  const here = standingAt(locals, url)
  const form = await request.formData()
  try {
    await run({ ...locals.ctx, key: String(form.get('key') ?? '') || newId() }, params['id']!, form)
  } catch (error) {
    return refused(error, locals.locale)
  }
  redirect(303, `${url.pathname}?${new URLSearchParams({ path: here.path, done })}`)
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

export const actions: Actions = {
  decide: (event) =>
    step(event, 'decided', (ctx, id, form) => {
      const [reason, words] = [text(form, 'reason'), text(form, 'words')]
      const decision = text(form, 'decision') as 'approve' | 'return' | 'refuse'
      return decide(ctx, { id, decision, ...(decision === 'refuse' && { reason: reason as 'procedure' }), ...(words && { words }) })
    }),
  lead: (event) => step(event, 'invited', (ctx, id, form) => findLead(ctx, { id, who: text(form, 'who') })),
  register: (event) => step(event, 'registered', (ctx, id, form) => registerFounded(ctx, { id, creditCode: text(form, 'creditCode'), on: text(form, 'on') })),
  open: (event) => step(event, 'opened', (ctx, id) => openUnion(ctx, { id }))
}
