import * as z from 'zod'
import { VERDICTS } from './format/verdict.ts'
import { TEXT_MOST } from './format/envelope.ts'
import { CARD_KINDS } from './model.ts'

export const mineInput = z.object({
  format: z.enum(['json', 'png', 'svg']).optional().meta({ description: 'png and svg answer the QR code as a picture; so does Accept: image/png or image/svg+xml.' }),
})

export const myCard = z.object({
  text: z.string().meta({ description: 'What the QR code says.' }),
  issuedAt: z.string(),
  expiresAt: z.string(),
  /** From when asking again gives a new card. */
  renewAt: z.string(),
  provisional: z.boolean(),
  union: z.string(),
  trade: z.object({ code: z.string(), name: z.string() }),
  name: z.string().meta({ description: 'Masked.' }),
  initials: z.string(),
  number: z.string().nullable(),
  sample: z.boolean(),
  revocations: z.url().meta({ description: 'Where verifiers fetch the cards that were revoked.' }),
}).meta({ id: 'MyCard' })

export const reissued = z.object({ revoked: z.int(), card: myCard.nullable() })

export const jwks = z.object({
  keys: z.array(z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), kid: z.string(), use: z.literal('sig'), alg: z.literal('EdDSA') })),
})

export const revocationList = z.object({ issuer: z.string(), generatedAt: z.string(), next: z.string(), revoked: z.array(z.string()) })

export const verifyInput = z.object({ text: z.string().max(TEXT_MOST * 2).meta({ description: 'What the QR code says, line ends allowed.' }) })

export const verdict = z.object({
  state: z.enum(VERDICTS),
  why: z.enum(['not_a_card', 'unknown_key', 'bad_signature', 'not_yet']).nullable(),
  card: z.object({
    issuer: z.string(), kind: z.enum(CARD_KINDS), union: z.string(), trade: z.string(), tradeName: z.string(), initials: z.string(), issuedAt: z.string(), expiresAt: z.string(),
  }).nullable(),
  checkedAt: z.string(),
})
