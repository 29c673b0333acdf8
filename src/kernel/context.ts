import type { Db } from '#db/open.ts'

export type Locale = 'zh-CN' | 'en'

/** A role where it holds, already resolved to permissions: the kernel knows no roles. `tenant: null` holds in every tenant. */
export interface Grant {
  readonly role: string
  readonly tenant: number | null
  /** The node of the tree it covers, with all below; '' covers everything of the tenant. */
  readonly path: string
  readonly permissions: ReadonlySet<string>
}

export interface Actor {
  /** null: nobody signed in. */
  readonly person: string | null
  /** Stands for the person in the audit. */
  readonly pseudonym: string | null
  readonly session: string | null
  readonly grants: readonly Grant[]
}

/** A browser or phone that has not signed in: the hash of its signed token and the moment the token was made. */
export interface Device {
  readonly hash: string
  readonly since: Date
}

/** First argument of every domain function. `db` is the open transaction when there is one. */
export interface Context {
  readonly db: Db
  readonly actor: Actor
  /** The tenant acted in: inside an act, that of the act's place. 0 is the platform's own. */
  readonly tenant: number
  readonly locale: Locale
  readonly now: Date
  /** Made by the client for an act that it may resend; null when it sent none. */
  readonly key: string | null
  readonly device: Device | null
  /** Keyed hash of the network address, for limits; never the address. */
  readonly addressHash: string
  readonly requestId: string
}
