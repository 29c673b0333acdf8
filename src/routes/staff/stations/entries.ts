import gcoord from 'gcoord'
import type { Station } from '#domain/stations/model.ts'

/** What stands in the fields of the station form, by field; '' is an empty field or an empty box. */
export type Entries = Record<string, string>

const TEXTS = [
  'name',
  'nameEn',
  'kind',
  'path',
  'operator',
  'chiefName',
  'chiefDuties',
  'hotline',
  'division',
  'address',
  'floor',
  'entranceNote',
  'access',
  'hours',
  'note'
] as const
const NUMBERS = ['lon', 'lat', 'accuracyM', 'areaM2', 'seats'] as const

const words = (value: string | number | null | undefined) => (value === null || value === undefined ? '' : String(value))
const yesNo = (value: boolean | null | undefined) => (value === null || value === undefined ? '' : value ? 'yes' : 'no')

/** The fields filled in from a station. */
export function entriesOf(station: Station): Entries {
  const entries: Entries = { stepFree: yesNo(station.stepFree) }
  for (const name of [...TEXTS, ...NUMBERS]) entries[name] = words(station[name])
  for (const [code, facts] of Object.entries(station.facilities)) {
    entries[`facility:${code}`] = '1'
    entries[`facility:${code}:count`] = words(facts.count)
    entries[`facility:${code}:where`] = words(facts.where)
    entries[`facility:${code}:reach`] = words(facts.reach)
  }
  for (const code of station.parking?.classes ?? []) entries[`parking:class:${code}`] = '1'
  entries['parking:freeHours'] = words(station.parking?.freeHours)
  entries['parking:withinM'] = words(station.parking?.withinM)
  entries['parking:indoor'] = yesNo(station.parking?.indoor)
  entries['parking:note'] = words(station.parking?.note)
  return entries
}

/** The fields as they were sent. */
export function entriesFrom(form: FormData): Entries {
  const entries: Entries = {}
  for (const [name, value] of form)
    if (typeof value === 'string' && name !== 'base' && name !== 'key' && name !== 'revision') entries[name] = value.trim()
  return entries
}

/** The input of the act, as far as the fields say it; what is no number goes on as it is, so that the act refuses it by name. */
export function inputFrom(entries: Entries): Record<string, unknown> {
  const text = (name: string) => (entries[name] ? entries[name] : null)
  const number = (name: string) => (entries[name] ? Number(entries[name]) : undefined)
  const known = (name: string) => (entries[name] === 'yes' ? true : entries[name] === 'no' ? false : null)
  const facilities = keysAfter(entries, 'facility:').map((code) => {
    const about = `facility:${code}:`
    return [
      code,
      present({
        count: number(`${about}count`),
        where: entries[`${about}where`] || undefined,
        reach: entries[`${about}reach`] || undefined
      })
    ] as const
  })
  const parking = present({
    freeHours: number('parking:freeHours'),
    classes: keysAfter(entries, 'parking:class:'),
    withinM: number('parking:withinM'),
    indoor: known('parking:indoor') ?? undefined,
    note: entries['parking:note'] || undefined
  })
  return {
    ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
    name: entries['name'] ?? '',
    access: entries['access'] || 'unknown',
    lon: entries['lon'] ?? '',
    lat: entries['lat'] ?? '',
    accuracyM: number('accuracyM'),
    areaM2: number('areaM2') ?? null,
    seats: number('seats') ?? null,
    stepFree: known('stepFree'),
    facilities: Object.fromEntries(facilities),
    parking: Object.entries(parking).some(([name, value]) => name !== 'classes' || (value as string[]).length > 0) ? parking : null
  }
}

function keysAfter(entries: Entries, before: string): string[] {
  return Object.keys(entries)
    .filter((name) => name.startsWith(before) && entries[name] === '1' && !name.slice(before.length).includes(':'))
    .map((name) => name.slice(before.length))
}

function present(parts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

const DATUMS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09, wgs84: gcoord.WGS84 } as const

/**
 * A pasted pair in the datum of its map app as WGS-84 degrees, six digits (a tenth of a metre); null where there are no two numbers.
 * In China the two cannot be mistaken for one another: longitude is 73 to 135, latitude 3 to 54.
 */
export function readPair(pasted: string, datum: string): { lon: string; lat: string } | null {
  const numbers = pasted
    .normalize('NFKC')
    .match(/-?\d{1,3}(?:\.\d+)?/g)
    ?.map(Number)
  if (numbers?.length !== 2) return null
  const [first, second] = numbers as [number, number]
  const [lon, lat] = first >= 73 && second < 73 ? [first, second] : [second, first]
  const from = DATUMS[datum as keyof typeof DATUMS] ?? gcoord.GCJ02
  const [east, north] = gcoord.transform([lon, lat], from, gcoord.WGS84) as [number, number]
  return { lon: east.toFixed(6), lat: north.toFixed(6) }
}

export interface Meanwhile {
  readonly field: string
  readonly was: string
  readonly now: string
  readonly mine: string
  /** Not touched by me, so theirs now. */
  readonly adopted: boolean
}

/** Three ways: what I opened, what stands now, what I typed. What only they changed is taken over; what both changed stays mine. */
export function merge(base: Entries, current: Entries, mine: Entries): { entries: Entries; meanwhile: Meanwhile[] } {
  const entries = { ...mine }
  const meanwhile: Meanwhile[] = []
  for (const field of new Set([...Object.keys(base), ...Object.keys(current)])) {
    const [was, now, own] = [base[field] ?? '', current[field] ?? '', mine[field] ?? '']
    if (was === now || own === now) continue
    const adopted = own === was
    if (adopted) entries[field] = now
    meanwhile.push({ field, was, now, mine: own, adopted })
  }
  return { entries, meanwhile }
}
