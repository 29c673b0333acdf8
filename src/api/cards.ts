import type { FastifyInstance, FastifyRequest } from 'fastify'
import { reissue, renew } from '#domain/cards/commands.ts'
import type { MyCard } from '#domain/cards/model.ts'
import { pngOf, svgOf } from '#domain/cards/picture.ts'
import { keySet, mine, revocations, verifyCard } from '#domain/cards/queries.ts'
import { expose } from './expose.ts'

export function cardsRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/me/card', act: mine, forms: { types: ['image/png', 'image/svg+xml'], make: pictureFor } })
  expose(app, { method: 'POST', url: '/me/card', act: renew, status: 201, key: false })
  expose(app, { method: 'POST', url: '/me/card/revocation', act: reissue, key: false })
  expose(app, { method: 'POST', url: '/cards/verifications', act: verifyCard, key: false })
}

/** What verifiers of other houses fetch: at the root of the site, as RFC 8615 has it. */
export function wellKnownRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/.well-known/jwks.json', act: keySet, cache: 300 })
  expose(app, { method: 'GET', url: '/.well-known/revocations.json', act: revocations, cache: 60 })
}

async function pictureFor({ query, headers }: FastifyRequest, card: MyCard): Promise<{ type: string; body: string | Buffer } | null> {
  const { format } = query as { format?: string }
  const wanted = format ?? (/image\/(png|svg)/.exec(headers.accept ?? '')?.[1] || 'json')
  if (wanted === 'svg') return { type: 'image/svg+xml', body: await svgOf(card.text) }
  return wanted === 'png' ? { type: 'image/png', body: await pngOf(card.text) } : null
}
