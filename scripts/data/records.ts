import { readFileSync, writeFileSync } from 'node:fs'

const root = new URL('../../', import.meta.url)

export function readText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8')
}

export function readRecords<T>(path: string): T[] {
  return JSON.parse(readText(path)) as T[]
}

/** Writes a JSON array with one record a line, so that a changed record is a changed line. */
export function writeRecords(path: string, records: readonly unknown[]): void {
  const lines = records.map((record) => JSON.stringify(record))
  writeFileSync(new URL(path, root), `[\n${lines.join(',\n')}\n]\n`)
}
