/** Chinese search without a dictionary: one- and two-character pieces of Han runs, whole words of everything else. */

const RUNS = /\p{Script=Han}+|[\p{L}\p{N}]+/gu
const HAN = /^\p{Script=Han}/u

export function searchText(...parts: (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ').normalize('NFKC').toLowerCase()
}

/** Lexemes of a text, for array_to_tsvector. */
export function lexemes(text: string): string[] {
  const all = new Set<string>()
  for (const [run] of text.matchAll(RUNS)) {
    if (!HAN.test(run)) {
      all.add(run)
      continue
    }
    const letters = [...run]
    for (let i = 0; i < letters.length; i++) {
      all.add(letters[i]!)
      if (i + 1 < letters.length) all.add(letters[i]! + letters[i + 1]!)
    }
  }
  return [...all]
}

/** A typed query as tsquery text (all pieces ANDed, Latin words as prefixes) and LIKE patterns that recheck it; null: nothing to look for. */
export function searchQuery(typed: string): { tsquery: string; like: string[] } | null {
  const text = searchText(typed)
  const runs = [...text.matchAll(RUNS)].map(([run]) => run)
  const terms = runs.flatMap((run) => {
    if (!HAN.test(run)) return [`'${run}':*`]
    const letters = [...run]
    return letters.length === 1 ? [`'${run}'`] : letters.slice(1).map((letter, i) => `'${letters[i]}${letter}'`)
  })
  if (terms.length === 0) return null
  return { tsquery: terms.join(' & '), like: runs.map((run) => `%${run.replace(/[\\%_]/g, '\\$&')}%`) }
}
