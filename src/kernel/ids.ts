import { randomBytes } from 'node:crypto'

let lastMs = 0
let sequence = 0

/** A UUID v7 (RFC 9562), increasing within this process: 48 bits of milliseconds, a 12-bit sequence, 62 random bits. */
export function newId(atMs: number = Date.now()): string {
  if (atMs > lastMs) {
    lastMs = atMs
    sequence = randomBytes(2).readUInt16BE() & 0x7ff
  } else if (++sequence > 0xfff) {
    lastMs += 1
    sequence = 0
  }
  const bytes = randomBytes(16)
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return format(bytes)
}

/** The smallest UUID v7 of a moment: a bound for ranges over ids. */
export function idFloor(at: Date): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(Math.max(0, at.getTime()), 0, 6)
  bytes[6] = 0x70
  bytes[8] = 0x80
  return format(bytes)
}

/** The moment inside a UUID v7. */
export function timeOfId(id: string): Date {
  return new Date(parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

function format(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
