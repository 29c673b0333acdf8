import { redirect } from '@sveltejs/kit'
import { nearest } from '#domain/nearby/queries.ts'
import { division } from '#domain/organisations/queries.ts'
import { FACILITIES, VEHICLE_CLASSES } from '#domain/stations/catalogue.ts'
import type { Context } from '#kernel/context.ts'
import { refused } from '../refused.ts'
import { CLOSED_SHOWN, nearestQuery, readFilters, type Filters } from './filters.ts'
import { PLACE_COOKIE, placeOf, readPoint, type Here } from './place.server.ts'
import { chooseFrom } from './stations/choose/choices.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Drawn by the server; the island adds what needs JavaScript, at a thirtieth of the framework's weight. */
export const csr = false

const YEAR_S = 31_536_000

/** Positions that came in the body of the request being answered; gone with it. */
const sent = new WeakMap<Request, Here>()

export const load: PageServerLoad = async ({ locals, url, cookies, request }) => {
  const { ctx } = locals
  const filters = readFilters(url.searchParams)
  const here = sent.get(request) ?? (await placeOf(ctx, url.searchParams, cookies))
  const query = here && nearestQuery(filters, here, ctx.now)
  return {
    now: ctx.now.toISOString(),
    here,
    remembered: here?.division != null && here.division === cookies.get(PLACE_COOKIE),
    query: query && new URLSearchParams(query).toString(),
    answer: query && (await foundAround(ctx, filters, query)),
    choices: here ? null : await chooseFrom(ctx, null, locals.demo),
    names: Object.fromEntries(FACILITIES.filter(({ code }) => filters.facilities.includes(code)).map(({ code, zh, en }) => [code, ctx.locale === 'en' ? en : zh])),
    vehicles: filters.parking === null ? [] : VEHICLE_CLASSES.map(({ code, zh, en }) => ({ code, name: ctx.locale === 'en' ? en : zh }))
  }
}

/** How far and how many to look for doors that somebody found locked: they stay in sight, however many are merely closed. */
const LOCKED_WITHIN = { withinM: '10000', limit: '100' }

/** The list as shown: stations to walk into, and apart those that fail only by being closed, nearest first. */
async function foundAround(ctx: Context, filters: Filters, query: ReturnType<typeof nearestQuery>) {
  const { items, closedNearby } = await nearest(ctx, query)
  const { open: _, closedToo: __, ...any } = query
  const around = filters.openNow && filters.at === null ? await nearest(ctx, { ...any, ...LOCKED_WITHIN }) : null
  const locked = around?.items.filter((item) => item.live.state === 'reported_locked') ?? []
  const others = closedNearby.filter((item) => item.live.state !== 'reported_locked')
  const closed = [...locked, ...others.slice(0, CLOSED_SHOWN)].toSorted((a, b) => a.distanceM - b.distanceM)
  return { items, closed, moreClosed: others.length > CLOSED_SHOWN }
}

export const actions: Actions = {
  /** Draws the list for a position: read, used, and forgotten with the request. It writes nothing. */
  here: async ({ request }) => {
    const point = readPoint(await request.formData())
    if (point) sent.set(request, point)
  },
  /** Remembers a district for this browser: a district, never a position. */
  place: async ({ request, cookies, url, locals }) => {
    const code = String((await request.formData()).get('place'))
    try {
      await division(locals.ctx, { code })
    } catch (error) {
      return refused(error, locals.locale)
    }
    cookies.set(PLACE_COOKIE, code, { path: '/', maxAge: YEAR_S, httpOnly: false, sameSite: 'lax', secure: url.protocol === 'https:' })
    redirect(303, '/')
  }
}
