import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markedLine, plainLine, plainText } from '../../../src/cli/plain-text'
import { styleOf } from '../../../src/cli/style'

const output = (isTerminal: boolean) => ({ isTerminal, write: () => undefined })
const style = (isTerminal: boolean, env: Readonly<Record<string, string>> = {}) =>
  styleOf({ stdout: output(isTerminal), env })

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

describe('what an article can do to a terminal', () => {
  it('is nothing: no control character passes, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const shown of [plainText(text), plainLine(text), markedLine({ text, marks: [] }, style(true))])
          expect(control.test(shown)).toBe(false)
        expect(/[\n\t]/.test(plainLine(text))).toBe(false)
      }),
    )
  })

  it('takes escape sequences and direction overrides out', () => {
    expect(plainLine('\u001b]0;owned\u0007 title \u001b[31mred \u202eevil\u009b2J')).toBe(
      ']0;owned title [31mred evil2J',
    )
  })

  it('keeps lines and tabs of a text, and puts a title in one line', () => {
    expect(plainText('a\n\tb\r\n')).toBe('a\n\tb\n')
    expect(plainLine(' a\n\tb\u00a0c ')).toBe('a b c')
  })
})

describe('a snippet', () => {
  const snippet = {
    text: 'the letter and\nthe letters',
    marks: [
      [4, 10],
      [19, 26],
    ] as [number, number][],
  }
  it('is bold where it hit, in a terminal', () => {
    expect(markedLine(snippet, style(true))).toBe('the \u001b[1mletter\u001b[22m and the \u001b[1mletters\u001b[22m')
  })
  it.each([
    ['elsewhere', style(false)],
    ['with NO_COLOR', style(true, { NO_COLOR: '1' })],
  ])('is plain %s', (_, plain) => {
    expect(markedLine(snippet, plain)).toBe('the letter and the letters')
  })
  it('is bold with a NO_COLOR that is empty', () => {
    expect(markedLine(snippet, style(true, { NO_COLOR: '' }))).toContain('\u001b[1m')
  })
})
