import { nextMoment } from '#lib/i18n/moments.ts'

/** What a reader asks of the stations near by; all of it stands in the URL, so a link keeps it. */
export interface Filters {
  /** Only those one can walk into now. */
  readonly openNow: boolean
  /** Only those open at this time of day, "23:30"; it takes the place of "now". */
  readonly at: string | null
  readonly facilities: readonly string[]
  readonly always: boolean
  readonly stepFree: boolean
  /** Code of a vehicle class. */
  readonly parking: string | null
  readonly far: boolean
  readonly more: boolean
}

export const NEAR_M = 50_000
export const FAR_M = 500_000
const FIRST = 10
const MORE = 40
/** One more than is shown: so that "more than five" can be said. */
export const CLOSED_SHOWN = 5

const WORD = /^[a-z0-9-]{1,40}$/

type Params = Pick<URLSearchParams, 'get'>

/** Reads the filters of an address; what makes no sense is left out. */
export function readFilters(params: Params): Filters {
  const at = params.get('at')
  const parking = params.get('parking')
  return {
    at: at !== null && nextMoment(at, new Date(0)) !== null ? at : null,
    openNow: params.get('open') !== 'any',
    facilities: [...new Set((params.get('f') ?? '').split(',').filter((code) => WORD.test(code)))].slice(0, 12),
    always: params.get('always') === '1',
    stepFree: params.get('stepfree') === '1',
    parking: parking !== null && WORD.test(parking) ? parking : null,
    far: params.get('far') === '1',
    more: params.get('more') === '1'
  }
}

/** Filters as parameters of an address, in one order, without what holds anyway. */
export function filterParams(filters: Filters): [string, string][] {
  const params: [string, string][] = []
  if (filters.at !== null) params.push(['at', filters.at])
  if (!filters.openNow) params.push(['open', 'any'])
  if (filters.facilities.length > 0) params.push(['f', filters.facilities.join(',')])
  if (filters.always) params.push(['always', '1'])
  if (filters.stepFree) params.push(['stepfree', '1'])
  if (filters.parking !== null) params.push(['parking', filters.parking])
  if (filters.far) params.push(['far', '1'])
  if (filters.more) params.push(['more', '1'])
  return params
}

/** Which place an address names: these parameters go from link to link. */
export function placeParams(params: Params): [string, string][] {
  return ['place', 'near', 'lon', 'lat'].flatMap((name): [string, string][] => {
    const value = params.get(name)
    return value === null ? [] : [[name, value]]
  })
}

/** The address of the list with other filters, for the same place. */
export function filterHref(place: [string, string][], filters: Filters): string {
  // Commas stay readable: they are allowed in a query.
  const query = new URLSearchParams([...place, ...filterParams(filters)]).toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return query === '' ? '/' : `/?${query}`
}

export function toggleFacility(filters: Filters, code: string): Filters {
  const has = filters.facilities.includes(code)
  return { ...filters, more: false, facilities: has ? filters.facilities.filter((one) => one !== code) : [...filters.facilities, code] }
}

/** "Open now" and "open at" are one choice. */
export function toggleOpenNow(filters: Filters): Filters {
  const chosen = filters.at === null && filters.openNow
  return { ...filters, more: false, at: null, openNow: !chosen }
}

export function toggleAt(filters: Filters, clock: string): Filters {
  return { ...filters, more: false, openNow: true, at: filters.at === null ? clock : null }
}

/** The query of the nearest-stations act, the same from the page's server and from the browser. */
export function nearestQuery(filters: Filters, point: { lon: number; lat: number }, now: Date): { lon: string; lat: string } & Record<string, string> {
  const moment = filters.at === null ? null : nextMoment(filters.at, now)
  const open = moment ?? (filters.openNow ? 'now' : null)
  return {
    lon: String(point.lon),
    lat: String(point.lat),
    limit: String(filters.more ? MORE : FIRST),
    withinM: String(filters.far ? FAR_M : NEAR_M),
    ...(open === null ? {} : { open, closedToo: String(CLOSED_SHOWN + 1) }),
    ...(filters.facilities.length > 0 && { facilities: filters.facilities.join(',') }),
    ...(filters.always && { always: '1' }),
    ...(filters.stepFree && { stepFree: '1' }),
    ...(filters.parking !== null && { parking: filters.parking })
  }
}
