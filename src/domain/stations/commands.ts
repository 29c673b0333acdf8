import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import * as z from 'zod'
import { command } from '#kernel/act.ts'
import type { Locale } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { refuse } from '../refusals.ts'
import { moveGrants } from '../identity/chiefs.ts'
import { ownerOf, requireDivision } from '../organisations/queries.ts'
import { facilityNumber, stationKindNumber, vehicleClassNumber } from './catalogue.ts'
import { compileHours } from './hours.ts'
import { mistakeInWords } from './hoursWords.ts'
import { createStation, editStation, revised, withdrawStation, type StationFields } from './inputs.ts'
import { stationPath } from './model.ts'
import { checkPoint, placeOfCode, stationByCode } from './queries.ts'
import { lexemes, searchText } from './search.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Seven Crockford letters: 34 thousand million codes, short enough to type from a door. */
export function newCode(): string {
  return Array.from({ length: 7 }, () => ALPHABET[randomInt(32)]).join('')
}

/** Columns of a station from its fields. Refuses unknown codes, points outside the world and mistaken hours. */
export function columnsOf(fields: StationFields, locale: Locale = 'zh-CN') {
  checkPoint(fields.lon, fields.lat)
  if (stationKindNumber(fields.kind) < 0) throw refuse('stations.kind_unknown', { kind: fields.kind })
  for (const facility of Object.keys(fields.facilities)) {
    if (facilityNumber(facility) < 0) throw refuse('stations.facility_unknown', { facility })
  }
  for (const vehicle of fields.parking?.classes ?? []) {
    if (vehicleClassNumber(vehicle) < 0) throw refuse('stations.vehicle_unknown', { vehicle })
  }
  if (fields.hours !== null) {
    const compiled = compileHours(fields.hours)
    if ('position' in compiled) throw refuse('stations.hours_mistake', { hours: fields.hours, position: compiled.position + 1, fragment: compiled.fragment, words: mistakeInWords(compiled, locale) })
  }
  const words = searchText(fields.name, fields.nameEn, fields.address, fields.operator)
  return {
    name: fields.name,
    name_en: fields.nameEn,
    kind: fields.kind,
    path: fields.path,
    operator: fields.operator,
    chief_name: fields.chiefName,
    chief_duties: fields.chiefDuties,
    hotline: fields.hotline,
    division: fields.division,
    address: fields.address,
    lon: fields.lon,
    lat: fields.lat,
    accuracy_m: fields.accuracyM,
    floor: fields.floor,
    entrance_note: fields.entranceNote,
    area_m2: fields.areaM2,
    seats: fields.seats,
    access: fields.access,
    hours: fields.hours,
    facilities: JSON.stringify(fields.facilities),
    parking: fields.parking === null ? null : JSON.stringify(fields.parking),
    step_free: fields.stepFree,
    note: fields.note,
    search_text: words,
    search: sql<string>`array_to_tsvector(${lexemes(words)}::text[])`,
    // The change mark is the process's clock, not the act's moment: read models follow it.
    changed_at: new Date(),
  }
}

const FIELD_REFUSALS = [
  'stations.kind_unknown', 'stations.facility_unknown', 'stations.vehicle_unknown', 'stations.hours_mistake',
  'stations.outside_world', 'stations.coordinates_swapped', 'stations.division_unknown', 'stations.organisation_unknown',
] as const

export const create = command({
  name: 'stations.create',
  permission: 'stations.edit',
  summary: 'Enters a station into the directory.',
  input: createStation,
  output: revised,
  refusals: FIELD_REFUSALS,
  at: (ctx, input) => ownerOf(ctx, input.path),
  async run(ctx, input) {
    await requireDivision(ctx, input.division)
    const code = newCode()
    await ctx.db.insertInto('station').values({
      ...columnsOf(input, ctx.locale),
      station_id: newId(),
      code,
      steward_tenant: ctx.tenant,
      source: null,
      sample: false,
      status: 'open',
      revision: 1,
      created_at: ctx.now,
      withdrawn_at: null,
    }).execute()
    return { code, revision: 1 }
  },
  subjects: (_, out) => (out ? [out.code] : []),
})

export const edit = command({
  name: 'stations.edit',
  permission: 'stations.edit',
  summary: 'Changes a station; the revision read must still be the last.',
  input: editStation,
  output: revised,
  refusals: [...FIELD_REFUSALS, 'stations.unknown', 'stations.withdrawn', 'edit.stale', 'edit.match_missing'],
  at: placeOfCode,
  subjects: (input) => [input.code],
  async run(ctx, input) {
    const before = await stationByCode(ctx, input.code)
    const owner = await ownerOf(ctx, input.path)
    if (owner.tenant !== ctx.tenant) throw refuse('stations.organisation_unknown', { path: input.path })
    await requireDivision(ctx, input.division)
    const done = await ctx.db.updateTable('station')
      .set({ ...columnsOf(input, ctx.locale), revision: before.revision + 1 })
      .where('station_id', '=', before.stationId)
      .where('steward_tenant', '=', ctx.tenant)
      .where('revision', '=', input.revision)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) throw refuse('edit.stale', { read: input.revision, current: (await stationByCode(ctx, input.code)).revision })
    if (before.path !== input.path) await moveGrants(ctx, stationPath(before), stationPath({ path: input.path, code: before.code }))
    return { code: before.code, revision: before.revision + 1 }
  },
})

export const withdraw = command({
  name: 'stations.withdraw',
  permission: 'stations.edit',
  summary: 'Takes a station out of the directory; a tombstone stays for those who follow changes.',
  input: withdrawStation,
  output: z.object({ code: z.string() }),
  refusals: ['stations.unknown', 'stations.withdrawn', 'edit.stale', 'edit.match_missing'],
  at: placeOfCode,
  subjects: (input) => [input.code],
  async run(ctx, input) {
    const done = await ctx.db.updateTable('station')
      .set({ status: 'withdrawn', withdrawn_at: ctx.now, revision: input.revision + 1, changed_at: new Date() })
      .where('code', '=', input.code)
      .where('steward_tenant', '=', ctx.tenant)
      .where('revision', '=', input.revision)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) throw refuse('edit.stale', { read: input.revision })
    return { code: input.code }
  },
})
