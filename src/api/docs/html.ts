import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyReply } from 'fastify'
import type { Locale } from '#kernel/context.ts'

/** Markup that is safe to send: text went in escaped. */
export interface Markup {
  readonly markup: string
}

type Part = string | number | Markup | readonly Markup[]

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** html`<p>${text}</p>`: text is escaped, markup and lists of it go in as they are. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return { markup: strings.map((string, at) => string + (at < parts.length ? markupOf(parts[at]!) : '')).join('') }
}

function markupOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return String(part).replace(/[&<>"']/g, (sign) => ESCAPES[sign]!)
  return 'markup' in part ? part.markup : part.map((each) => each.markup).join('')
}

const style = readFileSync(new URL('../../lib/ui/tokens.css', import.meta.url), 'utf8') + readFileSync(new URL('./docs.css', import.meta.url), 'utf8')
const styleHash = createHash('sha256').update(style).digest('base64')
const CSP = `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** A page without any script; its one style is named by its hash. */
export function sendPage(reply: FastifyReply, locale: Locale, title: string, content: Markup): FastifyReply {
  const page = html`<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 会站家</title><link rel="icon" href="/favicon.svg" type="image/svg+xml"><style>${{ markup: style }}</style></head>
<body>${content}</body>
</html>
`
  return reply.header('content-security-policy', CSP).header('cache-control', 'public, max-age=300').header('vary', 'accept-language').type('text/html; charset=utf-8').send(page.markup)
}
