import type { FastifyInstance } from 'fastify'
import { withdraw } from '#domain/privacy/consents.ts'
import { correctDocument, correctName, correctPhone, wishCorrection } from '#domain/privacy/correct.ts'
import { erase } from '#domain/privacy/erase.ts'
import { carryAway, data, openOwn } from '#domain/privacy/queries.ts'
import { expose } from './expose.ts'

export function privacyRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/me/data', act: data })
  // No keys: what these answer must not be kept.
  expose(app, { method: 'POST', url: '/me/data/file', act: carryAway, key: false })
  expose(app, { method: 'POST', url: '/me/data/opened', act: openOwn, key: false })
  expose(app, { method: 'POST', url: '/me/data/name', act: correctName })
  expose(app, { method: 'POST', url: '/me/data/phone', act: correctPhone, key: false })
  expose(app, { method: 'POST', url: '/me/data/document', act: correctDocument, key: false })
  expose(app, { method: 'POST', url: '/me/data/document/wishes', act: wishCorrection, status: 201 })
  expose(app, { method: 'DELETE', url: '/me/data/consents/:consent', act: withdraw, status: 204 })
  expose(app, { method: 'POST', url: '/me/data/erasure', act: erase, key: false })
}
