/** Words of the station directory. Browser-safe. */

export type Access = 'open' | 'code' | 'key' | 'unknown'
export type StationStatus = 'open' | 'paused' | 'withdrawn'

/** What is known of one facility beyond that it is there. */
export interface FacilityFacts {
  readonly count?: number
  /** Where exactly ("behind the desk"): asked for an AED. */
  readonly where?: string
  /** When it can be reached, where that differs from the station's hours. */
  readonly reach?: string
}

export interface Parking {
  readonly freeHours?: number
  readonly classes?: readonly string[]
  readonly withinM?: number
  readonly indoor?: boolean
  readonly note?: string
}

export interface Photo {
  readonly id: string
  readonly role: 'entrance' | 'inside'
  readonly caption: string | null
  readonly width: number
  readonly height: number
  readonly takenOn: string | null
  readonly url: string
}

/** One station as everybody may read it. null: unknown, and shown so. */
export interface Station {
  readonly stationId: string
  readonly code: string
  readonly steward: number
  readonly name: string
  readonly nameEn: string | null
  readonly kind: string
  readonly path: string
  readonly operator: string | null
  readonly chiefName: string | null
  readonly chiefDuties: string | null
  readonly hotline: string | null
  readonly division: string
  readonly address: string | null
  /** WGS-84 degrees. */
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
  readonly floor: string | null
  readonly entranceNote: string | null
  readonly areaM2: number | null
  readonly seats: number | null
  readonly access: Access
  /** OSM opening_hours; null: unknown. */
  readonly hours: string | null
  readonly facilities: Readonly<Record<string, FacilityFacts>>
  readonly parking: Parking | null
  readonly stepFree: boolean | null
  readonly note: string | null
  readonly source: string | null
  readonly sample: boolean
  readonly status: StationStatus
  readonly revision: number
  readonly changedAt: Date
  readonly withdrawnAt: Date | null
}

/** A point this inexact stands for its county or city, not for a door. */
export const APPROXIMATE_M = 500

/** The station as a node of the tree: what a chief's grant names. */
export function stationPath(station: { path: string; code: string }): string {
  return `${station.path}/station:${station.code}`
}

/** Public codes are Crockford base32: O, I and L are read as 0, 1 and 1. */
export function readCode(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
}

const EARTH_M = 6_371_008.8

/** Metres between two WGS-84 points (haversine). */
export function metresBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const rad = Math.PI / 180
  const dLat = ((latB - latA) * rad) / 2
  const dLon = ((lonB - lonA) * rad) / 2
  const h = Math.sin(dLat) ** 2 + Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(dLon) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Walking at 70 m a minute with detours of a third. */
export function walkMinutes(distanceM: number): number {
  return Math.max(1, Math.round((distanceM * 1.33) / 70))
}
