/** Text tables as spreadsheets save them: UTF-8, UTF-16 or GB18030; commas, semicolons or tabs. */

/** null where no encoding of ours fits. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode(bytes, 'utf-16le')
  return tryDecode(bytes, 'utf-8') ?? tryDecode(bytes, 'gb18030')
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const SEPARATORS = ['\t', ',', ';', '，'] as const

/** The mark that the first lines have most of. */
function separatorOf(text: string): string {
  const head = text.slice(0, 4_000).split('\n').slice(0, 10).join('\n')
  const counts = SEPARATORS.map((mark) => [mark, head.split(mark).length] as const)
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

/** Records of a text table (RFC 4180), quoted cells with line breaks included. */
export function* readTable(text: string): Generator<string[]> {
  const mark = separatorOf(text)
  let cells: string[] = []
  let at = 0
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? quoted(text, at, mark) : plainCell(text, at, mark)
    cells.push(cell)
    at = end + 1
    if (text[end] === mark) continue
    if (text[end] === '\r' && text[at] === '\n') at++
    yield cells
    cells = []
    if (end >= text.length || at >= text.length) return
  }
}

function plainCell(text: string, from: number, mark: string): [cell: string, end: number] {
  let end = from
  while (end < text.length && text[end] !== mark && text[end] !== '\n' && text[end] !== '\r') end++
  return [text.slice(from, end), end]
}

function quoted(text: string, from: number, mark: string): [cell: string, end: number] {
  let cell = ''
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return [cell + text.slice(at), text.length]
    cell += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      const [rest, end] = plainCell(text, quote + 1, mark)
      return [cell + rest, end]
    }
    cell += '"'
    at = quote + 2
  }
}
