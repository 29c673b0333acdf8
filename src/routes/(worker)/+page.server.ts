import { redirect } from '@sveltejs/kit'
import { nearest } from '#domain/nearby/queries.ts'
import { division } from '#domain/organisations/queries.ts'
import { FACILITIES, VEHICLE_CLASSES } from '#domain/stations/catalogue.ts'
import { refused } from '../refused.ts'
import { nearestQuery, readFilters } from './filters.ts'
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
    answer: query && (await nearest(ctx, query)),
    choices: here ? null : await chooseFrom(ctx, null, locals.demo),
    names: Object.fromEntries(FACILITIES.filter(({ code }) => filters.facilities.includes(code)).map(({ code, zh, en }) => [code, ctx.locale === 'en' ? en : zh])),
    vehicles: filters.parking === null ? [] : VEHICLE_CLASSES.map(({ code, zh, en }) => ({ code, name: ctx.locale === 'en' ? en : zh }))
  }
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
