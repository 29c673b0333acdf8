import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { colourPairs, contrast, readColours } from '#lib/ui/contrast.ts'

const css = readFileSync(new URL('../src/lib/ui/tokens.css', import.meta.url), 'utf8')
const themes = {
  light: readColours(css, "[data-theme='light']"),
  dark: readColours(css, "[data-theme='dark']")
}

test('contrast is measured as WCAG measures it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('a phone in dark mode and a reader who chose dark see the same colours', () => {
  expect(readColours(css, ":root:not([data-theme='light'])")).toEqual(themes.dark)
})

test('both themes define the same colours', () => {
  expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light))
  expect(Object.keys(themes.light).length).toBeGreaterThan(25)
})

describe.each(Object.entries(themes))('%s', (_name, colours) => {
  test.each(colourPairs)('$front on $back reaches $least', ({ front, back, least }) => {
    expect(contrast(colours[front] ?? '', colours[back] ?? '')).toBeGreaterThanOrEqual(least)
  })
})
