import type { FacilityState, Shown } from '../presence/model.ts'

/** What is true now of a station that was found, from where it was asked. */
export interface Now {
  readonly distanceM: number
  readonly live: Shown
  /** Why it is in the answer. */
  readonly why: {
    /** Posted end of the present state; null: always so, or not known. */
    readonly until: string | null
    readonly always: boolean
    /** Posted hours alone: open, closed, not known. */
    readonly posted: boolean | null
    readonly confirmedAt: string | null
    readonly confirmedBy: string | null
    readonly distanceM: number
    /** Those asked for, with their live state. */
    readonly facilities: Readonly<Record<string, FacilityState>>
  }
  /** Facilities told to be broken or used up. */
  readonly broken: readonly string[]
}

/** A station of the answer: its facts as the JSON that lies ready in the index (without the last brace), and what is true now. */
export interface Part {
  readonly facts: Buffer
  readonly now: Now
}

/**
 * The answer `{ items, next, closedNearby }` as JSON in UTF-8. Facts are copied as they lie; the rest is written by hand, for it is
 * numbers, times and code words only, all of them ASCII without a quote: half the time of JSON.stringify and of encoding its text.
 */
export function writeAnswer(items: readonly Part[], closedNearby: readonly Part[]): Buffer {
  const pieces: (string | Buffer)[] = ['{"items":[']
  writeParts(pieces, items)
  pieces.push('],"next":null,"closedNearby":[')
  writeParts(pieces, closedNearby)
  pieces.push(']}')
  let size = 0
  for (const piece of pieces) size += piece.length
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  for (const piece of pieces) at += typeof piece === 'string' ? bytes.write(piece, at, 'latin1') : piece.copy(bytes, at)
  return bytes
}

function writeParts(pieces: (string | Buffer)[], parts: readonly Part[]): void {
  const last = parts.length - 1
  // Few pieces: each one is a call out of JavaScript.
  for (let at = 0; at <= last; at++) pieces.push(parts[at]!.facts, writeNow(parts[at]!.now, at < last ? ',' : ''))
}

function writeNow({ distanceM, live, why, broken }: Now, after: string): string {
  let facilities = ''
  for (const code in why.facilities) facilities += `${facilities === '' ? '' : ','}"${code}":"${why.facilities[code]}"`
  return `,"distanceM":${distanceM},"live":{"state":"${live.state}","at":${word(live.at)},"source":${word(live.source)},"confidence":${live.confidence}}`
    + `,"why":{"until":${word(why.until)},"always":${why.always},"posted":${why.posted},"confirmedAt":${word(why.confirmedAt)},"confirmedBy":${word(why.confirmedBy)}`
    + `,"distanceM":${why.distanceM},"facilities":{${facilities}}},"broken":[${broken.length === 0 ? '' : broken.map(word).join()}]}${after}`
}

function word(text: string | null): string {
  return text === null ? 'null' : `"${text}"`
}
