export type Sent = { readonly import: string } | { readonly code: string; readonly params: Record<string, unknown> }

/** Sends a sheet to the API; `onPart` hears how much of it has gone, 0 to 1. */
export function send(path: string, file: File, onPart: (share: number) => void): Promise<Sent> {
  const form = new FormData()
  form.set('path', path)
  form.set('fileName', file.name.slice(0, 200))
  form.set('sheet', file)
  const request = new XMLHttpRequest()
  request.open('POST', '/api/v1/rosters/imports')
  // fetch does not tell how much of a body has gone.
  request.upload.addEventListener('progress', (event) => onPart(event.lengthComputable ? event.loaded / event.total : 0))
  return new Promise((resolve) => {
    request.addEventListener('loadend', () => resolve(answerOf(request)))
    request.send(form)
  })
}

function answerOf(request: XMLHttpRequest): Sent {
  try {
    const body = JSON.parse(request.responseText) as Record<string, unknown>
    if (request.status === 201) return { import: String(body['import']) }
    if (typeof body['code'] === 'string') return { code: body['code'], params: (body['params'] ?? body) as Record<string, unknown> }
  } catch {
    // No answer of ours: the line broke, or something between us answered.
  }
  return { code: 'system.busy', params: {} }
}
