import { sendCode } from '#domain/identity/codes.ts'
import { DOCUMENT_KINDS } from '#domain/identity/model.ts'
import { personFor } from '#domain/identity/mine.ts'
import { correctDocument, correctName, correctPhone, wishCorrection } from '#domain/privacy/correct.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals, url }) => ({ person: await personFor(locals.ctx, requireSignIn(locals, url), false), kinds: DOCUMENT_KINDS })

/** The fields of a form and what was done with them; a refusal keeps what was typed. */
async function doing<O extends object>({ locals, request, url }: RequestEvent, at: string, act: (field: (name: string) => string) => Promise<O>) {
  requireSignIn(locals, url)
  const form = await request.formData()
  const field = (name: string) => String(form.get(name) ?? '')
  const kept = { at, given: { name: field('name'), phone: field('phone'), number: field('number'), kind: field('kind'), sentTo: field('sentTo') } }
  try {
    return { ...kept, ...(await act(field)) }
  } catch (error) {
    return refused(error, locals.locale, kept)
  }
}

export const actions: Actions = {
  name: (event) => doing(event, 'name', async (field) => ({ done: 'name' as const, count: (await correctName(event.locals.ctx, { name: field('name') })).rosters })),
  code: (event) => doing(event, 'phone', async (field) => ({ sent: await sendCode(event.locals.ctx, { phone: field('phone') }) })),
  phone: (event) => doing(event, 'phone', async (field) => ({ done: 'phone' as const, count: (await correctPhone(event.locals.ctx, { phone: field('phone'), code: field('code') })).rosters })),
  document: (event) =>
    doing(event, 'document', async (field) => ({ done: 'document' as const, count: (await correctDocument(event.locals.ctx, { kind: field('kind') as 'passport', number: field('number') })).rosters })),
  wish: (event) => doing(event, 'wish', async () => ({ told: (await wishCorrection(event.locals.ctx, {})).told }))
}
