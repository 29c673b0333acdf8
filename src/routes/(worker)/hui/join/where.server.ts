import type { Cookies } from '@sveltejs/kit'
import { station } from '#domain/nearby/queries.ts'
import { division, listDivisions } from '#domain/organisations/queries.ts'
import type { Context } from '#kernel/context.ts'
import { Refusal } from '#kernel/refusal.ts'
import { PLACE_COOKIE } from '../../place.server.ts'
import { plainName } from '../../stations/card.ts'
import { chooseFrom, lookFor, type DivisionChoice } from '../../stations/choose/choices.server.ts'

/** Where somebody joins: at a station, or in a division with the parts of it that may be named. */
export type Where =
  | { readonly at: 'station'; readonly code: string; readonly name: string; readonly sample: boolean }
  | { readonly at: 'division'; readonly code: string; readonly name: string; readonly parts: readonly { code: string; name: string }[] }

/** The place that an address names, else the one this phone remembers; null: to be chosen. */
export async function whereOf(ctx: Context, params: URLSearchParams, cookies: Cookies): Promise<Where | null> {
  if (params.has('choose') || params.has('in') || params.has('q')) return null
  const code = params.get('station')
  if (code !== null) return known(() => atStation(ctx, code))
  const named = params.get('division') ?? cookies.get(PLACE_COOKIE)
  return named === undefined ? null : known(() => inDivision(ctx, named))
}

/** A code that names nothing is as good as none: the reader chooses. */
async function known(find: () => Promise<Where | null>): Promise<Where | null> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

async function atStation(ctx: Context, code: string): Promise<Where> {
  const { name, sample } = await station(ctx, { code })
  return { at: 'station', code, name: plainName(name, sample), sample }
}

/** A division below the provinces, with the districts of a city; null where it is none. */
export async function inDivision(ctx: Context, code: string): Promise<Where | null> {
  const { name, within, level, validTo } = await division(ctx, { code })
  if (level === 'province' || validTo !== null) return null
  const { items } = level === 'prefecture' ? await listDivisions(ctx, { parent: code }) : { items: [] }
  return { at: 'division', code, name: [...within, name].join(' '), parts: items.map((part) => ({ code: part.code, name: part.name })) }
}

export interface PlaceChoices {
  readonly q: string
  /** null: nothing was looked for. */
  readonly found: readonly DivisionChoice[] | null
  readonly inside: DivisionChoice | null
  readonly divisions: readonly DivisionChoice[]
  readonly demo: readonly DivisionChoice[]
}

const LONGEST = 40

/** Divisions to choose from: by words, or province by province. */
export async function placeChoices(ctx: Context, params: URLSearchParams, demo: boolean): Promise<PlaceChoices> {
  const q = (params.get('q') ?? '').trim().slice(0, LONGEST)
  const [choices, found] = await Promise.all([chooseFrom(ctx, params.get('in'), demo), q === '' ? null : lookFor(ctx, q)])
  return { q, found: found?.divisions ?? null, inside: choices.inside, divisions: choices.divisions, demo: choices.demo }
}
