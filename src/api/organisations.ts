import type { FastifyInstance } from 'fastify'
import { createTenant, found, foundLocal } from '#domain/organisations/commands.ts'
import { division, listDivisions } from '#domain/organisations/queries.ts'
import { tree } from '#domain/stations/tree.ts'
import { expose } from './expose.ts'

export function organisationsRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/organisations', act: tree, cache: 60 })
  expose(app, { method: 'POST', url: '/organisations', act: foundLocal, status: 201 })
  expose(app, { method: 'POST', url: '/organisations/upper', act: found, status: 201 })
  expose(app, { method: 'GET', url: '/divisions', act: listDivisions, cache: 3_600 })
  expose(app, { method: 'GET', url: '/divisions/:code', act: division, cache: 3_600 })
  expose(app, { method: 'POST', url: '/tenants', act: createTenant, status: 201 })
}
