/**
 * The part of CBOR that a card needs, in the core deterministic encoding of RFC 8949, section 4.2: integers, byte strings, texts,
 * arrays, maps and tags. Reading is strict: whatever would not be written again byte for byte is refused.
 */

export type Bytes = Uint8Array<ArrayBuffer>
export type Cbor = number | string | Bytes | readonly Cbor[] | CborMap | Tagged
export type CborMap = ReadonlyMap<number | string, Cbor>

export interface Tagged {
  readonly tag: number
  readonly value: Cbor
}

const MAJOR = { uint: 0, nint: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6 } as const

export function encode(value: Cbor): Bytes {
  if (typeof value === 'number') return value < 0 ? head(MAJOR.nint, -1 - value) : head(MAJOR.uint, value)
  if (typeof value === 'string') return withHead(MAJOR.text, new TextEncoder().encode(value))
  if (value instanceof Uint8Array) return withHead(MAJOR.bytes, value)
  if (isArray(value)) return join([head(MAJOR.array, value.length), ...value.map(encode)])
  return isTagged(value) ? join([head(MAJOR.tag, value.tag), encode(value.value)]) : encodeMap(value)
}

export function isArray(value: Cbor): value is readonly Cbor[] {
  return Array.isArray(value)
}

export function isTagged(value: Cbor): value is Tagged {
  return typeof value === 'object' && 'tag' in value
}

export function isMap(value: Cbor | undefined): value is CborMap {
  return value instanceof Map
}

function encodeMap(map: CborMap): Bytes {
  const entries = [...map].map(([key, value]) => ({ key: encode(key), value: encode(value) })).sort((a, b) => compare(a.key, b.key))
  return join([head(MAJOR.map, entries.length), ...entries.flatMap(({ key, value }) => [key, value])])
}

function head(major: number, argument: number): Bytes {
  if (!Number.isSafeInteger(argument) || argument < 0) throw new RangeError('CBOR of a card holds safe integers only.')
  if (argument < 24) return Uint8Array.of((major << 5) | argument)
  const width = argument < 0x100 ? 1 : argument < 0x10000 ? 2 : argument < 0x100000000 ? 4 : 8
  const bytes = new Uint8Array(1 + width)
  bytes[0] = (major << 5) | (24 + Math.log2(width))
  for (let at = width, rest = argument; at > 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256
  return bytes
}

function withHead(major: number, content: Uint8Array): Bytes {
  return join([head(major, content.length), content])
}

function join(parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at++) if (a[at] !== b[at]) return a[at]! - b[at]!
  return a.length - b.length
}

interface Reader {
  readonly bytes: Bytes
  at: number
}

const MOST_DEEP = 8

/** Throws RangeError on anything but exactly one deterministic item of the kinds above. */
export function decode(bytes: Bytes): Cbor {
  const reader = { bytes, at: 0 }
  const value = readItem(reader, 0)
  if (reader.at !== bytes.length) throw new RangeError('Bytes follow the CBOR item.')
  return value
}

function readItem(reader: Reader, depth: number): Cbor {
  if (depth > MOST_DEEP) throw new RangeError('CBOR nested too deep.')
  const { major, argument } = readHead(reader)
  switch (major) {
    case MAJOR.uint:
      return argument
    case MAJOR.nint:
      return -1 - argument
    case MAJOR.bytes:
      return take(reader, argument)
    case MAJOR.text:
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(take(reader, argument))
    case MAJOR.array:
      return readArray(reader, argument, depth)
    case MAJOR.map:
      return readMap(reader, argument, depth)
    case MAJOR.tag:
      return { tag: argument, value: readItem(reader, depth + 1) }
    default:
      throw new RangeError('CBOR of a card has no simple values and no floats.')
  }
}

function readHead(reader: Reader): { major: number; argument: number } {
  const first = take(reader, 1)[0]!
  const [major, short] = [first >> 5, first & 31]
  if (short < 24) return { major, argument: short }
  if (short > 27) throw new RangeError('CBOR of a card has definite lengths only.')
  const width = 2 ** (short - 24)
  const argument = take(reader, width).reduce((sum, byte) => sum * 256 + byte, 0)
  const least = width === 1 ? 24 : 256 ** (width / 2)
  if (argument < least || !Number.isSafeInteger(argument)) throw new RangeError('A CBOR number is not written in its shortest form.')
  return { major, argument }
}

function take(reader: Reader, length: number): Bytes {
  if (length > reader.bytes.length - reader.at) throw new RangeError('The CBOR ends too early.')
  return reader.bytes.slice(reader.at, (reader.at += length))
}

function readArray(reader: Reader, length: number, depth: number): Cbor[] {
  const items: Cbor[] = []
  for (let count = 0; count < length; count++) items.push(readItem(reader, depth + 1))
  return items
}

function readMap(reader: Reader, length: number, depth: number): CborMap {
  const map = new Map<number | string, Cbor>()
  let before: Bytes | null = null
  for (let count = 0; count < length; count++) {
    const from = reader.at
    const key = readItem(reader, depth + 1)
    const written = reader.bytes.slice(from, reader.at)
    if (typeof key !== 'number' && typeof key !== 'string') throw new RangeError('A CBOR key is neither a number nor a text.')
    if (before && compare(before, written) >= 0) throw new RangeError('The keys of a CBOR map are not in order.')
    before = written
    map.set(key, readItem(reader, depth + 1))
  }
  return map
}
