/** What JavaScript adds to joining: what is typed stays on this phone until it is sent, and a tap is heard at once. */

const DRAFT = 'hzj_join'
/** An identity number does not lie about for longer. */
const KEPT_MS = 86_400_000

interface Draft {
  at: number
  fields: Record<string, string>
}

/** Storage may be forbidden or full: joining works without. */
function keep(draft: Draft | null): void {
  try {
    if (draft) localStorage.setItem(DRAFT, JSON.stringify(draft))
    else localStorage.removeItem(DRAFT)
  } catch {
    return
  }
}

function kept(): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(DRAFT) ?? 'null') as Draft | null
    return draft && Date.now() - draft.at < KEPT_MS ? draft : null
  } catch {
    return null
  }
}

function typed(form: HTMLFormElement): Record<string, string> {
  const fields = [...new FormData(form)].filter(([name]) => !['key', 'station'].includes(name))
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
}

/** Fills what is empty: what the server has drawn, it knows better. */
function fill(form: HTMLFormElement, { fields }: Draft): void {
  for (const [name, value] of Object.entries(fields)) {
    for (const control of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]:not([type=hidden])`)) {
      if (control instanceof HTMLSelectElement) {
        if ([...control.options].some((option) => option.value === value)) control.value = value
      } else if (control.type === 'radio') control.checked = control.value === value
      else if (control.value === '') control.value = value
    }
  }
}

const form = document.querySelector<HTMLFormElement>('form[data-draft]')
if (form) {
  for (const element of document.querySelectorAll<HTMLElement>('[data-alive]')) element.hidden = false
  const draft = kept()
  if (draft && form.dataset['draft'] === '') fill(form, draft)
  form.addEventListener('input', () => keep({ at: Date.now(), fields: typed(form) }))
}
if (document.querySelector('[data-sent]')) keep(null)

document.addEventListener('submit', ({ submitter }) => {
  if (!(submitter instanceof HTMLButtonElement)) return
  // A disabled button would not be sent: only once the form is on its way.
  setTimeout(() => {
    submitter.textContent = submitter.dataset['busy'] ?? submitter.textContent
    submitter.disabled = true
  })
})
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
