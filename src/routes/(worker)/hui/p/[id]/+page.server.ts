import { redirect } from '@sveltejs/kit'
import { correct, withdraw } from '#domain/joining/commands.ts'
import type { Progress } from '#domain/joining/model.ts'
import { progress } from '#domain/joining/queries.ts'
import { TRADES, tradeName } from '#domain/membership/trades.ts'
import type { Context } from '#kernel/context.ts'
import { formatStart } from '#lib/i18n/moments.ts'
import { refused } from '../../../../refused.ts'
import { qrOf } from '../../../../qr.server.ts'
import { readEntry, EMPTY, type Entry } from '../../join/entry.ts'
import { inDivision } from '../../join/where.server.ts'
import { forgetApplication, keepApplication, keptApplications, progressHref } from '../../kept.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Opened by the secret in its address: drawn by the server, kept by nobody, told to no other site. */
export const csr = false

const DONE = ['new', 'fixed', 'other', 'employer', 'withdrawn', 'forgotten'] as const

export const load: PageServerLoad = async ({ locals, params, url, cookies, setHeaders }) => {
  const { ctx, locale } = locals
  setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow' })
  const secret = url.searchParams.get('k')
  const { card, ...shown } = await progress(ctx, asked(params.id, secret))
  const done = DONE.find((one) => one === url.searchParams.get('done'))
  if (secret !== null && done !== 'forgotten') keepApplication(cookies, url, { id: params.id, secret })
  return {
    progress: shown,
    secret,
    card: card && { ...qrOf(card.text, 'L'), until: formatStart(locale, new Date(card.expiresAt), ctx.now) },
    tradeName: tradeName(shown.trade, locale),
    trades: TRADES.map(({ code, zh, en }) => ({ code, name: locale === 'en' ? en : zh })),
    // Only the parts that the union sent back are asked again; what is known and masked is not shown in full.
    entry: { ...EMPTY, kind: shown.document.kind, trade: shown.trade } satisfies Entry,
    places: shown.returned?.fields.includes('place') ? await placesNear(ctx, shown) : [],
    done: done ?? null,
    remembered: done !== 'forgotten' && keptApplications(cookies).some(({ id }) => id === params.id)
  }
}

function asked(id: string, secret: string | null) {
  return { id, ...(secret !== null && { secret }) }
}

/** Districts of the city whose union should act, to correct the place from. */
async function placesNear(ctx: Context, { union }: Progress) {
  const city = /^\/cn\/\d{2}\/(\d{4})(\/|$)/.exec(union.path)?.[1]
  const where = city ? await inDivision(ctx, `${city}00`) : null
  return where?.at === 'division' ? where.parts : []
}

/** Runs what a form of this page asks for, and comes back to it. */
async function run(event: Parameters<NonNullable<Actions[string]>>[0], done: (typeof DONE)[number], act: (form: FormData, who: { id: string; secret?: string }) => Promise<unknown>) {
  const { locals, request, params, url } = event
  const form = await request.formData()
  const secret = url.searchParams.get('k')
  try {
    await act(form, asked(params.id, secret))
  } catch (error) {
    return refused(error, locals.locale, { entry: readEntry(form), about: done })
  }
  redirect(303, progressHref(params.id, secret, { done }))
}

export const actions: Actions = {
  fix: (event) =>
    run(event, 'fixed', (form, who) => {
      const { name, phone, kind, number, trade } = readEntry(form)
      const text = (field: string) => String(form.get(field) ?? '').trim()
      return correct(event.locals.ctx, {
        ...who,
        ...(form.has('name') && { name }),
        ...(form.has('phone') && { phone }),
        ...(form.has('number') && { document: { kind, number } }),
        ...(form.has('trade') && { trade }),
        ...(text('division') && { division: text('division') }),
        ...(text('employer') && { employer: text('employer') })
      } as Parameters<typeof correct>[1])
    }),
  other: (event) => run(event, 'other', (form, who) => correct(event.locals.ctx, { ...who, union: String(form.get('union') ?? '') })),
  employer: (event) => run(event, 'employer', (form, who) => correct(event.locals.ctx, { ...who, employer: String(form.get('employer') ?? '') })),
  withdraw: (event) => run(event, 'withdrawn', (_form, who) => withdraw(event.locals.ctx, who)),
  forget: ({ cookies, params, url }) => {
    forgetApplication(cookies, url, params.id)
    redirect(303, progressHref(params.id, url.searchParams.get('k'), { done: 'forgotten' }))
  }
}
