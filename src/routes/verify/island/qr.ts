import jsQR from 'jsqr'

/** For browsers that read no QR codes themselves: camera.ts calls it for the first time on tap. */
Reflect.set(globalThis, 'hzjReadCode', (pixels: Uint8ClampedArray, width: number, height: number): string | null => jsQR(pixels, width, height)?.data ?? null)
