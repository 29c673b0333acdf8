import type { FastifyInstance } from 'fastify'
import { edit, open, recordDues } from '#domain/membership/commands.ts'
import { list, one } from '#domain/membership/queries.ts'
import { recordDeath, rejoin } from '#domain/moves/leave.ts'
import { expose } from './expose.ts'

export function membersRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/members', act: list })
  expose(app, { method: 'GET', url: '/members/:person', act: one })
  expose(app, { method: 'PUT', url: '/members/:person', act: edit })
  // What is opened in full is never kept for a second answer.
  expose(app, { method: 'POST', url: '/members/:person/openings', act: open, key: false })
  expose(app, { method: 'POST', url: '/members/:person/dues', act: recordDues, status: 201 })
  expose(app, { method: 'POST', url: '/members/:person/death', act: recordDeath })
  expose(app, { method: 'POST', url: '/members/:person/rejoin', act: rejoin })
}
