const CHUNK_BYTES = 1_048_576
const ROUND_TO = 32

/** Short texts by slot, in UTF-8, side by side in large pieces of memory: an object for each would cost as much again as the text. */
export function makeFactStore() {
  const chunks: Buffer[] = []
  let freeFrom = CHUNK_BYTES
  // Pairs of place and size, for they are read together.
  let spots = new Uint32Array(2 * 1024)
  let rooms = new Uint16Array(1024)

  /** Texts of one slot take the room of the one before where they fit; a text is at most 64 kB. */
  function put(slot: number, text: string): void {
    if (slot >= rooms.length) grow(slot + 1)
    const size = Buffer.byteLength(text)
    if (size > rooms[slot]!) {
      rooms[slot] = Math.ceil(size / ROUND_TO) * ROUND_TO
      spots[2 * slot] = take(rooms[slot]!)
    }
    spots[2 * slot + 1] = size
    const place = spots[2 * slot]!
    chunks[Math.floor(place / CHUNK_BYTES)]!.write(text, place % CHUNK_BYTES)
  }

  function take(room: number): number {
    if (freeFrom + room > CHUNK_BYTES) {
      chunks.push(Buffer.allocUnsafeSlow(CHUNK_BYTES))
      freeFrom = 0
    }
    freeFrom += room
    return (chunks.length - 1) * CHUNK_BYTES + freeFrom - room
  }

  function grow(size: number): void {
    const wider = <A extends Uint16Array | Uint32Array>(array: A, made: A): A => {
      made.set(array)
      return made
    }
    const capacity = Math.ceil(size * 1.25)
    spots = wider(spots, new Uint32Array(2 * capacity))
    rooms = wider(rooms, new Uint16Array(capacity))
  }

  function get(slot: number): Buffer {
    const place = spots[2 * slot]!
    const from = place % CHUNK_BYTES
    return chunks[Math.floor(place / CHUNK_BYTES)]!.subarray(from, from + spots[2 * slot + 1]!)
  }

  /** Writes a text into the target and answers its bytes. */
  function copy(slot: number, target: Buffer, at: number): number {
    const place = spots[2 * slot]!
    const from = place % CHUNK_BYTES
    return chunks[Math.floor(place / CHUNK_BYTES)]!.copy(target, at, from, from + spots[2 * slot + 1]!)
  }

  return { put, get, copy, sizeOf: (slot: number) => spots[2 * slot + 1]! }
}
