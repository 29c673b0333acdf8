import type { FastifyInstance } from 'fastify'
import { approveAll, printedList, signedLists } from '#domain/joining/approvals.ts'
import { ceremonies, ceremony, ceremonyCount, createCeremony, editCeremony } from '#domain/joining/ceremonies.ts'
import { apply, correct, withdraw } from '#domain/joining/commands.ts'
import { decide } from '#domain/joining/decide.ts'
import { openFields } from '#domain/joining/openFields.ts'
import { myApplications, progress, unions } from '#domain/joining/queries.ts'
import { queue, review } from '#domain/joining/queue.ts'
import { expose } from './expose.ts'

export function joiningRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/memberships/unions', act: unions })
  expose(app, { method: 'GET', url: '/memberships/applications', act: queue })
  expose(app, { method: 'POST', url: '/memberships/applications', act: apply, status: 201 })
  expose(app, { method: 'GET', url: '/memberships/applications/:id', act: progress })
  expose(app, { method: 'PUT', url: '/memberships/applications/:id', act: correct })
  expose(app, { method: 'POST', url: '/memberships/applications/:id/withdrawal', act: withdraw })
  expose(app, { method: 'GET', url: '/memberships/applications/:id/review', act: review })
  expose(app, { method: 'POST', url: '/memberships/applications/:id/decision', act: decide })
  expose(app, { method: 'POST', url: '/memberships/applications/:id/readings', act: openFields, key: false })
  expose(app, { method: 'GET', url: '/me/applications', act: myApplications })

  expose(app, { method: 'GET', url: '/ceremonies', act: ceremonies })
  expose(app, { method: 'POST', url: '/ceremonies', act: createCeremony, status: 201 })
  expose(app, { method: 'GET', url: '/ceremonies/:ceremony', act: ceremony })
  expose(app, { method: 'PUT', url: '/ceremonies/:ceremony', act: editCeremony })
  expose(app, { method: 'GET', url: '/ceremonies/:ceremony/count', act: ceremonyCount })
  expose(app, { method: 'POST', url: '/ceremonies/:ceremony/approvals', act: approveAll })
  expose(app, { method: 'GET', url: '/ceremonies/:ceremony/lists', act: signedLists })
  expose(app, { method: 'GET', url: '/ceremonies/:ceremony/lists/:list', act: printedList })
}
