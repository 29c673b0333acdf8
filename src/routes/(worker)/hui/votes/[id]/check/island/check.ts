/** Finds the ballot of a receipt on this phone: the list comes here, the receipt goes nowhere. */
import { ballotText, readReceipt } from '#domain/elections/model.ts'
import en from '#lib/i18n/en/votes.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/votes.ts'

const t = texts(document.documentElement.lang === 'en' ? 'en' : 'zh-CN', zh, en).check

const form = document.querySelector<HTMLFormElement>('[data-check]')
// Without a secure connection the browser has no hash: then the form goes to the server as without scripts.
if (form && globalThis.crypto?.subtle) form.addEventListener('submit', (event) => void answer(form, event))

async function answer(form: HTMLFormElement, event: SubmitEvent): Promise<void> {
  const { election = '', labels = '[]' } = form.dataset
  const receipt = readReceipt(String(new FormData(form).get('receipt') ?? ''))
  if (receipt === null) return
  event.preventDefault()
  const text = await (await fetch(`/hui/votes/${election}/ballots`)).text()
  const line = await findLine(text.split('\n'), receipt, election)
  const chosen = line === null ? [] : choicesOf(line)
  const names = (JSON.parse(labels) as { no: number; label: string }[]).filter(({ no }) => chosen.includes(no)).map(({ label }) => label)
  put('[data-words]', chosen.length === 0 ? t.foundBlank : t.found)
  put('[data-choices]', names.join('、'))
  put('[data-line]', line ?? '')
  show('[data-found]', line !== null)
  show('[data-missing]', line === null)
  show('[data-answer]', true)
}

/** One hash for each set of choices that occurs, not for each ballot. */
async function findLine(lines: readonly string[], receipt: string, election: string): Promise<string | null> {
  const ballots = lines.filter((line) => /^[0-9a-f]{64} /.test(line))
  for (const set of new Set(ballots.map((line) => line.slice(65)))) {
    const hash = await sha256(ballotText(receipt, election, choicesOf(`x ${set}`)))
    const own = ballots.find((line) => line === `${hash} ${set}`)
    if (own) return own
  }
  return null
}

function choicesOf(line: string): number[] {
  const set = line.split(' ')[1] ?? '-'
  return set === '-' ? [] : set.split(',').map(Number)
}

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function put(where: string, words: string): void {
  const element = document.querySelector(where)
  if (element) element.textContent = words
}

function show(where: string, shown: boolean): void {
  const element = document.querySelector<HTMLElement>(where)
  if (element) element.hidden = !shown
}
