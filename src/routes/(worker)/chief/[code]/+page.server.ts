import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { board } from '#domain/presence/board.ts'
import { answer, setLive } from '#domain/presence/commands.ts'
import { hoursLines } from '../../../staff/stations/words.ts'
import { add } from '#domain/stations/photos.ts'
import { forEditing, placeOf } from '#domain/stations/queries.ts'
import { refused } from '../../../refused.ts'
import { requireSignIn } from '../../../sign-in.ts'
import { readPhoto } from '../../../staff/stations/upload.ts'
import type { Actions, PageServerLoad } from './$types'

const DAYS = 30

/** The station as its chief sees it; null where it is somebody else's. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignIn(locals, url)
  const { ctx, locale } = locals
  return {
    kept: await keptStation(ctx, params.code),
    now: ctx.now,
    key: newId(),
    locale,
    days: url.searchParams.get('days') === '30' ? (30 as const) : (7 as const),
    done: url.searchParams.get('done')
  }
}

async function keptStation(ctx: Context, code: string) {
  try {
    const [station, seen] = await Promise.all([forEditing(ctx, { code }), board(ctx, { code })])
    const visits = new Map(seen.days.map(({ day, visits }) => [day, visits]))
    const today = dayOf(ctx.now)
    return {
      ...seen,
      hotline: station.hotline,
      duties: station.chiefDuties,
      hoursWords: hoursLines(station.hours, ctx.locale, ctx.now),
      photos: station.photos.length,
      days: Array.from({ length: DAYS }, (_, back) => addDays(today, back - DAYS + 1)).map((day) => ({
        day,
        visits: visits.get(day) ?? 0
      })),
      may: could(ctx, setLive, placeOf(station))
    }
  } catch (error) {
    if (refusalOf(error)?.code === 'access.denied') return null
    throw error
  }
}

/** Each answers with the page again, saying what was done; a refusal stays beside what refused. */
export const actions: Actions = {
  live: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    const state = form.get('state') === 'open' ? 'open' : 'closed'
    try {
      await setLive(locals.ctx, { code: params.code, state })
    } catch (error) {
      return refused(error, locals.locale, { where: 'live' })
    }
    redirect(303, back(url, state))
  },
  facility: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    const facilities = { [String(form.get('facility'))]: form.get('state') } as Parameters<typeof setLive>[1]['facilities']
    try {
      await setLive(locals.ctx, { code: params.code, facilities })
    } catch (error) {
      return refused(error, locals.locale, { where: 'facility' })
    }
    redirect(303, `${back(url, 'facility')}#facilities`)
  },
  answer: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    const form = await request.formData()
    const note = String(form.get('note') ?? '').trim()
    const input = { code: params.code, event: form.get('event'), answer: form.get('answer'), ...(note && { note }) } as Parameters<
      typeof answer
    >[1]
    try {
      await answer({ ...locals.ctx, key: String(form.get('key') ?? newId()) }, input)
    } catch (error) {
      return refused(error, locals.locale, { where: 'answer', event: String(form.get('event')), note })
    }
    redirect(303, `${back(url, 'answer')}#reports`)
  },
  photo: async ({ locals, params, request, url }) => {
    requireSignIn(locals, url)
    try {
      await add(locals.ctx, { code: params.code, ...(await readPhoto(request)) })
    } catch (error) {
      return refused(error, locals.locale, { where: 'photo' })
    }
    redirect(303, `${back(url, 'photo')}#photo`)
  }
}

function back(url: URL, done: string): string {
  const days = url.searchParams.get('days')
  return `${url.pathname}?${new URLSearchParams({ ...(days && { days }), done })}`
}
