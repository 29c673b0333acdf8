import type zh from '#lib/i18n/zh-CN/verify.ts'

/** Scanning by what the browser itself can do (Barcode Detection API); where it cannot, by a script that comes on tap. */

type Picture = HTMLVideoElement | ImageBitmap
/** The text of a QR code in a picture; null where there is none. */
type Look = (picture: Picture) => Promise<string | null>
type Read = (pixels: Uint8ClampedArray, width: number, height: number) => string | null
interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

const LOOK_EVERY_MS = 250
/** Longer sides make the script slow, and a card fills the picture anyway. */
const LONGEST_SIDE = 1000

export function told(words: string): void {
  const place = document.querySelector<HTMLElement>('[data-told]')!
  place.textContent = words
  place.hidden = words === ''
}

async function looker(script: string): Promise<Look> {
  const Made = Reflect.get(globalThis, 'BarcodeDetector') as DetectorClass | undefined
  const formats = await Made?.getSupportedFormats().catch((): string[] => [])
  if (!Made || !formats?.includes('qr_code')) return lookByScript(script)
  const detector = new Made({ formats: ['qr_code'] })
  return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null
}

function lookByScript(address: string): Look {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  let script: Promise<Read> | null = null
  return async (picture) => {
    const read = await (script ??= readerFrom(address))
    const [width, height] = picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height]
    const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1))
    canvas.width = Math.max(1, Math.round(width * scale))
    canvas.height = Math.max(1, Math.round(height * scale))
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return read(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)
  }
}

function readerFrom(address: string): Promise<Read> {
  return new Promise((resolve, reject) => {
    const tag = document.createElement('script')
    tag.src = address
    tag.onload = () => resolve(Reflect.get(globalThis, 'hzjReadCode') as Read)
    tag.onerror = () => reject(new Error('the script that reads QR codes did not come'))
    document.head.append(tag)
  })
}

export async function setScanner(t: typeof zh, script: string, found: (text: string) => void): Promise<void> {
  const see = await looker(script)
  const box = document.querySelector<HTMLElement>('[data-scan]')!
  box.hidden = false
  // Scanning comes first where there is scanning.
  document.querySelector('main form .button')?.classList.replace('primary', 'secondary')
  const button = box.querySelector('button')!
  button.hidden = !navigator.mediaDevices
  const figure = box.querySelector('figure')!
  const video = box.querySelector('video')!
  const words = box.querySelector<HTMLElement>('[data-words]')!
  const start = words.textContent
  let stream: MediaStream | null = null

  function close(): void {
    stream?.getTracks().forEach((track) => track.stop())
    stream = null
    figure.hidden = true
    words.textContent = start
  }

  async function look(mine: MediaStream): Promise<void> {
    if (stream !== mine) return
    const text = await see(video).catch(() => null)
    if (text !== null && stream === mine) {
      close()
      found(text)
    } else setTimeout(() => void look(mine), LOOK_EVERY_MS)
  }

  button.addEventListener('click', () => {
    if (stream) return close()
    told('')
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      async (opened) => {
        stream = opened
        words.textContent = words.dataset['stop'] ?? ''
        figure.hidden = false
        video.srcObject = opened
        await video.play()
        void look(opened)
      },
      () => told(t.cameraRefused)
    )
  })
  box.querySelector('input')!.addEventListener('change', async ({ target }) => {
    const file = (target as HTMLInputElement).files?.[0]
    if (!file) return
    const text = await createImageBitmap(file).then(see).catch(() => null)
    told(text === null ? t.noCode : '')
    if (text !== null) found(text)
  })
  addEventListener('pagehide', close)
}
