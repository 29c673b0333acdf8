/** Judges cards on this phone, also without signal. No framework: one script, and a second one for browsers without Ed25519. */
import { checkerWith } from '#domain/cards/format/signature.ts'
import { judge, type CheckSignature } from '#domain/cards/format/verdict.ts'
import en from '#lib/i18n/en/verify.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/verify.ts'
import { sayVerdict } from '../saying.ts'
import { told, setScanner } from './camera.ts'
import { known, refresh, sayListAge } from './known.ts'

const locale = document.documentElement.lang === 'en' ? 'en' : 'zh-CN'
const t = texts(locale, zh, en)
const main = document.querySelector('main')!
const form = main.querySelector('form')!
const field = form.querySelector('textarea')!
const verdict = main.querySelector<HTMLElement>('#verdict')!

const check = checkerWith(scriptForOldBrowsers)

let script: Promise<CheckSignature> | null = null

function scriptForOldBrowsers(): Promise<CheckSignature> {
  return (script ??= new Promise((resolve, reject) => {
    const tag = document.createElement('script')
    tag.src = main.dataset['old']!
    tag.onload = () => resolve(Reflect.get(globalThis, 'hzjCheckSignature') as CheckSignature)
    tag.onerror = () => reject(new Error('the script for old browsers did not come'))
    document.head.append(tag)
  }))
}

async function show(text: string): Promise<void> {
  await refresh(t, locale)
  const now = new Date()
  const said = sayVerdict(locale, await judge(text, { prefix: main.dataset['prefix']!, ...known() }, now, check))
  for (const part of verdict.querySelectorAll<HTMLElement>('[data-fill]')) part.textContent = said[part.dataset['fill'] as 'word']
  verdict.querySelector('[data-list]')!.textContent = said.union === '' ? '' : sayListAge(t, locale, now)
  verdict.dataset['state'] = said.state
  verdict.toggleAttribute('data-bare', said.union === '')
  verdict.hidden = false
  verdict.focus()
}

/** Whether this phone can judge: it has keys, and a browser that computes. Else the form goes to the server as it is. */
function canJudge(): boolean {
  return typeof crypto.subtle === 'object' && known().keys.length > 0
}

form.addEventListener('submit', (event) => {
  if (!canJudge() && navigator.onLine) return
  event.preventDefault()
  if (canJudge()) void show(field.value).catch(() => form.submit())
  else told(t.notReady)
})

void setScanner(t, main.dataset['qr']!, (text) => {
  field.value = text
  form.requestSubmit()
})

void refresh(t, locale).then(() => {
  if (!canJudge()) return
  main.querySelector('[data-how]')!.textContent = t.here
  // An old browser gets its script while there is signal.
  void crypto.subtle.importKey('raw', new Uint8Array(32), 'Ed25519', false, ['verify']).catch(scriptForOldBrowsers)
})
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
