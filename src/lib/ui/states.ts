import type { FacilityState, ShownState } from '#domain/presence/model.ts'
import type { IconName } from './icon-names.ts'

/** How open a station is, as the reader sees it; `provisional`: told of, not yet checked. */
export type StationState = ShownState | 'provisional'

export const stationStates: readonly StationState[] = [
  'open',
  'should_be_open',
  'reported_locked',
  'closed',
  'should_be_closed',
  'unknown',
  'provisional'
]

/** A facility on a card or a tile; `note` is the figure beside it, as "2 台好用". */
export type Facility = { icon: IconName; label: string; state?: FacilityState; note?: string }
