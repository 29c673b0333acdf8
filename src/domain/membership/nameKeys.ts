import { keys } from '#kernel/keys.ts'

const HASH_LENGTH = 12

/** A name as it is compared: NFKC, small letters, without spaces and dots. */
export function plainName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[\s·・.．]/gu, '')
}

/** Keyed hashes of a name and of its pairs of characters, cut short, bound to the tenant: a sealed name can be looked up by them. */
export function nameKeys(tenant: number, name: string): string[] {
  return gramsOf(plainName(name), true).map((gram) => hash(tenant, gram))
}

/** What all of the names that hold a text have among their keys; empty for fewer than two characters. */
export function searchKeys(tenant: number, typed: string): string[] {
  return gramsOf(plainName(typed), false).map((gram) => hash(tenant, gram))
}

/** The key of the whole name: equal names have it in common. */
export function wholeNameKey(tenant: number, name: string): string {
  return hash(tenant, `=${plainName(name)}`)
}

function gramsOf(name: string, whole: boolean): string[] {
  const letters = [...name]
  const pairs = letters.slice(1).map((letter, at) => letters[at]! + letter)
  return [...new Set(whole ? [`=${name}`, ...pairs] : pairs)]
}

function hash(tenant: number, gram: string): string {
  return keys().lookup(`name:${tenant}`, gram).slice(0, HASH_LENGTH)
}
