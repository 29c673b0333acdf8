import type { FastifyInstance } from 'fastify'
import { ask, describe } from '#domain/founding/ask.ts'
import { callAssembly, holdAssembly, submit } from '#domain/founding/assembly.ts'
import { comeOver, decide, giveAccount, giveUp, openUnion, registerFounded } from '#domain/founding/decision.ts'
import { answerInvitation, findLead, invite, signUp, startRecruiting, stepOut } from '#domain/founding/group.ts'
import { inspect, list, mine, show } from '#domain/founding/view.ts'
import { expose } from './expose.ts'

export function foundingRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/foundings', act: list })
  expose(app, { method: 'POST', url: '/foundings', act: ask, status: 201 })
  expose(app, { method: 'GET', url: '/me/foundings', act: mine })
  expose(app, { method: 'GET', url: '/foundings/:id', act: show })
  expose(app, { method: 'GET', url: '/foundings/:id/file', act: inspect })
  expose(app, { method: 'PUT', url: '/foundings/:id', act: describe, status: 204 })
  expose(app, { method: 'POST', url: '/foundings/:id/invitations', act: invite, status: 204 })
  expose(app, { method: 'POST', url: '/foundings/:id/lead', act: findLead, status: 204 })
  expose(app, { method: 'POST', url: '/foundings/:id/answer', act: answerInvitation })
  expose(app, { method: 'POST', url: '/foundings/:id/recruiting', act: startRecruiting })
  expose(app, { method: 'POST', url: '/foundings/:id/members', act: signUp, status: 204 })
  expose(app, { method: 'DELETE', url: '/foundings/:id/members/me', act: stepOut, status: 204 })
  expose(app, { method: 'POST', url: '/foundings/:id/assembly', act: callAssembly })
  expose(app, { method: 'POST', url: '/foundings/:id/assembly/held', act: holdAssembly })
  expose(app, { method: 'POST', url: '/foundings/:id/submission', act: submit })
  expose(app, { method: 'POST', url: '/foundings/:id/decision', act: decide })
  expose(app, { method: 'POST', url: '/foundings/:id/registration', act: registerFounded })
  expose(app, { method: 'POST', url: '/foundings/:id/account', act: giveAccount, status: 204 })
  expose(app, { method: 'POST', url: '/foundings/:id/opening', act: openUnion })
  expose(app, { method: 'POST', url: '/foundings/:id/home', act: comeOver, status: 204 })
  expose(app, { method: 'DELETE', url: '/foundings/:id', act: giveUp })
}
