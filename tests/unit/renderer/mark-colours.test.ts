import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { colours } from '#shared/highlight'

const css = readFileSync(join(import.meta.dirname, '../../../src/renderer/styles/tokens.css'), 'utf8')

/** The tokens of a theme: those of `:root`, with the theme's own over them, `light-dark` read for the scheme. */
function tokens(theme: 'light' | 'dark' | 'sepia' | 'contrast', dark: boolean): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, head = '', body = ''] of css.matchAll(/:root(\[data-theme="\w+"\])? \{([^}]*)\}/g)) {
    if (head !== '' && head !== `[data-theme="${theme}"]`) continue
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      const [, light = '', night = ''] = /^light-dark\((#\w+), (#\w+)\)$/.exec(value) ?? []
      found.set(name, light === '' ? value : dark ? night : light)
    }
  }
  return found
}

const channels = (hex: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)

/** As WCAG counts it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const mixed = (a: string, b: string, share: number): string =>
  `#${channels(a)
    .map((value, at) => Math.round(255 * (value * (1 - share) + (channels(b)[at] ?? 0) * share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`

const themes = [
  ['light', tokens('light', false)],
  ['sepia', tokens('sepia', false)],
  ['dark', tokens('dark', true)],
  ['contrast, light', tokens('contrast', false)],
  ['contrast, dark', tokens('contrast', true)],
] as const

describe.each(themes)('highlights in the theme %s', (_name, found) => {
  const of = (name: string): string => found.get(name) ?? `no ${name}`

  test.each(colours)(
    'ink, soft ink and links can be read on %s, also where highlights lie on one another',
    (colour) => {
      const wash = of(`mark-${colour}`)
      const share = Number(/var\(--ink\) (\d+)%/.exec(of('mark-overlap'))?.[1]) / 100
      for (const ink of ['ink', 'soft', 'accent'])
        for (const ground of [wash, mixed(wash, of('ink'), share)])
          expect(contrast(of(ink), ground), ink).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(colours)('the line of %s stands out from its wash', (colour) => {
    expect(contrast(of(`line-${colour}`), of(`mark-${colour}`))).toBeGreaterThan(2)
  })

  test('no two colours are equally light, and each stands out from the paper', () => {
    const lights = colours.map((colour) => luminance(of(`mark-${colour}`))).toSorted((a, b) => a - b)
    for (const [index, light] of lights.slice(1).entries())
      expect((light + 0.05) / ((lights[index] ?? 0) + 0.05)).toBeGreaterThan(1.05)
    for (const colour of colours) expect(of(`mark-${colour}`)).not.toBe(of('paper'))
  })
})
