import type { FastifyInstance } from 'fastify'
import { readMessage } from '#domain/notices/commands.ts'
import { inbox } from '#domain/notices/queries.ts'
import { expose } from './expose.ts'

export function noticesRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/me/inbox', act: inbox })
  expose(app, { method: 'POST', url: '/me/inbox/:message/read', act: readMessage })
}
