import type { Locale } from '#kernel/context.ts'
import en from '#lib/i18n/en/docs.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/docs.ts'
import type { Document, Operation } from '../openapi.ts'
import { html, type Markup } from './html.ts'

type Words = typeof zh

/** The document as people read it: one section an operation, grouped by room. */
export function documentPage(document: Document, locale: Locale): Markup {
  const t = texts(locale, zh, en)
  const tags = document['tags'] as { name: string; description: string }[]
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  const groups = tags.map((tag) => ({ ...tag, ...titled(tag, locale), operations: operations.filter(({ operation }) => operation.tags[0] === tag.name) }))
  const info = document['info'] as { title: string; version: string; description: string }
  return html`${frame(locale, '/api/docs')}
<main id="content">
<h1>${info.title} <span class="quiet">${info.version}</span></h1>
<p>${inline(info.description)}</p>
<p><a href="/openapi.json">${t.raw}</a> · <a href="/problems">${t.refusals}</a></p>
<nav aria-label="${t.contents}"><ul>${groups.map((group) => html`<li><a href="#${group.name}">${group.title}</a></li>`)}</ul></nav>
${groups.map((group) => html`<h2 id="${group.name}">${group.title}</h2><p>${group.about}</p>${group.operations.map((each) => section(document, each.path, each.method, each.operation, t))}`)}
</main>`
}

/** "站点 · The directory …": its word in the reader's language, and what it is about. */
function titled(tag: { name: string; description: string }, locale: Locale): { title: string; about: string } {
  const [title = '', about = ''] = tag.description.split(' · ')
  return { title: locale === 'en' ? tag.name : title, about }
}

/** Text with `code` in it. */
function inline(text: string): Markup[] {
  return text.split('`').map((part, at) => (at % 2 === 0 ? html`${part}` : html`<code>${part}</code>`))
}

/** Head of the pages about the API, in both languages. */
export function frame(locale: Locale, path: string): Markup {
  const t = texts(locale, zh, en)
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return html`<header><a class="skip" href="#content">${t.skip}</a>
<p><a href="/">${t.home}</a><a href="/api/docs?lang=${locale}">${t.toDocs}</a><a href="${path}?lang=${other}" hreflang="${other}" lang="${other}">${t.switchLanguage}</a></p></header>`
}

function section(document: Document, path: string, method: string, operation: Operation, t: Words): Markup {
  const body = operation.requestBody?.content['application/json']?.example
  const [answer] = Object.values(operation.responses)
  const example = answer?.content?.['application/json']?.example
  return html`<section class="act" id="${operation.operationId}" aria-labelledby="${operation.operationId}-path">
<h3 id="${operation.operationId}-path"><span class="method">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p>${operation.summary} <span class="quiet">${operation.security.length === 0 ? t.open : t.signIn} · <code>${operation.operationId}</code></span></p>
${parameterTable(document, operation, t)}
${body === undefined ? [] : html`<h4>${t.body}</h4>${block(body)}`}
<h4>${t.answers}</h4>
<ul>${Object.entries(operation.responses).map(([status, response]) => html`<li><strong>${status}</strong> ${codes(response.description)}</li>`)}</ul>
${example === undefined ? [] : html`<h4>${t.example}</h4>${block(example)}`}
</section>`
}

function parameterTable(document: Document, operation: Operation, t: Words): Markup | Markup[] {
  const parameters = (operation.parameters ?? []).map((each) => ('$ref' in each ? (document.components['parameters']![each.$ref.split('/').at(-1)!] as unknown as Exclude<typeof each, { $ref: string }>) : each))
  if (parameters.length === 0) return []
  const rows = parameters.map((parameter) => {
    const bounds = parameter.schema.enum ? parameter.schema.enum.join(' | ') : String(parameter.schema.type ?? '')
    const example = parameter.example === undefined ? [] : html`<code>${Array.isArray(parameter.example) ? parameter.example.join(',') : String(parameter.example)}</code>`
    return html`<tr><td><code>${parameter.name}</code></td><td>${t[parameter.in]}, ${parameter.required ? t.required : t.optional}</td><td>${inline(parameter.description ?? '')} <span class="quiet">${bounds}</span> ${example}</td></tr>`
  })
  return html`<h4>${t.parameters}</h4><div class="scroll"><table><thead><tr><th scope="col">${t.name}</th><th scope="col">${t.where}</th><th scope="col">${t.meaning}</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

/** Codes in a description lead to their pages. */
function codes(description: string): Markup[] {
  return description.split('`').map((part, at) => (at % 2 === 0 ? html`${part}` : html`<a href="/problems/${part}"><code>${part}</code></a>`))
}

function block(value: unknown): Markup {
  return html`<pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre>`
}
