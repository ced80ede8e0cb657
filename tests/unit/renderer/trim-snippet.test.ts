import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trimSnippet } from '../../../src/renderer/features/list/trim-snippet'

const marked = (text: string, ...words: readonly string[]) => ({
  text,
  marks: words.map((word): [number, number] => [text.indexOf(word), text.indexOf(word) + word.length]),
})

test.each([
  ['a hit near the start', 'Opec had met.', 'Opec had met.'],
  [
    'no more than a line before it',
    'All of them said that the ministers of Opec had met.',
    '…of them said that the ministers of Opec had met.',
  ],
  [
    'at a word',
    'The extraordinarily incomprehensible discussions of Opec end.',
    '…incomprehensible discussions of Opec end.',
  ],
  [
    'letters as wide as two',
    '日本語の文章をここに書いておきますのでご覧くださいませんかとOpecが言った',
    '…ておきますのでご覧くださいませんかとOpecが言った',
  ],
])('%s', (_, text, expected) => {
  const trimmed = trimSnippet(marked(text, 'Opec'))
  expect(trimmed.text).toBe(expected)
  expect(trimmed.marks.map(([start, end]) => trimmed.text.slice(start, end))).toEqual(['Opec'])
})

test('whatever the text and the marks, what is marked stays marked and whole', () => {
  const pieces = fc.array(
    fc.record({ text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), hit: fc.boolean() }),
  )
  fc.assert(
    fc.property(pieces, (given) => {
      let text = ''
      const marks: [number, number][] = []
      for (const piece of given) {
        if (piece.hit) marks.push([text.length, text.length + piece.text.length])
        text += piece.text
      }
      const trimmed = trimSnippet({ text, marks })
      expect(trimmed.marks.map(([start, end]) => trimmed.text.slice(start, end))).toEqual(
        marks.map(([start, end]) => text.slice(start, end)),
      )
      // No half of a letter is left over.
      expect(/\p{Cs}/u.test(trimmed.text)).toBe(/\p{Cs}/u.test(text))
      expect(text.endsWith(trimmed.text.replace(/^…/u, ''))).toBe(true)
      expect(trimmed.marks[0]?.[0] ?? 0).toBeLessThanOrEqual(37)
    }),
  )
})
