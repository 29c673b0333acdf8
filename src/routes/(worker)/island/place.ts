import { forgetPosition, locate } from '#lib/map/position.ts'
import { all, namesPlace, one } from './draw.ts'
import { go } from './watch.ts'

/** Where the reader is: asked for after a tap, or chosen by hand. */

/** Says what went wrong with the position, where the page has words for it. */
export function sayTrouble(trouble: string | null): boolean {
  for (const element of all('[data-trouble]')) element.hidden = element.dataset['trouble'] !== trouble
  return trouble !== null && one(`[data-trouble="${trouble}"]`) !== null
}

/** Shows at once that a button was heard; answers how to undo it. */
export function makeBusy(button: HTMLButtonElement): () => void {
  const words = button.querySelector<HTMLElement>('[data-words]') ?? button
  const before = words.textContent
  words.textContent = button.dataset['busy'] ?? before
  button.disabled = true
  return () => {
    words.textContent = before
    button.disabled = false
  }
}

export async function ask(button: HTMLButtonElement): Promise<void> {
  const done = makeBusy(button)
  sayTrouble(null)
  const trouble = await locate()
  done()
  if (trouble !== null) {
    if (!sayTrouble(trouble)) location.assign('/stations/choose')
    return
  }
  const here = new URL(location.href)
  if (here.pathname !== '/') location.assign('/')
  else if (namesPlace(here)) await go(new URL('/', here), true)
  else await go(here, false)
}

export function forget(): void {
  forgetPosition()
  location.reload()
}

/** Whoever chose a district by hand wants it the next time, and no longer the phone's position. */
export function remember(division: string): void {
  forgetPosition()
  document.cookie = `hzj_place=${division}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
}
