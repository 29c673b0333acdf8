import { colourPairs, contrast, readColours } from '#lib/ui/contrast.ts'
import css from '#lib/ui/tokens.css?raw'
import type { PageServerLoad } from './$types'

/** The tokens as the browser gets them, with each pair's contrast in both themes. */
export const load: PageServerLoad = () => {
  const light = readColours(css, "[data-theme='light']")
  const dark = readColours(css, "[data-theme='dark']")
  return {
    colours: Object.keys(light).map((name) => ({ name, light: light[name] ?? '', dark: dark[name] ?? '' })),
    pairs: colourPairs.map(({ front, back, least }) => ({
      front,
      back,
      least,
      light: contrast(light[front] ?? '', light[back] ?? ''),
      dark: contrast(dark[front] ?? '', dark[back] ?? '')
    }))
  }
}
