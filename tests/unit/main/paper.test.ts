import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { themes } from '#shared/settings'
import { nativeThemeOf, paperColour } from '../../../src/main/paper'

const tokens = readFileSync(join(import.meta.dirname, '../../../src/renderer/styles/tokens.css'), 'utf8')
/** The values of `--paper` as they stand in the tokens, one for each block that sets it. */
const papers = [...tokens.matchAll(/--paper:\s*([^;]+);/g)].map((match) => match[1])

describe('the paper before the page is drawn', () => {
  it('is the page’s own in every theme, light and dark', () => {
    const ours = (theme: (typeof themes)[number]): string => {
      const [light, dark] = [paperColour(theme, false), paperColour(theme, true)]
      return light === dark ? light : `light-dark(${light}, ${dark})`
    }
    expect([ours('system'), ours('sepia'), ours('contrast')]).toEqual(papers)
    expect(ours('system')).toBe(`light-dark(${ours('light')}, ${ours('dark')})`)
  })

  it('lies in a window of the same kind', () => {
    for (const theme of themes) {
      const native = nativeThemeOf(theme)
      if (native === 'system') expect(paperColour(theme, false)).not.toBe(paperColour(theme, true))
      else expect(paperColour(theme, false)).toBe(paperColour(theme, true))
    }
  })
})
