const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
const NOT_FOUND = { 404: { description: 'Not found: `access.not_found`', content: PROBLEM } }

function read(operationId: string, summary: string, type: string, example: unknown, more: object = {}) {
  const schema = typeof example === 'string' ? { type: 'string' } : { type: 'object', additionalProperties: true }
  const answer = { description: 'OK', content: { [type]: { schema, example } } }
  return { get: { operationId, tags: ['operations'], summary, security: [], responses: { 200: answer, ...NOT_FOUND, ...more } } }
}

const code = { name: 'code', in: 'path', required: true, description: 'A code of a problem.', schema: { type: 'string' }, example: 'stations.unknown' }

const file = { name: 'file', in: 'path', required: true, description: 'Name of the file: the hash of its content.', schema: { type: 'string', pattern: '^[a-f0-9]{64}\\.[a-z0-9]{2,5}$' }, example: `${'0123456789abcdef'.repeat(4)}.webp` }

/** The routes that are no acts. */
export const OPERATIONS_PATHS = {
  '/api/v1/photos/{file}': {
    get: {
      operationId: 'stations.photo',
      tags: ['stations'],
      summary: 'A photo of a station.',
      security: [],
      parameters: [file],
      responses: { 200: { description: 'OK', content: { 'image/webp': { schema: { type: 'string', contentMediaType: 'image/webp' } } } }, ...NOT_FOUND },
    },
  },
  '/healthz': read('operations.health', 'Whether the process is alive.', 'application/json', { status: 'ok' }),
  '/readyz': read('operations.ready', 'Whether the process can serve: database, schema, clock, station index.', 'application/json', { status: 'ready', checks: ['schema', 'clock', 'stations'] }, {
    503: { description: 'Service Unavailable: `system.busy`, with what is failing in `params`', content: PROBLEM },
  }),
  '/metrics': read('operations.metrics', 'Counters for Prometheus; from this machine itself, or with the token of HZJ_METRICS_TOKEN.', 'text/plain', 'hzj_http_request_seconds_count{method="GET",route="/healthz",status="200"} 1'),
  '/openapi.json': read('operations.openapi', 'This document.', 'application/json', { openapi: '3.1.0' }),
  '/api/docs': read('operations.docs', 'This document as a readable page.', 'text/html', '<!doctype html>'),
  '/problems/{code}': { get: { ...read('operations.problem', 'What a problem means and what to do next, as a readable page.', 'text/html', '<!doctype html>').get, parameters: [code] } },
} as const
