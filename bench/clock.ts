import { MORNING } from './country.ts'

/** Sets this process's clock to Wednesday morning, so that the same doors are open in every run. Imported first. */

const RealDate = Date
const shiftMs = MORNING.getTime() - RealDate.now()

globalThis.Date = class extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    super(...(given.length === 0 ? [RealDate.now() + shiftMs] : given) as [number])
  }
  static override now(): number {
    return RealDate.now() + shiftMs
  }
} as DateConstructor
