import { allowedPosition, readPosition, type Position } from '#lib/map/position.ts'
import { makeBusy, sayTrouble } from './place.ts'

/** Forms on their way: heard at once, and with a position where `data-position` says so. */

const PROVE_MS = 10_000

/**
 * `data-position="allowed"` takes the position along where its owner has allowed it before; "asked" asks for it and sends nothing without.
 * Everything else goes as it is.
 */
export function prepare(event: SubmitEvent): void {
  const form = event.target
  const button = event.submitter
  if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement) || form.method !== 'post') return
  const wish = form.dataset['position']
  if (wish === undefined || form.dataset['ready'] !== undefined) {
    // A disabled button would not be sent: only once the form is on its way.
    setTimeout(() => void makeBusy(button))
    return
  }
  event.preventDefault()
  const done = makeBusy(button)
  const reading = wish === 'asked' ? readPosition(PROVE_MS) : allowedPosition()
  void reading.then(
    (here) => {
      if (here) attach(form, here)
      form.dataset['ready'] = ''
      done()
      form.requestSubmit(button)
    },
    (trouble: string) => {
      done()
      sayTrouble(trouble)
    }
  )
}

function attach(form: HTMLFormElement, here: Position): void {
  for (const [name, value] of [['lon', here.lon], ['lat', here.lat], ['positionAccuracyM', here.accuracyM]] as const) {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name, value: String(value) })
    form.append(input)
  }
}
