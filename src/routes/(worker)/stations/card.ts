import type { NearItem } from '#domain/nearby/queries.ts'
import type { LiveSource, Shown } from '#domain/presence/model.ts'
import { APPROXIMATE_M, walkMinutes } from '#domain/stations/model.ts'
import { formatAgo } from '#lib/i18n/format.ts'
import { formatEnd, formatStart } from '#lib/i18n/moments.ts'
import type { Locale } from '#lib/i18n/texts.ts'
import type zh from '#lib/i18n/zh-CN/stations.ts'
import type { IconName } from '#lib/ui/icon-names.ts'
import type { Facility, StationState } from '#lib/ui/states.ts'

type Words = typeof zh

/** What the reader looks with: language, its words, the moment, and names of the facilities asked for. */
export interface Reading {
  readonly locale: Locale
  readonly t: Words
  readonly now: Date
  readonly names: Readonly<Record<string, string>>
  readonly asked: readonly string[]
  /** The moment asked about; `now` unless somebody asks for later. */
  readonly at: Date
}

/** Shown on a card where nothing was asked for. */
const USUAL = ['microwave', 'water', 'charging', 'toilet', 'shower'] as const
// Further than this nobody walks.
const WALK_M = 1500
const RIDE_M = 20_000
const RIDE_M_A_MINUTE = 280
const USUAL_SHOWN = 4

/** Names as posted say "（示例）"; where the mark beside it says so, once is enough. */
export function plainName(name: string, sample: boolean): string {
  return sample ? name.replace(/（示例）$/, '') : name
}

/** Who said it, and how long ago; nothing where only posted hours speak. */
export function sayLive({ t, locale, now }: Pick<Reading, 't' | 'locale' | 'now'>, live: Shown): string {
  if (live.at === null || live.source === null) return live.state === 'should_be_open' ? t.notConfirmed : ''
  const ago = formatAgo(locale, new Date(live.at), now)
  if (live.state === 'reported_locked') return t.lockedAgo(ago)
  if (live.state === 'closed') return live.source === 'chief' ? t.closedBy.chief(ago) : t.closedBy.other(ago)
  return t.confirmed[live.source satisfies LiveSource](ago)
}

/** Why one cannot walk in, as far as it is known. */
function sayWhyNot(reading: Reading, item: NearItem): string {
  const { t, locale, now } = reading
  if (item.live.state === 'reported_locked') return t.chiefCalled
  if (item.why.posted === null) return t.hoursUnknown
  if (item.why.posted) return ''
  return item.why.until === null ? t.noOpening : t.opens(formatStart(locale, new Date(item.why.until), now))
}

/** "开到 24:00", "24 小时"; nothing where posted hours do not say that it is open. */
export function sayEnd({ t, locale, at }: Pick<Reading, 't' | 'locale' | 'at'>, posted: boolean | null, always: boolean, until: string | null): string | undefined {
  if (always) return t.always
  return posted && until !== null ? t.until(formatEnd(locale, new Date(until), at)) : undefined
}

function facilitiesOf(reading: Reading, item: NearItem): Facility[] {
  const { asked, t } = reading
  const codes = asked.length > 0 ? asked : USUAL.filter((code) => item.facilities.includes(code)).slice(0, USUAL_SHOWN)
  return codes.map((code) => {
    const label = reading.names[code] ?? code
    // Icons are named by the codes of facilities: test/pages.test.ts holds them together.
    const icon = code as IconName
    if (item.broken.includes(code)) return { icon, label, state: 'out_of_order', note: t.unusable }
    const state = item.why.facilities[code]
    return state === undefined ? { icon, label } : { icon, label, state, note: state === 'ok' ? t.works : t.notSaid }
  })
}

/** One found station as a card: `inside` false for those one cannot walk into. */
export function cardOf(reading: Reading, item: NearItem, inside: boolean) {
  const approximate = item.accuracyM > APPROXIMATE_M
  const walk = !approximate && item.distanceM <= WALK_M
  const ride = !approximate && !walk && item.distanceM <= RIDE_M
  const reasons = [inside ? '' : sayWhyNot(reading, item), approximate ? reading.t.approximate : ''].filter((one) => one !== '')
  return {
    code: item.code,
    name: plainName(item.name, item.sample),
    href: `/stations/${item.code}`,
    goHref: `/stations/${item.code}/go${walk ? '' : '?by=ride'}`,
    sample: item.sample,
    state: item.live.state satisfies StationState,
    stateDetail: sayLive(reading, item.live),
    distanceM: item.distanceM,
    walkMinutes: walk ? walkMinutes(item.distanceM) : undefined,
    rideMinutes: ride ? Math.max(1, Math.round((item.distanceM * 1.33) / RIDE_M_A_MINUTE)) : undefined,
    facilities: facilitiesOf(reading, item),
    closesAt: sayEnd(reading, item.why.posted, item.why.always, item.why.until),
    reason: reasons.join(' · ') || undefined
  }
}

