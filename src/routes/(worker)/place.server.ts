import type { Cookies } from '@sveltejs/kit'
import { division } from '#domain/organisations/queries.ts'
import { station } from '#domain/nearby/queries.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Context } from '#kernel/context.ts'
import { plainName } from './stations/card.ts'

export const PLACE_COOKIE = 'hzj_place'

/** Where the list looks from. */
export interface Here {
  /** null: the reader's own position. */
  readonly name: string | null
  /** WGS-84 degrees. */
  readonly lon: number
  readonly lat: number
  /** How exact the phone's own position is; 0 for any other. */
  readonly accuracyM: number
  /** The code of the division, where it is one: what may be remembered. */
  readonly division: string | null
}

/** A position out of a form or an address; null where it is none. Whether it lies in the world is for the act to say. */
export function readPoint(given: { get(name: string): unknown }): Here | null {
  const [lon, lat, accuracyM] = ['lon', 'lat', 'accuracyM'].map((name) => {
    const text = given.get(name)
    return typeof text === 'string' && /^-?\d{1,3}(\.\d{1,12})?$|^\d{1,9}$/.test(text) ? Number(text) : NaN
  }) as [number, number, number]
  if (Number.isNaN(lon) || Number.isNaN(lat)) return null
  return { name: null, lon, lat, accuracyM: accuracyM || 0, division: null }
}

/** The place an address or this browser's cookie names: a division, a station, or a point. null: none chosen yet. */
export async function placeOf(ctx: Context, params: URLSearchParams, cookies: Cookies): Promise<Here | null> {
  const code = params.get('place')
  if (code !== null) return divisionPlace(ctx, code)
  const near = params.get('near')
  if (near !== null) {
    const { name, sample, lon, lat } = await station(ctx, { code: near })
    return { name: plainName(name, sample), lon, lat, accuracyM: 0, division: null }
  }
  const point = readPoint(params)
  if (point) return point
  const kept = cookies.get(PLACE_COOKIE)
  return kept === undefined ? null : keptPlace(ctx, kept)
}

async function divisionPlace(ctx: Context, code: string): Promise<Here | null> {
  const { name, lon, lat } = await division(ctx, { code })
  return lon === null || lat === null ? null : { name, lon, lat, accuracyM: 0, division: code }
}

/** A cookie that no longer names a division is as good as none. */
async function keptPlace(ctx: Context, code: string): Promise<Here | null> {
  try {
    return await divisionPlace(ctx, code)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
