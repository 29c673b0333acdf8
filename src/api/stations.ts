import type { FastifyInstance } from 'fastify'
import { files } from '#kernel/files.ts'
import { nearestJson, onMap, station } from '#domain/nearby/queries.ts'
import { area, board, mine } from '#domain/presence/board.ts'
import { answer, inspect, report, setLive, visit } from '#domain/presence/commands.ts'
import { refuse } from '#domain/refusals.ts'
import { create, edit, withdraw } from '#domain/stations/commands.ts'
import { add, PHOTO_BYTES_MOST, remove } from '#domain/stations/photos.ts'
import { catalogue, forEditing, list, readHoursText } from '#domain/stations/queries.ts'
import { expose } from './expose.ts'

export function stationsRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/stations/nearest', act: nearestJson, raw: true })
  expose(app, { method: 'GET', url: '/stations/map', act: onMap })
  expose(app, { method: 'GET', url: '/stations/mine', act: mine })
  expose(app, { method: 'GET', url: '/stations/area', act: area })
  expose(app, { method: 'GET', url: '/stations/catalogue', act: catalogue, cache: 3600 })
  expose(app, { method: 'GET', url: '/stations/hours', act: readHoursText, cache: 3600 })
  expose(app, { method: 'GET', url: '/stations', act: list })
  expose(app, { method: 'POST', url: '/stations', act: create, status: 201 })
  expose(app, { method: 'GET', url: '/stations/:code', act: station })
  expose(app, { method: 'PUT', url: '/stations/:code', act: edit })
  expose(app, { method: 'DELETE', url: '/stations/:code', act: withdraw })
  expose(app, { method: 'GET', url: '/stations/:code/fields', act: forEditing })
  expose(app, { method: 'POST', url: '/stations/:code/visits', act: visit, status: 201 })
  expose(app, { method: 'POST', url: '/stations/:code/reports', act: report, status: 201 })
  expose(app, { method: 'POST', url: '/stations/:code/reports/:event/answer', act: answer })
  expose(app, { method: 'PUT', url: '/stations/:code/live', act: setLive })
  expose(app, { method: 'POST', url: '/stations/:code/inspections', act: inspect, status: 201 })
  expose(app, { method: 'GET', url: '/stations/:code/board', act: board })
  expose(app, { method: 'POST', url: '/stations/:code/photos', act: add, status: 201, upload: { field: 'photo', maxBytes: PHOTO_BYTES_MOST } })
  expose(app, { method: 'DELETE', url: '/stations/:code/photos/:photo', act: remove })

  // Not an act: the file's name is the hash of its content, and photos of doors are public.
  app.get<{ Params: { file: string } }>('/photos/:file', { config: { cors: true } }, async (request, reply) => {
    const bytes = await files().get(request.params.file)
    if (!bytes) throw refuse('access.not_found')
    return reply.header('cache-control', 'public, max-age=31536000, immutable').type('image/webp').send(bytes)
  })
}
