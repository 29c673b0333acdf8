import type { FastifyInstance } from 'fastify'
import { clients, makeClient, revokeClient } from '#domain/identity/clients.ts'
import { handOver } from '#domain/rosters/handOver.ts'
import { endReconciliation, reconciliation, reconciliations, sendList, startReconciliation } from '#domain/rosters/reconcile.ts'
import { expose } from './expose.ts'

/** What shows a token or a key is never kept for a request sent again: key false. */
export function partnersRoutes(app: FastifyInstance): void {
  const tags = ['partners']
  expose(app, { method: 'POST', url: '/partners/applicants', act: handOver, status: 201, tags })
  expose(app, { method: 'GET', url: '/partners/clients', act: clients, tags })
  expose(app, { method: 'POST', url: '/partners/clients', act: makeClient, status: 201, key: false, tags })
  expose(app, { method: 'POST', url: '/partners/clients/:client/revoke', act: revokeClient, tags })
  expose(app, { method: 'GET', url: '/partners/reconciliations', act: reconciliations, tags })
  expose(app, { method: 'POST', url: '/partners/reconciliations', act: startReconciliation, status: 201, key: false, tags })
  expose(app, { method: 'POST', url: '/partners/lists', act: sendList, tags })
  expose(app, { method: 'GET', url: '/partners/reconciliations/:reconciliation', act: reconciliation, tags })
  expose(app, { method: 'POST', url: '/partners/reconciliations/:reconciliation/end', act: endReconciliation, tags })
}
