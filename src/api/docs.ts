import type { FastifyInstance } from 'fastify'
import { REFUSALS, refuse } from '#domain/refusals.ts'
import en from '#lib/i18n/en/docs.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/docs.ts'
import { localeOf } from './credentials.ts'
import { sendPage } from './docs/html.ts'
import { documentPage } from './docs/page.ts'
import { allProblemsPage, problemPage } from './docs/problems.ts'
import { openApiDocument, type Document } from './openapi.ts'

/** /openapi.json, the readable page of it, and a page for every problem. */
export async function docsRoutes(app: FastifyInstance): Promise<void> {
  let made: Document | null = null
  const document = () => (made ??= openApiDocument(app.exposures))
  app.get('/openapi.json', { config: { cors: true } }, (_request, reply) => reply.header('cache-control', 'public, max-age=300').send(document()))
  app.get('/api/docs', (request, reply) => sendPage(reply, localeOf(request), texts(localeOf(request), zh, en).title, documentPage(document(), localeOf(request))))
  app.get('/problems', (request, reply) => sendPage(reply, localeOf(request), texts(localeOf(request), zh, en).refusals, allProblemsPage(localeOf(request))))
  app.get<{ Params: { code: string } }>('/problems/:code', (request, reply) => {
    const { code } = request.params
    if (!Object.hasOwn(REFUSALS, code)) throw refuse('access.not_found')
    return sendPage(reply, localeOf(request), code, problemPage(code, localeOf(request)))
  })
}
