const CHUNK_BYTES = 1_048_576
const ROUND_TO = 32

/** Short texts by slot, in UTF-8, side by side in large pieces of memory: an object for each would cost as much again as the text. */
export function makeFactStore() {
  const chunks: Buffer[] = []
  let freeFrom = CHUNK_BYTES
  let places = new Uint32Array(1024)
  let sizes = new Uint16Array(1024)
  let rooms = new Uint16Array(1024)

  /** Texts of one slot take the room of the one before where they fit; a text is at most 64 kB. */
  function put(slot: number, text: string): void {
    if (slot >= places.length) grow(slot + 1)
    const size = Buffer.byteLength(text)
    if (size > rooms[slot]!) {
      rooms[slot] = Math.ceil(size / ROUND_TO) * ROUND_TO
      places[slot] = take(rooms[slot]!)
    }
    sizes[slot] = size
    const place = places[slot]!
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
    places = wider(places, new Uint32Array(capacity))
    sizes = wider(sizes, new Uint16Array(capacity))
    rooms = wider(rooms, new Uint16Array(capacity))
  }

  function get(slot: number): Buffer {
    const place = places[slot]!
    const from = place % CHUNK_BYTES
    return chunks[Math.floor(place / CHUNK_BYTES)]!.subarray(from, from + sizes[slot]!)
  }

  return { put, get }
}
