import type { ShownState } from '#domain/presence/model.ts'

/** Marks of stations on the map: state by shape as well as by colour. */

const SIZE = 52
const MIDDLE = SIZE / 2
const RADIUS = 19

export const MAPPED_STATES: readonly ShownState[] = ['open', 'should_be_open', 'reported_locked', 'closed', 'should_be_closed', 'unknown']

const COLOUR: Readonly<Record<ShownState, string>> = {
  open: '--open',
  should_be_open: '--unsure',
  reported_locked: '--closed',
  closed: '--muted',
  should_be_closed: '--muted',
  unknown: '--muted'
}

/** Reads a colour token of the page as it is now, by day or by night. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** The mark of a state, drawn at twice its size on screen. */
export function shapeOf(state: ShownState): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const pen = canvas.getContext('2d')!
  const colour = token(COLOUR[state])
  const surface = token('--surface')
  pen.lineWidth = 6
  pen.lineCap = 'round'
  pen.beginPath()
  pen.arc(MIDDLE, MIDDLE, RADIUS, 0, Math.PI * 2)
  pen.fillStyle = state === 'open' || state === 'reported_locked' ? colour : surface
  pen.fill()
  pen.strokeStyle = state === 'open' || state === 'reported_locked' ? surface : colour
  pen.stroke()
  sign(pen, state)
  return pen.getImageData(0, 0, SIZE, SIZE)
}

function sign(pen: CanvasRenderingContext2D, state: ShownState): void {
  const arm = 8
  pen.beginPath()
  switch (state) {
    case 'open':
      pen.moveTo(MIDDLE - arm, MIDDLE)
      pen.lineTo(MIDDLE - 2, MIDDLE + arm - 2)
      pen.lineTo(MIDDLE + arm, MIDDLE - arm + 2)
      break
    case 'reported_locked':
      pen.moveTo(MIDDLE - arm, MIDDLE - arm)
      pen.lineTo(MIDDLE + arm, MIDDLE + arm)
      pen.moveTo(MIDDLE + arm, MIDDLE - arm)
      pen.lineTo(MIDDLE - arm, MIDDLE + arm)
      break
    case 'closed':
    case 'should_be_closed':
      pen.moveTo(MIDDLE - arm, MIDDLE)
      pen.lineTo(MIDDLE + arm, MIDDLE)
      break
    case 'unknown':
      pen.arc(MIDDLE, MIDDLE, 2, 0, Math.PI * 2)
      break
    case 'should_be_open':
      break
  }
  pen.stroke()
}
