import { createInflateRaw } from 'node:zlib'
import { Readable } from 'node:stream'

/** A workbook as it must be to be read as a stream: its parts in reading order, nothing else, each no longer than it says. */

/** The most that all parts may unfold to: 200,000 rows of a wide sheet are a third of it. */
export const UNFOLDED_MOST = 600 * 1024 * 1024
const ENTRIES_MOST = 2_000

/** The archive is none, or lies about itself. */
export class BadArchive extends Error {}

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: Buffer
  readonly size: number
}

/** Entries by the list at the end of the archive (APPNOTE 4.3): the only one that counts. */
export function listEntries(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > zip.length) throw new BadArchive('no list of entries')
  const count = zip.readUInt16LE(end + 10)
  if (count > ENTRIES_MOST) throw new BadArchive('too many entries')
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw new BadArchive('broken list of entries')
    const [flags, method, packed, size] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)]
    const [nameLength, extra, comment, local] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)]
    if (flags & 1) throw new BadArchive('locked by a password')
    if (local + 30 > zip.length) throw new BadArchive('an entry lies outside')
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    if (from + packed > zip.length || (method !== 0 && method !== 8)) throw new BadArchive('an entry lies outside')
    entries.push({ name: zip.toString('utf8', at + 46, at + 46 + nameLength), method, packed: zip.subarray(from, from + packed), size })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

const FIRST = ['xl/_rels/workbook.xml.rels', 'xl/workbook.xml', 'xl/styles.xml', 'xl/sharedStrings.xml']
const NO_STRINGS = Buffer.from('<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></sst>')

/**
 * The parts of a workbook that hold its cells, words before sheets, as a new archive without compression. The reader of
 * workbooks would otherwise lay sheets that come before their words into temporary files, in clear. Throws BadArchive.
 */
export function workbookStream(zip: Buffer): Readable {
  const all = new Map(listEntries(zip).map((entry) => [entry.name, entry]))
  const sheets = [...all.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort((a, b) => numberIn(a) - numberIn(b))
  if (!all.has('xl/workbook.xml') || sheets.length === 0) throw new BadArchive('no workbook')
  const strings: Entry = { name: 'xl/sharedStrings.xml', method: 0, packed: NO_STRINGS, size: NO_STRINGS.length }
  const wanted = [...FIRST, ...sheets].map((name) => all.get(name) ?? (name === strings.name ? strings : undefined)).filter((entry) => entry !== undefined)
  if (wanted.reduce((sum, { size }) => sum + size, 0) > UNFOLDED_MOST) throw new BadArchive('unfolds to too much')
  return Readable.from(partsOf(wanted), { objectMode: false })
}

async function* partsOf(entries: readonly Entry[]): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    yield localHeader(entry)
    yield* unfold(entry)
  }
  // An empty list at the end: the reader asks for it, and takes what came before as it came.
  yield Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])
}

function localHeader({ name, size }: Entry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt32LE(size, 18)
  header.writeUInt32LE(size, 22)
  header.writeUInt16LE(Buffer.byteLength(name), 26)
  return Buffer.concat([header, Buffer.from(name)])
}

/** The bytes of an entry; one byte more or less than it says ends the reading. */
async function* unfold({ name, method, packed, size }: Entry): AsyncGenerator<Buffer> {
  let sent = 0
  for await (const part of method === 0 ? [packed] : Readable.from([packed]).pipe(createInflateRaw())) {
    sent += (part as Buffer).length
    if (sent > size) break
    yield part as Buffer
  }
  if (sent !== size) throw new BadArchive(`${name} is not as long as it says`)
}

function numberIn(name: string): number {
  return Number(/\d+/.exec(name)![0])
}
