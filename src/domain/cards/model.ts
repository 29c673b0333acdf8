/** Words of the e-card, for pages too. */

export const CARD_KINDS = ['valid', 'provisional'] as const
export type CardKind = (typeof CARD_KINDS)[number]

/** What a card says: nothing more than a guard needs. */
export interface Card {
  /** Address under which keys and revocations are published. */
  readonly issuer: string
  readonly issuedAt: Date
  readonly expiresAt: Date
  /** UUID. */
  readonly id: string
  readonly kind: CardKind
  /** Name of the union. */
  readonly union: string
  /** Code of the trade, and its name in Chinese. */
  readonly trade: string
  readonly tradeName: string
  /** 周** */
  readonly initials: string
}

/** How long a card is good, and how much of that must be left or a new one is made. */
export const CARD_HOURS = 24
export const RENEW_BELOW_HOURS = 12

/** New cards a person may have in a day: a lost phone, a torn network, but no printing press. */
export const CARDS_A_DAY = 20

/** How a key lives: signs for thirty days, is published a day before and until a day after its last card has ended. */
export const KEY_DAYS = { ahead: 1, signs: 30, after: 1 } as const

/** A public key as JWKS publishes it (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly kid: string
  readonly use: 'sig'
  readonly alg: 'EdDSA'
}

/** Cards made worthless before they ended. */
export interface RevocationList {
  readonly issuer: string
  /** When the list was made. */
  readonly generatedAt: string
  /** When to ask again. */
  readonly next: string
  /** First nine bytes of each card's id, base64url. */
  readonly revoked: readonly string[]
}

/** Minutes after which a verifier that is online asks again for revocations. */
export const LIST_MINUTES = 10

/** A card as its owner gets it. Times are ISO 8601. */
export interface MyCard {
  /** What the QR code says. */
  readonly text: string
  readonly issuedAt: string
  readonly expiresAt: string
  /** From when asking again gives a new card. */
  readonly renewAt: string
  readonly provisional: boolean
  readonly union: string
  readonly trade: { readonly code: string; readonly name: string }
  /** Masked. */
  readonly name: string
  readonly initials: string
  /** Membership number for life; null before the union has decided. */
  readonly number: string | null
  readonly sample: boolean
  readonly revocations: string
}
