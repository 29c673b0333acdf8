import { addDays, addWorkdays, workdaysBetween, type Day } from '#kernel/calendar.ts'
import { CLOCK, type ApplicationClock } from './model.ts'

/** The clock of an acting union (R-O6), counted in working days from the day after it began. */
export interface ClockDays {
  readonly clockOn: Day
  readonly dueOn: Day
  readonly raiseOn: Day
  readonly provisional: boolean
}

export function startClock(on: Day): ClockDays {
  const rise = addWorkdays(on, CLOCK.riseAfter)
  return { clockOn: on, dueOn: addWorkdays(on, CLOCK.decideIn).day, raiseOn: rise.day, provisional: rise.provisional }
}

/** The working days that have passed, today among them. */
export function countedDays(from: Day, today: Day): readonly Day[] {
  return today <= from ? [] : addWorkdays(from, workdaysBetween(from, today)).counted
}

export function readClock(clock: ClockDays, today: Day, top: boolean): ApplicationClock {
  return {
    from: clock.clockOn,
    dueOn: clock.dueOn,
    riseOn: top ? null : clock.raiseOn,
    counted: countedDays(clock.clockOn, today),
    late: today > clock.dueOn,
    provisional: clock.provisional,
  }
}

/** Where an application stands on the ladder of unions that decide about it, the lowest first. */
export interface Standing {
  readonly path: string
  readonly level: number
  readonly clock: ClockDays
}

export interface Rise {
  readonly on: Day
  readonly from: string
  readonly counted: readonly Day[]
  readonly to: Standing
}

/** The next step up that is due before `on`; null while there is time, and at the top of the ladder. */
export function nextRise(standing: Standing, ladder: readonly string[], on: Day): Rise | null {
  const upper = ladder[ladder.indexOf(standing.path) + 1]
  if (on <= standing.clock.raiseOn || upper === undefined) return null
  return { on, from: standing.path, counted: countedDays(standing.clock.clockOn, standing.clock.raiseOn), to: { path: upper, level: standing.level + 1, clock: startClock(on) } }
}

/** Every step up until a day, as a clock that never slept would have made them. */
export function risesUntil(start: Standing, ladder: readonly string[], today: Day): readonly Rise[] {
  const rises: Rise[] = []
  for (let at = start; ; at = rises.at(-1)!.to) {
    const dayAfter = addDays(at.clock.raiseOn, 1)
    const rise = dayAfter > today ? null : nextRise(at, ladder, dayAfter)
    if (!rise) return rises
    rises.push(rise)
  }
}
