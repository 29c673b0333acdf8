import type { FastifyInstance } from 'fastify'
import { createTenant, found, foundLocal } from '#domain/organisations/commands.ts'
import { cover, endCover } from '#domain/organisations/employers.ts'
import { editUnion, register, union } from '#domain/organisations/localUnion.ts'
import { division, listDivisions } from '#domain/organisations/queries.ts'
import { tree } from '#domain/stations/tree.ts'
import { expose } from './expose.ts'

export function organisationsRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/organisations', act: tree, cache: 60 })
  expose(app, { method: 'POST', url: '/organisations', act: foundLocal, status: 201 })
  expose(app, { method: 'POST', url: '/organisations/upper', act: found, status: 201 })
  expose(app, { method: 'GET', url: '/organisations/union', act: union })
  expose(app, { method: 'PATCH', url: '/organisations/union', act: editUnion, status: 204 })
  expose(app, { method: 'POST', url: '/organisations/union/registration', act: register })
  expose(app, { method: 'POST', url: '/organisations/union/employers', act: cover })
  expose(app, { method: 'DELETE', url: '/organisations/union/employers/:employer', act: endCover })
  expose(app, { method: 'GET', url: '/divisions', act: listDivisions, cache: 3_600 })
  expose(app, { method: 'GET', url: '/divisions/:code', act: division, cache: 3_600 })
  expose(app, { method: 'POST', url: '/tenants', act: createTenant, status: 201 })
}
