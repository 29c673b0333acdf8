import { redirect } from '@sveltejs/kit'
import { sheet } from '#domain/elections/board.ts'
import { cancel, draft, markPaper, open, remind, setChoices, unmarkPaper } from '#domain/elections/commands.ts'
import { close, countPaper } from '#domain/elections/counting.ts'
import { readElectionId } from '#domain/elections/model.ts'
import { seal } from '#domain/elections/seal.ts'
import { could } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { refused } from '../../../refused.ts'
import { standingAt } from '../../desk.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const here = standingAt(locals, url)
  const election = await sheet(locals.ctx, { election: params.id })
  const tenant = readElectionId(params.id)?.tenant ?? here.tenant
  return { election, may: could(locals.ctx, draft, { tenant, path: election.path }), here: here.path, done: url.searchParams.get('done'), told: url.searchParams.get('told'), now: locals.ctx.now }
}

type Step = (ctx: Context, election: string, form: FormData) => Promise<Record<string, string>>

/** One act of the desk; afterwards the page again, saying what was done. */
function step(name: string, act: Step): NonNullable<Actions[string]> {
  return async ({ locals, params, request, url }) => {
    const here = standingAt(locals, url)
    const form = await request.formData()
    let done: Record<string, string>
    try {
      done = await act(locals.ctx, params.id!, form)
    } catch (error) {
      return refused(error, locals.locale, { at: name, typed: Object.fromEntries([...form].map(([field, value]) => [field, String(value)])) })
    }
    redirect(303, `/staff/elections/${params.id}?${new URLSearchParams({ path: here.path, ...done })}`)
  }
}

/** "100000000000 ten years of delivery": number and a few words. */
function peopleOf(text: string): { number: string; about?: string }[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [number = '', ...words] = line.split(/\s+/)
    return words.length > 0 ? { number, about: words.join(' ') } : { number }
  })
}

const number = (form: FormData, name: string) => Number(form.get(name) || 0)

export const actions: Actions = {
  choices: step('choices', async (ctx, election, form) => {
    const nominatedBy = number(form, 'nominatedBy')
    await setChoices(ctx, { election, people: peopleOf(String(form.get('people') ?? '')), ...(nominatedBy > 0 && { nominatedBy }) })
    return { done: 'choices' }
  }),
  open: step('open', async (ctx, election) => {
    await open(ctx, { election })
    return { done: 'opened' }
  }),
  cancel: step('cancel', async (ctx, election) => {
    await cancel(ctx, { election })
    return { done: 'cancelled' }
  }),
  close: step('close', async (ctx, election) => {
    await close(ctx, { election })
    return { done: 'closed' }
  }),
  remind: step('remind', async (ctx, election) => ({ done: 'reminded', told: String((await remind(ctx, { election })).told) })),
  mark: step('mark', async (ctx, election, form) => {
    await markPaper(ctx, { election, number: String(form.get('number') ?? '') })
    return { done: 'marked' }
  }),
  unmark: step('mark', async (ctx, election, form) => {
    await unmarkPaper(ctx, { election, number: String(form.get('number') ?? '') })
    return { done: 'unmarked' }
  }),
  count: step('count', async (ctx, election, form) => {
    const counts = Object.fromEntries([...form].flatMap(([name, value]) => (name.startsWith('votes:') ? [[name.slice(6), Number(value || 0)]] : [])))
    await countPaper(ctx, { election, ballots: number(form, 'ballots'), invalid: number(form, 'invalid'), counts })
    return { done: 'counted' }
  }),
  seal: step('seal', async (ctx, election) => {
    await seal(ctx, { election })
    return { done: 'sealed' }
  })
}
