/** Shows proposals like the one being written, while its title is typed. Without it the form shows them when it is sent. */
import en from '#lib/i18n/en/proposals.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/proposals.ts'

interface Near {
  readonly id: string
  readonly title: string
  readonly seconds: number
}

const PAUSE_MS = 500
const t = texts(document.documentElement.lang === 'en' ? 'en' : 'zh-CN', zh, en)
const title = document.querySelector<HTMLInputElement>('input[name=title]')
const path = document.querySelector<HTMLSelectElement>('select[name=path]')
const place = document.querySelector('[data-near]')
const frame = document.querySelector<HTMLTemplateElement>('template[data-near-frame]')
let waiting: ReturnType<typeof setTimeout> | undefined
let shown = ''

title?.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(() => void look(), PAUSE_MS)
})

async function look(): Promise<void> {
  const typed = title?.value.trim() ?? ''
  if (typed.length < 4) return draw([])
  try {
    const answer = await fetch(`/api/v1/proposals/alike?${new URLSearchParams({ path: path?.value ?? '', title: typed })}`)
    // An older answer must not push out a newer one.
    if (answer.ok && title?.value.trim() === typed) draw(((await answer.json()) as { items: Near[] }).items)
  } catch {
    // Without signal nothing is shown; the form itself asks again when it is sent.
  }
}

function draw(items: readonly Near[]): void {
  const ids = items.map(({ id }) => id).join()
  if (!place || !frame || ids === shown) return
  shown = ids
  if (items.length === 0) return place.replaceChildren()
  const card = frame.content.cloneNode(true) as DocumentFragment
  card.querySelector('ul')?.replaceChildren(...items.map(line))
  place.replaceChildren(card)
}

function line({ id, title: named, seconds }: Near): HTMLLIElement {
  const [row, link, name, count] = [document.createElement('li'), document.createElement('a'), document.createElement('b'), document.createElement('span')]
  name.textContent = named
  count.className = 'quiet'
  count.textContent = seconds === 0 ? t.secondsNone : t.seconds(seconds.toLocaleString())
  link.href = `/hui/proposals/${id}`
  link.append(name, ' ', count)
  row.append(link)
  return row
}
