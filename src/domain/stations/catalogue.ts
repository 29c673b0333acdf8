import { readFileSync } from 'node:fs'

/** Code lists of the directory: data, so that a new kind is a line in data/, not a change of code. */

export interface FacilityKind {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly group: string
  readonly osm: Readonly<Record<string, string>>
  readonly basic?: boolean
  readonly needsPlace?: boolean
}

export interface StationKind {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly osm: Readonly<Record<string, string>>
}

export interface VehicleClass {
  readonly code: string
  readonly zh: string
  readonly en: string
}

function list<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../../../data/${name}.json`, import.meta.url), 'utf8')) as T[]
}

export const FACILITIES = list<FacilityKind>('facility-kinds')
export const STATION_KINDS = list<StationKind>('station-kinds')
export const VEHICLE_CLASSES = list<VehicleClass>('vehicle-classes')

const facilityIndex = new Map(FACILITIES.map((kind, index) => [kind.code, index]))
const kindIndex = new Map(STATION_KINDS.map((kind, index) => [kind.code, index]))
const classIndex = new Map(VEHICLE_CLASSES.map((kind, index) => [kind.code, index]))

/** Place in FACILITIES, or -1. */
export function facilityNumber(code: string): number {
  return facilityIndex.get(code) ?? -1
}

export function stationKindNumber(code: string): number {
  return kindIndex.get(code) ?? -1
}

export function vehicleClassNumber(code: string): number {
  return classIndex.get(code) ?? -1
}
