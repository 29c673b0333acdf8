import type { FastifyInstance } from 'fastify'
import { discard, exportRows, judge, map, takeOver, undo, upload } from '#domain/rosters/commands.ts'
import { apart, merge, merges, pairs, unmerge } from '#domain/rosters/merge.ts'
import { SHEET_LIMITS } from '#domain/rosters/model.ts'
import { list, one, rows, unknownTrades } from '#domain/rosters/queries.ts'
import { expose } from './expose.ts'

export function rostersRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/rosters/imports', act: list })
  expose(app, { method: 'POST', url: '/rosters/imports', act: upload, status: 201, upload: { field: 'sheet', maxBytes: SHEET_LIMITS.bytes } })
  expose(app, { method: 'GET', url: '/rosters/imports/:import', act: one })
  expose(app, { method: 'DELETE', url: '/rosters/imports/:import', act: discard })
  expose(app, { method: 'GET', url: '/rosters/imports/:import/rows', act: rows })
  expose(app, { method: 'POST', url: '/rosters/imports/:import/rows/export', act: exportRows, key: false })
  expose(app, { method: 'GET', url: '/rosters/imports/:import/unknown-trades', act: unknownTrades })
  expose(app, { method: 'PUT', url: '/rosters/imports/:import/columns', act: map })
  expose(app, { method: 'POST', url: '/rosters/imports/:import/judgements', act: judge })
  expose(app, { method: 'POST', url: '/rosters/imports/:import/take-over', act: takeOver })
  expose(app, { method: 'POST', url: '/rosters/imports/:import/undo', act: undo })
  expose(app, { method: 'GET', url: '/rosters/pairs', act: pairs })
  expose(app, { method: 'GET', url: '/rosters/merges', act: merges })
  expose(app, { method: 'POST', url: '/rosters/merges', act: merge, status: 201 })
  expose(app, { method: 'POST', url: '/rosters/merges/:merge/undo', act: unmerge })
  expose(app, { method: 'POST', url: '/rosters/pairs/apart', act: apart })
}
