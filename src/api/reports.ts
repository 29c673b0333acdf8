import type { FastifyInstance } from 'fastify'
import { memberFigures } from '#domain/reports/members.ts'
import { unionFigures, unionList } from '#domain/reports/unions.ts'
import { expose } from './expose.ts'

export function reportsRoutes(app: FastifyInstance): void {
  expose(app, { method: 'GET', url: '/figures/members', act: memberFigures })
  expose(app, { method: 'GET', url: '/figures/unions', act: unionFigures })
  expose(app, { method: 'GET', url: '/figures/unions/rows', act: unionList })
}
