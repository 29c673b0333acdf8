import type { FastifyInstance } from 'fastify'
import { delegateNumber, delegatesHere, desk, sheet, terms } from '#domain/elections/board.ts'
import { nominate, vote } from '#domain/elections/booth.ts'
import { cancel, draft, markPaper, open, remind, setChoices, unmarkPaper } from '#domain/elections/commands.ts'
import { close, countPaper } from '#domain/elections/counting.ts'
import { ballots, check, mine, result, view } from '#domain/elections/hall.ts'
import { seal } from '#domain/elections/seal.ts'
import { expose } from './expose.ts'
import '#domain/elections/terms.ts'

export function electionsRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/me/votes', act: mine })
  expose(app, { method: 'GET', url: '/elections/delegates', act: delegateNumber, cache: 3600 })
  expose(app, { method: 'GET', url: '/elections', act: desk })
  expose(app, { method: 'GET', url: '/elections/terms', act: terms })
  expose(app, { method: 'GET', url: '/elections/delegates-here', act: delegatesHere })
  expose(app, { method: 'POST', url: '/elections', act: draft, status: 201 })
  expose(app, { method: 'GET', url: '/elections/:election', act: view })
  expose(app, { method: 'GET', url: '/elections/:election/sheet', act: sheet })
  expose(app, { method: 'POST', url: '/elections/:election/choices', act: setChoices })
  expose(app, { method: 'POST', url: '/elections/:election/open', act: open })
  expose(app, { method: 'POST', url: '/elections/:election/cancel', act: cancel })
  expose(app, { method: 'POST', url: '/elections/:election/close', act: close })
  expose(app, { method: 'POST', url: '/elections/:election/reminders', act: remind, status: 201 })
  expose(app, { method: 'POST', url: '/elections/:election/paper-electors', act: markPaper, status: 201 })
  expose(app, { method: 'POST', url: '/elections/:election/paper-electors/undo', act: unmarkPaper })
  expose(app, { method: 'POST', url: '/elections/:election/paper-counts', act: countPaper, status: 201 })
  expose(app, { method: 'POST', url: '/elections/:election/seal', act: seal })
  // No key: its hash of so small a body could be guessed (docs/domain/elections.md).
  expose(app, { method: 'POST', url: '/elections/:election/nominations', act: nominate, status: 201, key: false })
  expose(app, { method: 'POST', url: '/elections/:election/votes', act: vote, status: 201 })
  expose(app, { method: 'GET', url: '/elections/:election/result', act: result })
  expose(app, { method: 'GET', url: '/elections/:election/ballots', act: ballots, forms: { types: ['text/plain'], make: async (_request, text) => ({ type: 'text/plain; charset=utf-8', body: text }) } })
  // A question, but its receipt must not stand in an address.
  expose(app, { method: 'POST', url: '/elections/:election/check', act: check, key: false })
}
