import { redirect } from '@sveltejs/kit'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { describe } from '#domain/founding/ask.ts'
import { callAssembly, holdAssembly, submit } from '#domain/founding/assembly.ts'
import { comeOver, giveAccount, giveUp } from '#domain/founding/decision.ts'
import { answerInvitation, invite, signUp, startRecruiting, stepOut } from '#domain/founding/group.ts'
import { ruleOn } from '#domain/founding/rules.ts'
import { show } from '#domain/founding/view.ts'
import { homeOf } from '#domain/identity/home.ts'
import { me } from '#domain/identity/queries.ts'
import { TRADES } from '#domain/membership/trades.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { refused } from '../../../../refused.ts'
import { requireSignIn } from '../../../../sign-in.ts'
import type { Actions, PageServerLoad } from './$types'

export const csr = false

/** A founding as I may see it; why not, where I may not. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const person = requireSignIn(locals, url)
  const { ctx, locale } = locals
  const [home, account] = [await homeOf(ctx, person), await me(ctx, {})]
  const common = {
    now: ctx.now, key: newId(), rule: ruleOn(dayOf(ctx.now)), myName: account.name ?? '', home: home?.union?.path ?? null, done: url.searchParams.get('done'),
    trades: TRADES.map((one) => ({ value: one.code, label: locale === 'en' ? one.en : one.zh }))
  }
  try {
    return { ...common, one: await show(ctx, { id: params.id }), no: null }
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal?.code !== 'membership.not_member') throw error
    return { ...common, one: null, no: sayRefusal(refusal.code, refusal.params, locale) }
  }
}

type Event = Parameters<NonNullable<Actions[string]>>[0]

/** Runs a step of the form; a refusal stays beside the form that it came from. */
async function step(event: Event, where: string, done: string, run: (ctx: Context, id: string, form: FormData) => Promise<unknown>) {
  const { locals, request, params, url } = event
  requireSignIn(locals, url)
  const form = await request.formData()
  try {
    await run({ ...locals.ctx, key: String(form.get('key') ?? '') || newId() }, params['id']!, form)
  } catch (error) {
    return refused(error, locals.locale, { where })
  }
  redirect(303, `${url.pathname}?done=${done}`)
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
/** What a datetime-local field says, in Beijing time. */
const moment = (form: FormData, name: string) => `${text(form, name).slice(0, 16)}:00+08:00`

export const actions: Actions = {
  invite: (event) => step(event, 'invite', 'invited', (ctx, id, form) => invite(ctx, { id, who: text(form, 'who') })),
  agree: (event) => step(event, 'answer', 'agreed', (ctx, id, form) => answerInvitation(ctx, { id, agree: true, myName: text(form, 'myName') })),
  decline: (event) => step(event, 'answer', 'declined', (ctx, id) => answerInvitation(ctx, { id, agree: false })),
  recruit: (event) => step(event, 'recruit', 'recruiting', (ctx, id) => startRecruiting(ctx, { id })),
  signUp: (event) => step(event, 'signUp', 'signed', (ctx, id, form) => signUp(ctx, { id, myName: text(form, 'myName') })),
  stepOut: (event) => step(event, 'signUp', 'out', (ctx, id) => stepOut(ctx, { id })),
  call: (event) => step(event, 'call', 'called', (ctx, id, form) => callAssembly(ctx, { id, at: moment(form, 'at') })),
  hold: (event) =>
    step(event, 'hold', 'held', (ctx, id, form) =>
      holdAssembly(ctx, {
        id, present: form.getAll('present').map(String), candidates: form.getAll('candidates').map(String), seats: Number(text(form, 'seats')),
        hours: Number(text(form, 'hours')), termYears: text(form, 'termYears') === '3' ? 3 : 5
      })
    ),
  submit: (event) => step(event, 'submit', 'submitted', (ctx, id) => submit(ctx, { id })),
  describe: (event) =>
    step(event, 'describe', 'saved', (ctx, id, form) =>
      describe(ctx, {
        id, name: text(form, 'name'), kind: text(form, 'kind') as 'joint', area: form.has('area'), people: Number(text(form, 'people')), ...(text(form, 'trade') && { trade: text(form, 'trade') }),
        employers: text(form, 'employers').split('\n').map((line) => line.trim()).filter((line) => line !== '')
      })
    ),
  account: (event) => step(event, 'account', 'account', (ctx, id, form) => giveAccount(ctx, { id, account: text(form, 'account') })),
  home: (event) => step(event, 'home', 'home', (ctx, id) => comeOver(ctx, { id })),
  giveUp: (event) => step(event, 'giveUp', 'given', (ctx, id) => giveUp(ctx, { id }))
}
