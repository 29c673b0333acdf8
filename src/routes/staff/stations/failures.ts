import type { Refused } from '../../refused.ts'
import type zh from '#lib/i18n/zh-CN/desk.ts'

type Texts = typeof zh

export interface Failure {
  /** Id of the field it stands beside. */
  readonly field: string
  readonly text: string
}

/** Refusals that are about one field. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'stations.hours_mistake': 'hours',
  'stations.outside_world': 'lon',
  'stations.coordinates_swapped': 'lon',
  'stations.kind_unknown': 'kind',
  'stations.division_unknown': 'division',
  'stations.organisation_unknown': 'path',
  'stations.vehicle_unknown': 'parking:classes',
  'stations.facility_unknown': 'facilities'
}

/** Name of a field for people: "面积", "AED 除颤仪 · 放在哪里". */
export function fieldName(field: string, t: Texts, facilityName: (code: string) => string, vehicleName: (code: string) => string): string {
  const [group, code, part] = field.split(':')
  if (group === 'facility' && code) {
    const about = part === 'count' ? t.form.count : part === 'where' ? t.form.whereExactly : part === 'reach' ? t.form.reach : null
    return about ? `${facilityName(code)} · ${about}` : facilityName(code)
  }
  if (group === 'parking' && code === 'class' && part) return vehicleName(part)
  return t.form.fields[field as keyof Texts['form']['fields']] ?? field
}

/** The errors of a refusal, each beside its field; none where it is about the whole. */
export function failuresOf(refused: Refused, empty: (field: string) => boolean, t: Texts, name: (field: string) => string): Failure[] {
  const own = FIELD_OF[refused.code]
  if (own) return [{ field: own, text: t.pair(name(own), String(refused.params['words'] ?? refused.detail)) }]
  if (refused.code !== 'input.invalid') return []
  const problems: Readonly<Record<string, string>> = t.form.problems
  const fields = (refused.params['fields'] ?? []) as readonly { field: string; rule: string; message: string }[]
  return fields.map(({ field: path, rule, message }) => {
    const field = fieldOf(path)
    const what = empty(field) ? t.form.required : (problems[rule] ?? message)
    return { field, text: t.pair(name(field), what) }
  })
}

/** "facilities.aed.where" is the field facility:aed:where, "parking.note" parking:note. */
function fieldOf(path: string): string {
  const [group, ...rest] = path.split('.')
  if (group === 'facilities') return rest.length === 0 ? 'facilities' : ['facility', ...rest].join(':')
  return group === 'parking' && rest.length > 0 ? `parking:${rest[0]}` : path
}
