import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lexQuery } from '#core/search/lex'
import { segmentsOf } from '../../../../src/renderer/features/search/token-segments'

test('the parts of a query and what stands between them', () => {
  expect(segmentsOf('title:oil  -"a b"', lexQuery('title:oil  -"a b"'))).toEqual([
    { start: 0, text: 'title:', kind: 'field' },
    { start: 6, text: 'oil', kind: 'word' },
    { start: 9, text: '  ', kind: null },
    { start: 11, text: '-', kind: 'operator' },
    { start: 12, text: '"a b"', kind: 'phrase' },
  ])
  expect(segmentsOf('', [])).toEqual([])
})

test('whatever is typed, the letters over the field are the letters in it', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom('tag:', '"', ' ', 'oil', '(', ')', '-', 'OR', '~2', '*', '/', '^3', '全文', 'é', '..'))
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const segments = segmentsOf(text, lexQuery(text))
      expect(segments.map((segment) => segment.text).join('')).toBe(text)
      for (const { start, text: letters } of segments) expect(text.slice(start, start + letters.length)).toBe(letters)
      expect(segments.every((segment) => segment.text !== '')).toBe(true)
    }),
  )
})
