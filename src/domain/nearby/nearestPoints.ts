import type KDBush from 'kdbush'

const RAD = Math.PI / 180
const EARTH_M = 6_371_008.8

export interface Near {
  /** Number of the point in the order in which points were added to the tree. */
  readonly slot: number
  /** Whole metres. */
  readonly distanceM: number
}

export type Search = (lon: number, lat: number, most: number, withinM: number, passes: (slot: number) => boolean) => Near[]

/**
 * Answers the nearest points of a finished tree that pass a test, nearest first. Goes down the near side and turns to the other
 * only where it may hold something nearer; compares straight lines through the globe (chords, of radius 1), so a point costs no sine.
 */
export function nearestPoints(tree: KDBush): Search {
  const { ids, coords, nodeSize } = tree as unknown as { ids: Uint32Array; coords: Float64Array; nodeSize: number }
  const last = ids.length - 1
  const places = new Float64Array(3 * ids.length)
  for (let at = 0; at <= last; at++) {
    const lat = coords[2 * at + 1]! * RAD
    places[3 * at] = Math.cos(lat) * Math.cos(coords[2 * at]! * RAD)
    places[3 * at + 1] = Math.cos(lat) * Math.sin(coords[2 * at]! * RAD)
    places[3 * at + 2] = Math.sin(lat)
  }

  // What one search uses; it never waits, so no other comes between.
  let here = [0, 0]
  let [x, y, z, cosLat, edgeGap, most] = [0, 0, 0, 0, 0, 0]
  // Square of the chord within which a point is still wanted.
  let reach = 0
  let passes: (slot: number) => boolean
  let kept: { slot: number; chord2: number }[] = []

  function offer(at: number): void {
    const dx = places[3 * at]! - x
    const dy = places[3 * at + 1]! - y
    const dz = places[3 * at + 2]! - z
    const chord2 = dx * dx + dy * dy + dz * dz
    const slot = ids[at]!
    if (chord2 > reach || !passes(slot)) return
    let place = kept.length < most ? kept.length : most - 1
    while (place > 0 && kept[place - 1]!.chord2 > chord2) {
      kept[place] = kept[place - 1]!
      place--
    }
    kept[place] = { slot, chord2 }
    if (kept.length === most) reach = kept[most - 1]!.chord2
  }

  function descend(left: number, right: number, axis: number): void {
    if (right - left <= nodeSize) {
      for (let at = left; at <= right; at++) offer(at)
      return
    }
    const middle = (left + right) >> 1
    const split = coords[2 * middle + axis]!
    const west = here[axis]! <= split
    offer(middle)
    if (west) descend(left, middle - 1, 1 - axis)
    else descend(middle + 1, right, 1 - axis)
    const gap = axis === 1 ? 2 * Math.sin((Math.abs(here[1]! - split) * RAD) / 2) : Math.min(edgeGap, meridianGap(split))
    if (gap * gap > reach) return
    if (west) descend(middle + 1, right, 1 - axis)
    else descend(left, middle - 1, 1 - axis)
  }

  /** At most the chord to the nearest point of a meridian; beyond a quarter of the globe that point is a pole. */
  function meridianGap(lon: number): number {
    const apart = Math.abs(lon - here[0]!)
    const turn = apart > 180 ? 360 - apart : apart
    return turn < 90 ? cosLat * Math.sin(turn * RAD) : cosLat
  }

  return (lon, lat, wanted, withinM, test) => {
    here = [lon, lat]
    cosLat = Math.cos(lat * RAD)
    x = cosLat * Math.cos(lon * RAD)
    y = cosLat * Math.sin(lon * RAD)
    z = Math.sin(lat * RAD)
    // The other side of a split may also be reached over the meridian at which longitudes begin anew.
    edgeGap = meridianGap(180)
    most = wanted
    reach = (2 * Math.sin(Math.min(withinM / EARTH_M, Math.PI) / 2)) ** 2
    passes = test
    kept = []
    descend(0, last, 0)
    return kept.map(({ slot, chord2 }) => ({ slot, distanceM: Math.round(2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord2) / 2))) }))
  }
}
