import type { FastifyInstance } from 'fastify'
import { make, second, unsecond, withdraw } from '#domain/proposals/commands.ts'
import { answer, decide, merge, setVoice } from '#domain/proposals/decide.ts'
import { alike, list, mine, one } from '#domain/proposals/queries.ts'
import { expose } from './expose.ts'

export function proposalsRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/proposals', act: list })
  expose(app, { method: 'GET', url: '/proposals/alike', act: alike })
  expose(app, { method: 'GET', url: '/me/proposals', act: mine })
  expose(app, { method: 'POST', url: '/proposals', act: make, status: 201 })
  expose(app, { method: 'GET', url: '/proposals/:id', act: one })
  expose(app, { method: 'POST', url: '/proposals/:id/seconds', act: second })
  expose(app, { method: 'DELETE', url: '/proposals/:id/seconds', act: unsecond })
  expose(app, { method: 'POST', url: '/proposals/:id/withdrawal', act: withdraw })
  expose(app, { method: 'POST', url: '/proposals/:id/decision', act: decide })
  expose(app, { method: 'POST', url: '/proposals/:id/answers', act: answer, status: 201 })
  expose(app, { method: 'POST', url: '/proposals/:id/merger', act: merge })
  expose(app, { method: 'POST', url: '/proposals/:id/voice', act: setVoice })
}
