import type { FastifyInstance } from 'fastify'
import { beGuest } from '#domain/moves/guests.ts'
import { leave } from '#domain/moves/leave.ts'
import { list, mine, one } from '#domain/moves/queries.ts'
import { accept, ask, decline, object, pull, withdraw } from '#domain/moves/transfers.ts'
import { expose } from './expose.ts'

export function movesRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/me/membership', act: mine })
  expose(app, { method: 'POST', url: '/me/membership/leave', act: leave })
  expose(app, { method: 'POST', url: '/memberships/guests', act: beGuest, status: 201 })
  expose(app, { method: 'POST', url: '/memberships/transfers', act: ask, status: 201 })
  expose(app, { method: 'POST', url: '/memberships/transfers/pulled', act: pull, status: 201 })
  expose(app, { method: 'POST', url: '/memberships/transfers/withdrawal', act: withdraw })
  expose(app, { method: 'GET', url: '/memberships/transfers', act: list })
  expose(app, { method: 'GET', url: '/memberships/transfers/:transfer/:side', act: one })
  expose(app, { method: 'POST', url: '/memberships/transfers/:transfer/acceptance', act: accept })
  expose(app, { method: 'POST', url: '/memberships/transfers/:transfer/refusal', act: decline })
  expose(app, { method: 'POST', url: '/memberships/transfers/:transfer/objection', act: object })
}
