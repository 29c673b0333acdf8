import { REFUSALS, statusOf } from '#domain/refusals.ts'
import type { Locale } from '#kernel/context.ts'
import en from '#lib/i18n/en/docs.ts'
import { sayRefusal } from '#lib/i18n/refuse.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/docs.ts'
import { html, type Markup } from './html.ts'
import { frame } from './page.ts'

/** What a code means and what to do next. */
export function problemPage(code: string, locale: Locale): Markup {
  const t = texts(locale, zh, en)
  const said = sayRefusal(code, {}, locale)
  return html`${frame(locale, `/problems/${code}`)}
<main id="content"><h1><code>${code}</code></h1>
<p>${said.detail}</p>
<h2>${t.next}</h2><p>${said.next}</p>
<p class="quiet">HTTP ${statusOf(code)} · <a href="/problems?lang=${locale}">${t.toAll}</a></p></main>`
}

export function allProblemsPage(locale: Locale): Markup {
  const t = texts(locale, zh, en)
  const rows = Object.entries(REFUSALS).map(([code, status]) => {
    const said = sayRefusal(code, {}, locale)
    return html`<tr><td><a href="/problems/${code}?lang=${locale}"><code>${code}</code></a></td><td>${status}</td><td>${said.detail}</td><td>${said.next}</td></tr>`
  })
  return html`${frame(locale, '/problems')}
<main id="content"><h1>${t.refusals}</h1><p>${t.refusalsIntro}</p>
<div class="scroll"><table><thead><tr><th scope="col">${t.code}</th><th scope="col">${t.status}</th><th scope="col">${t.says}</th><th scope="col">${t.next}</th></tr></thead><tbody>${rows}</tbody></table></div></main>`
}
