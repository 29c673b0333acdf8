import { readFileSync } from 'node:fs'

export interface DemoRole {
  readonly role: string
  readonly tenant?: string
  /** Node of the tree; a chief's stands in `cluster` and `station` instead. */
  readonly path?: string
  readonly cluster?: string
  readonly station?: number
}

export interface DemoPerson {
  readonly phone: string
  readonly name: string
  readonly roles: readonly DemoRole[]
}

/** Who may be tried out in demo mode: numbers that belong to nobody. */
export function demoPeople(): DemoPerson[] {
  return JSON.parse(readFileSync(new URL('../../../data/demo/people.json', import.meta.url), 'utf8')) as DemoPerson[]
}
