import { compileHours } from '../stations/hours.ts'
import { postedAt } from '../stations/posted.ts'

/** The posted state of every distinct hours text at one minute, by its number. */
export interface OpenBoard {
  readonly atMs: number
  /** 0 closed, 1 open, 2 not known. */
  readonly open: Uint8Array
  readonly sinceMs: Float64Array
  readonly until: readonly (string | null)[]
  /** The first half of `why` as JSON, which all stations of the same hours share. */
  readonly whyJson: readonly string[]
}

// Now, the minute just gone, and a few times that people ask for ("when I finish").
const KEPT = 8

/** Hours are worked out once a minute and text, never while searching. */
export function makeHoursBoard() {
  const numbers = new Map<string | null, number>()
  const texts: (string | null)[] = []
  const always: boolean[] = []
  const boards = new Map<number, OpenBoard>()

  function numberOf(text: string | null): number {
    const known = numbers.get(text)
    if (known !== undefined) return known
    const compiled = text === null ? null : compileHours(text)
    numbers.set(text, texts.length)
    always.push(compiled !== null && 'always' in compiled && compiled.always)
    boards.clear()
    return texts.push(text) - 1
  }

  function at(ms: number): OpenBoard {
    const minute = Math.floor(ms / 60_000)
    const known = boards.get(minute)
    if (known) return known
    if (boards.size >= KEPT) boards.delete(boards.keys().next().value!)
    const made = make(minute * 60_000)
    boards.set(minute, made)
    return made
  }

  function make(atMs: number): OpenBoard {
    const open = new Uint8Array(texts.length)
    const sinceMs = new Float64Array(texts.length)
    const until: (string | null)[] = []
    const moment = new Date(atMs)
    for (const [number, text] of texts.entries()) {
      const posted = postedAt(text, moment)
      open[number] = posted.open === null ? 2 : posted.open ? 1 : 0
      sinceMs[number] = posted.sinceMs
      until.push(posted.untilMs === null ? null : new Date(posted.untilMs).toISOString())
    }
    // A word said within this minute counts although the board stands at its beginning.
    const whyJson = until.map((text, number) => `"why":${JSON.stringify({ until: text, always: always[number], posted: open[number] === 2 ? null : open[number] === 1 }).slice(0, -1)}`)
    return { atMs: atMs + 59_999, open, sinceMs, until, whyJson }
  }

  return { numberOf, at, isAlways: (number: number) => always[number] === true }
}
